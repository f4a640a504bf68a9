// The matching under construction: which robot goes to which group of tasks, what its alternatives are, and what one more
// robot in a group would cost.
import type { Crowding } from "./crowding.ts";
import type { TaskGroups } from "./task-groups.ts";

/** Cost of a robot without a task: more than any way. */
export const noTaskCost = 1e7;

export class Matching {
  /** Group of each robot, −1 = none. */
  readonly groupOf: Int32Array;
  /** Alternatives of robot r: `group[r * width + i]`, i < count[r], cheapest way first; `way` is the cost of the way. */
  readonly group: Int32Array;
  readonly way: Float64Array;
  readonly count: Uint8Array;
  /** Robots of a group as a linked list. */
  readonly first: Int32Array;
  readonly after: Int32Array;
  /** Result of the last `cheapest`: index among the robot's alternatives, −1 = none. */
  cheapestIndex = -1;
  private readonly before: Int32Array;

  constructor(
    readonly groups: TaskGroups,
    readonly crowding: Crowding,
    robotCount: number,
    taskSlots: number,
    readonly width: number,
  ) {
    this.groupOf = new Int32Array(robotCount).fill(-1);
    this.group = new Int32Array(robotCount * width);
    this.way = new Float64Array(robotCount * width);
    this.count = new Uint8Array(robotCount);
    this.first = new Int32Array(taskSlots);
    this.after = new Int32Array(robotCount);
    this.before = new Int32Array(robotCount);
  }

  begin(): void {
    this.groupOf.fill(-1);
    this.count.fill(0);
    this.first.fill(-1, 0, this.groups.count);
  }

  /** Adds an alternative in its place by cost; when the list is full, the dearest falls out. */
  offer(robot: number, group: number, way: number): void {
    const from = robot * this.width;
    let at = from + this.count[robot]!;
    if (this.count[robot] === this.width) {
      at -= 1;
      if (way >= this.way[at]!) return;
    } else this.count[robot]! += 1;
    while (at > from && this.way[at - 1]! > way) {
      this.way[at] = this.way[at - 1]!;
      this.group[at] = this.group[at - 1]!;
      at -= 1;
    }
    this.way[at] = way;
    this.group[at] = group;
  }

  /** Cost of the next task of a group, crowding included; Infinity where there is none or no room. */
  nextCost(group: number): number {
    return this.groups.nextKey(group) + this.crowding.next(this.groups.cell[group]!);
  }
  /** Cost of a robot's way to a group; Infinity if it is none of its alternatives. */
  wayTo(robot: number, group: number): number {
    const from = robot * this.width;
    for (let at = from; at < from + this.count[robot]!; at += 1) {
      if (this.group[at] === group) return this.way[at]!;
    }
    return Number.POSITIVE_INFINITY;
  }
  /** Least cost at which a robot finds a free task among its alternatives other than `except`. */
  cheapest(robot: number, except: number): number {
    const from = robot * this.width;
    let least = Number.POSITIVE_INFINITY;
    this.cheapestIndex = -1;
    for (let at = from; at < from + this.count[robot]!; at += 1) {
      if (this.way[at]! + this.groups.leastKey >= least) break;
      if (this.group[at] === except) continue;
      const cost = this.way[at]! + this.nextCost(this.group[at]!);
      if (cost >= least) continue;
      least = cost;
      this.cheapestIndex = at - from;
    }
    return least;
  }

  take(robot: number, group: number): void {
    const { first, after, before } = this;
    this.groupOf[robot] = group;
    before[robot] = -1;
    after[robot] = first[group]!;
    if (first[group]! >= 0) before[first[group]!] = robot;
    first[group] = robot;
    this.groups.taken[group]! += 1;
    this.crowding.enter(this.groups.cell[group]!);
  }
  leave(robot: number): void {
    const { first, after, before } = this;
    const group = this.groupOf[robot]!;
    if (before[robot]! >= 0) after[before[robot]!] = after[robot]!;
    else first[group] = after[robot]!;
    if (after[robot]! >= 0) before[after[robot]!] = before[robot]!;
    this.groupOf[robot] = -1;
    this.groups.taken[group]! -= 1;
    this.crowding.leave(this.groups.cell[group]!);
  }

  /** Ways, tasks, crowding and robots without a task (of those marked free). */
  totalCost(free: Uint8Array): number {
    let sum = this.groups.takenKeys() + this.crowding.total();
    for (let robot = 0; robot < free.length; robot += 1) {
      if (free[robot] === 0) continue;
      const group = this.groupOf[robot]!;
      sum += group < 0 ? noTaskCost : this.wayTo(robot, group);
    }
    return sum;
  }
}
