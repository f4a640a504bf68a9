// Priority inheritance with multi-action operations: robots in order of rank take their cheapest operation, moving at
// most one other robot out of the way at a time, which in turn may move another. After "Enhancing PIBT via
// Multi-Action Operations" (Yukhnevich and Andreychuk, AAAI-26); improvement by the same search under a weighted sum.
import type { Random } from "../../sim/kernel/index.ts";
import type { Candidates } from "./candidates.ts";
import { ImprovementEnd } from "./improvement-end.ts";
import { type JointPlan, nobody, several } from "./joint-plan.ts";
import { Standing } from "./ranking.ts";

/** How often one robot may be tried within one pass, as in the paper. */
const revisitMax = 10;
/** The same for what a stalled robot pushes: its late way out is worth more tries. */
const revisitMaxUrgent = 200;
/** Robots in one chain of inheritance. */
const chainMax = 256;
/** Tries of one improvement before it gives up. */
const improvementTriesMax = 400;
/** Gains below this are rounding. */
const leastGain = 1e-9;
/** Share of conflicts that an improvement does not look into, so that equal tries differ (per 256). */
const skippedConflicts = 77;

export interface PassConditions {
  readonly frozen: Uint8Array;
  readonly standing: Uint8Array;
  readonly kept: Uint8Array;
  readonly stop: (() => boolean) | null;
}

export class Epibt {
  /** Weight of a robot's cost in the improvement; larger for those that go first. */
  readonly weight: Float64Array;
  private readonly visits: Uint8Array;
  private readonly done: Uint8Array;
  private readonly onChain: Uint8Array;
  private readonly movable: Uint8Array;
  private readonly chain = new Int32Array(chainMax);
  private readonly chainNext = new Int16Array(chainMax);
  private readonly chainOld = new Uint8Array(chainMax);
  private readonly chainGain = new Float64Array(chainMax);
  private readonly touched: Int32Array;
  private readonly losers: Int32Array;
  /** Weighted cost of each robot's operation above that of its best: the most it can add to a gain by itself. */
  private readonly loss: Float64Array;

  constructor(
    private readonly plan: JointPlan,
    private readonly candidates: Candidates,
    robotCount: number,
  ) {
    this.weight = new Float64Array(robotCount);
    this.visits = new Uint8Array(robotCount);
    this.done = new Uint8Array(robotCount);
    this.onChain = new Uint8Array(robotCount);
    this.movable = new Uint8Array(robotCount);
    this.touched = new Int32Array(improvementTriesMax + chainMax);
    this.losers = new Int32Array(robotCount);
    this.loss = new Float64Array(robotCount);
  }

  /**
   * One pass over all robots; `order[i]` is the robot of rank i and `rank` its inverse. Frozen robots do not move; those pushed
   * by a stalled robot let it through. Who is `kept` goes on with its operation unless pushed, and so do all that are left
   * when `stop` says that time is up.
   */
  pass(order: Int32Array, rank: Int32Array, { frozen, standing, kept, stop }: PassConditions): void {
    const { visits, done, movable } = this;
    visits.fill(0);
    done.fill(0);
    for (let robot = 0; robot < order.length; robot += 1) movable[robot] = frozen[robot] === 0 ? 1 : 0;
    for (let i = 0; i < order.length; i += 1) {
      if (stop !== null && (i & 15) === 0 && stop()) return;
      const robot = order[i]!;
      if (done[robot] === 1 || movable[robot] === 0) continue;
      done[robot] = 1;
      if (kept[robot] === 1) continue;
      if (this.candidates.rows[robot] === null && this.plan.operation[robot] === 0) continue;
      const urgent = standing[robot]! >= Standing.stalled;
      if (urgent && this.searchPass(robot, rank, revisitMaxUrgent, true)) continue;
      this.searchPass(robot, rank, urgent ? revisitMaxUrgent : revisitMax, false);
    }
  }

  /**
   * Finds an operation for `root` and new ones for whom it pushes; on failure all keep theirs and the answer is false.
   * With `letThrough` only a better operation than waiting counts, and whom it pushes must get out of its way.
   */
  private searchPass(root: number, rank: Int32Array, visitsMax: number, letThrough: boolean): boolean {
    const { plan, candidates, chain, chainNext, chainOld, onChain, visits } = this;
    const rootRank = rank[root]!;
    let depth = 0;
    this.enter(0, root);
    const waitCost = letThrough ? candidates.costOf(root, 0) : 0;
    plan.lift(root);
    while (depth >= 0) {
      const robot = chain[depth]!;
      const n = chainNext[depth]!;
      if (n >= candidates.count(robot) || (letThrough && depth === 0 && !this.isBelow(root, n, waitCost))) {
        // Nothing left for this robot: back to the one that pushed it.
        onChain[robot] = 0;
        depth -= 1;
        if (depth >= 0) plan.lift(chain[depth]!);
        plan.place(robot, chainOld[depth + 1]!);
        continue;
      }
      chainNext[depth] = n + 1;
      const operation = candidates.nth(robot, n);
      const other = plan.conflict(robot, operation);
      if (other === several) continue;
      if (other === nobody) {
        plan.place(robot, operation);
        for (; depth >= 0; depth -= 1) {
          onChain[chain[depth]!] = 0;
          this.done[chain[depth]!] = 1;
        }
        return true;
      }
      if (onChain[other] === 1 || this.movable[other] === 0 || rank[other]! <= rootRank) continue;
      if (visits[other]! >= visitsMax || depth + 1 >= chainMax) continue;
      plan.lift(other);
      plan.place(robot, operation);
      depth += 1;
      this.enter(depth, other);
      const row = candidates.rows[root]!;
      if (letThrough) candidates.prepareLettingThrough(other, plan.cell[other]!, plan.heading[other]!, row);
    }
    return false;
  }
  private isBelow(robot: number, n: number, cost: number): boolean {
    this.candidates.nth(robot, n);
    return this.candidates.costOfNth(robot, n) < cost;
  }

