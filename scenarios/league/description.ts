// What an instance's JSON file says, before the files that it names are read.

import { describe } from "./found-value.ts";
import { findJsonFault } from "./json-fault.ts";
import { type LeagueFault, type LeagueResult, leagueFault, withoutMark } from "./league-fault.ts";

export type LeagueYear = 2023 | 2024 | 2026;

/** Random delays of the 2026 rules, in ticks. */
export interface LeagueDelays {
  readonly seed: number;
  readonly minDelay: number;
  readonly maxDelay: number;
  readonly eventModel: "bernoulli" | "poisson";
  readonly pDelay: number;
  readonly durationModel: "uniform" | "gaussian";
  readonly gaussMeanRatio: number;
  readonly gaussStdRatio: number;
}

export interface LeagueDescription {
  readonly mapFile: string;
  readonly agentFile: string;
  readonly taskFile: string;
  readonly teamSize: number;
  readonly tasksReveal: number;
  readonly year: LeagueYear;
  readonly actionTicks: number;
  readonly robotSize: number;
  readonly delays: LeagueDelays | null;
}

/** A description as far as it can be read: what is wrong with it stands at null. */
export interface DescriptionDraft {
  readonly mapFile: string | null;
  readonly agentFile: string | null;
  readonly taskFile: string | null;
  readonly teamSize: number | null;
  readonly faults: readonly LeagueFault[];
  /** Null if there is any fault. */
  readonly whole: LeagueDescription | null;
}

/**
 * Tasks shown at any time, at most. The format has no bound: a pool larger than the tasks file holds lines of it twice. This
 * one is a hundred times what the largest instance of the league shows.
 */
const poolTasksMax = 1_000_000;
/** Progress of an action is kept in 16 bits. */
const actionTicksMax = 65_535;
const versions = ["2023 LoRR", "2024 LoRR", "2026 LoRR"];

/** Reads the instance JSON. Faults name the field, what was expected and what was found. */
export function parseDescription(file: string, text: string): LeagueResult<LeagueDescription> {
  const { faults, whole } = draftDescription(file, text);
  return whole === null ? { ok: false, faults } : { ok: true, value: whole };
}

/** Reads what can be read of the instance JSON. */
export function draftDescription(file: string, text: string): DescriptionDraft {
  const faults: LeagueFault[] = [];
  const fields = readObject(file, withoutMark(text), faults);
  if (fields === null) {
    return { mapFile: null, agentFile: null, taskFile: null, teamSize: null, faults, whole: null };
  }
  const reader = new FieldReader(file, fields, "", faults);
  const year = readYear(reader);
  const delays = readDelays(reader);
  const mapFile = reader.text("mapFile", "a file name");
  const agentFile = reader.text("agentFile", "a file name");
  const taskFile = reader.text("taskFile", "a file name");
  const teamSize = reader.number("teamSize", "a whole number ≥ 1", wholeFrom(1));
  const tasksReveal = readReveal(reader, teamSize);
  const ticks = `a whole number in 1..${actionTicksMax}`;
  const isTicks = (value: number) => wholeFrom(1)(value) && value <= actionTicksMax;
  const actionTicks = reader.number("agentCounter", ticks, isTicks, year === 2026 ? 10 : 1);
  const isSize = (size: number) => size > 0 && size <= 1;
  const robotSize = reader.number("agentSize", "a number above 0, at most 1", isSize, 1);
  const whole = {
    ...{ mapFile: mapFile ?? "", agentFile: agentFile ?? "", taskFile: taskFile ?? "" },
    ...{ teamSize: teamSize ?? 0, tasksReveal: tasksReveal ?? 1, year },
    ...{ actionTicks: actionTicks ?? 1, robotSize: robotSize ?? 1, delays },
  };
  return { mapFile, agentFile, taskFile, teamSize, faults, whole: faults.length > 0 ? null : whole };
}

/** The fields of a JSON object, or null with a fault that says where it breaks. */
function readObject(
  file: string,
  text: string,
  faults: LeagueFault[],
): Readonly<Record<string, unknown>> | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const place = findJsonFault(text);
    const what =
      place === null
        ? (error as Error).message
        : `line ${place.line}, column ${place.column}: expected ${place.expected}, found ${place.found}`;
    faults.push(leagueFault(file, 0, `not valid JSON: ${what}`));
    return null;
  }
  if (typeof json === "object" && json !== null && !Array.isArray(json))
    return json as Record<string, unknown>;
  const expected = "a JSON object with mapFile, agentFile, taskFile";
  faults.push(leagueFault(file, 0, `expected ${expected}, found ${describe(json)}`));
  return null;
}

