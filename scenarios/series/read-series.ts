// Series in long form `time,series,value[,group]`, and order lines counted per step: both become a set of series on one clock.
import type { SeriesSet } from "../../controller/forecast/series/index.ts";
import type { Checked, InputProblem } from "../load/problem.ts";
import type { OrderList } from "../orders/order-list.ts";
import { formatLocalSeconds, parseLocalSeconds } from "../schema/fields.ts";

const daySeconds = 86_400;
export const shortestStep = 300;
export const longestStep = 7 * daySeconds;
/** Problems told of one file; the rest is counted. */
const problemsTold = 10;

/** A set of series and what its reader has to say. */
export interface SeriesReading {
  readonly set: SeriesSet;
  /** Steps of a series without a row: they count as 0. */
  readonly emptySteps: number;
}

export interface SeriesReadOptions {
  readonly source: string;
  /** Seconds of a step; `null` = as the file has it. A longer one than the file's adds its steps up. */
  readonly stepSeconds: number | null;
  /** Whether series without groups add up to a total. */
  readonly isAdditive: boolean;
}

/** What is wrong with a step, or nothing: 5 minutes to a week, a divisor of a day or whole days. */
export function stepProblem(seconds: number): string | null {
  const isFit = daySeconds % seconds === 0 || seconds % daySeconds === 0;
  return seconds >= shortestStep && seconds <= longestStep && isFit
    ? null
    : "a step from 5 minutes to a week that divides a day or is whole days";
}

/** `2011-11-20` or a date and time → seconds of local time, or null. */
export function parseLocalTime(text: string): number | null {
  return parseLocalSeconds(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00` : text);
}

/** Whether a header is that of series in long form. */
export function isSeriesHeader(header: readonly string[]): boolean {
  const names = header.map((name) => name.trim());
  return ["time", "series", "value"].every((name) => names.includes(name));
}

/** Reads rows whose first is the header; `lines` are their 1-based places in the file. Every bad row is a problem. */
export function readSeries(
  rows: readonly (readonly string[])[],
  lines: readonly number[],
  options: SeriesReadOptions,
): Checked<SeriesReading> {
  const { source } = options;
  const header = (rows[0] ?? []).map((name) => name.trim());
  const at = {
    time: header.indexOf("time"),
    series: header.indexOf("series"),
    value: header.indexOf("value"),
    group: header.indexOf("group"),
  };
  const problems: InputProblem[] = [];
  const tell = (line: number, path: string, expected: string, found: string, advice?: string) => {
    const problem = { source, line, column: 1, path, expected, found };
    problems.push(advice === undefined ? problem : { ...problem, advice });
  };
  const cells = new Map<string, Map<number, number>>();
  const groupOfName = new Map<string, string>();
  const times = new Set<number>();
  for (let row = 1; row < rows.length; row += 1) {
    const line = lines[row]!;
    const text = (position: number) => rows[row]![position]?.trim() ?? "";
    const time = parseLocalTime(text(at.time));
    const name = text(at.series);
    const value = text(at.value) === "" ? Number.NaN : Number(text(at.value));
    if (time === null)
      tell(
        line,
        "time",
        "a local date or date and time, e.g. 2025-11-10T20:00",
        JSON.stringify(text(at.time)),
      );
    else if (name === "") tell(line, "series", "the name of a series", "an empty field");
    else if (!Number.isFinite(value) || value < 0)
      tell(
        line,
        "value",
        "a number, 0 or more",
        JSON.stringify(text(at.value)),
        "Leave out returns, or count them as a series of their own",
      );
    else {
      const series = cells.get(name) ?? new Map<number, number>();
      cells.set(name, series);
      if (series.has(time))
        tell(
          line,
          "time",
          "one row per series and time",
          `a second row of ${JSON.stringify(name)} at ${text(at.time)}`,
        );
      series.set(time, value);
      times.add(time);
      const group =
        at.group < 0 ? (name.includes("/") ? name.slice(0, name.indexOf("/")) : "") : text(at.group);
      groupOfName.set(name, group);
    }
  }
  if (problems.length > 0) return { ok: false, problems: firstOf(problems, source) };
  if (times.size < 2) {
    return single(
      source,
      "at least two times, so that the step is known",
      times.size === 0 ? "only a header" : "one time",
    );
  }
  const sorted = [...times].sort((a, b) => a - b);
  const own = sorted.slice(1).reduce((step, time, i) => gcd(step, time - sorted[i]!), 0);
  const wrong = stepProblem(own);
  if (wrong !== null) {
    return single(
      source,
      wrong,
      `times that are multiples of ${own} s apart`,
      "Round the times to a regular step, e.g. whole hours",
    );
  }
  const step = options.stepSeconds ?? own;
  if (step % own !== 0) {
    return single(
      source,
      `--step as a multiple of the file's ${own} s`,
      `${step} s`,
      "A file cannot be cut finer than it is",
    );
  }
  const start = floorTo(sorted[0]!, step);
  const length = Math.floor((sorted[sorted.length - 1]! + own - 1 - start) / step) + 1;
  // A last step that the file does not fill yet is not known.
  const known = (sorted[sorted.length - 1]! + own - start) % step === 0 ? length : length - 1;
  let emptySteps = 0;
  const names = [...cells.keys()];
  const values = names.map((name) => {
    const column = new Float64Array(known);
    const series = cells.get(name)!;
    emptySteps += sorted.length - series.size;
    for (const [time, value] of series) {
      const index = Math.floor((time - start) / step);
      if (index < known) column[index] = column[index]! + value;
    }
    return column;
  });
  if (known < 1) return single(source, `at least one whole step of ${step} s`, "less than one");
  const expected = Math.round((sorted[sorted.length - 1]! - sorted[0]!) / own) + 1;
  emptySteps += (expected - sorted.length) * names.length;
  return {
    ok: true,
    value: {
      set: assemble(start, step, names, values, (name) => groupOfName.get(name) ?? "", options.isAdditive),
      emptySteps,
    },
  };
}

