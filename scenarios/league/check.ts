// Replays a league result of 2023 or 2024 without the planner: illegal actions, conflicts, wrong schedules and miscounted
// tasks are reported with step and robot. Nothing but the instance and the recorded paths is trusted.
import {
  compareCounts,
  compareEvents,
  compareEvents2023,
  compareTasks,
  replaySchedule,
} from "./check-tasks.ts";
import { Complaints, type LeagueViolation } from "./complaints.ts";
import { describe } from "./found-value.ts";
import type { LeagueInstance } from "./instance.ts";
import { LeagueAction, leagueActions, TeamMover } from "./joint-action.ts";
import { OffCourse } from "./off-course.ts";
import {
  compareField,
  compareHead,
  compareScheduleErrors,
  countPlannerTimes,
  listField,
  type ResultFields,
  readSchedule,
  resultFields,
  robotTexts,
} from "./result-fields.ts";
import { compareForm } from "./result-form.ts";
import type { ErrorRow } from "./result-rows.ts";
import { type ErrandDone, TaskBook } from "./task-book.ts";
import { checkTickResult } from "./ticks/check-ticks.ts";

export interface CheckReport {
  readonly violations: readonly LeagueViolation[];
  /** Violations beyond `violationLimit` are counted, not listed. */
  readonly violationCount: number;
  /** What is unusual and no fault. */
  readonly notes: readonly string[];
  readonly steps: number;
  readonly tasksFinished: number;
  readonly errands: number;
}

/** What the replay needs of the file. */
interface Recorded {
  readonly paths: readonly Uint8Array[];
  readonly plannerPaths: readonly Uint8Array[];
  readonly schedule: readonly ReadonlyMap<number, number>[];
  /** Error rows by step. */
  readonly errors: ReadonlyMap<number, readonly ErrorRow[]>;
  readonly fields: ResultFields;
}

/** Checks a parsed result against its instance. Throws nothing: a file of another shape gives violations. */
export function checkLeagueResult(result: unknown, instance: LeagueInstance): CheckReport {
  return instance.year === 2026 ? checkTickResult(result, instance) : checkStepResult(result, instance);
}

function checkStepResult(result: unknown, instance: LeagueInstance): CheckReport {
  const complaints = new Complaints();
  const fields = resultFields(result, complaints);
  const recorded = fields === undefined ? undefined : readRecorded(fields, instance, complaints);
  const replay = recorded === undefined ? null : new Replay(instance, recorded, complaints);
  replay?.run();
  return {
    violations: complaints.list,
    violationCount: complaints.count,
    notes: complaints.notes,
    steps: replay?.steps ?? 0,
    tasksFinished: replay?.book.finishedCount ?? 0,
    errands: replay?.book.errandCount ?? 0,
  };
}

class Replay {
  readonly steps: number;
  readonly book: TaskBook;
  private readonly mover: TeamMover;
  private readonly actions: Uint8Array;
  private readonly planned: Uint8Array;
  private readonly done: ErrandDone[] = [];
  /** Robots that something has been reported about. */
  private readonly offCourse: OffCourse;
  private timeouts = 0;

  constructor(
    private readonly instance: LeagueInstance,
    private readonly recorded: Recorded,
    private readonly complaints: Complaints,
  ) {
    this.steps = recorded.paths.reduce((least, path) => Math.min(least, path.length), Infinity);
    this.book = new TaskBook(instance);
    this.mover = new TeamMover(instance.map, instance.starts);
    this.offCourse = new OffCourse(recorded.fields, instance.starts.length);
    this.actions = new Uint8Array(instance.starts.length);
    this.planned = new Uint8Array(instance.starts.length);
  }

  run(): void {
    const { instance, recorded, complaints, book, steps, done } = this;
    for (let step = 1; step <= steps; step += 1) this.step(step);
    const { fields } = recorded;
    if (instance.year === 2023) compareEvents2023(fields, done, instance.starts.length, complaints);
    else compareEvents(fields, done, complaints);
    compareTasks(fields, book, complaints);
    compareCounts(fields, book, steps, complaints);
    this.comparePlannerTimes();
    if (instance.year === 2023) return;
    compareField(fields, "numEntryTimeouts", this.timeouts, complaints);
    compareScheduleErrors(fields, instance.starts.length, steps, complaints);
  }

