// The start of a step: every robot goes on with the rest of its last operation where that is still possible, and the
// others wait. Waiting robots push out whoever counted on their cell, until all operations agree again.
import { RobotAction } from "../../sim/model/index.ts";
import type { JointPlan } from "./joint-plan.ts";
import type { RoadGraph } from "./road-graph.ts";
import type { TrafficInput } from "./traffic-port.ts";

export class Inheritance {
  private readonly waiting: Int32Array;

  constructor(
    private readonly plan: JointPlan,
    private readonly graph: RoadGraph,
    robotCount: number,
  ) {
    this.waiting = new Int32Array(robotCount);
  }

  /**
   * Replaces the last step's operations by this step's. `expectedCell` and `expectedHeading` say where the executed
   * actions should have put the robots: who is elsewhere, frozen, or would drive an edge that is not open to it now
   * waits instead. Afterwards all robots are placed and no two conflict.
   */
  begin(input: TrafficInput, expectedCell: Int32Array, expectedHeading: Uint8Array): void {
    const { plan, waiting } = this;
    const { shifted, depth } = plan.pool;
    const count = waiting.length;
    plan.clear();
    let waiters = 0;
    for (let robot = 0; robot < count; robot += 1) {
      const cell = input.cell[robot]!;
      const heading = input.heading[robot]!;
      const rest = shifted[plan.operation[robot]!]!;
      plan.cell[robot] = cell;
      plan.heading[robot] = heading;
      plan.operation[robot] = rest;
      const goesOn =
        rest !== 0 &&
        input.frozen[robot] === 0 &&
        cell === expectedCell[robot] &&
        heading === expectedHeading[robot] &&
        this.isOpen(input, robot, rest);
      if (goesOn) plan.place(robot, rest);
      else waiting[waiters++] = robot;
    }
    for (let i = 0; i < waiters; i += 1) {
      const robot = waiting[i]!;
      const cell = input.cell[robot]!;
      for (let d = 0; d < depth; d += 1) {
        const user = plan.userAt(cell, d);
        if (user < 0 || user === robot) continue;
        plan.lift(user);
        waiting[waiters++] = user;
      }
      plan.place(robot, 0);
    }
  }

  private isOpen(input: TrafficInput, robot: number, operation: number): boolean {
    const { pool } = this.plan;
    const { graph } = this;
    const laden = input.laden[robot] === 1;
    const base = (input.heading[robot]! * pool.count + operation) * pool.depth;
    let heading = input.heading[robot]!;
    let from = input.cell[robot]!;
    for (let d = 0; d < pool.depth; d += 1) {
      const action = pool.actions[operation * pool.depth + d]!;
      if (action === RobotAction.turnRight) heading = (heading + 1) & 3;
      if (action === RobotAction.turnLeft) heading = (heading + 3) & 3;
      if (action !== RobotAction.forward) continue;
      const to = input.cell[robot]! + pool.cellOffset[base + d]!;
      if ((graph.exits[from]! & (1 << heading)) === 0) return false;
      if (laden && graph.restricted[to] === 1 && input.goal[robot] !== to) return false;
      from = to;
    }
    return true;
  }
}
