// Task assignment for whole fleets under the league's rules: the pool's tasks and the robots' places handed to the
// assignment room every decision.
import {
  type Assignment,
  type AssignmentTuning,
  createAssignment,
  squareAreas,
} from "../../controller/assignment/index.ts";
import { leagueRegions } from "./league-floor.ts";
import type { AssignmentView, TaskAssigner } from "./task-assigner.ts";
import type { TaskBook } from "./task-book.ts";

/** Squares in which robots crowd, and the share of their open cells that may be headed for at no extra cost. */
const areaCells = 10;
const capacityShare = 0.5;

export class FleetTaskAssigner implements TaskAssigner {
  private readonly tuning: Partial<AssignmentTuning>;
  private assignment: Assignment | null = null;
  private view: AssignmentView | null = null;
  private free = new Uint8Array(0);
  private goal = new Int32Array(0);
  private taskOf = new Int32Array(0);
  private pickup = new Int32Array(0);
  private length = new Int32Array(0);
  /** By task: cells from its first errand to its last, −1 = not asked yet; and its slot in the pool. */
  private lengthOf = new Int32Array(0);
  private slotOf = new Int32Array(0);

  constructor(tuning: Partial<AssignmentTuning> = {}) {
    this.tuning = tuning;
  }

  assign(view: AssignmentView, schedule: Int32Array): void {
    const { book, cell, heading, foreseen } = view;
    this.view = view;
    this.assignment ??= this.create(book, schedule.length);
    this.grow(book);
    const { free, goal, taskOf, pickup, length, slotOf } = this;
    for (let slot = 0; slot < book.pool.length; slot += 1) {
      const task = book.pool[slot]!;
      slotOf[task] = slot;
      pickup[slot] = book.errandsDone[task]! > 0 ? -1 : book.nextCell(task);
      length[slot] = this.taskLength(book, task);
    }
    for (let robot = 0; robot < schedule.length; robot += 1) {
      const task = schedule[robot]!;
      const done = task < 0 ? 0 : (foreseen?.[robot] ?? book.errandsDone[task]!);
      const slot = task < 0 ? -1 : slotOf[task]!;
      const keeps = done > 0 || (task >= 0 && view.isHurried === true);
      free[robot] = keeps ? 0 : 1;
      goal[robot] = keeps ? (book.errands(task)[done] ?? -1) : -1;
      taskOf[robot] = slot;
      if (keeps) pickup[slot] = -1;
    }
    this.assignment.assign(
      { cell, heading, free, goal, taskCount: book.pool.length, pickup, length },
      taskOf,
    );
    for (let robot = 0; robot < schedule.length; robot += 1) {
      schedule[robot] = taskOf[robot]! < 0 ? -1 : book.pool[taskOf[robot]!]!;
    }
  }

  private create(book: TaskBook, robots: number): Assignment {
    const { map } = book.instance;
    const { width, height, blocked } = map;
    const slots = book.pool.length;
    this.free = new Uint8Array(robots);
    this.goal = new Int32Array(robots);
    this.taskOf = new Int32Array(robots);
    this.pickup = new Int32Array(slots);
    this.length = new Int32Array(slots);
    return createAssignment({
      width,
      height,
      robotCount: robots,
      taskSlots: slots,
      distance: (cell, heading, goal) => this.view!.distanceIfKnown(cell, heading, goal),
      region: leagueRegions(map),
      areas: squareAreas({ width, height, open: (cell) => blocked[cell] === 0 }, areaCells, capacityShare),
      tuning: this.tuning,
      stopImproving: () => this.view!.outOfTime?.() ?? false,
    });
  }

  /** Makes room for the tasks revealed since. */
  private grow(book: TaskBook): void {
    if (this.lengthOf.length < book.revealedCount) {
      const lengthOf = new Int32Array(2 * book.revealedCount).fill(-1);
      lengthOf.set(this.lengthOf);
      this.lengthOf = lengthOf;
      this.slotOf = new Int32Array(2 * book.revealedCount);
    }
  }
  private taskLength(book: TaskBook, task: number): number {
    if (this.lengthOf[task]! < 0) {
      const { width } = book.instance.map;
      const cells = book.errands(task);
      let length = 0;
      for (let i = 1; i < cells.length; i += 1) {
        const from = cells[i - 1]!;
        const to = cells[i]!;
        length += Math.abs(Math.floor(to / width) - Math.floor(from / width));
        length += Math.abs((to % width) - (from % width));
      }
      this.lengthOf[task] = length;
    }
    return this.lengthOf[task]!;
  }
}
