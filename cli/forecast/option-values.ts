// Readers of the forecast's option values.
import { InvalidArgumentError } from "commander";
import { defaultOrderColumns, type OrderColumns, parseLocalTime } from "../../scenarios/index.ts";

/** A duration as typed, for messages, and in seconds. */
export interface Duration {
  readonly text: string;
  readonly seconds: number;
}

/** `15m`, `48h`, `7d`, `4w` */
export function durationValue(text: string): Duration {
  const found = /^(\d+)(m|h|d|w)$/.exec(text);
  const seconds =
    found === null ? 0 : Number(found[1]) * { m: 60, h: 3600, d: 86_400, w: 604_800 }[found[2] as "m"];
  if (!(seconds > 0)) {
    throw new InvalidArgumentError(
      `Expected a duration such as 15m, 48h, 7d or 4w; found ${JSON.stringify(text)}.`,
    );
  }
  return { text, seconds };
}

/** A point of the site's clock; a date alone stands for its whole day. */
export interface Moment {
  readonly text: string;
  readonly localSeconds: number;
  readonly isDay: boolean;
}

export function dateValue(text: string): Moment {
  const localSeconds = parseLocalTime(text);
  if (localSeconds === null) {
    throw new InvalidArgumentError(
      `Expected a date or a local date and time, e.g. 2011-11-20 or 2011-11-20T12:00; found ${JSON.stringify(text)}.`,
    );
  }
  return { text, localSeconds, isDay: text.length === 10 };
}

export function quantilesValue(text: string): readonly number[] {
  const levels = text.split(",").map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  const isAscending = levels.every(
    (level, i) => level > 0 && level < 1 && (i === 0 || level > levels[i - 1]!),
  );
  if (!isAscending) {
    throw new InvalidArgumentError(
      `Expected ascending levels between 0 and 1, e.g. 0.1,0.5,0.9; found ${JSON.stringify(text)}.`,
    );
  }
  return levels;
}

export function topValue(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) {
    throw new InvalidArgumentError(`Expected a whole number, at least 1; found ${JSON.stringify(text)}.`);
  }
  return count;
}

/** `order=InvoiceNo,time=InvoiceDate,sku=StockCode,quantity=Quantity` */
export function columnsValue(text: string): OrderColumns {
  const columns: Record<string, string> = { ...defaultOrderColumns };
  for (const part of text.split(",")) {
    const [field, name] = part.split("=", 2);
    if (field === undefined || !(field in columns) || name === undefined || name === "") {
      const fields = Object.keys(defaultOrderColumns).join(", ");
      throw new InvalidArgumentError(
        `Expected field=name with a field of ${fields}; found ${JSON.stringify(part)}.`,
      );
    }
    columns[field] = name;
  }
  return columns as unknown as OrderColumns;
}
