// Who holds which place, independent of any plan. A place is given to a robot only while no other robot holds a place that
// excludes it, and is free again only when the robot has reported that it is out of it.
import type { ConflictTable } from "./conflicts.ts";

const nobody = -1;

export class PlaceLedger {
  /** Robot that holds each place, or −1, and how often: a way may pass a place twice. */
  readonly holder: Int32Array;
  private readonly times: Uint16Array;
  refusals = 0;

  constructor(
    private readonly conflicts: ConflictTable,
    placeCount: number,
  ) {
    this.holder = new Int32Array(placeCount).fill(nobody);
    this.times = new Uint16Array(placeCount);
  }

  /** Gives all the places to the robot, or none. */
  claim(robot: number, places: readonly number[]): boolean {
    const { start, places: rows } = this.conflicts;
    for (const place of places) {
      for (let i = start[place]!; i < start[place + 1]!; i += 1) {
        const holder = this.holder[rows[i]!]!;
        if (holder === nobody || holder === robot) continue;
        this.refusals += 1;
        return false;
      }
    }
    for (const place of places) {
      this.holder[place] = robot;
      this.times[place]! += 1;
    }
    return true;
  }

  leave(robot: number, place: number): void {
    if (this.holder[place] !== robot) return;
    this.times[place]! -= 1;
    if (this.times[place] === 0) this.holder[place] = nobody;
  }
}
