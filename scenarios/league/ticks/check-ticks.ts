// Replays a league result of 2026 tick by tick without the planner and the executor: motions that touch, actions that change
// midway, robots that go while they are late, waits that nothing explains, schedules and tasks.
import type { CheckReport } from "../check.ts";
import { compareCounts, compareEvents, compareTasks, replaySchedule } from "../check-tasks.ts";
import { Complaints } from "../complaints.ts";
import { describe } from "../found-value.ts";
import type { LeagueInstance } from "../instance.ts";
import { LeagueAction } from "../joint-action.ts";
import { OffCourse } from "../off-course.ts";
import {
  compareField,
  compareHead,
  compareScheduleErrors,
  type ResultFields,
  readSchedule,
  resultFields,
  robotTexts,
} from "../result-fields.ts";
import { compareForm } from "../result-form.ts";
import { type ErrandDone, TaskBook } from "../task-book.ts";
import { segmentTicks as segmentTicksDefault } from "./action-log.ts";
import { compareDecisions } from "./check-decisions.ts";
import { RecordedDelays } from "./check-delays.ts";
import { RecordedErrors } from "./check-held.ts";
import { PathReader } from "./path-reader.ts";
import { TickMotion } from "./tick-motion.ts";

/** Checks a parsed result of 2026 against its instance. Throws nothing. */
export function checkTickResult(result: unknown, instance: LeagueInstance): CheckReport {
  const complaints = new Complaints();
  const fields = resultFields(result, complaints);
  const replay = fields === undefined ? null : new TickReplay(fields, instance, complaints);
  replay?.run();
  return {
    violations: complaints.list,
    violationCount: complaints.count,
    notes: complaints.notes,
    steps: replay?.ticks ?? 0,
    tasksFinished: replay?.book.finishedCount ?? 0,
    errands: replay?.book.errandCount ?? 0,
  };
}

class TickReplay {
  ticks = 0;
  readonly book: TaskBook;
  private readonly motion: TickMotion;
  private readonly executed: readonly PathReader[] | null;
  private readonly planned: readonly PathReader[] | null;
  private readonly delays: RecordedDelays;
  private readonly errors: RecordedErrors;
  private readonly schedule: readonly ReadonlyMap<number, number>[];
  private readonly done: ErrandDone[] = [];
  /** Robots that something has been reported about. */
  private readonly offCourse: OffCourse;
  private readonly actions: Uint8Array;
  private readonly wanted: Uint8Array;
  private readonly expected: Uint8Array;
  /** Who was in the way of a robot that was held back this tick; −2 = nobody held it back. */
  private readonly heldBy: Int32Array;

  constructor(
    private readonly fields: ResultFields,
    private readonly instance: LeagueInstance,
    private readonly complaints: Complaints,
  ) {
    const { starts, map, actionTicks, robotSize, delays } = instance;
    const team = starts.length;
    compareForm(fields, 2026, complaints);
    compareHead(fields, instance, complaints);
    compareField(fields, "agentMaxCounter", actionTicks, complaints);
    this.book = new TaskBook(instance);
    this.motion = new TickMotion(map, starts, actionTicks, robotSize);
    const given = fields.outputSegmentSize ?? segmentTicksDefault;
    const isSize = Number.isInteger(given) && (given as number) > 0;
    const segment = isSize ? (given as number) : segmentTicksDefault;
    if (!isSize || fields.outputSegmentSize === null) {
      complaints.addFile(
        `outputSegmentSize: expected a whole number ≥ 1, found ${describe(fields.outputSegmentSize)}`,
      );
    }
    const readers = (name: string) =>
      robotTexts(fields, name, team, complaints)?.map(
        (text, robot) => new PathReader(text, name, robot, segment, complaints),
      ) ?? null;
    this.executed = readers("actualPaths");
    this.planned = readers("plannerPaths");
    this.delays = new RecordedDelays(fields, team, delays, complaints);
    this.errors = new RecordedErrors(fields, team, complaints);
    this.schedule =
      robotTexts(fields, "actualSchedule", team, complaints)?.map((text, robot) =>
        readSchedule(text, "actualSchedule", robot, complaints),
      ) ?? [];
    this.offCourse = new OffCourse(fields, team);
    this.actions = new Uint8Array(team);
    this.wanted = new Uint8Array(team);
    this.expected = new Uint8Array(team);
    this.heldBy = new Int32Array(team);
  }

  run(): void {
    const { fields, book, complaints, done } = this;
    if (this.executed === null) return;
    while (this.readTick(this.executed)) this.tick();
    compareEvents(fields, done, complaints);
    compareTasks(fields, book, complaints);
    compareCounts(fields, book, this.ticks, complaints);
    this.errors.report();
    this.delays.compareNumbers(this.ticks);
    compareScheduleErrors(fields, this.actions.length, this.ticks, complaints);
    this.comparePlannerSchedule();
  }

  /** Fills `actions` and `wanted` for the next tick; false when the paths have ended. */
  private readTick(executed: readonly PathReader[]): boolean {
    const { actions, wanted, complaints, planned } = this;
    let ended = 0;
    for (let robot = 0; robot < actions.length; robot += 1) {
      const action = executed[robot]!.next((state, first) => this.checkState(robot, state, first));
      if (action < 0) ended += 1;
      actions[robot] = action < 0 ? LeagueAction.wait : action;
      const asked = planned?.[robot]?.next((state, first) => this.checkState(robot, state, first));
      wanted[robot] = asked === undefined || asked < 0 ? actions[robot]! : asked;
      if (asked !== undefined && asked < 0 !== action < 0) {
        complaints.add(this.ticks + 1, robot, "plannerPaths and actualPaths do not end in the same tick");
      }
    }
    if (ended === 0) return actions.length > 0;
    if (ended < actions.length) {
      complaints.addFile(
        `actualPaths: ${ended} of ${actions.length} robots' paths end after ${this.ticks} ticks`,
      );
    }
    return false;
  }

