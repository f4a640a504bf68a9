// Readers of option values: each turns the text after an option into a value or throws commander's InvalidArgumentError.
import { accessSync, constants } from "node:fs";
import { InvalidArgumentError } from "commander";
import { type KpiReport, kpiDefinitions, suggestName, type Target } from "../scenarios/index.ts";

const SEED_MAX = 4_294_967_295;
const PORT_MAX = 65_535;
export const SEEDS_MAX = 1000;

export function seedValue(text: string): number {
  return integer(text, 0, SEED_MAX);
}

export function seedsValue(text: string): number {
  return integer(text, 1, SEEDS_MAX);
}

export function portValue(text: string): number {
  return integer(text, 0, PORT_MAX);
}

export function workersValue(text: string): number {
  return integer(text, 1, 256);
}

export function hoursValue(text: string): number {
  const hours = text.trim() === "" ? Number.NaN : Number(text);
  if (!Number.isFinite(hours) || hours <= 0) {
    throw new InvalidArgumentError(`Expected a number of hours above 0; found ${JSON.stringify(text)}.`);
  }
  return hours;
}

/** One process and one connection each: more than this is more than a machine has ports for. */
export function robotCountValue(text: string): number {
  return integer(text, 1, 5_000);
}

export function openTransportsValue(text: string): number {
  return integer(text, 0, 10_000);
}

/** On the floor of the demo. */
export function demoRobotsValue(text: string): number {
  return integer(text, 1, 60);
}

/** `60s`, `5m`, `1h` → milliseconds. */
export function durationValue(text: string): number {
  const found = /^(\d+(?:\.\d+)?)(s|m|h)$/.exec(text);
  if (found === null) {
    throw new InvalidArgumentError(`Expected a time such as 60s or 5m; found ${JSON.stringify(text)}.`);
  }
  return Number(found[1]) * { s: 1_000, m: 60_000, h: 3_600_000 }[found[2] as "s" | "m" | "h"];
}

export function speedUpValue(text: string): number {
  const factor = text.trim() === "" ? Number.NaN : Number(text);
  if (!Number.isFinite(factor) || factor <= 0 || factor > 1000) {
    throw new InvalidArgumentError(`Expected a factor above 0, at most 1000; found ${JSON.stringify(text)}.`);
  }
  return factor;
}

export function brokerUrlValue(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && /^(mqtts?|wss?):$/.test(url.protocol) && url.hostname !== "") return text;
  throw new InvalidArgumentError(
    `Expected mqtt, mqtts, ws or wss, and a host, such as mqtts://broker.example:8883; found ${JSON.stringify(withoutUser(text))}.`,
  );
}
/** The address without name and password, fit to be shown. */
export function withoutUser(url: string): string {
  return url.replace(/^([a-z][a-z0-9+.-]*:\/\/)?[^/]*@/i, "$1");
}

