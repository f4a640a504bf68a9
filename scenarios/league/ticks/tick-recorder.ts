// Records a 2026 run and writes that year's result file in pieces.
import type { LeagueInstance } from "../instance.ts";
import { listPieces } from "../result-pieces.ts";
import { type ScheduleErrorRow, taskRow } from "../result-rows.ts";
import { ScheduleChanges } from "../schedule-changes.ts";
import type { ErrandDone, TaskBook } from "../task-book.ts";
import { ActionLog, segmentTicks } from "./action-log.ts";
import type { TickMotion } from "./tick-motion.ts";

export class TickRecorder {
  private readonly instance: LeagueInstance;
  private readonly team: number;
  private readonly executed: ActionLog[];
  private readonly planned: ActionLog[];
  /** States at the start of every segment: cell, heading, progress per robot. */
  private readonly snapshots: Int32Array[] = [];
  private readonly plannerSeconds: number[] = [];
  private readonly scheduleErrors: ScheduleErrorRow[] = [];
  private readonly schedule: ScheduleChanges;
  private readonly proposed: ScheduleChanges;
  private readonly events: ErrandDone[] = [];
  private tickCount = 0;
  private timeoutCount = 0;

  constructor(instance: LeagueInstance) {
    this.instance = instance;
    this.team = instance.starts.length;
    this.executed = Array.from({ length: this.team }, () => new ActionLog());
    this.planned = Array.from({ length: this.team }, () => new ActionLog());
    this.schedule = new ScheduleChanges(this.team);
    this.proposed = new ScheduleChanges(this.team);
  }

  get ticks(): number {
    return this.tickCount;
  }
  get timeouts(): number {
    return this.timeoutCount;
  }
  get scheduleErrorCount(): number {
    return this.scheduleErrors.length;
  }

  /** One tick, before it is carried out: what was asked for and what is done. */
  tick(motion: TickMotion, planned: Uint8Array, executed: Uint8Array): void {
    if (this.tickCount % segmentTicks === 0) this.takeSnapshot(motion);
    for (let robot = 0; robot < this.team; robot += 1) {
      this.planned[robot]!.add(planned[robot]!);
      this.executed[robot]!.add(executed[robot]!);
    }
    this.tickCount += 1;
  }
  decision(seconds: number, isLate: boolean): void {
    this.plannerSeconds.push(seconds);
    if (isLate) this.timeoutCount += 1;
  }
  /** A schedule comes into force before the next tick. */
  scheduleChange(proposed: Int32Array, schedule: Int32Array): void {
    this.proposed.note(this.tickCount, proposed);
    this.schedule.note(this.tickCount, schedule);
  }
  scheduleError(row: ScheduleErrorRow): void {
    this.scheduleErrors.push(row);
  }
  errand(done: ErrandDone): void {
    this.events.push(done);
  }

  /** The file as of now. `delayIntervals` per robot. */
  *pieces(
    book: TaskBook,
    delayIntervals: readonly (readonly (readonly [number, number])[])[],
  ): Generator<string> {
    const { instance, team, tickCount, scheduleErrors, events } = this;
    const head = {
      actionModel: "MAPF_T",
      version: "2026 LoRR",
      teamSize: team,
      numTaskFinished: book.finishedCount,
      makespan: tickCount,
      numPlannerErrors: 0,
      numScheduleErrors: scheduleErrors.length,
      numEntryTimeouts: this.timeoutCount,
      agentMaxCounter: instance.actionTicks,
      outputSegmentSize: segmentTicks,
    };
    yield JSON.stringify(head).slice(0, -1);
    yield* listPieces("delayIntervals", team, (robot) =>
      delayIntervals[robot]!.filter(([begin]) => begin < tickCount),
    );
    const { width } = instance.map;
    yield* listPieces("start", team, (robot) => {
      const cell = instance.starts[robot]!;
      return [Math.floor(cell / width), cell % width, "E"];
    });
    yield* listPieces("actualPaths", team, (robot) => this.path(this.executed, robot));
    yield* listPieces("events", events.length, (i) => {
      const { step, robot, task, errands } = events[i]!;
      return [step, robot, task, errands];
    });
    yield* listPieces("tasks", book.revealedCount, (task) => taskRow(book, task));
    yield* listPieces("plannerPaths", team, (robot) => this.path(this.planned, robot));
    yield* listPieces("plannerTimes", this.plannerSeconds.length, (i) => this.plannerSeconds[i]);
    yield* listPieces("errors", 0, () => undefined);
    yield* listPieces("actualSchedule", team, (robot) => this.schedule.text(robot));
    yield* listPieces("plannerSchedule", team, (robot) => this.proposed.text(robot));
    yield* listPieces("scheduleErrors", scheduleErrors.length, (i) => scheduleErrors[i]);
    yield "}\n";
  }

  private takeSnapshot({ cell, heading, progress }: TickMotion): void {
    const states = new Int32Array(this.team * 3);
    for (let robot = 0; robot < this.team; robot += 1) {
      states[robot * 3] = cell[robot]!;
      states[robot * 3 + 1] = heading[robot]!;
      states[robot * 3 + 2] = progress[robot]!;
    }
    this.snapshots.push(states);
  }
  private path(logs: readonly ActionLog[], robot: number): string {
    const { width } = this.instance.map;
    return logs[robot]!.text((segment) => {
      const states = this.snapshots[segment]!;
      const cell = states[robot * 3]!;
      const position = `${Math.floor(cell / width)},${cell % width}`;
      return `${position},${states[robot * 3 + 1]},${states[robot * 3 + 2]}`;
    });
  }
}
