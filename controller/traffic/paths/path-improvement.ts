// Large neighbourhood search on whole paths: some robots that are in each other's way are taken out together and planned
// anew one after the other; the new paths stay if their sum of costs, weighted by rank, is not higher. After "Anytime
// Multi-Agent Path Finding via Large Neighborhood Search" (Li et al., IJCAI-21), in a moving window as in "Scaling Lifelong
// MAPF to More Realistic Settings" (Jiang et al., SoCS-24).
import type { Random } from "../../../sim/kernel/index.ts";
import { ImprovementEnd } from "../improvement-end.ts";
import { Standing } from "../ranking.ts";
import type { RoadGraph } from "../road-graph.ts";
import type { Errands } from "./errands.ts";
import { noPath, type PathSearch } from "./path-search.ts";
import { free, type WindowPlan } from "./window-plan.ts";

/** Robots taken out together. */
const neighbourhoodMax = 8;
/** The most delayed of so many random robots is where a neighbourhood begins. */
const tournament = 3;
/** Weight of a robot whose turn it is to go first: what makes way for it is not undone. */
const weightOfTurn = 64;
/** Equal sums of weighted costs may differ by rounding. */
const sumTolerance = 1e-6;

export class PathImprovement {
  /** Cost of each robot's path. */
  readonly cost: Int32Array;
  /**
   * 2 for who goes first down to 1. Where two columns meet head on, equal weights would let neither back off: what one gains
   * the other loses. 3,000 robots at 0.06 per cell then wait four times as often after 1,000 steps.
   */
  private readonly weight: Float64Array;
  /** Cost that it would have if it were alone. */
  private readonly ideal: Int32Array;
  private readonly chosen = new Int32Array(neighbourhoodMax);
  private chosenCount = 0;
  private readonly isChosen: Uint8Array;
  private readonly oldStates: Int32Array;
  private readonly oldCosts = new Int32Array(neighbourhoodMax);
  private readonly movers: Int32Array;
  private moverCount = 0;

  constructor(
    private readonly graph: RoadGraph,
    private readonly plan: WindowPlan,
    private readonly search: PathSearch,
    private readonly errands: Errands,
    robotCount: number,
  ) {
    this.cost = new Int32Array(robotCount);
    this.weight = new Float64Array(robotCount);
    this.ideal = new Int32Array(robotCount);
    this.isChosen = new Uint8Array(robotCount);
    this.movers = new Int32Array(robotCount);
    this.oldStates = new Int32Array(neighbourhoodMax * (plan.window + 1));
  }

  /** Weights by rank and costs of the paths as they are; robots by rank whose path is not ideal look for a better one on their own, until `stop`. */
  begin(order: Int32Array, standing: Uint8Array, frozen: Uint8Array, stop: (() => boolean) | null): void {
    const { cost, ideal, plan, errands, movers, oldStates } = this;
    this.moverCount = 0;
    let stopped = false;
    for (let i = 0; i < order.length; i += 1) {
      const robot = order[i]!;
      const share = 1 - i / order.length;
      this.weight[robot] = standing[robot] === Standing.stalled ? weightOfTurn : 1 + share * share;
      if (frozen[robot] === 1) continue;
      movers[this.moverCount++] = robot;
      ideal[robot] = errands.remaining(robot, plan.states[robot * (plan.window + 1)]!);
      cost[robot] = errands.costOfPath(robot, plan);
      if (cost[robot] === ideal[robot] || stopped) continue;
      if ((i & 15) === 0 && stop?.() === true) stopped = true;
      plan.keepPath(robot, oldStates, 0);
      plan.lift(robot);
      const found = this.search.run(robot, errands.of(robot));
      if (found !== noPath && found < cost[robot]!) cost[robot] = found;
      else plan.resumePath(robot, oldStates, 0);
      plan.place(robot);
    }
  }

  /** Its path costs no more than if it were alone. */
  isIdeal(robot: number): boolean {
    return this.cost[robot] === this.ideal[robot];
  }

  /** Tries `iterations` neighbourhoods; `stop` ends it early, and unbounded, that nothing is left to gain. Returns how many were tried. */
  improve(random: Random, iterations: number, stop: (() => boolean) | null): number {
    if (this.moverCount === 0) return 0;
    const end = new ImprovementEnd(iterations, this.moverCount, () => this.anyDelayed());
    for (let i = 0; i < iterations; i += 1) {
      if (stop?.() === true || end.isReached()) return i;
      const root = this.pickDelayed(random);
      if (root >= 0) this.choose(root, random);
      end.note(root >= 0 && this.replan(random));
    }
    return iterations;
  }

