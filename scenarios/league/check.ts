// Replays a league result (2023, 2024) without the planner: illegal actions, conflicts, wrong schedules and miscounted
// tasks are reported with step and robot. Nothing but the instance and the recorded paths is trusted.
import type { LeagueInstance } from "./instance.ts";
import { LeagueAction, leagueActions, TeamMover } from "./joint-action.ts";
import { type ErrandDone, TaskBook } from "./task-book.ts";

/** One thing wrong; step 0 and robot −1 where it concerns the whole file. */
export interface LeagueViolation {
  readonly step: number;
  readonly robot: number;
  readonly message: string;
}

export interface CheckReport {
  readonly violations: readonly LeagueViolation[];
  /** Violations beyond `violationLimit` are counted, not listed. */
  readonly violationCount: number;
  readonly steps: number;
  readonly tasksFinished: number;
  readonly errands: number;
}

/** Listed violations at most. */
export const violationLimit = 200;

class Complaints {
  readonly list: LeagueViolation[] = [];
  count = 0;
  add(step: number, robot: number, message: string): void {
    this.count += 1;
    if (this.list.length < violationLimit) this.list.push({ step, robot, message });
  }
}

/** Result fields as found in the file, checked for shape only. */
interface RawResult {
  readonly paths: readonly Uint8Array[];
  readonly plannerPaths: readonly Uint8Array[];
  readonly schedule: readonly ReadonlyMap<number, number>[];
  readonly events: readonly (readonly unknown[])[];
  readonly errorSteps: ReadonlySet<number>;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Checks a parsed result against its instance. Throws nothing: a file of another shape gives violations. */
export function checkLeagueResult(result: unknown, instance: LeagueInstance): CheckReport {
  const complaints = new Complaints();
  const raw = readResult(result, instance, complaints);
  if (raw === undefined) {
    return {
      violations: complaints.list,
      violationCount: complaints.count,
      steps: 0,
      tasksFinished: 0,
      errands: 0,
    };
  }
  const steps = Math.min(...raw.paths.map((path) => path.length));
  const mover = new TeamMover(instance.map, instance.starts);
  const book = new TaskBook(instance);
  const done: ErrandDone[] = [];
  const actions = new Uint8Array(instance.starts.length);
  const planned = new Uint8Array(instance.starts.length);
  for (let step = 1; step <= steps; step += 1) {
    for (let robot = 0; robot < actions.length; robot += 1) {
      actions[robot] = raw.paths[robot]![step - 1]!;
      planned[robot] = raw.plannerPaths[robot]?.[step - 1] ?? actions[robot]!;
    }
    checkPlannedStep(mover, actions, planned, step, raw.errorSteps, complaints);
    const faults = mover.faults(actions);
    for (const { robot, other, kind } of faults) {
      complaints.add(step, robot, other < 0 ? kind : `${kind} with robot ${other}`);
    }
    if (faults.length === 0) mover.apply(actions);
    if (instance.year !== 2023) replaySchedule(book, raw, step, complaints);
    book.advance(step, mover.cell, (errand) => done.push(errand));
  }
  compareEvents(instance, raw, done, complaints);
  compareTasks(instance, raw, book, complaints);
  compareTotals(raw, book, steps, complaints);
  return {
    violations: complaints.list,
    violationCount: complaints.count,
    steps,
    tasksFinished: book.finishedCount,
    errands: book.errandCount,
  };
}

/** The planner's action must be the executed one, unless the step is a recorded error: then everyone waited. */
function checkPlannedStep(
  mover: TeamMover,
  actions: Uint8Array,
  planned: Uint8Array,
  step: number,
  errorSteps: ReadonlySet<number>,
  complaints: Complaints,
): void {
  let differing = -1;
  let moving = -1;
  for (let robot = 0; robot < actions.length; robot += 1) {
    if (differing < 0 && planned[robot] !== actions[robot]) differing = robot;
    if (moving < 0 && actions[robot] !== LeagueAction.wait) moving = robot;
  }
  const recorded = errorSteps.has(step);
  if (differing >= 0 && !recorded) {
    complaints.add(step, differing, "executed action differs from the planned one, and no error is recorded");
  }
  if (recorded && moving >= 0) {
    complaints.add(step, moving, "an error is recorded for this step, so every robot must wait");
  }
  if (recorded && differing < 0 && mover.faults(planned).length === 0) {
    complaints.add(step, -1, "an error is recorded for this step, but the planned actions are valid");
  }
}

function replaySchedule(book: TaskBook, raw: RawResult, step: number, complaints: Complaints): void {
  const proposed = book.assigned.slice();
  let changed = false;
  for (let robot = 0; robot < proposed.length; robot += 1) {
    const task = raw.schedule[robot]?.get(step);
    if (task === undefined) continue;
    proposed[robot] = task;
    changed = true;
  }
  if (!changed) return;
  const faults = book.scheduleFaults(proposed);
  for (const { robot, task, reason } of faults)
    complaints.add(step, robot, `schedule: ${reason} (task ${task})`);
  if (faults.length === 0) book.applySchedule(proposed);
}

/** Recorded events must be exactly the errands that the replay found. */
function compareEvents(
  instance: LeagueInstance,
  raw: RawResult,
  done: readonly ErrandDone[],
  complaints: Complaints,
): void {
  const key = (step: number, robot: number, task: number, errands: number) =>
    `${step}/${robot}/${task}/${errands}`;
  const expected = new Set<string>();
  for (const { step, robot, task, errands } of done) expected.add(key(step, robot, task, errands));
  let recorded: (readonly [number, number, number, number])[];
  if (instance.year === 2023) {
    recorded = raw.events.flatMap((list, robot) =>
      (list as unknown[]).flatMap((event) => {
        const [task, step, what] = event as [number, number, string];
        return what === "finished" ? [[step, robot, task, 1] as const] : [];
      }),
    );
  } else {
    recorded = raw.events.map((event) => event as unknown as readonly [number, number, number, number]);
  }
  const seen = new Set<string>();
  for (const [step, robot, task, errands] of recorded) {
    const word = key(step, robot, task, errands);
    if (seen.has(word)) complaints.add(step, robot, `event recorded twice: task ${task}, errand ${errands}`);
    seen.add(word);
    if (!expected.has(word)) {
      complaints.add(step, robot, `event that did not happen: task ${task}, errand ${errands}`);
    }
  }
  for (const { step, robot, task, errands } of done) {
    if (!seen.has(key(step, robot, task, errands))) {
      complaints.add(step, robot, `errand without an event: task ${task}, errand ${errands}`);
    }
  }
}

/** The file's task list must be the instance's tasks in order of revelation. */
function compareTasks(
  instance: LeagueInstance,
  raw: RawResult,
  book: TaskBook,
  complaints: Complaints,
): void {
  const list = raw.fields.tasks;
  if (!Array.isArray(list)) {
    complaints.add(0, -1, "tasks: expected a list");
    return;
  }
  const { width } = instance.map;
  for (const entry of list) {
    const [task, ...rest] = entry as [number, ...unknown[]];
    if (!(task >= 0 && task < book.revealedCount)) {
      complaints.add(0, -1, `tasks: task ${task} was never revealed (${book.revealedCount} were)`);
      continue;
    }
    const positions = Array.from(book.errands(task)).flatMap((cell) => [
      Math.floor(cell / width),
      cell % width,
    ]);
    const expected = instance.year === 2023 ? positions : [book.released[task]!, positions];
    if (JSON.stringify(rest) !== JSON.stringify(expected)) {
      complaints.add(
        0,
        -1,
        `tasks: task ${task} expected ${JSON.stringify(expected)}, found ${JSON.stringify(rest)}`,
      );
    }
  }
}

function compareTotals(raw: RawResult, book: TaskBook, steps: number, complaints: Complaints): void {
  const compare = (name: string, expected: number) => {
    const found = raw.fields[name];
    if (found !== undefined && found !== expected) {
      complaints.add(0, -1, `${name}: expected ${expected}, found ${JSON.stringify(found)}`);
    }
  };
  compare("numTaskFinished", book.finishedCount);
  compare("makespan", steps);
  compare("sumOfCost", steps * raw.paths.length);
}

/** Reads the fields that the replay needs; undefined where the file cannot be replayed at all. */
function readResult(
  result: unknown,
  instance: LeagueInstance,
  complaints: Complaints,
): RawResult | undefined {
  if (typeof result !== "object" || result === null || Array.isArray(result)) {
    complaints.add(0, -1, "expected a JSON object with actualPaths");
    return undefined;
  }
  const fields = result as Record<string, unknown>;
  const team = instance.starts.length;
  if (fields.teamSize !== team) {
    complaints.add(0, -1, `teamSize: expected ${team}, found ${JSON.stringify(fields.teamSize)}`);
  }
  const paths = readPaths(fields, "actualPaths", team, complaints);
  if (paths === undefined) return undefined;
  compareStarts(fields, instance, complaints);
  const plannerPaths =
    fields.plannerPaths === undefined ? [] : readPaths(fields, "plannerPaths", team, complaints);
  const events = fields.events;
  if (!Array.isArray(events)) complaints.add(0, -1, "events: expected a list");
  const errors = Array.isArray(fields.errors) ? (fields.errors as unknown[][]) : [];
  return {
    paths,
    plannerPaths: plannerPaths ?? [],
    schedule: instance.year === 2023 ? [] : readSchedule(fields, team, complaints),
    events: Array.isArray(events) ? (events as unknown[][]) : [],
    errorSteps: new Set(errors.map((row) => Number(row[2]))),
    fields,
  };
}

function compareStarts(
  fields: Record<string, unknown>,
  instance: LeagueInstance,
  complaints: Complaints,
): void {
  const starts = fields.start;
  if (!Array.isArray(starts)) {
    complaints.add(0, -1, "start: expected a list of [row, column, heading]");
    return;
  }
  const { width } = instance.map;
  instance.starts.forEach((cell, robot) => {
    const expected = JSON.stringify([Math.floor(cell / width), cell % width, "E"]);
    const found = JSON.stringify(starts[robot]);
    if (found !== expected) complaints.add(0, robot, `start: expected ${expected}, found ${found}`);
  });
}

function readPaths(
  fields: Record<string, unknown>,
  name: string,
  team: number,
  complaints: Complaints,
): Uint8Array[] | undefined {
  const list = fields[name];
  if (!Array.isArray(list) || list.length !== team || list.some((path) => typeof path !== "string")) {
    complaints.add(
      0,
      -1,
      `${name}: expected ${team} path texts, found ${Array.isArray(list) ? list.length : typeof list}`,
    );
    return undefined;
  }
  const paths = (list as string[]).map((text, robot) => {
    const words = text === "" ? [] : text.split(",");
    return Uint8Array.from(words, (word, index) => {
      const code = leagueActions.indexOf(word);
      const isKnown = word.length === 1 && code >= 0;
      if (!isKnown) complaints.add(index + 1, robot, `${name}: expected F, R, C, W or T, found "${word}"`);
      return isKnown ? code : LeagueAction.missing;
    });
  });
  const length = paths[0]?.length ?? 0;
  paths.forEach((path, robot) => {
    if (path.length !== length) {
      complaints.add(0, robot, `${name}: expected ${length} actions as robot 0 has, found ${path.length}`);
    }
  });
  return paths;
}

/** `actualSchedule` as step → task per robot. */
function readSchedule(
  fields: Record<string, unknown>,
  team: number,
  complaints: Complaints,
): ReadonlyMap<number, number>[] {
  const list = fields.actualSchedule;
  if (!Array.isArray(list) || list.length !== team) {
    complaints.add(0, -1, `actualSchedule: expected ${team} texts`);
    return [];
  }
  return (list as unknown[]).map((text, robot) => {
    const changes = new Map<number, number>();
    if (typeof text !== "string" || text === "") return changes;
    for (const word of text.split(",")) {
      const match = /^(\d+):(-?\d+)$/.exec(word);
      if (match === null) complaints.add(0, robot, `actualSchedule: expected step:task, found "${word}"`);
      else changes.set(Number(match[1]), Number(match[2]));
    }
    return changes;
  });
}
