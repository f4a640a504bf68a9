// The result file of a league run (2023 and 2024 formats, actionModel MAPF_T), as public viewers read it.
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

/** Grows as the run goes on: one byte per robot and step, schedule changes, errands. */
export class ResultRecorder {
  private readonly instance: LeagueInstance;
  private readonly team: number;
  private steps = 0;
  private actions: Uint8Array;
  private readonly plannerSeconds: number[] = [];
  private readonly errors: ErrorRow[] = [];
  private readonly schedule: string[][];
  private readonly scheduled: Int32Array;
  private readonly events: ErrandDone[] = [];
  private timeouts = 0;

  constructor(instance: LeagueInstance) {
    this.instance = instance;
    this.team = instance.starts.length;
    this.actions = new Uint8Array(this.team * 256);
    this.schedule = Array.from({ length: this.team }, () => []);
    this.scheduled = new Int32Array(this.team).fill(-1);
  }

  /** One executed step: the actions that took place, the schedule in force, the planner's time. */
  step(actions: Uint8Array, schedule: Int32Array, plannerSeconds: number): void {
    if ((this.steps + 1) * this.team > this.actions.length) {
      const larger = new Uint8Array(this.actions.length * 2);
      larger.set(this.actions);
      this.actions = larger;
    }
    this.actions.set(actions, this.steps * this.team);
    this.steps += 1;
    this.plannerSeconds.push(plannerSeconds);
    for (let robot = 0; robot < this.team; robot += 1) {
      const task = schedule[robot]!;
      if (task === this.scheduled[robot]) continue;
      this.scheduled[robot] = task;
      this.schedule[robot]!.push(`${this.steps}:${task}`);
    }
  }
  errand(done: ErrandDone): void {
    this.events.push(done);
    // A finished task's robot is free; the next assignment is a change even if no step shows −1 in between.
    if (done.finished) this.scheduled[done.robot] = -1;
  }
  error(row: ErrorRow): void {
    this.errors.push(row);
  }
  timeout(): void {
    this.timeouts += 1;
  }

  /** The file as of now. `book` gives the tasks. */
  file(book: TaskBook): LeagueResultFile {
    const { instance, team, steps } = this;
    const paths = Array.from({ length: team }, (_, robot) => this.path(robot));
    const common = {
      teamSize: team,
      start: Array.from(instance.starts, (cell) => [...this.position(cell), "E"] as const),
      numTaskFinished: book.finishedCount,
      sumOfCost: team * steps,
      makespan: steps,
      actualPaths: paths,
      plannerPaths: paths,
      plannerTimes: this.plannerSeconds,
      errors: this.errors,
    };
    if (instance.year === 2023) {
      return {
        actionModel: "MAPF_T",
        AllValid: this.errors.length === 0 ? "Yes" : "No",
        ...common,
        events: this.events2023(book),
        tasks: Array.from({ length: book.revealedCount }, (_, task) => [
          task,
          ...this.position(book.errands(task)[0]!),
        ]),
      };
    }
    const schedule = this.schedule.map((changes) => changes.join(","));
    return {
      actionModel: "MAPF_T",
      version: "2024 LoRR",
      ...common,
      numPlannerErrors: this.errors.length,
      numScheduleErrors: 0,
      numEntryTimeouts: this.timeouts,
      actualSchedule: schedule,
      plannerSchedule: schedule,
      scheduleErrors: [],
      events: this.events.map(({ step, robot, task, errands }) => [step, robot, task, errands]),
      tasks: Array.from({ length: book.revealedCount }, (_, task) => [
        task,
        book.released[task]!,
        Array.from(book.errands(task)).flatMap((cell) => this.position(cell)),
      ]),
    };
  }

  private position(cell: number): [number, number] {
    const { width } = this.instance.map;
    return [Math.floor(cell / width), cell % width];
  }
  private path(robot: number): string {
    const letters: string[] = [];
    for (let step = 0; step < this.steps; step += 1) {
      letters.push(leagueActions[this.actions[step * this.team + robot] ?? LeagueAction.missing]!);
    }
    return letters.join(",");
  }
  /** Per robot: its tasks assigned (the first at 0, each next when the one before is finished) and finished. */
  private events2023(book: TaskBook): unknown[] {
    const perRobot: (readonly [number, number, string])[][] = Array.from(
      { length: this.team },
      (_, robot) => [[robot, 0, "assigned"] as const],
    );
    // Tasks are revealed in the order in which robots finish: the k-th finish reveals task team + k.
    this.events.forEach(({ step, robot, task }, index) => {
      perRobot[robot]!.push([task, step, "finished"], [this.team + index, step, "assigned"]);
    });
    return book.revealedCount >= this.team ? perRobot : [];
  }
}
