// Fields of a result file as found in it, checked for shape only. Common to all years.
import type { Complaints } from "./complaints.ts";
import type { LeagueInstance } from "./instance.ts";

export type ResultFields = Readonly<Record<string, unknown>>;

/** The file as an object, or undefined with a complaint. */
export function resultFields(result: unknown, complaints: Complaints): ResultFields | undefined {
  if (typeof result === "object" && result !== null && !Array.isArray(result)) return result as ResultFields;
  complaints.addFile("expected a JSON object with actualPaths");
  return undefined;
}

/** A list of one text per robot, or undefined with a complaint. */
export function robotTexts(
  fields: ResultFields,
  name: string,
  team: number,
  complaints: Complaints,
): readonly string[] | undefined {
  const list = fields[name];
  if (!Array.isArray(list) || list.length !== team || list.some((text) => typeof text !== "string")) {
    const found = Array.isArray(list) ? `a list of ${list.length}` : describe(list);
    complaints.addFile(`${name}: expected ${team} texts, one per robot, found ${found}`);
    return undefined;
  }
  return list as string[];
}

/** A list; empty with a complaint where there is none. */
export function listField(fields: ResultFields, name: string, complaints: Complaints): readonly unknown[] {
  const list = fields[name];
  if (Array.isArray(list)) return list;
  complaints.addFile(`${name}: expected a list, found ${describe(list)}`);
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

/** Complains where a field of the file is not what the replay gives. An absent one is let pass. */
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

/** Team size and start states. */
export function compareHead(fields: ResultFields, instance: LeagueInstance, complaints: Complaints): void {
  const { starts, map } = instance;
  if (fields.teamSize !== starts.length) {
    complaints.addFile(`teamSize: expected ${starts.length}, found ${describe(fields.teamSize)}`);
  }
  compareField(fields, "actionModel", "MAPF_T", complaints);
  const found = listField(fields, "start", complaints);
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

/** A found value in few characters. */
export function describe(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
