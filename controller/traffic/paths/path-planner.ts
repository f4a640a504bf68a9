// Plans whole paths over a window instead of short operations: goes on with the paths of the last step, lets each robot
// look for a better one, then improves neighbourhoods. Fewer stops and detours than operations while robots have room to
// pass; on crowded floors it jams, because nobody gives way for nothing.
import type { Random } from "../../../sim/kernel/index.ts";
import type { DistanceRow, DistanceRows } from "../distance-rows.ts";
import type { Patience } from "../patience.ts";
import { type Ranking, Standing } from "../ranking.ts";
import type { RoadGraph } from "../road-graph.ts";
import type { TrafficInput } from "../traffic-port.ts";
import { Errands } from "./errands.ts";
import { PathImprovement } from "./path-improvement.ts";
import { PathPush } from "./path-push.ts";
import { PathSearch } from "./path-search.ts";
import { WindowPlan } from "./window-plan.ts";

/** Steps planned ahead: about as far as a robot's neighbours matter. */
const windowSteps = 14;
/** Robots for which others make way in a step, at most. */
const pushesMax = 16;

export class PathPlanner {
  private readonly plan: WindowPlan;
  private readonly errands: Errands;
  private readonly improvement: PathImprovement;
  private readonly push: PathPush;

  constructor(graph: RoadGraph, rows: DistanceRows, robotCount: number) {
    this.plan = new WindowPlan(graph, robotCount, windowSteps);
    this.errands = new Errands(graph, rows);
    const search = new PathSearch(graph, rows.format, this.plan);
    this.improvement = new PathImprovement(graph, this.plan, search, this.errands, robotCount);
    this.push = new PathPush(graph, this.plan, search, this.errands, robotCount);
  }

  /** Plans a step; `rowOf`: the row of each robot's goal. Then `action` tells. */
  step(
    input: TrafficInput,
    rowOf: readonly (DistanceRow | null)[],
    ranking: Ranking,
    patience: Patience,
    random: Random,
    iterations: number,
    stop: (() => boolean) | null,
  ): void {
    const { order } = ranking;
    this.plan.begin(input);
    this.errands.begin(input, rowOf);
    this.improvement.begin(order, patience.standing, input.frozen, stop);
    this.makeWay(ranking, patience, stop);
    this.improvement.improve(random, iterations, stop);
  }
  /** Makes way for robots whose turn it is to go first, by rank, until `stop`. */
  private makeWay({ order, rank }: Ranking, patience: Patience, stop: (() => boolean) | null): void {
    let pushes = 0;
    for (let i = 0; i < order.length && pushes < pushesMax; i += 1) {
      const robot = order[i]!;
      if (patience.standing[robot] !== Standing.stalled || !this.errands.movable(robot)) continue;
      if (this.improvement.isIdeal(robot)) continue;
      if (stop?.() === true) return;
      pushes += 1;
      if (this.push.run(robot, rank, this.improvement.cost)) patience.raise(robot);
    }
  }
  action(robot: number): number {
    return this.plan.firstAction(robot);
  }

  /** Forgets all paths, as after steps that something else planned. */
  forget(): void {
    this.plan.forget();
  }
  snapshot(): Int32Array {
    return this.plan.states.slice();
  }
  restore(states: Int32Array): void {
    this.plan.restore(states);
  }
}
