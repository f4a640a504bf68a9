// The last look at a step before it leaves the engine: would executing all actions at once be legal and free of conflicts?
import { violated } from "../../sim/kernel/index.ts";
import { RobotAction } from "../../sim/model/index.ts";
import type { RoadGraph } from "./road-graph.ts";
import type { TrafficInput } from "./traffic-port.ts";

export class JointCheck {
  private readonly robotAt: Int32Array;
  private readonly nextAt: Int32Array;

  constructor(
    private readonly graph: RoadGraph,
    robotCount: number,
  ) {
    this.robotAt = new Int32Array(graph.cellCount).fill(-1);
    this.nextAt = new Int32Array(graph.cellCount).fill(-1);
    this.next = new Int32Array(robotCount);
  }
  private readonly next: Int32Array;

  /** Asserts that no two robots stand in one cell and that headings and cells exist. */
  checkStates(input: TrafficInput): void {
    const { robotAt, graph } = this;
    const count = this.next.length;
    for (let robot = 0; robot < count; robot += 1) {
      const cell = input.cell[robot]!;
      if (cell < 0 || cell >= graph.cellCount)
        violated(`robot ${robot} stands off the floor, in cell ${cell}`);
      if (input.heading[robot]! >= 4)
        violated(`robot ${robot} has heading ${input.heading[robot]}, expected 0 to 3`);
      const other = robotAt[cell]!;
      if (other >= 0) violated(`robots ${other} and ${robot} stand in the same cell ${cell}`);
      robotAt[cell] = robot;
    }
    for (let robot = 0; robot < count; robot += 1) robotAt[input.cell[robot]!] = -1;
  }

  /** Asserts that the actions put no two robots in one cell, swap none, and use open exits only. */
  checkActions(input: TrafficInput, actions: Uint8Array): void {
    const { robotAt, nextAt, next, graph } = this;
    const count = next.length;
    for (let robot = 0; robot < count; robot += 1) {
      const cell = input.cell[robot]!;
      robotAt[cell] = robot;
      next[robot] = cell;
      if (actions[robot] !== RobotAction.forward) continue;
      const heading = input.heading[robot]!;
      const to = cell + graph.offsets[heading]!;
      if ((graph.exits[cell]! & (1 << heading)) === 0)
        violated(`robot ${robot} may not leave cell ${cell} that way`);
      if (input.frozen[robot] !== 0) violated(`frozen robot ${robot} would move from cell ${cell}`);
      if (input.laden[robot] !== 0 && graph.restricted[to] !== 0 && input.goal[robot] !== to)
        violated(`laden robot ${robot} would enter cell ${to}, which is not its goal`);
      next[robot] = to;
    }
    for (let robot = 0; robot < count; robot += 1) {
      const to = next[robot]!;
      const rival = nextAt[to]!;
      if (rival >= 0) violated(`robots ${rival} and ${robot} would both be in cell ${to}`);
      nextAt[to] = robot;
      const ahead = robotAt[to]!;
      const swaps = ahead >= 0 && ahead !== robot && next[ahead] === input.cell[robot];
      if (swaps) violated(`robots ${ahead} and ${robot} would swap cells ${to} and ${input.cell[robot]}`);
    }
    for (let robot = 0; robot < count; robot += 1) {
      robotAt[input.cell[robot]!] = -1;
      nextAt[next[robot]!] = -1;
    }
  }
}
