// Improves a matching by chains of two: a robot moves to another group with a free task, or takes the place of a robot
// there, which moves on to the cheapest free task among its own alternatives (the one just given up included: a swap).
import { type Matching, noTaskCost } from "./matching.ts";

/** Robots of a group that are asked to make room. */
const membersMax = 8;
/** Tries between two looks at the stop function. */
const triesPerLook = 256;
/** Gains below this are rounding. */
const leastGain = 1e-6;

export class Improvement {
  tries = 0;
  private next = 0;
  private triesMax = 0;
  private stopped = false;
  private nextLook = 0;

  constructor(
    private readonly matching: Matching,
    private readonly stop: (() => boolean) | null,
  ) {}

  /**
   * Goes through the marked robots until nothing improves or the tries are used up: first those that had no task, which gain
   * most, then on from where the last round ended.
   */
  run(free: Uint8Array, taskOf: Int32Array, triesMax: number): void {
    const robots = free.length;
    this.tries = 0;
    this.triesMax = triesMax;
    this.stopped = false;
    this.nextLook = triesPerLook;
    for (let robot = 0; robot < robots && this.goesOn(); robot += 1) {
      if (free[robot] === 1 && taskOf[robot]! < 0) this.improve(robot);
    }
    // Ends at the robot whose last change is one whole round ago.
    for (let unchanged = 0; unchanged < robots && this.goesOn(); this.next = (this.next + 1) % robots) {
      unchanged += 1;
      if (free[this.next] === 1 && this.improve(this.next)) unchanged = 0;
    }
  }

  private goesOn(): boolean {
    if (this.tries >= this.triesMax || this.stopped) return false;
    if (this.stop === null || this.tries < this.nextLook) return true;
    this.nextLook = this.tries + triesPerLook;
    this.stopped = this.stop();
    return !this.stopped;
  }

  /** The best chain that begins with this robot, if it saves anything. */
  private improve(robot: number): boolean {
    const { matching } = this;
    const { groups, width } = matching;
    const own = matching.groupOf[robot]!;
    if (matching.count[robot]! < (own < 0 ? 1 : 2)) return false;
    let best = noTaskCost;
    if (own >= 0) {
      matching.leave(robot);
      best = matching.wayTo(robot, own) + matching.nextCost(own);
    }
    best -= leastGain;
    let toGroup = -1;
    let moved = -1;
    let movedTo = -1;
    for (let at = robot * width; at < robot * width + matching.count[robot]!; at += 1) {
      const group = matching.group[at]!;
      if (group === own) continue;
      this.tries += 1;
      const way = matching.way[at]!;
      const direct = way + matching.nextCost(group);
      if (direct < best) {
        best = direct;
        toGroup = group;
        moved = -1;
      }
      let members = 0;
      for (let other = matching.first[group]!; other >= 0; other = matching.after[other]!) {
        members += 1;
        if (members > membersMax) break;
        const mayGo = matching.count[other]! > 1 || own < 0;
        if (!mayGo) continue;
        const saved = way - matching.wayTo(other, group);
        const leastOther = matching.way[other * width]! + groups.leastKey;
        if (saved + leastOther >= best) continue;
        this.tries += 1;
        let cost = matching.cheapest(other, group);
        let target = -1;
        if (cost === Number.POSITIVE_INFINITY) cost = noTaskCost;
        else target = matching.group[other * width + matching.cheapestIndex]!;
        if (saved + cost >= best) continue;
        best = saved + cost;
        toGroup = group;
        moved = other;
        movedTo = target;
      }
    }
    if (toGroup < 0) {
      if (own >= 0) matching.take(robot, own);
      return false;
    }
    if (moved >= 0) {
      matching.leave(moved);
      matching.take(robot, toGroup);
      if (movedTo >= 0) matching.take(moved, movedTo);
    } else matching.take(robot, toGroup);
    return true;
  }
}