  /**
   * Tries `iterations` times to lower the weighted sum of costs, mostly from robots that wait or get less than their
   * best. Equal sums are accepted. `stop` ends it early; unbounded, it ends when nothing is left to gain. Returns the tries
   * made.
   */
  improve(random: Random, iterations: number, stop: (() => boolean) | null): number {
    const { losers, plan, candidates, movable } = this;
    const count = movable.length;
    this.visits.fill(0);
    this.loss.fill(0);
    let loserCount = 0;
    for (let robot = 0; robot < count; robot += 1) {
      if (movable[robot] === 0 || candidates.rows[robot] === null) continue;
      candidates.prepare(robot, plan.cell[robot]!, plan.heading[robot]!);
      if (candidates.nth(robot, 0) !== plan.operation[robot]) losers[loserCount++] = robot;
      this.noteLoss(robot);
    }
    if (loserCount === 0) return 0;
    const end = new ImprovementEnd(iterations, count, () => this.loss.some((loss) => loss > 0));
    for (let i = 0; i < iterations; i += 1) {
      if (stop !== null && (i & 15) === 0 && stop()) return i;
      if (end.isReached()) return i;
      const word = random.word();
      const pick = word >>> 8;
      const root = (word & 3) === 0 ? pick % count : losers[pick % loserCount]!;
      const gain =
        movable[root] === 0 || candidates.rows[root] === null ? 0 : this.searchImprovement(root, random);
      end.note(gain > leastGain);
    }
    return iterations;
  }

  /** By how much the weighted sum of costs falls. */
  private searchImprovement(root: number, random: Random): number {
    const {
      plan,
      candidates,
      chain,
      chainNext,
      chainOld,
      chainGain,
      onChain,
      visits,
      touched,
      weight,
      loss,
    } = this;
    let tries = 0;
    let touchedCount = 0;
    let depth = 0;
    let gained = 0;
    this.enter(0, root);
    touched[touchedCount++] = root;
    chainGain[0] = 0;
    plan.lift(root);
    let word = random.word();
    while (depth >= 0) {
      const robot = chain[depth]!;
      const n = chainNext[depth]!;
      if (n >= candidates.count(robot) || tries >= improvementTriesMax) {
        onChain[robot] = 0;
        depth -= 1;
        if (depth >= 0) plan.lift(chain[depth]!);
        plan.place(robot, chainOld[depth + 1]!);
        continue;
      }
      chainNext[depth] = n + 1;
      tries += 1;
      const operation = candidates.nth(robot, n);
      const before = candidates.costOf(robot, chainOld[depth]!);
      const gain = chainGain[depth]! + weight[robot]! * (before - candidates.costOfNth(robot, n));
      const other = plan.conflict(robot, operation);
      if (other === several) continue;
      if (other === nobody) {
        if (gain < 0) continue;
        plan.place(robot, operation);
        gained = gain;
        for (; depth >= 0; depth -= 1) {
          onChain[chain[depth]!] = 0;
          this.noteLoss(chain[depth]!);
        }
        break;
      }
      // Whom it pushes could make up for the gain so far at most by what that one has lost itself.
      if (gain + loss[other]! < 0 || onChain[other] === 1 || this.movable[other] === 0) continue;
      if (visits[other]! >= revisitMax || depth + 1 >= chainMax || touchedCount >= touched.length) continue;
      word = word >>> 8 === 0 ? random.word() : word >>> 8;
      if ((word & 255) < skippedConflicts) continue;
      plan.lift(other);
      plan.place(robot, operation);
      depth += 1;
      chainGain[depth] = gain;
      this.enter(depth, other);
      touched[touchedCount++] = other;
    }
    for (let i = 0; i < touchedCount; i += 1) visits[touched[i]!] = 0;
    return gained;
  }

  private noteLoss(robot: number): void {
    const { candidates, plan } = this;
    const cost = candidates.costOf(robot, plan.operation[robot]!);
    candidates.nth(robot, 0);
    this.loss[robot] = this.weight[robot]! * (cost - candidates.costOfNth(robot, 0));
  }
  private enter(depth: number, robot: number): void {
    const { plan } = this;
    this.chain[depth] = robot;
    this.chainNext[depth] = 0;
    this.chainOld[depth] = plan.operation[robot]!;
    this.onChain[robot] = 1;
    this.visits[robot]! += 1;
    this.candidates.prepare(robot, plan.cell[robot]!, plan.heading[robot]!);
  }
}