export type OrderMeasure = "orders" | "lines" | "units";

/** Counts an order list per step: orders as one series, lines or units per SKU (which add up to a total). */
export function countOrders(orders: OrderList, measure: OrderMeasure, stepSeconds: number): SeriesSet {
  const times = orders.timeLocalSeconds;
  const start = floorTo(times[0]!, stepSeconds);
  const end = times[orders.orderCount - 1]!;
  const steps = Math.floor((end - start) / stepSeconds) + 1;
  // The step in which the list ends is known only if the list goes on as late as days usually do.
  const isWhole =
    stepSeconds >= daySeconds &&
    (end + 1 - start) % stepSeconds > stepSeconds - daySeconds &&
    endsLate(times);
  const length = Math.max(1, isWhole ? steps : steps - 1);
  if (measure === "orders") {
    const column = new Float64Array(length);
    for (const time of times) {
      const step = Math.floor((time - start) / stepSeconds);
      if (step < length) column[step] = column[step]! + 1;
    }
    return assemble(start, stepSeconds, ["orders"], [column], () => "", false);
  }
  const columns = orders.skuNames.map(() => new Float64Array(length));
  for (let order = 0; order < orders.orderCount; order += 1) {
    const step = Math.floor((times[order]! - start) / stepSeconds);
    if (step >= length) continue;
    for (let line = orders.firstLine[order]!; line < orders.firstLine[order + 1]!; line += 1) {
      const column = columns[orders.lineSku[line]!]!;
      column[step] = column[step]! + (measure === "lines" ? 1 : orders.lineUnits[line]!);
    }
  }
  return assemble(start, stepSeconds, orders.skuNames, columns, () => "", true);
}

/** Days that tell how late the last order of a day comes. */
const daysAsked = 14;

/** Whether the last day's last order comes no earlier than that of any of the days before: else the list was cut off. */
function endsLate(times: Float64Array): boolean {
  const lastOfDay = new Map<number, number>();
  for (const time of times) lastOfDay.set(Math.floor(time / daySeconds), time % daySeconds);
  const days = [...lastOfDay.values()].slice(-daysAsked - 1);
  const last = days.pop()!;
  return days.length === 0 || last >= Math.min(...days);
}

function assemble(
  startLocalSeconds: number,
  stepSeconds: number,
  names: readonly string[],
  values: readonly Float64Array[],
  groupOfName: (name: string) => string,
  isAdditive: boolean,
): SeriesSet {
  const groupNames = [...new Set(names.map(groupOfName))].filter((group) => group !== "");
  const groupOf = Int32Array.from(names, (name) => groupNames.indexOf(groupOfName(name)));
  return {
    startLocalSeconds,
    stepSeconds,
    names,
    values,
    groupNames,
    groupOf,
    isAdditive: isAdditive || groupNames.length > 0,
  };
}

/** Takes the named series out of a set, e.g. leading indicators that are not part of the total. */
export function takeOut(
  set: SeriesSet,
  names: ReadonlySet<string>,
): { readonly set: SeriesSet; readonly taken: ReadonlyMap<string, Float64Array> } {
  const kept = set.names.flatMap((name, i) => (names.has(name) ? [] : [i]));
  const taken = new Map(
    set.names.flatMap((name, i) => (names.has(name) ? [[name, set.values[i]!] as const] : [])),
  );
  return {
    set: {
      ...set,
      names: kept.map((i) => set.names[i]!),
      values: kept.map((i) => set.values[i]!),
      groupOf: Int32Array.from(kept, (i) => set.groupOf[i]!),
    },
    taken,
  };
}

function floorTo(seconds: number, step: number): number {
  // Weeks begin on Monday: 1970-01-01 was a Thursday.
  const shift = step === longestStep ? 3 * daySeconds : 0;
  return Math.floor((seconds + shift) / step) * step - shift;
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

function single(source: string, expected: string, found: string, advice?: string): Checked<never> {
  const problem = { source, path: "", expected, found };
  return { ok: false, problems: [advice === undefined ? problem : { ...problem, advice }] };
}

function firstOf(problems: readonly InputProblem[], source: string): readonly InputProblem[] {
  if (problems.length <= problemsTold) return problems;
  const more = problems.length - problemsTold;
  return [
    ...problems.slice(0, problemsTold),
    { source, path: "", expected: "rows without errors", found: `${more} more bad rows` },
  ];
}

/** `2011-11-20T00:00:00` of a step's start. */
export function timeOfStep(set: SeriesSet, step: number): string {
  return formatLocalSeconds(set.startLocalSeconds + step * set.stepSeconds);
}
