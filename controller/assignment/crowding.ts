// Robots en route per area: what one more would cost, and whether it may come at all.
import { assert } from "../../sim/kernel/index.ts";
import type { AssignmentAreas } from "./assignment-port.ts";

export class Crowding {
  private readonly of: Int32Array;
  private readonly capacity: Int32Array;
  private readonly limit: Int32Array;
  private readonly count: Int32Array;

  constructor(
    areas: AssignmentAreas,
    private readonly crowdSteps: number,
  ) {
    const { of, capacity, limit } = areas;
    assert(capacity.length === limit.length, "every area has a capacity and a limit");
    this.of = of;
    this.capacity = capacity;
    this.limit = limit;
    this.count = new Int32Array(capacity.length);
  }

  clear(): void {
    this.count.fill(0);
  }
  enter(cell: number): void {
    const area = this.of[cell]!;
    if (area >= 0) this.count[area]! += 1;
  }
  leave(cell: number): void {
    const area = this.of[cell]!;
    if (area >= 0) this.count[area]! -= 1;
  }

  /** Cost of one more robot to this cell; Infinity where the area's limit is reached. */
  next(cell: number): number {
    const area = this.of[cell]!;
    if (area < 0) return 0;
    const count = this.count[area]!;
    if (count >= this.limit[area]!) return Number.POSITIVE_INFINITY;
    const beyond = count + 1 - this.capacity[area]!;
    return beyond > 0 ? beyond * this.crowdSteps : 0;
  }

  /** What all robots en route cost together. */
  total(): number {
    let sum = 0;
    for (let area = 0; area < this.count.length; area += 1) {
      const beyond = this.count[area]! - this.capacity[area]!;
      if (beyond > 0) sum += ((beyond * (beyond + 1)) / 2) * this.crowdSteps;
    }
    return sum;
  }
}
