// Tasks under the league's rules: which are revealed, who works on which, and how errands advance. Used by the runner
// and, with recorded schedules, by the checker.
import type { LeagueInstance } from "./instance.ts";

/** One errand done, or a task revealed: times are counted after the step, the first step is 1. */
export interface ErrandDone {
  readonly step: number;
  readonly robot: number;
  readonly task: number;
  /** Errands of the task done so far, this one included. */
  readonly errands: number;
  readonly finished: boolean;
}

/** Why a proposed schedule was refused; the whole proposal then has no effect (2024 rules). */
export interface ScheduleFault {
  readonly robot: number;
  readonly task: number;
  readonly reason: "task is not in the pool" | "task given to two robots" | "robot left a task it had opened";
}

/** Revealed tasks by id (order of revelation). Task i uses line i mod m of the tasks file. */
export class TaskBook {
  readonly instance: LeagueInstance;
  /** Task of each robot, or −1. */
  readonly assigned: Int32Array;
  /** Errands done per revealed task; `released[task]` is the step it was revealed after. */
  readonly errandsDone: number[] = [];
  readonly released: number[] = [];
  private readonly line: number[] = [];
  /** Unfinished revealed tasks, in no particular order, and where each task stands in it (−1 = finished). */
  readonly pool: number[] = [];
  private readonly poolIndex: number[] = [];
  finishedCount = 0;
  /** Errands completed in total (2023: the score; 2024: pickups and intermediate stops too). */
  errandCount = 0;
  /** 2023: each robot's task number within its own sequence. */
  private readonly turn: Int32Array;
  private readonly poolSize: number;

  constructor(instance: LeagueInstance) {
    this.instance = instance;
    const team = instance.starts.length;
    this.assigned = new Int32Array(team).fill(-1);
    this.turn = new Int32Array(team);
    this.poolSize = Math.max(1, Math.floor(instance.tasksReveal * team));
    if (instance.year === 2023) for (let robot = 0; robot < team; robot += 1) this.revealRoundRobin(robot, 0);
    else this.fillPool(0);
  }

  get revealedCount(): number {
    return this.line.length;
  }
  /** Cells of a task's errands in order. */
  errands(task: number): Int32Array {
    const { tasks } = this.instance;
    const line = this.line[task]!;
    return tasks.cells.subarray(tasks.start[line]!, tasks.start[line + 1]!);
  }
  /** Next cell to visit for a revealed, unfinished task. */
  nextCell(task: number): number {
    const { tasks } = this.instance;
    return tasks.cells[tasks.start[this.line[task]!]! + this.errandsDone[task]!]!;
  }
  isOpen(task: number): boolean {
    return task >= 0 && task < this.line.length && this.poolIndex[task]! >= 0;
  }

  /** Faults of a proposed schedule (task or −1 per robot); empty = it may be applied. */
  scheduleFaults(schedule: Int32Array): ScheduleFault[] {
    const faults: ScheduleFault[] = [];
    const owner = new Map<number, number>();
    for (let robot = 0; robot < schedule.length; robot += 1) {
      const task = schedule[robot]!;
      const current = this.assigned[robot]!;
      if (current >= 0 && this.errandsDone[current]! > 0 && task !== current) {
        faults.push({ robot, task, reason: "robot left a task it had opened" });
      }
      if (task < 0) continue;
      if (!this.isOpen(task)) faults.push({ robot, task, reason: "task is not in the pool" });
      if (owner.has(task)) faults.push({ robot, task, reason: "task given to two robots" });
      owner.set(task, robot);
    }
    return faults;
  }

  /**
   * The 2026 way with a proposed schedule: each wrong assignment is put right in place and the rest kept. An opened task
   * stays with its robot; any other wrong one becomes −1. Gives what was wrong.
   */
  mendSchedule(schedule: Int32Array): ScheduleFault[] {
    const faults: ScheduleFault[] = [];
    const owner = new Map<number, number>();
    for (let robot = 0; robot < schedule.length; robot += 1) {
      const task = schedule[robot]!;
      const current = this.assigned[robot]!;
      let mended = task;
      if (current >= 0 && this.errandsDone[current]! > 0) {
        if (task !== current) faults.push({ robot, task, reason: "robot left a task it had opened" });
        mended = current;
      } else if (task >= 0 && !this.isOpen(task)) {
        faults.push({ robot, task, reason: "task is not in the pool" });
        mended = -1;
      } else if (task >= 0 && (owner.has(task) || this.errandsDone[task]! > 0)) {
        faults.push({ robot, task, reason: "task given to two robots" });
        mended = -1;
      }
      schedule[robot] = mended;
      if (mended >= 0) owner.set(mended, robot);
    }
    return faults;
  }

  applySchedule(schedule: Int32Array): void {
    this.assigned.set(schedule);
  }

  /**
   * Advances errands for robots standing on their next cell after a move; reveals new tasks. At most one errand each.
   * `isThere` may answer for a robot whose cell is not known; undefined = look at the cell.
   */
  advance(
    step: number,
    cells: Int32Array,
    onErrand: (done: ErrandDone) => void,
    isThere?: (robot: number, task: number, errand: number) => boolean | undefined,
  ): void {
    for (let robot = 0; robot < cells.length; robot += 1) {
      const task = this.assigned[robot]!;
      if (task < 0) continue;
      const errands = this.errandsDone[task]! + 1;
      if (!(isThere?.(robot, task, errands) ?? this.nextCell(task) === cells[robot])) continue;
      this.errandsDone[task] = errands;
      this.errandCount += 1;
      const finished = errands === this.errands(task).length;
      onErrand({ step, robot, task, errands, finished });
      if (!finished) continue;
      this.finish(task);
      this.assigned[robot] = -1;
      if (this.instance.year === 2023) this.revealRoundRobin(robot, step);
    }
    if (this.instance.year !== 2023) this.fillPool(step);
  }

  private finish(task: number): void {
    this.finishedCount += 1;
    const at = this.poolIndex[task]!;
    const last = this.pool.pop()!;
    if (last !== task) {
      this.pool[at] = last;
      this.poolIndex[last] = at;
    }
    this.poolIndex[task] = -1;
  }
  private reveal(line: number, step: number): number {
    const task = this.line.length;
    this.line.push(line);
    this.errandsDone.push(0);
    this.released.push(step);
    this.poolIndex.push(this.pool.length);
    this.pool.push(task);
    return task;
  }
  private fillPool(step: number): void {
    while (this.pool.length < this.poolSize) this.reveal(this.line.length % this.instance.tasks.count, step);
  }
  private revealRoundRobin(robot: number, step: number): void {
    const team = this.assigned.length;
    const sequence = this.turn[robot]! * team + robot;
    this.turn[robot]! += 1;
    this.assigned[robot] = this.reveal(sequence % this.instance.tasks.count, step);
  }
}