  private step(step: number): void {
    const { recorded, complaints, book, mover, actions, planned, instance } = this;
    for (let robot = 0; robot < actions.length; robot += 1) {
      actions[robot] = recorded.paths[robot]![step - 1]!;
      planned[robot] = recorded.plannerPaths[robot]?.[step - 1] ?? actions[robot]!;
    }
    const isTimeout = planned.length > 0 && planned.every((action) => action === LeagueAction.missing);
    if (isTimeout) {
      this.timeouts += 1;
      // Some editions write the waiting as T in both paths.
      if (actions.every((action) => action === LeagueAction.missing)) actions.fill(LeagueAction.wait);
    }
    this.checkPlanned(step, isTimeout);
    this.move(step);
    if (instance.year !== 2023) {
      replaySchedule(book, recorded.schedule, step, step, complaints);
      // While the system waits for a late plan, tasks are not looked at.
      if (isTimeout) return;
    }
    book.advance(
      step,
      mover.cell,
      (errand) => this.done.push(errand),
      (robot, task, errand) => this.offCourse.claims(step, robot, task, errand),
    );
  }

  /** Reports what is illegal and goes on without the robots that did it. */
  private move(step: number): void {
    const { mover, actions, complaints, offCourse } = this;
    const faults = mover.faults(actions);
    const moves = (robot: number) => actions[robot] === LeagueAction.forward;
    for (const { robot, other, kind } of faults) {
      complaints.add(step, robot, other < 0 ? kind : `${kind} with robot ${other}`);
      for (const culprit of offCourse.culprits(robot, other, moves(robot), other >= 0 && moves(other))) {
        mover.absent[culprit] = 1;
      }
    }
    for (const { robot } of faults) if (mover.absent[robot] === 1) offCourse.add(robot);
    for (const { other } of faults) if (other >= 0 && mover.absent[other] === 1) offCourse.add(other);
    mover.apply(actions);
  }

  /** The planner's action must be the executed one, unless the step is a recorded error: then everyone waited. */
  private checkPlanned(step: number, isTimeout: boolean): void {
    const { actions, planned, complaints, mover, instance } = this;
    const rows = this.recorded.errors.get(step) ?? [];
    const isError = rows.length > 0 || (isTimeout && instance.year !== 2023);
    for (let robot = 0; robot < actions.length; robot += 1) {
      const expected = isError ? LeagueAction.wait : planned[robot];
      if (actions[robot] === expected) continue;
      const what = isError
        ? "an error is recorded for this step, so every robot must wait"
        : "executed action differs from the planned one, and no error is recorded";
      complaints.add(step, robot, what);
      this.offCourse.add(robot);
    }
    if (rows.length === 0) return;
    const happened = new Set(
      isTimeout && instance.year === 2023
        ? ["-1/-1/incorrect vector size"]
        : mover
            .faults(planned)
            .flatMap(({ robot, other, kind }) => [`${robot}/${other}/${kind}`, `${other}/${robot}/${kind}`]),
    );
    for (const [robot, other, , what] of rows) {
      // A pair may be named in either order, but once.
      const isReal = happened.delete(`${robot}/${other}/${what}`);
      happened.delete(`${other}/${robot}/${what}`);
      if (!isReal) complaints.add(step, robot, `an error is recorded that did not happen: ${what}`);
    }
  }

  /** One time per decision: a late one takes several steps. */
  private comparePlannerTimes(): void {
    const { recorded, complaints, steps, timeouts } = this;
    if (recorded.fields.plannerTimes === undefined) return;
    const times = countPlannerTimes(recorded.fields, complaints);
    const decisions = steps - timeouts;
    if (times !== decisions && !(timeouts > 0 && times === decisions + 1)) {
      complaints.addFile(`plannerTimes: expected ${decisions}, one per decision, found ${times}`);
    }
  }
}