  private anyDelayed(): boolean {
    for (let i = 0; i < this.moverCount; i += 1) if (!this.isIdeal(this.movers[i]!)) return true;
    return false;
  }
  private pickDelayed(random: Random): number {
    let picked = -1;
    let most = 0;
    for (let i = 0; i < tournament; i += 1) {
      const robot = this.movers[random.below(this.moverCount)]!;
      const delay = this.cost[robot]! - this.ideal[robot]!;
      if (delay <= most) continue;
      most = delay;
      picked = robot;
    }
    return picked;
  }

  /** The root, whoever its ideal ways from some moments of its path run into, and whoever theirs do. */
  private choose(root: number, random: Random): void {
    const { plan, isChosen, chosen } = this;
    this.chosenCount = 0;
    this.add(root);
    let walker = root;
    let from = 0;
    for (let walks = 0; walks < neighbourhoodMax && this.chosenCount < neighbourhoodMax; walks += 1) {
      this.walk(walker, from, random);
      walker = chosen[random.below(this.chosenCount)]!;
      from = random.below(plan.window);
    }
    for (let i = 0; i < this.chosenCount; i += 1) isChosen[chosen[i]!] = 0;
  }
  private add(robot: number): void {
    if (robot === free || this.isChosen[robot] === 1 || this.chosenCount === neighbourhoodMax) return;
    if (!this.errands.movable(robot)) return;
    this.isChosen[robot] = 1;
    this.chosen[this.chosenCount++] = robot;
  }
  /** Follows the cheapest way to the goal from a moment of the robot's path and adds whom it would meet. */
  private walk(robot: number, from: number, random: Random): void {
    const { plan, errands, graph } = this;
    const { users, window } = plan;
    const { cellCount } = graph;
    let state = plan.states[robot * (window + 1) + from]!;
    for (let t = from; t < window && this.chosenCount < neighbourhoodMax; t += 1) {
      const next = errands.bestStep(robot, state, random.below(4));
      if (next < 0) return;
      const cell = state >> 2;
      const to = next >> 2;
      this.add(users[(t + 1) * cellCount + to]!);
      if (to !== cell) {
        const ahead = users[t * cellCount + to]!;
        if (ahead !== free && users[(t + 1) * cellCount + cell] === ahead) this.add(ahead);
      }
      state = next;
    }
  }

  /** Plans the chosen ones anew; true if the sum of weighted costs falls. */
  private replan(random: Random): boolean {
    const { plan, chosen, cost, weight, oldCosts, oldStates, chosenCount } = this;
    const rootFirst = random.below(2) === 1;
    const root = chosen[0]!;
    for (let i = chosenCount - 1; i > 0; i -= 1) {
      const j = random.below(i + 1);
      const other = chosen[i]!;
      chosen[i] = chosen[j]!;
      chosen[j] = other;
    }
    if (rootFirst) {
      const at = chosen.indexOf(root);
      chosen[at] = chosen[0]!;
      chosen[0] = root;
    }
    let before = sumTolerance;
    for (let i = 0; i < chosenCount; i += 1) {
      const robot = chosen[i]!;
      before += weight[robot]! * cost[robot]!;
      oldCosts[i] = cost[robot]!;
      plan.keepPath(robot, oldStates, i);
      plan.lift(robot);
    }
    let after = 0;
    let placed = 0;
    for (; placed < chosenCount && after <= before; placed += 1) {
      const robot = chosen[placed]!;
      const found = this.search.run(robot, this.errands.of(robot));
      if (found === noPath) break;
      cost[robot] = found;
      after += weight[robot]! * found;
      plan.place(robot);
    }
    if (placed === chosenCount && after <= before) return after < before - 2 * sumTolerance;
    for (let i = 0; i < placed; i += 1) plan.lift(chosen[i]!);
    for (let i = 0; i < chosenCount; i += 1) {
      const robot = chosen[i]!;
      plan.resumePath(robot, oldStates, i);
      cost[robot] = oldCosts[i]!;
      plan.place(robot);
    }
    return false;
  }
}
