// Who does which task (2024 and 2026 rules): the seam between a league run and the rule that assigns, and the simplest
// such rule.
import { leagueRegions } from "./league-floor.ts";
import type { TaskBook } from "./task-book.ts";

/** What a rule may look at. Owned by the run and reused. */
export interface AssignmentView {
  /** The step about to be taken, the first is 1. */
  readonly step: number;
  /** Revealed tasks, the schedule in force, errands done. */
  readonly book: TaskBook;
  readonly cell: Int32Array;
  readonly heading: Uint8Array;
  /**
   * Errands of each robot's task that will have been done when it stands there, where that differs from the book: under
   * the 2026 rules robots are still carrying out what they have been sent.
   */
  readonly foreseen?: Int32Array;
  /** Steps from a state to a cell over the empty floor, or an estimate of them; Infinity where there is no route. */
  distance(cell: number, heading: number, goal: number): number;
  /** The same where the answer is at hand without a search, else −1. */
  distanceIfKnown(cell: number, heading: number, goal: number): number;
  /** Assignments have taken too long of late: only robots without a task need one. */
  readonly isHurried?: boolean;
  /** From `true` on, what has been found so far will have to do. */
  outOfTime?(): boolean;
}

export interface TaskAssigner {
  /**
   * Called once per decision. `schedule` comes holding the schedule in force (task or −1 per robot) and leaves with the
   * proposal. The rules: only tasks of the pool, none twice, an opened task stays with its robot.
   */
  assign(view: AssignmentView, schedule: Int32Array): void;
}

/** Each idle robot in turn takes the free task whose first errand is nearest by straight distance, and keeps it. */
export class NearestTaskAssigner implements TaskAssigner {
  private region: Int32Array | null = null;
  private free: number[] = [];

  assign({ book, cell }: AssignmentView, schedule: Int32Array): void {
    const { map } = book.instance;
    this.region ??= leagueRegions(map);
    const taken = new Set<number>();
    let idle = 0;
    for (const task of schedule) {
      if (task >= 0) taken.add(task);
      else idle += 1;
    }
    if (idle === 0) return;
    this.free = book.pool.filter((task) => !taken.has(task));
    for (let robot = 0; robot < schedule.length; robot += 1) {
      if (schedule[robot] === -1) schedule[robot] = this.takeNearest(book, cell[robot]!, map.width);
    }
  }

  private takeNearest(book: TaskBook, from: number, width: number): number {
    const { free, region } = this;
    const row = Math.floor(from / width);
    const column = from % width;
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < free.length; i += 1) {
      const to = book.nextCell(free[i]!);
      const cells = Math.abs(Math.floor(to / width) - row) + Math.abs((to % width) - column);
      const isNearer = cells < least || (cells === least && free[i]! < free[best]!);
      if (!isNearer || region![to] !== region![from]) continue;
      least = cells;
      best = i;
    }
    if (best < 0) return -1;
    const task = free[best]!;
    free[best] = free[free.length - 1]!;
    free.pop();
    return task;
  }
}