/** The path of a file that can be read now. */
export function readableFileValue(text: string): string {
  try {
    accessSync(text, constants.R_OK);
  } catch (error) {
    throw new InvalidArgumentError(
      `Expected a file that can be read; found ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
  return text;
}

export function stepsValue(text: string): number {
  return integer(text, 1, 1_000_000);
}

export function millisecondsValue(text: string): number {
  return integer(text, 0, 3_600_000);
}

export function iterationsValue(text: string): number {
  return integer(text, 0, 1_000_000_000);
}

export function megabytesValue(text: string): number {
  return integer(text, 1, 1_000_000);
}

/** Metres above 0. */
export function metresValue(text: string): number {
  const metres = Number(text);
  if (text.trim() !== "" && metres > 0 && metres <= 1000) return metres;
  throw new InvalidArgumentError(`expected metres above 0, at most 1000, found ${JSON.stringify(text)}`);
}

/** Collects a repeatable option; what its values mean is checked with the scenario. */
export function repeated(text: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, text];
}

/** `a,b,c`: at least two different names. */
export function strategiesValue(text: string): readonly string[] {
  const names = text.split(",").map((name) => name.trim());
  if (names.length < 2 || names.includes("") || new Set(names).size < names.length) {
    throw new InvalidArgumentError(
      `Expected at least two different strategies separated by commas; found ${JSON.stringify(text)}.`,
    );
  }
  return names;
}

/** `30m`, `2h`, `90s` → minutes; `mser5` as it is. */
export function warmUpValue(text: string): number | "mser5" {
  if (text === "mser5") return text;
  const found = /^(\d+(?:\.\d+)?)(s|m|h)$/.exec(text);
  if (found === null) {
    throw new InvalidArgumentError(
      `Expected a time such as 30m or 2h, or mser5; found ${JSON.stringify(text)}.`,
    );
  }
  return (Number(found[1]) * { s: 1, m: 60, h: 3600 }[found[2] as "s" | "m" | "h"]) / 60;
}

/** `2%` → 0.02 */
export function percentValue(text: string): number {
  const found = /^(\d+(?:\.\d+)?)%$/.exec(text);
  const percent = found === null ? Number.NaN : Number(found[1]);
  if (!(percent > 0 && percent < 100)) {
    throw new InvalidArgumentError(
      `Expected a percentage between 0% and 100%, e.g. 2%; found ${JSON.stringify(text)}.`,
    );
  }
  return percent / 100;
}

export function kpiValue(text: string): keyof KpiReport {
  const known = kpiDefinitions.find(({ id }) => id === text);
  if (known === undefined) {
    const names = kpiDefinitions.map(({ id }) => id);
    throw new InvalidArgumentError(
      `Expected the name of a KPI (docs/kpis.md); found ${JSON.stringify(text)}.${suggestion(text, names)}`,
    );
  }
  return known.id;
}

/** `lateShare<=0.02`, `unitsPerHour>=1200`; shares also as `2%`. */
export function targetValue(text: string): Target {
  const found = /^(\w+)\s*(<=|>=)\s*(-?\d+(?:\.\d+)?)(%?)$/.exec(text.trim());
  if (found === null) {
    throw new InvalidArgumentError(
      `Expected a KPI with <= or >= and a number, e.g. lateShare<=2%; found ${JSON.stringify(text)}.`,
    );
  }
  return {
    kpi: kpiValue(found[1]!),
    atLeast: found[2] === ">=",
    bound: found[4] === "%" ? Number(found[3]) / 100 : Number(found[3]),
  };
}

/** `fleet.count=8..48:8` or `fleet.count=8,16,32`: a field and the values it takes, repeatable. */
export function varyValue(text: string, previous: readonly Variation[] = []): readonly Variation[] {
  const equals = text.indexOf("=");
  const values = equals < 1 ? varyForm : variedValues(text.slice(equals + 1));
  if (typeof values === "string") {
    throw new InvalidArgumentError(`Expected ${values}; found ${JSON.stringify(text)}.`);
  }
  return [...previous, { path: text.slice(0, equals), values }];
}

/** A field of the scenario and the values that a sweep gives it, as typed. */
export interface Variation {
  readonly path: string;
  readonly values: readonly string[];
}

const varyForm =
  "a field and its values, e.g. fleet.count=8..48:8 (from 8 to 48 by 8) or fleet.count=8,16,32";
/** Values of one field. */
const VALUES_MAX = 1000;

/** The values, or what was expected of them. */
function variedValues(text: string): readonly string[] | string {
  const range = /^(-?\d+(?:\.\d+)?)\.\.(-?\d+(?:\.\d+)?):(\d+(?:\.\d+)?)$/.exec(text);
  if (range === null) {
    const values = text.split(",").map((value) => value.trim());
    // `1..9` without a step is a range left unfinished, not a value.
    if (values.includes("") || values.some((value) => value.includes(".."))) return varyForm;
    const twice = values.find((value, i) => values.indexOf(value) < i);
    return twice === undefined ? values : `each value once, but ${twice} stands there twice`;
  }
  const [from, to, step] = [Number(range[1]), Number(range[2]), Number(range[3])];
  if (!(step > 0) || from > to) return "a range that rises by a step above 0, e.g. fleet.count=8..48:8";
  if ((to - from) / step >= VALUES_MAX) return `at most ${VALUES_MAX} values`;
  const count = Math.floor((to - from) / step + 1e-9) + 1;
  return Array.from({ length: count }, (_, i) => String(Number((from + i * step).toPrecision(12))));
}

function suggestion(text: string, names: readonly string[]): string {
  return ` ${suggestName(text, names)}.`;
}

/** `a,b,c`: one or more different names. */
export function namesValue(text: string): readonly string[] {
  const names = text.split(",").map((name) => name.trim());
  if (names.includes("") || new Set(names).size < names.length) {
    throw new InvalidArgumentError(
      `Expected different strategies separated by commas; found ${JSON.stringify(text)}.`,
    );
  }
  return names;
}

function integer(text: string, min: number, max: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= min && value <= max)) {
    throw new InvalidArgumentError(
      `Expected a whole number from ${min} to ${max}; found ${JSON.stringify(text)}.`,
    );
  }
  return value;
}
