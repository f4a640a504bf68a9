// Reads a demand history from disk: series in long form, or order lines that are counted; plain or gzip.
import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { createGunzip, gunzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import type { Checked } from "../load/problem.ts";
import type { OrderColumns } from "../orders/order-columns.ts";
import type { OrderReadReport } from "../orders/order-list.ts";
import {
  countOrders,
  isSeriesHeader,
  type OrderMeasure,
  readSeries,
  type SeriesReading,
} from "../series/read-series.ts";
import { readOrderFile } from "./read-order-file.ts";

export interface HistoryOptions {
  readonly columns: OrderColumns;
  readonly measure: OrderMeasure;
  /** `null` = as the file has it; a day for order lines. */
  readonly stepSeconds: number | null;
  readonly isAdditive: boolean;
}

export interface HistoryReading extends SeriesReading {
  /** What the reader of order lines had to say; `null` for series. */
  readonly orders: OrderReadReport | null;
}

/** The header tells which form the file has: `time`, `series` and `value` make it series, else it holds order lines. */
export async function readHistory(path: string, options: HistoryOptions): Promise<Checked<HistoryReading>> {
  let isSeries = false;
  try {
    isSeries = isSeriesHeader(await headerOf(path));
  } catch {
    // The reader of order lines says what is wrong with the file.
  }
  if (!isSeries) {
    const read = await readOrderFile(path, path, options.columns);
    if (!read.ok) return read;
    const { orders, report } = read.value;
    const set = countOrders(orders, options.measure, options.stepSeconds ?? 86_400);
    return { ok: true, value: { set, emptySteps: 0, orders: report } };
  }
  const bytes = readFileSync(path);
  const text = (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString("utf8");
  let records: { record: string[]; info: { lines: number } }[];
  try {
    records = parse(text, {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as typeof records;
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    return { ok: false, problems: [{ source: path, path: "", expected: "valid CSV", found }] };
  }
  const read = readSeries(
    records.map(({ record }) => record),
    records.map(({ info }) => info.lines),
    { source: path, stepSeconds: options.stepSeconds, isAdditive: options.isAdditive },
  );
  return read.ok ? { ok: true, value: { ...read.value, orders: null } } : read;
}

/** Fields of the first line; enough of the file for any header is read. */
async function headerOf(path: string): Promise<readonly string[]> {
  const file = openSync(path, "r");
  const buffer = Buffer.alloc(65_536);
  const length = readSync(file, buffer, 0, buffer.length, 0);
  closeSync(file);
  let start = buffer.subarray(0, length);
  if (start[0] === 0x1f && start[1] === 0x8b) start = await firstUnzipped(start);
  const line =
    start
      .toString("utf8")
      .replace(/^\uFEFF/, "")
      .split(/\r?\n/, 1)[0] ?? "";
  return line.split(",").map((name) => name.replaceAll('"', ""));
}

function firstUnzipped(start: Buffer): Promise<Buffer<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const unzip = createGunzip();
    unzip.once("data", (chunk: Buffer) => {
      unzip.destroy();
      resolve(Buffer.from(chunk));
    });
    unzip.once("error", reject);
    unzip.write(start);
  });
}
