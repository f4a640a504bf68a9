// Fields of a result file as found in it, checked for shape only. Common to all years. Absent ones are passed over here:
// `compareForm` tells them.
import type { Complaints } from "./complaints.ts";
import { describe } from "./found-value.ts";
import type { LeagueInstance } from "./instance.ts";

export type ResultFields = Readonly<Record<string, unknown>>;

/** The file as an object, or undefined with a complaint. */
export function resultFields(result: unknown, complaints: Complaints): ResultFields | undefined {
  if (typeof result === "object" && result !== null && !Array.isArray(result)) return result as ResultFields;
  complaints.addFile("expected a JSON object with actualPaths");
  return undefined;
}

/** A list of one text per robot, or undefined, with a complaint if there is something else. */
export function robotTexts(
  fields: ResultFields,
  name: string,
  team: number,
  complaints: Complaints,
): readonly string[] | undefined {
  const list = fields[name];
  if (list === undefined) return undefined;
  if (!Array.isArray(list) || list.length !== team || list.some((text) => typeof text !== "string")) {
    const found = Array.isArray(list) ? `a list of ${list.length}` : describe(list);
    complaints.addFile(`${name}: expected ${team} texts, one per robot, found ${found}`);
    return undefined;
  }
  return list as string[];
}

/** A list; empty where there is none, with a complaint if there is something else. */
export function listField(fields: ResultFields, name: string, complaints: Complaints): readonly unknown[] {
  const list = fields[name];
  if (Array.isArray(list)) return list;
  if (list !== undefined) complaints.addFile(`${name}: expected a list, found ${describe(list)}`);
  return [];
}

/** Complains about rows that are not lists of whole numbers of this length, and leaves them out. */
export function numberRows(
  rows: readonly unknown[],
  name: string,
  length: number,
  complaints: Complaints,
): readonly (readonly number[])[] {
  return rows.filter((row, index): row is readonly number[] => {
    const isRow = Array.isArray(row) && row.length === length && row.every((each) => Number.isInteger(each));
    if (!isRow)
      complaints.addFile(`${name}[${index}]: expected ${length} whole numbers, found ${describe(row)}`);
    return isRow;
  });
}

/** Complains where a field of the file is not what the replay gives. */
export function compareField(
  fields: ResultFields,
  name: string,
  expected: unknown,
  complaints: Complaints,
): void {
  const found = fields[name];
  if (found === undefined || found === expected) return;
  complaints.addFile(`${name}: expected ${describe(expected)}, found ${describe(found)}`);
}

/** Complains where a field is no whole number within these bounds. */
export function compareWhole(fields: ResultFields, name: string, most: number, complaints: Complaints): void {
  const found = fields[name];
  if (found === undefined) return;
  if (Number.isInteger(found) && (found as number) >= 0 && (found as number) <= most) return;
  complaints.addFile(`${name}: expected a whole number in 0..${most}, found ${describe(found)}`);
}

/** Complains about planning times that are no seconds; gives how many there are. */
export function countPlannerTimes(fields: ResultFields, complaints: Complaints): number {
  const times = listField(fields, "plannerTimes", complaints);
  const wrong = times.findIndex((time) => !(typeof time === "number" && time >= 0));
  if (wrong >= 0) {
    complaints.addFile(`plannerTimes[${wrong}]: expected seconds, found ${describe(times[wrong])}`);
  }
  return times.length;
}

/** Rows of `scheduleErrors`, checked for their form; complains if they are recorded although nothing was changed. */
export function compareScheduleErrors(
  fields: ResultFields,
  team: number,
  steps: number,
  complaints: Complaints,
): void {
  const rows = listField(fields, "scheduleErrors", complaints);
  compareField(fields, "numScheduleErrors", rows.length, complaints);
  rows.forEach((row, index) => {
    const [, robot, , step] = Array.isArray(row) ? (row as unknown[]) : [];
    const isRow =
      Array.isArray(row) &&
      row.length === 5 &&
      typeof row[4] === "string" &&
      row.slice(0, 4).every(Number.isInteger);
    const isPlace = isRow && (robot as number) < team && (step as number) >= 0 && (step as number) <= steps;
    if (isPlace) return;
    const expected = `[task, robot, robot, step, text] of ${team} robots and ${steps} steps`;
    complaints.addFile(`scheduleErrors[${index}]: expected ${expected}, found ${describe(row)}`);
  });
  const { actualSchedule, plannerSchedule } = fields;
  if (rows.length === 0 || !Array.isArray(actualSchedule) || !Array.isArray(plannerSchedule)) return;
  if (actualSchedule.some((text, robot) => text !== plannerSchedule[robot])) return;
  complaints.addFile("scheduleErrors: expected none, as plannerSchedule and actualSchedule are the same");
}

/** Team size and start states. */
export function compareHead(fields: ResultFields, instance: LeagueInstance, complaints: Complaints): void {
  const { starts, map } = instance;
  compareField(fields, "teamSize", starts.length, complaints);
  compareField(fields, "actionModel", "MAPF_T", complaints);
  if (fields.start === undefined) return;
  const found = listField(fields, "start", complaints);
  if (found.length > starts.length) {
    complaints.addFile(`start: expected ${starts.length} entries, one per robot, found ${found.length}`);
  }
  starts.forEach((cell, robot) => {
    const expected = JSON.stringify([Math.floor(cell / map.width), cell % map.width, "E"]);
    const given = describe(found[robot]);
    if (given !== expected) complaints.add(0, robot, `start: expected ${expected}, found ${given}`);
  });
}

/** `step:task` changes of one robot's schedule, in the order of the file. */
export function readSchedule(
  text: string,
  name: string,
  robot: number,
  complaints: Complaints,
): ReadonlyMap<number, number> {
  const changes = new Map<number, number>();
  let last = -1;
  for (const word of text === "" ? [] : text.split(",")) {
    const match = /^(\d+):(-1|\d+)$/.exec(word);
    if (match === null) {
      complaints.add(0, robot, `${name}: expected step:task, found "${word}"`);
      continue;
    }
    const step = Number(match[1]);
    if (step <= last) complaints.add(step, robot, `${name}: expected a step after ${last}, found "${word}"`);
    last = step;
    changes.set(step, Number(match[2]));
  }
  return changes;
}
