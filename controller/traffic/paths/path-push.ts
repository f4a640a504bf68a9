// Makes way for a robot that has been held up for long: whoever is in its way, or in the way of those, is planned anew after
// it, whatever that costs them. What neighbourhoods cannot do: columns that meet head on have nobody who gains by backing off.
import type { RoadGraph } from "../road-graph.ts";
import type { Errands } from "./errands.ts";
import { noPath, type PathSearch } from "./path-search.ts";
import { free, type WindowPlan } from "./window-plan.ts";

/** Robots that make way for one, at most. */
const clusterMax = 24;
/** Steps for which a robot that is not planned yet keeps its cell: two turns, then it can be gone. */
const holdSteps = 2;
/**
 * Steps for which each keeps its cell longer than the next one in the cluster: 0 pushes a column along, with more each has
 * time to turn out of the way.
 */
const staggers = [0, 1, 2] as const;

export class PathPush {
  private readonly cluster = new Int32Array(clusterMax);
  private readonly found = new Int32Array(clusterMax);
  private count = 0;
  private readonly inCluster: Uint8Array;
  private readonly old: Int32Array;

  constructor(
    private readonly graph: RoadGraph,
    private readonly plan: WindowPlan,
    private readonly search: PathSearch,
    private readonly errands: Errands,
    robotCount: number,
  ) {
    this.inCluster = new Uint8Array(robotCount);
    this.old = new Int32Array(clusterMax * (plan.window + 1));
  }

  /**
   * Tries to bring `root` further than its path does. Only who ranks behind it makes way, first whom it meets first, as each
   * pushes the next one along. `cost` of everybody whose path changes is brought up to date. Returns whether it found a way.
   */
  run(root: number, rank: Int32Array, cost: Int32Array): boolean {
    const { plan, cluster } = this;
    this.gather(root, rank);
    for (let i = 0; i < this.count; i += 1) plan.keepPath(cluster[i]!, this.old, i);
    const works = staggers.some((stagger) => this.replan(stagger, cost));
    for (let i = 0; i < this.count; i += 1) this.inCluster[cluster[i]!] = 0;
    return works;
  }

  private replan(stagger: number, cost: Int32Array): boolean {
    const { plan, cluster, found, count } = this;
    const hold = (i: number) => Math.min(plan.window - 2, holdSteps + stagger * (count - 1 - i));
    for (let i = 0; i < count; i += 1) plan.lift(cluster[i]!);
    for (let i = 0; i < count; i += 1) plan.hold(cluster[i]!, hold(i));
    let placed = 0;
    for (; placed < count; placed += 1) {
      const robot = cluster[placed]!;
      plan.release(robot, hold(placed));
      found[placed] = this.search.run(robot, this.errands.of(robot));
      if (found[placed] === noPath || (placed === 0 && found[0]! >= cost[robot]!)) break;
      plan.place(robot);
    }
    if (placed === count) {
      for (let i = 0; i < count; i += 1) cost[cluster[i]!] = found[i]!;
      return true;
    }
    for (let i = 0; i < placed; i += 1) plan.lift(cluster[i]!);
    for (let i = placed + 1; i < count; i += 1) plan.release(cluster[i]!, hold(i));
    for (let i = 0; i < count; i += 1) {
      plan.resumePath(cluster[i]!, this.old, i);
      plan.place(cluster[i]!);
    }
    return false;
  }

  /** Whom the root meets on its cheapest way, then whoever stands next to those. */
  private gather(root: number, rank: Int32Array): void {
    const { plan, errands, cluster } = this;
    const { users, window } = plan;
    const { offsets, cellCount } = this.graph;
    this.count = 0;
    this.add(root);
    const above = rank[root]!;
    let state = plan.states[root * (window + 1)]!;
    for (let t = 0; t < window; t += 1) {
      const next = errands.bestStep(root, state, 0);
      if (next < 0) break;
      const to = next >> 2;
      this.addBehind(users[to]!, rank, above);
      this.addBehind(users[t * cellCount + to]!, rank, above);
      this.addBehind(users[(t + 1) * cellCount + to]!, rank, above);
      state = next;
    }
    for (let i = 1; i < this.count; i += 1) {
      const cell = plan.states[cluster[i]! * (window + 1)]! >> 2;
      for (let heading = 0; heading < 4; heading += 1) {
        const next = cell + offsets[heading]!;
        if (next >= 0 && next < cellCount) this.addBehind(users[next]!, rank, above);
      }
    }
  }
  private addBehind(robot: number, rank: Int32Array, above: number): void {
    if (robot !== free && rank[robot]! > above && this.errands.movable(robot)) this.add(robot);
  }
  private add(robot: number): void {
    if (this.inCluster[robot] === 1 || this.count === clusterMax) return;
    this.inCluster[robot] = 1;
    this.cluster[this.count++] = robot;
  }
}
