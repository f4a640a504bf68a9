// Greedy matching: again and again the cheapest pair of a robot without a task and a task without a robot. Costs of a
// group only rise while robots enter it, so a heap of each robot's cheapest pair, looked at anew when it comes up, gives
// the pairs in order.
import type { Matching } from "./matching.ts";
import { RobotHeap } from "./robot-heap.ts";

export class Greedy {
  private readonly heap: RobotHeap;

  constructor(
    private readonly matching: Matching,
    robotCount: number,
  ) {
    this.heap = new RobotHeap(robotCount);
  }

  /** Matches the marked robots that have no task yet; gives how many were matched. */
  run(free: Uint8Array): number {
    const { matching, heap } = this;
    heap.clear();
    for (let robot = 0; robot < free.length; robot += 1) {
      if (free[robot] === 0 || matching.groupOf[robot]! >= 0 || matching.count[robot] === 0) continue;
      const cost = matching.cheapest(robot, -1);
      if (cost !== Number.POSITIVE_INFINITY) heap.push(robot, cost);
    }
    let matched = 0;
    while (heap.size > 0) {
      const robot = heap.topRobot;
      const cost = matching.cheapest(robot, -1);
      if (cost === Number.POSITIVE_INFINITY) heap.pop();
      else if (cost > heap.topCost) heap.raiseTop(cost);
      else {
        heap.pop();
        matching.take(robot, matching.group[robot * matching.width + matching.cheapestIndex]!);
        matched += 1;
      }
    }
    return matched;
  }
}
