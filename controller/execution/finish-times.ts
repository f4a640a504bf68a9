// When each planned action will be finished if nobody is delayed further: longest paths over the order graph.
import { assert } from "../../sim/kernel/index.ts";
import { RobotAction } from "../../sim/model/index.ts";
import { NodeState, none, type OrderGraph } from "./order-graph.ts";

export class FinishTimes {
  /** Per node: ticks from now until it is finished. Valid after `update` for all nodes in use. */
  readonly ticks: Float64Array;
  private readonly stamp: Int32Array;
  private readonly stack: Int32Array;
  private round = 0;

  constructor(
    private readonly graph: OrderGraph,
    private readonly forwardTicks: Float64Array,
    private readonly turnTicks: Float64Array,
  ) {
    const nodes = graph.state.length;
    this.ticks = new Float64Array(nodes);
    this.stamp = new Int32Array(nodes);
    this.stack = new Int32Array(nodes);
  }

  /** Recomputes all. `remaining[robot]`: ticks until the robot will have finished what has been released to it. */
  update(remaining: Float64Array): void {
    const { graph, stamp, stack, ticks } = this;
    this.round += 1;
    for (let robot = 0; robot < graph.robotCount; robot += 1) {
      let top = 0;
      stack[top++] = graph.tail[robot]!;
      while (top > 0) {
        const node = stack[top - 1]!;
        if (stamp[node] === this.round) {
          top -= 1;
          continue;
        }
        if (graph.state[node] !== NodeState.planned) {
          ticks[node] = graph.state[node] === NodeState.stood ? 0 : remaining[graph.robot[node]!]!;
          stamp[node] = this.round;
          continue;
        }
        const previous = graph.previous[node]!;
        const after = graph.after[node]!;
        const previousDone = stamp[previous] === this.round;
        const afterDone = after === none || stamp[after] === this.round;
        if (previousDone && afterDone) {
          ticks[node] = this.of(node);
          stamp[node] = this.round;
        } else {
          assert(top < stack.length, "the order graph has no cycle");
          stack[top++] = previousDone ? after : previous;
        }
      }
    }
  }

  /** From the times of the predecessors. */
  of(node: number): number {
    const { graph, ticks } = this;
    const after = graph.after[node]!;
    const start = ticks[graph.previous[node]!]!;
    return Math.max(start, after === none ? 0 : ticks[after]!) + this.duration(node);
  }
  duration(node: number): number {
    const robot = this.graph.robot[node]!;
    return this.graph.action[node] === RobotAction.forward
      ? this.forwardTicks[robot]!
      : this.turnTicks[robot]!;
  }
}
