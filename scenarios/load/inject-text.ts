// `--inject "2h: robot 7 fails 10m"`: one more fault for a scenario, in a line of words. It becomes an entry of
// `faults.planned`, so that it passes the same checks and is part of what is repeated.
import type { Checked } from "./problem.ts";

/** How an injection may be written; shown with every mistake. */
export const injectForms: readonly string[] = [
  "robot 7 fails 10m",
  "station P1 closes 30m (or: closes 30m hand-back, closes 30m wait)",
  "person P1 away 15m",
  "station P1 slows 1h 1.5x",
  "cell 4,7 closes 20m",
  "sku 12 loses 30",
  "supplier stops 2h",
  "orders cancelled 10%",
  "orders surge 30m 2x",
  "20 robots join",
  "5 robots leave",
];

/** An entry of `faults.planned` as it may be written in a file, from one line of words. */
export function parseInjection(text: string): Checked<Readonly<Record<string, unknown>>> {
  const colon = /^(.*?):\s+(.*)$/s.exec(text.trim());
  const time = colon === null ? null : timeOf(colon[1]!.trim());
  if (colon === null || time === null) {
    return fail(text, "a time and what happens, e.g. 2h: robot 7 fails 10m", text, timeAdvice);
  }
  const what = colon[2]!.trim();
  for (const { pattern, entry } of forms) {
    const match = pattern.exec(what);
    if (match === null) continue;
    const fields = entry(match.slice(1));
    if (fields !== null) return { ok: true, value: { at: time, ...fields } };
  }
  return fail(text, `one of: ${injectForms.join("; ")}`, what, "Durations are like 90s, 10m, 2h or 1h30m");
}

const timeAdvice = "Times are from the start (2h, 1h30m) or local date and time (2025-11-10T20:30)";

function fail(text: string, expected: string, found: string, advice: string): Checked<never> {
  const problem = { source: `--inject ${text}`, path: "", expected, found: JSON.stringify(found), advice };
  return { ok: false, problems: [problem] };
}

function timeOf(text: string): string | null {
  if (/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/.test(text)) return text;
  const bare = text.replace(/^\+/, "");
  return minutesOf(bare) === null ? null : `+${bare}`;
}

/** Minutes of `1h30m`, `10m` or `90s`. */
function minutesOf(text: string): number | null {
  const match = /^(?=\d)(?:(\d+(?:\.\d+)?)h)?(?:(\d+(?:\.\d+)?)m)?(?:(\d+(?:\.\d+)?)s)?$/.exec(text);
  if (match === null) return null;
  const [hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  return hours! * 60 + minutes! + seconds! / 60;
}

type Fields = Readonly<Record<string, unknown>> | null;

/** Ids are numbers, everything else is a name. */
const idOrName = (text: string): number | string => (/^\d+$/.test(text) ? Number(text) : text);

/** Adds `minutes`, unless the duration is none. */
function lasting(duration: string, fields: Readonly<Record<string, unknown>>): Fields {
  const minutes = minutesOf(duration);
  return minutes === null ? null : { ...fields, minutes };
}

interface Form {
  readonly pattern: RegExp;
  readonly entry: (parts: readonly string[]) => Fields;
}

const forms: readonly Form[] = [
  {
    pattern: /^robot (\d+) fails (\S+)$/,
    entry: ([robot, duration]) => lasting(duration!, { kind: "robot-fails", robot: Number(robot) }),
  },
  {
    pattern: /^station (\S+) closes (\S+)(?: (\S+))?$/,
    entry: ([station, duration, orders]) =>
      lasting(duration!, {
        kind: "station-closes",
        station: idOrName(station!),
        ...(orders !== undefined && { orders }),
      }),
  },
  {
    pattern: /^person (\S+) away (\S+)$/,
    entry: ([station, duration]) => lasting(duration!, { kind: "person-away", station: idOrName(station!) }),
  },
  {
    pattern: /^station (\S+) slows (\S+) (\d+(?:\.\d+)?)x$/,
    entry: ([station, duration, factor]) =>
      lasting(duration!, {
        kind: "station-slows",
        station: idOrName(station!),
        timeFactor: Number(factor),
      }),
  },
  {
    pattern: /^cell (\d+),\s*(\d+) closes (\S+)$/,
    entry: ([column, row, duration]) =>
      lasting(duration!, { kind: "cell-closes", cell: [Number(column), Number(row)] }),
  },
  {
    pattern: /^(\d+) robots? (join|leave)s?$/,
    entry: ([robots, change]) => ({ kind: `robots-${change}`, robots: Number(robots) }),
  },
  {
    pattern: /^sku (\S+) loses (\d+)$/,
    entry: ([sku, units]) => ({ kind: "stock-lost", sku: idOrName(sku!), units: Number(units) }),
  },
  {
    pattern: /^supplier stops (\S+)$/,
    entry: ([duration]) => lasting(duration!, { kind: "supplier-stops" }),
  },
  {
    pattern: /^orders cancelled (\d+(?:\.\d+)?)%$/,
    entry: ([percent]) => ({ kind: "orders-cancelled", share: Number(percent) / 100 }),
  },
  {
    pattern: /^orders surge (\S+) (\d+(?:\.\d+)?)x$/,
    entry: ([duration, factor]) => lasting(duration!, { kind: "orders-surge", factor: Number(factor) }),
  },
];