  private tick(): void {
    const { motion, book, complaints, schedule } = this;
    const tick = this.ticks;
    this.ticks += 1;
    replaySchedule(book, schedule, tick, tick + 1, complaints);
    this.errors.note(tick, this.wanted, this.actions);
    this.checkWanted(tick);
    this.checkExecuted(tick);
    this.move(tick);
    book.advance(
      tick + 1,
      motion.cell,
      (errand) => this.done.push(errand),
      (robot, task, errand) => this.offCourse.claims(tick + 1, robot, task, errand),
    );
  }

  /** Reports what touches and goes on without the robots that did it. */
  private move(tick: number): void {
    const { motion, actions, offCourse } = this;
    const moves = (robot: number) => motion.effective(robot, actions[robot]!) === LeagueAction.forward;
    for (const { robot, other } of motion.faults(actions)) {
      const what = other < 0 ? "drives into an obstacle or off the map" : `touches robot ${other}`;
      this.complaints.add(tick + 1, robot, what);
      for (const culprit of offCourse.culprits(robot, other, moves(robot), other >= 0 && moves(other))) {
        motion.absent[culprit] = 1;
      }
    }
    for (let robot = 0; robot < actions.length; robot += 1) {
      if (motion.absent[robot] === 1) offCourse.add(robot);
    }
    motion.apply(actions);
  }
  /** A complaint about what a robot does: it is not followed from there on. */
  private blame(tick: number, robot: number, message: string): void {
    this.complaints.add(tick + 1, robot, message);
    this.offCourse.add(robot);
    this.motion.absent[robot] = 1;
  }

  /** Nobody goes while late, and a started action is not changed. */
  private checkWanted(tick: number): void {
    const { motion, wanted, actions, delays } = this;
    for (let robot = 0; robot < wanted.length; robot += 1) {
      if (motion.absent[robot] === 1) continue;
      const asked = wanted[robot]!;
      const action = actions[robot]!;
      // No executor was ready: everyone waits.
      if (asked === LeagueAction.missing) wanted[robot] = LeagueAction.wait;
      if (action === LeagueAction.missing) this.blame(tick, robot, "actualPaths: T is no action");
      const goes = wanted[robot] !== LeagueAction.wait || action !== LeagueAction.wait;
      if (goes && delays.isLate(robot, tick)) this.blame(tick, robot, "goes although it is late");
      const started = motion.started[robot]!;
      if (motion.progress[robot]! > 0 && action !== LeagueAction.wait && action !== started) {
        this.blame(tick, robot, "changes its action before it is done");
      }
    }
  }

  /** Executed must be what was planned, but for robots that the rules hold back. */
  private checkExecuted(tick: number): void {
    const { motion, wanted, actions, expected, heldBy, offCourse } = this;
    expected.set(wanted);
    heldBy.fill(-2);
    motion.resolve(expected, (robot, other) => {
      heldBy[robot] = other;
    });
    for (let robot = 0; robot < actions.length; robot += 1) {
      if (actions[robot] === expected[robot] || motion.absent[robot] === 1) continue;
      if (actions[robot] === LeagueAction.wait) {
        // What held it back may be a robot that is not followed any more.
        if (offCourse.any) continue;
        this.blame(tick, robot, "waits although nothing is in the way of its planned motion");
      } else if (actions[robot] !== wanted[robot]) {
        this.blame(tick, robot, "executed action differs from the planned one");
      } else {
        const what = heldBy[robot]! < 0 ? "an obstacle" : `robot ${heldBy[robot]}`;
        this.blame(tick, robot, `goes although ${what} is in its way`);
      }
    }
  }

  /** A segment's state is the replay's, or that of the first segment: the rules' own program repeats that one. */
  private checkState(robot: number, state: string, first: string): void {
    const { cell, heading, progress } = this.motion;
    const { width } = this.instance.map;
    const position = `${Math.floor(cell[robot]! / width)},${cell[robot]! % width}`;
    const expected = `${position},${heading[robot]},${progress[robot]}`;
    if (state === expected || (this.ticks > 0 && state === first) || this.motion.absent[robot] === 1) return;
    this.complaints.add(
      this.ticks + 1,
      robot,
      `segment starts at ${state} (row,column,heading,progress), expected ${expected}`,
    );
  }

  /** The planner's schedule must be the one in force where no schedule error is recorded. Both show when plans came. */
  private comparePlannerSchedule(): void {
    const { fields, complaints, actions, schedule } = this;
    const actual = fields.actualSchedule;
    const planned = robotTexts(fields, "plannerSchedule", actions.length, complaints) ?? [];
    const changes = new Set(schedule.flatMap((of) => [...of.keys()]));
    compareDecisions(fields, this.ticks, changes, complaints);
    if (!Array.isArray(actual)) return;
    if (Array.isArray(fields.scheduleErrors) && fields.scheduleErrors.length > 0) return;
    planned.forEach((text, robot) => {
      if (text === actual[robot]) return;
      const what = "actualSchedule differs from plannerSchedule, and no schedule error is recorded";
      complaints.add(0, robot, what);
    });
  }
}
