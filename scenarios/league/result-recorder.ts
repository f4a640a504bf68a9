// Records a league run as it goes and writes the year's result file (2023 and 2024 formats, actionModel MAPF_T) in
// pieces, so that no text ever holds a whole file.
import type { LeagueInstance } from "./instance.ts";
import { LeagueAction, leagueActions } from "./joint-action.ts";
import type { ErrandDone, TaskBook } from "./task-book.ts";

/** A row of a 2024 result's `errors` or a 2023 one's: robots at fault, the step, and what happened. */
export type ErrorRow = readonly [robot: number, other: number, step: number, what: string];

/** Result JSON; 2023 lacks the schedule fields, 2024 the AllValid ones. */
export interface LeagueResultFile {
  readonly actionModel: "MAPF_T";
  readonly version?: string;
  readonly AllValid?: "Yes" | "No";
  readonly teamSize: number;
  readonly start: readonly (readonly [number, number, "E" | "S" | "W" | "N"])[];
  readonly numTaskFinished: number;
  readonly sumOfCost: number;
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
/** List entries put into one piece of the file. */
const entriesPerPiece = 256;
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
  private readonly schedule: string[][];
  private readonly scheduled: Int32Array;
  private readonly events: ErrandDone[] = [];
  private stepCount = 0;
  private timeoutCount = 0;

  constructor(instance: LeagueInstance) {
    this.instance = instance;
    this.team = instance.starts.length;
    this.schedule = Array.from({ length: this.team }, () => []);
    this.scheduled = new Int32Array(this.team).fill(-1);
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

  /** One executed step: the actions that took place, the schedule in force, the planner's time. */
  step(actions: Uint8Array, schedule: Int32Array, plannerSeconds: number): void {
    this.execute(actions);
    this.plannerSeconds.push(plannerSeconds);
    for (let robot = 0; robot < this.team; robot += 1) {
      const task = schedule[robot]!;
      if (task === this.scheduled[robot]) continue;
      this.scheduled[robot] = task;
      this.schedule[robot]!.push(`${this.stepCount}:${task}`);
    }
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
  errand(done: ErrandDone): void {
    this.events.push(done);
    // A finished task's robot is free; the next assignment is a change even if no step shows −1 in between.
    if (done.finished) this.scheduled[done.robot] = -1;
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
      sumOfCost: team * stepCount,
      makespan: stepCount,
      ...(is2023
        ? {}
        : {
            numPlannerErrors: errors.length,
            numScheduleErrors: 0,
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
      for (const name of ["actualSchedule", "plannerSchedule"]) {
        yield* listPieces(name, team, (robot) => this.schedule[robot]!.join(","));
      }
      yield* listPieces("scheduleErrors", 0, () => undefined);
    }
    if (is2023) {
      const events = this.events2023();
      yield* listPieces("events", team, (robot) => events[robot]);
      yield* listPieces("tasks", book.revealedCount, (task) => [
        task,
        ...this.position(book.errands(task)[0]!),
      ]);
    } else {
      yield* listPieces("events", this.events.length, (i) => {
        const { step, robot, task, errands } = this.events[i]!;
        return [step, robot, task, errands];
      });
      yield* listPieces("tasks", book.revealedCount, (task) => [
        task,
        book.released[task]!,
        Array.from(book.errands(task)).flatMap((cell) => this.position(cell)),
      ]);
    }
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
  /** Per robot: its tasks assigned (the first at 0, each next when the one before is finished) and finished. */
  private events2023(): (readonly [number, number, string])[][] {
    const perRobot: (readonly [number, number, string])[][] = Array.from(
      { length: this.team },
      (_, robot) => [[robot, 0, "assigned"] as const],
    );
    // Tasks are revealed in the order in which robots finish: the k-th finish reveals task team + k.
    this.events.forEach(({ step, robot, task }, index) => {
      perRobot[robot]!.push([task, step, "finished"], [this.team + index, step, "assigned"]);
    });
    return perRobot;
  }
}

/** `,"name":[…]` a few hundred entries at a time. */
function* listPieces(name: string, count: number, entry: (index: number) => unknown): Generator<string> {
  yield `,\n"${name}":[`;
  for (let first = 0; first < count; first += entriesPerPiece) {
    const last = Math.min(count, first + entriesPerPiece);
    let piece = first === 0 ? "" : ",";
    for (let i = first; i < last; i += 1) piece += (i === first ? "" : ",") + JSON.stringify(entry(i));
    yield piece;
  }
  yield "]";
}