/** The rules that the fields ask for; `version` alone decides only where none of them does. */
function readYear(reader: FieldReader): LeagueYear {
  const { fields } = reader;
  const { version, taskAssignmentStrategy, agentCounter, delayConfig } = fields;
  if (version !== undefined && !versions.includes(version as string)) {
    reader.complain(
      "version",
      `one of ${versions.map((each) => `"${each}"`).join(", ")}`,
      "leave it out if in doubt",
    );
  }
  if (agentCounter !== undefined || delayConfig !== undefined || version === "2026 LoRR") return 2026;
  if (taskAssignmentStrategy === undefined && version !== "2023 LoRR") return 2024;
  if (taskAssignmentStrategy !== "roundrobin") reader.complain("taskAssignmentStrategy", '"roundrobin"');
  return 2023;
}

function readReveal(reader: FieldReader, teamSize: number | null): number | null {
  const reveal = reader.number("numTasksReveal", "a number ≥ 1", (value) => value >= 1, 1);
  if (reveal === null || teamSize === null || reveal * teamSize <= poolTasksMax) return reveal;
  const most = `at most ${Math.max(1, Math.floor(poolTasksMax / teamSize))} with ${teamSize} robots (${poolTasksMax} tasks shown at a time)`;
  reader.complain("numTasksReveal", most, "the league's own instances have 1 or 1.5");
  return null;
}

function readDelays(parent: FieldReader): LeagueDelays | null {
  const { delayConfig } = parent.fields;
  if (delayConfig === undefined) return null;
  if (typeof delayConfig !== "object" || delayConfig === null || Array.isArray(delayConfig)) {
    parent.complain("delayConfig", "an object");
    return null;
  }
  const fields = delayConfig as Record<string, unknown>;
  const reader = new FieldReader(parent.file, fields, "delayConfig.", parent.faults);
  const { eventModel, durationModel } = fields;
  if (eventModel !== "bernoulli" && eventModel !== "poisson") {
    reader.complain("eventModel", "bernoulli or poisson");
  }
  if (durationModel !== "uniform" && durationModel !== "gaussian") {
    reader.complain("durationModel", "uniform or gaussian");
  }
  const isShare = (value: number) => value >= 0 && value <= 1;
  const minDelay = reader.number("minDelay", "a whole number ≥ 1", wholeFrom(1)) ?? 1;
  const maxDelay = reader.number("maxDelay", `a whole number ≥ minDelay (${minDelay})`, wholeFrom(minDelay));
  return {
    seed: reader.number("seed", "a whole number", Number.isInteger, 0) ?? 0,
    minDelay,
    maxDelay: maxDelay ?? minDelay,
    eventModel: eventModel === "poisson" ? "poisson" : "bernoulli",
    pDelay: reader.number("pDelay", "a probability 0..1", isShare) ?? 0,
    durationModel: durationModel === "gaussian" ? "gaussian" : "uniform",
    gaussMeanRatio: reader.number("gaussMeanRatio", "a number in 0..1", isShare, 0.5) ?? 0,
    gaussStdRatio: reader.number("gaussStdRatio", "a number ≥ 0", (value) => value >= 0, 0) ?? 0,
  };
}

const wholeFrom = (least: number) => (value: number) => Number.isInteger(value) && value >= least;

/** Reads fields of one object of the file; what is wrong becomes a fault with the field's whole name. */
class FieldReader {
  constructor(
    readonly file: string,
    readonly fields: Readonly<Record<string, unknown>>,
    private readonly prefix: string,
    readonly faults: LeagueFault[],
  ) {}

  complain(name: string, expected: string, advice = ""): void {
    const found = describe(this.fields[name]);
    const end = advice === "" ? "" : `; ${advice}`;
    const message = `${this.prefix}${name}: expected ${expected}, found ${found}${end}`;
    this.faults.push(leagueFault(this.file, 0, message));
  }
  text(name: string, expected: string): string | null {
    const value = this.fields[name];
    if (typeof value === "string" && value !== "") return value;
    this.complain(name, expected);
    return null;
  }
  number(
    name: string,
    expected: string,
    accept: (value: number) => boolean,
    fallback?: number,
  ): number | null {
    const value = this.fields[name] === undefined ? fallback : this.fields[name];
    if (typeof value === "number" && Number.isFinite(value) && accept(value)) return value;
    this.complain(name, expected);
    return null;
  }
}
