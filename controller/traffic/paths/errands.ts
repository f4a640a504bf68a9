// What the robots of a step want, as the improvement by paths asks for it: goal and row, cost left, the cheapest next move.
import type { DistanceRow, DistanceRows } from "../distance-rows.ts";
import { unreached } from "../distance-search.ts";
import type { RoadGraph } from "../road-graph.ts";
import type { TrafficInput } from "../traffic-port.ts";
import type { Errand } from "./path-search.ts";
import type { WindowPlan } from "./window-plan.ts";

interface MutableErrand extends Errand {
  row: DistanceRow | null;
  goal: number;
  laden: boolean;
}

export class Errands {
  private input: TrafficInput | null = null;
  private rowOf: readonly (DistanceRow | null)[] = [];
  private readonly errand: MutableErrand = { row: null, goal: -1, laden: false };

  constructor(
    private readonly graph: RoadGraph,
    private readonly rows: DistanceRows,
  ) {}

  /** `rowOf[robot]`: the row of its goal, or null where it has none or none that can be reached. */
  begin(input: TrafficInput, rowOf: readonly (DistanceRow | null)[]): void {
    this.input = input;
    this.rowOf = rowOf;
  }

  movable(robot: number): boolean {
    return this.input!.frozen[robot] === 0;
  }
  /** Reused by the next call. */
  of(robot: number): Errand {
    const { errand } = this;
    errand.row = this.rowOf[robot]!;
    errand.goal = errand.row === null ? -1 : errand.row.goal;
    errand.laden = this.input!.laden[robot] === 1;
    return errand;
  }
  /** Cost from a state to the goal; 0 without an errand. */
  remaining(robot: number, state: number): number {
    const row = this.rowOf[robot]!;
    return row === null || state >> 2 === row.goal ? 0 : this.rows.cost(row, state >> 2, state & 3);
  }
  /** What the search would say of the path that is in the plan. */
  costOfPath(robot: number, plan: WindowPlan): number {
    const { forward, turn } = this.graph.costs;
    const { states, window } = plan;
    const base = robot * (window + 1);
    const row = this.rowOf[robot]!;
    let cost = 0;
    for (let t = 0; t < window; t += 1) {
      const now = states[base + t]!;
      const next = states[base + t + 1]!;
      if (row !== null && now >> 2 === row.goal) return cost;
      if (now >> 2 !== next >> 2) cost += row === null ? forward : row.weights[now]!;
      else if (now !== next) cost += turn;
      else if (row !== null) cost += forward;
    }
    return cost + this.remaining(robot, states[base + window]!);
  }

  /** The state that one action on a cheapest way leads to, −1 at the goal or without an errand; `first` breaks ties. */
  bestStep(robot: number, state: number, first: number): number {
    const row = this.rowOf[robot]!;
    const cell = state >> 2;
    if (row === null || cell === row.goal) return -1;
    const { exits, offsets, costs } = this.graph;
    const heading = state & 3;
    let best = -1;
    let least: number = unreached;
    for (let i = 0; i < 4; i += 1) {
      const turned = (i + first) & 3;
      if (turned === 2) continue;
      let next = (state & ~3) | ((heading + turned) & 3);
      let cost: number = costs.turn;
      if (turned === 0) {
        if ((exits[cell]! & (1 << heading)) === 0) continue;
        next = (cell + offsets[heading]!) * 4 + heading;
        cost = row.weights[state]!;
      }
      const left = next >> 2 === row.goal ? 0 : this.rows.cost(row, next >> 2, next & 3);
      if (left === unreached || left + cost >= least) continue;
      least = left + cost;
      best = next;
    }
    return best;
  }
}
