// The pods that could serve a station's unmet needs, side by side: what pod-choice rules compare.
import type { DispatchContext } from "../context.ts";
import { limits } from "../limits.ts";
import { unreachable } from "./geometry.ts";
import { unclaimed } from "./missions.ts";

export class PodCandidates {
  count = 0;
  readonly pod = new Int32Array(limits.podCandidatesMax);
  /** Units of the station's unmet needs that the pod has free; orders share them, the oldest first. */
  readonly units = new Int32Array(limits.podCandidatesMax);
  /** Open orders of the station that the pod would complete. */
  readonly complete = new Int32Array(limits.podCandidatesMax);
  /** Arrival step of the oldest, due step of the most urgent order that the pod could serve. */
  readonly oldest = new Int32Array(limits.podCandidatesMax);
  readonly due = new Int32Array(limits.podCandidatesMax);
  /** Units that released, unassigned orders want and the pod has free; filled on request. */
  readonly waiting = new Int32Array(limits.podCandidatesMax);
  /** Laden steps to the station. */
  readonly distance = new Int32Array(limits.podCandidatesMax);
  /**
   * Units, those of orders that the pod completes counted twice, less a third of a unit per second of the trip from the
   * nearest free robot over the pod to the station (the work amount of RAWSim-O); filled on request.
   */
  readonly work = new Float64Array(limits.podCandidatesMax);
  /** Units of the orders that the pod would complete. */
  private readonly completeUnits = new Int32Array(limits.podCandidatesMax);
  private readonly lineHits = new Int32Array(limits.podCandidatesMax);
  private readonly lineOrder = new Int32Array(limits.podCandidatesMax);
  /** Candidate index of each pod in the present table, by stamp. */
  private readonly index: Int32Array;
  private readonly stamp: Int32Array;
  private stampNow = 0;

  constructor(podCount: number) {
    this.index = new Int32Array(podCount);
    this.stamp = new Int32Array(podCount);
  }

  /** Lists stored, unclaimed pods of at most `kgMax` that have something for the station. */
  fill(context: DispatchContext, station: number, kgMax: number): void {
    this.count = 0;
    this.stampNow += 1;
    const { stations, orders, stock, scratch } = context;
    let touched = 0;
    const { firstNode, nodeSibling, nodeSku, nodeNeed, order } = orders.state;
    const { skuHead, slotNext, slotFree } = stock.state;
    const { arrivalStep, dueStep } = context.observation.orders;
    // Many open lines share the look-ups, so that a busy station costs no more than a quiet one.
    const share = Math.floor(limits.slotsPerFillMax / Math.max(1, stations.state.unmet[station]));
    const slotsMax = Math.max(limits.slotsPerSkuMin, Math.min(limits.slotsPerSkuMax, share));
    for (let k = 0; k < stations.state.orderCount[station]; k += 1) {
      const entry = stations.orderAt(station, k);
      let openLines = 0;
      for (let node = firstNode[entry]; node >= 0; node = nodeSibling[node]) {
        if (nodeNeed[node] > 0) openLines += 1;
      }
      if (openLines === 0) continue;
      let openUnits = 0;
      for (let node = firstNode[entry]; node >= 0; node = nodeSibling[node]) openUnits += nodeNeed[node];
      for (let node = firstNode[entry]; node >= 0; node = nodeSibling[node]) {
        const need = nodeNeed[node];
        if (need === 0) continue;
        const sku = nodeSku[node];
        const before = scratch.skuUnits[sku];
        if (before === 0) scratch.touchedSkus[touched++] = sku;
        scratch.skuUnits[sku] += need;
        let looked = 0;
        for (let slot = skuHead[sku]; slot >= 0 && looked < slotsMax; slot = slotNext[slot]) {
          looked += 1;
          const free = slotFree[slot] - before;
          if (free <= 0) continue;
          const at = this.candidate(context, station, Math.floor(slot / stock.slotsPerPod), kgMax);
          if (at < 0) continue;
          this.units[at] += Math.min(need, free);
          this.oldest[at] = Math.min(this.oldest[at], arrivalStep[order[entry]]);
          this.due[at] = Math.min(this.due[at], dueStep[order[entry]]);
          if (free < need) continue;
          if (this.lineOrder[at] !== entry) {
            this.lineOrder[at] = entry;
            this.lineHits[at] = 0;
          }
          this.lineHits[at] += 1;
          if (this.lineHits[at] === openLines) {
            this.complete[at] += 1;
            this.completeUnits[at] += openUnits;
          }
        }
      }
    }
    for (let i = 0; i < touched; i += 1) scratch.skuUnits[scratch.touchedSkus[i]] = 0;
  }
  /** Fills `work`. With very many pods and robots the way to the pod is left out, so that a decision stays cheap. */
  countWork(context: DispatchContext): void {
    const { robots, pods } = context.observation;
    const { freeRobots, freeCount } = context.scratch;
    const { geometry, setup } = context;
    const robotCount = freeCount * this.count > limits.robotPodPairsMax ? 0 : freeCount;
    for (let at = 0; at < this.count; at += 1) {
      const cell = pods.cell[this.pod[at]];
      let steps = robotCount > 0 ? Number.POSITIVE_INFINITY : 0;
      for (let i = 0; i < robotCount; i += 1) {
        steps = Math.min(steps, geometry.manhattan(robots.cell[freeRobots[i]], cell));
      }
      const seconds = (steps + this.distance[at]) * setup.stepSeconds;
      this.work[at] = this.units[at] + this.completeUnits[at] - seconds * limits.unitsPerTripSecond;
    }
  }
  /** Fills `waiting`. */
  countWaiting(context: DispatchContext): void {
    const { slotSku, slotFree } = context.stock.state;
    const { skuWaiting } = context.orders.state;
    for (let at = 0; at < this.count; at += 1) {
      const start = this.pod[at] * context.stock.slotsPerPod;
      let units = 0;
      for (let slot = start; slot < start + context.stock.slotsPerPod; slot += 1) {
        if (slotSku[slot] >= 0) units += Math.min(slotFree[slot], skuWaiting[slotSku[slot]]);
      }
      this.waiting[at] = units;
    }
  }

  private candidate(context: DispatchContext, station: number, pod: number, kgMax: number): number {
    if (this.stamp[pod] === this.stampNow) return this.index[pod];
    this.stamp[pod] = this.stampNow;
    this.index[pod] = -1;
    const cell = context.observation.pods.cell[pod];
    if (cell < 0 || context.missions.state.claim[pod] !== unclaimed) return -1;
    if (context.stock.state.podKg[pod] > kgMax || this.count >= limits.podCandidatesMax) return -1;
    const distance =
      context.geometry.toStation(station)[context.geometry.placeOfPod(context.observation.pods, pod)];
    if (distance === unreachable) return -1;
    const at = this.count++;
    this.index[pod] = at;
    this.pod[at] = pod;
    this.units[at] = 0;
    this.complete[at] = 0;
    this.completeUnits[at] = 0;
    this.oldest[at] = 2147483647;
    this.due[at] = 2147483647;
    this.waiting[at] = 0;
    this.distance[at] = distance;
    this.lineOrder[at] = -1;
    this.lineHits[at] = 0;
    return at;
  }
}
