// Records a league run as it goes and writes the year's result file (2023 and 2024 formats, actionModel MAPF_T) in
// pieces, so that no text ever holds a whole file.
import type { LeagueInstance } from "./instance.ts";
import { LeagueAction, leagueActions } from "./joint-action.ts";
import { listPieces } from "./result-pieces.ts";
import { type ErrorRow, events2023, type ScheduleErrorRow, taskRow } from "./result-rows.ts";
import { ScheduleChanges } from "./schedule-changes.ts";
import type { ErrandDone, TaskBook } from "./task-book.ts";

/** Result JSON; 2023 lacks the schedule fields, 2024 the AllValid ones. */
export interface LeagueResultFile {
  readonly actionModel: "MAPF_T";
  readonly version?: string;
  readonly AllValid?: "Yes" | "No";
  readonly teamSize: number;
  readonly start: readonly (readonly [number, number, "E" | "S" | "W" | "N"])[];
  readonly numTaskFinished: number;
  readonly sumOfCost?: number;
  readonly makespan: number;
  readonly numPlannerErrors?: number;
  readonly numScheduleErrors?: number;
  readonly numEntryTimeouts?: number;
  readonly actualPaths: readonly string[];
  readonly plannerPaths: readonly string[];
  readonly plannerTimes: readonly number[];
  readonly errors: readonly ErrorRow[];
  readonly actualSchedule?: readonly string[];
  readonly plannerSchedule?: readonly string[];
  readonly scheduleErrors?: readonly unknown[];
  readonly events: readonly unknown[];
  readonly tasks: readonly unknown[];
}

/** Steps per block of recorded actions. */
const blockSteps = 64;
const comma = ",".charCodeAt(0);

/** Grows as the run goes on: one byte per robot and step, schedule changes, errands. */
export class ResultRecorder {
  private readonly instance: LeagueInstance;
  private readonly team: number;
  private readonly blocks: Uint8Array[] = [];
  /** Planned actions of the steps in which something else was executed. */
  private readonly plannedOtherwise = new Map<number, Uint8Array>();
  private readonly plannerSeconds: number[] = [];
  private readonly errors: ErrorRow[] = [];
  private readonly scheduleErrors: ScheduleErrorRow[] = [];
  private readonly schedule: ScheduleChanges;
  private readonly proposed: ScheduleChanges;
  private readonly events: ErrandDone[] = [];
  private stepCount = 0;
  private timeoutCount = 0;

  constructor(instance: LeagueInstance) {
    this.instance = instance;
    this.team = instance.starts.length;
    this.schedule = new ScheduleChanges(this.team);
    this.proposed = new ScheduleChanges(this.team);
  }

  get steps(): number {
    return this.stepCount;
  }
  get errorCount(): number {
    return this.errors.length;
  }
  get timeouts(): number {
    return this.timeoutCount;
  }

  /** One executed step: the actions that took place, the schedule in force and the one proposed, the planner's time. */
  step(actions: Uint8Array, schedule: Int32Array, proposed: Int32Array, plannerSeconds: number): void {
    this.execute(actions);
    this.plannerSeconds.push(plannerSeconds);
    this.schedule.note(this.stepCount, schedule);
    this.proposed.note(this.stepCount, proposed);
  }
  /** Before `step`: its planned actions were invalid for these reasons, so everyone waits instead. */
  refuse(planned: Uint8Array, rows: readonly ErrorRow[]): void {
    this.plannedOtherwise.set(this.stepCount, planned.slice());
    this.errors.push(...rows);
  }
  /** A step in which no plan was ready: everyone waits. */
  timeout(): void {
    const { team, stepCount } = this;
    this.plannedOtherwise.set(stepCount, new Uint8Array(team).fill(LeagueAction.missing));
    this.execute(new Uint8Array(team).fill(LeagueAction.wait));
    this.timeoutCount += 1;
    if (this.instance.year === 2023) this.errors.push([-1, -1, stepCount + 1, "incorrect vector size"]);
  }
  /** The proposal of the step to come had no effect. */
  scheduleError(row: ScheduleErrorRow): void {
    this.scheduleErrors.push(row);
  }
  errand(done: ErrandDone): void {
    this.events.push(done);
  }

  /** The file as of now, ready to be written one piece after the other. `book` gives the tasks. */
  *pieces(book: TaskBook): Generator<string> {
    const { instance, team, stepCount, errors } = this;
    const is2023 = instance.year === 2023;
    const head = {
      actionModel: "MAPF_T",
      ...(is2023 ? { AllValid: errors.length === 0 ? "Yes" : "No" } : { version: "2024 LoRR" }),
      teamSize: team,
      numTaskFinished: book.finishedCount,
      ...(is2023 ? { sumOfCost: team * stepCount } : {}),
      makespan: stepCount,
      ...(is2023
        ? {}
        : {
            numPlannerErrors: errors.length,
            numScheduleErrors: this.scheduleErrors.length,
            numEntryTimeouts: this.timeoutCount,
          }),
    };
    yield JSON.stringify(head).slice(0, -1);
    const { starts } = instance;
    yield* listPieces("start", team, (robot) => [...this.position(starts[robot]!), "E"]);
    yield* listPieces("actualPaths", team, (robot) => this.path(robot, false));
    yield* listPieces("plannerPaths", team, (robot) => this.path(robot, true));
    yield* listPieces("plannerTimes", this.plannerSeconds.length, (i) => this.plannerSeconds[i]);
    yield* listPieces("errors", errors.length, (i) => errors[i]);
    if (!is2023) {
      yield* listPieces("actualSchedule", team, (robot) => this.schedule.text(robot));
      yield* listPieces("plannerSchedule", team, (robot) => this.proposed.text(robot));
      yield* listPieces("scheduleErrors", this.scheduleErrors.length, (i) => this.scheduleErrors[i]);
    }
    if (is2023) {
      const events = events2023(this.events, team);
      yield* listPieces("events", team, (robot) => events[robot]);
    } else {
      yield* listPieces("events", this.events.length, (i) => {
        const { step, robot, task, errands } = this.events[i]!;
        return [step, robot, task, errands];
      });
    }
    yield* listPieces("tasks", book.revealedCount, (task) => taskRow(book, task));
    yield "}\n";
  }

  /** The file as of now, as an object: for runs small enough to be held as one text. */
  file(book: TaskBook): LeagueResultFile {
    return JSON.parse([...this.pieces(book)].join("")) as LeagueResultFile;
  }

  private execute(actions: Uint8Array): void {
    const { team, blocks, stepCount } = this;
    const within = stepCount % blockSteps;
    if (within === 0) blocks.push(new Uint8Array(team * blockSteps));
    blocks[blocks.length - 1]!.set(actions, within * team);
    this.stepCount += 1;
  }
  private position(cell: number): [number, number] {
    const { width } = this.instance.map;
    return [Math.floor(cell / width), cell % width];
  }
  /** A robot's actions as `F,R,…`. */
  private path(robot: number, planned: boolean): string {
    const { team, blocks, stepCount } = this;
    if (stepCount === 0) return "";
    const bytes = new Uint8Array(stepCount * 2 - 1).fill(comma);
    for (let step = 0; step < stepCount; step += 1) {
      const block = blocks[Math.floor(step / blockSteps)]!;
      bytes[step * 2] = leagueActions.charCodeAt(block[(step % blockSteps) * team + robot]!);
    }
    if (planned) {
      for (const [step, actions] of this.plannedOtherwise) {
        if (step < stepCount) bytes[step * 2] = leagueActions.charCodeAt(actions[robot]!);
      }
    }
    return new TextDecoder().decode(bytes);
  }
}
