// What a forecast works on: history, calendar, indicators, steps; read and checked before any model runs.
import { existsSync, readFileSync } from "node:fs";
import {
  type Checked,
  defaultOrderColumns,
  emptyCalendar,
  type InputProblem,
  type OrderColumns,
  type OrderMeasure,
  readSeriesCalendar,
  type SeriesCalendar,
  type SeriesSet,
  stepProblem,
  suggestName,
  takeOut,
  timeOfStep,
} from "../../scenarios/index.ts";
import { type HistoryReading, readHistory } from "../../scenarios/node/index.ts";
import type { CliContext } from "../context.ts";
import { writeLines } from "../context.ts";
import { formatCount } from "../format.ts";
import { folderProblems } from "../output/make-folder.ts";
import type { Duration, Moment } from "./option-values.ts";

/** Options that every forecast has. */
export interface HistoryWords {
  readonly history: string;
  readonly calendar?: string;
  readonly horizon: Duration;
  readonly step?: Duration;
  readonly measure: OrderMeasure;
  readonly columns?: OrderColumns;
  readonly total?: boolean;
  readonly top?: number;
  readonly out?: string;
  readonly json?: boolean;
}

export interface ForecastInputs {
  readonly set: SeriesSet;
  readonly calendar: SeriesCalendar;
  readonly indicators: ReadonlyMap<string, Float64Array>;
  readonly steps: number;
  readonly horizonSteps: number;
}

export async function loadInputs(context: CliContext, words: HistoryWords): Promise<Checked<ForecastInputs>> {
  const problems: InputProblem[] = [...folderProblems(words.out)];
  const wrongStep = words.step === undefined ? null : stepProblem(words.step.seconds);
  if (wrongStep !== null) {
    problems.push({
      source: `--step ${words.step!.text}`,
      path: "",
      expected: wrongStep,
      found: words.step!.text,
    });
    return { ok: false, problems };
  }
  const calendar = readCalendar(words.calendar);
  if (!calendar.ok) problems.push(...calendar.problems);
  const history = await readHistory(words.history, {
    columns: words.columns ?? defaultOrderColumns,
    measure: words.measure,
    stepSeconds: words.step?.seconds ?? null,
    isAdditive: words.total ?? false,
  });
  if (!history.ok) problems.push(...history.problems);
  if (!calendar.ok || !history.ok || problems.length > 0) return { ok: false, problems };
  const { stepSeconds } = history.value.set;
  const horizonSteps = words.horizon.seconds / stepSeconds;
  if (!Number.isInteger(horizonSteps)) {
    const found = `${words.horizon.text}, which is ${horizonSteps.toFixed(2)} steps of ${stepText(stepSeconds)}`;
    problems.push({ source: "--horizon", path: "", expected: "a whole number of steps", found });
    return { ok: false, problems };
  }
  const wanted = calendar.value.festivals.flatMap(({ leading }) =>
    leading === null ? [] : [leading.series],
  );
  const unknown = wanted.filter((name) => !history.value.set.names.includes(name));
  for (const name of unknown) {
    problems.push({
      source: words.calendar ?? "",
      path: "festivals.leading.series",
      expected: `the name of a series of ${words.history}`,
      found: JSON.stringify(name),
      ...(suggestName(name, history.value.set.names) === null
        ? {}
        : { advice: `${suggestName(name, history.value.set.names)}` }),
    });
  }
  if (problems.length > 0) return { ok: false, problems };
  const { set, taken } = takeOut(history.value.set, new Set(wanted));
  announce(context, words.history, history.value, set);
  return {
    ok: true,
    value: {
      set,
      calendar: calendar.value,
      indicators: taken,
      steps: set.values[0]?.length ?? 0,
      horizonSteps,
    },
  };
}

function readCalendar(path: string | undefined): Checked<SeriesCalendar> {
  if (path === undefined) return { ok: true, value: emptyCalendar };
  if (!existsSync(path)) {
    const problem = {
      source: path,
      path: "",
      expected: "a calendar in YAML (docs/forecast.md)",
      found: "no such file",
    };
    return { ok: false, problems: [problem] };
  }
  try {
    return readSeriesCalendar(readFileSync(path, "utf8"), path);
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    return { ok: false, problems: [{ source: path, path: "", expected: "a file that can be read", found }] };
  }
}

function announce(context: CliContext, file: string, reading: HistoryReading, set: SeriesSet): void {
  const { forecast: text } = context.text;
  const steps = set.values[0]?.length ?? 0;
  const lines = [
    text.read(
      file,
      formatCount(set.names.length),
      stepText(set.stepSeconds),
      formatCount(steps),
      momentText(set, 0),
      momentText(set, Math.max(0, steps - 1)),
    ),
  ];
  if (reading.orders !== null && reading.orders.rejected > 0) {
    lines.push(text.rejected(formatCount(reading.orders.rejected), formatCount(reading.orders.accepted)));
  }
  if (reading.emptySteps > 0) lines.push(text.empty(formatCount(reading.emptySteps)));
  writeLines(context.err, lines);
}

/** Steps known at a moment: of a date, through its end. */
export function knownStepsAt(set: SeriesSet, moment: Moment): number {
  const end = moment.localSeconds + (moment.isDay ? 86_400 : 0);
  return Math.floor((end - set.startLocalSeconds) / set.stepSeconds);
}

export function stepText(seconds: number): string {
  for (const [unit, letter] of [
    [604_800, "w"],
    [86_400, "d"],
    [3600, "h"],
    [60, "m"],
  ] as const) {
    if (seconds % unit === 0) return `${seconds / unit}${letter}`;
  }
  return `${seconds}s`;
}

/** `2011-11-20`, with the time of day where steps are shorter than a day. */
export function momentText(set: SeriesSet, step: number): string {
  const time = timeOfStep(set, step);
  return set.stepSeconds >= 86_400 ? time.slice(0, 10) : time.slice(0, 16).replace("T", " ");
}