/** Reads the fields that the replay needs; undefined where the file cannot be replayed at all. */
function readRecorded(
  fields: ResultFields,
  instance: LeagueInstance,
  complaints: Complaints,
): Recorded | undefined {
  const team = instance.starts.length;
  compareForm(fields, instance.year, complaints);
  compareHead(fields, instance, complaints);
  const paths = readPaths(fields, "actualPaths", team, complaints);
  if (paths === undefined) return undefined;
  const plannerPaths = readPaths(fields, "plannerPaths", team, complaints);
  const errors = listField(fields, "errors", complaints);
  const errorsByStep = new Map<number, ErrorRow[]>();
  errors.forEach((row, index) => {
    if (!isErrorRow(row)) {
      complaints.addFile(`errors[${index}]: expected [robot, robot, step, text], found ${describe(row)}`);
      return;
    }
    const [robot, , step] = row;
    const stepsRun = paths[0]?.length ?? 0;
    if (step < 1 || step > stepsRun) complaints.add(step, robot, `errors[${index}]: there is no such step`);
    const rows = errorsByStep.get(step);
    if (rows === undefined) errorsByStep.set(step, [row]);
    else rows.push(row);
  });
  const isValid =
    errors.length === 0 && !(Array.isArray(fields.scheduleErrors) && fields.scheduleErrors.length > 0);
  compareField(fields, "AllValid", isValid ? "Yes" : "No", complaints);
  if (instance.year !== 2023) compareField(fields, "numPlannerErrors", errors.length, complaints);
  return {
    paths,
    plannerPaths: plannerPaths ?? [],
    schedule: instance.year === 2023 ? [] : readSchedules(fields, team, complaints),
    errors: errorsByStep,
    fields,
  };
}

function isErrorRow(row: unknown): row is ErrorRow {
  return (
    Array.isArray(row) &&
    row.length === 4 &&
    row.every((each, index) => (index === 3 ? typeof each === "string" : Number.isInteger(each)))
  );
}

/** `actualSchedule`, which must be the planner's own where no schedule error is recorded. */
function readSchedules(
  fields: ResultFields,
  team: number,
  complaints: Complaints,
): readonly ReadonlyMap<number, number>[] {
  const actual = robotTexts(fields, "actualSchedule", team, complaints);
  if (actual === undefined) return [];
  const hasErrors = Array.isArray(fields.scheduleErrors) && fields.scheduleErrors.length > 0;
  const planned = robotTexts(fields, "plannerSchedule", team, complaints);
  return actual.map((text, robot) => {
    if (!hasErrors && planned !== undefined && planned[robot] !== text) {
      complaints.add(
        0,
        robot,
        "actualSchedule differs from plannerSchedule, and no schedule error is recorded",
      );
    }
    return readSchedule(text, "actualSchedule", robot, complaints);
  });
}

function readPaths(
  fields: ResultFields,
  name: string,
  team: number,
  complaints: Complaints,
): Uint8Array[] | undefined {
  const texts = robotTexts(fields, name, team, complaints);
  if (texts === undefined) return undefined;
  const paths = texts.map((text, robot) => readPath(text, name, robot, complaints));
  const length = paths[0]?.length ?? 0;
  paths.forEach((path, robot) => {
    if (path.length === length) return;
    complaints.add(0, robot, `${name}: expected ${length} actions as robot 0 has, found ${path.length}`);
  });
  return paths;
}

/** `F,R,C,…` as action codes. */
function readPath(text: string, name: string, robot: number, complaints: Complaints): Uint8Array {
  if (text === "") return new Uint8Array(0);
  const path = new Uint8Array(Math.ceil(text.length / 2)).fill(LeagueAction.missing);
  for (let at = 0; at < text.length; at += 1) {
    if (at % 2 === 1) {
      if (text[at] === ",") continue;
      complaints.add((at + 1) / 2, robot, `${name}: expected a comma, found "${text[at]}"`);
      break;
    }
    const code = leagueActions.indexOf(text[at]!);
    if (code >= 0) path[at / 2] = code;
    else complaints.add(at / 2 + 1, robot, `${name}: expected F, R, C, W or T, found "${text[at]}"`);
  }
  return path;
}
