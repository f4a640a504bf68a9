// Which pods hold which SKU, and how many units are free to promise. Kept from events: a pod that an event or a
// command touched is read anew from the observation; nothing is scanned per step.
import type { PodStates, SkuTable } from "../../../sim/model/index.ts";
import { copyState } from "./plain-state.ts";

export class StockIndex {
  readonly slotsPerPod: number;
  /** All that changes; slots of one SKU form a doubly linked list from `skuHead`. */
  state: ReturnType<typeof emptyState>;

  constructor(
    private readonly skus: SkuTable,
    readonly pods: PodStates,
  ) {
    this.slotsPerPod = pods.slotsPerPod;
    this.state = emptyState(skus.count, pods.count, pods.slotsPerPod);
    for (let pod = pods.count - 1; pod >= 0; pod -= 1) this.sync(pods, pod);
  }

  /** Free units of a SKU on one pod. */
  freeOf(pod: number, sku: number): number {
    const { slotSku, slotFree } = this.state;
    let free = 0;
    for (let slot = pod * this.slotsPerPod, end = slot + this.slotsPerPod; slot < end; slot += 1) {
      if (slotSku[slot] === sku) free += slotFree[slot];
    }
    return free;
  }
  /** Promises units that `freeOf` has shown to be there; the pod is read anew after the world has done the same. */
  take(pod: number, sku: number, units: number): void {
    const { slotSku, slotFree, skuFree } = this.state;
    let rest = units;
    for (let slot = pod * this.slotsPerPod; rest > 0; slot += 1) {
      if (slotSku[slot] !== sku) continue;
      const taken = Math.min(rest, slotFree[slot]);
      slotFree[slot] -= taken;
      rest -= taken;
    }
    skuFree[sku] -= units;
    this.touch(pod);
  }
  /** Promises room for a bundle to a pod. */
  takeRoom(pod: number, sku: number, units: number): void {
    this.state.podFreeVolume[pod] -= units * this.skus.unitVolume[sku];
    this.state.podKg[pod] += units * this.skus.unitKg[sku];
    this.state.stowsNow[pod] += 1;
    this.touch(pod);
  }
  /** Volume, a compartment and weight (kg, at most `kgMax` with the pod) for `units` of a SKU. */
  hasRoom(pod: number, sku: number, units: number, kgMax: number): boolean {
    const { slotSku, podFreeVolume, podKg } = this.state;
    if (podFreeVolume[pod] < units * this.skus.unitVolume[sku] - 1e-9) return false;
    if (podKg[pod] + units * this.skus.unitKg[sku] > kgMax) return false;
    let empty = 0;
    for (let slot = pod * this.slotsPerPod, end = slot + this.slotsPerPod; slot < end; slot += 1) {
      if (slotSku[slot] === sku) return true;
      if (slotSku[slot] < 0) empty += 1;
    }
    return empty > this.state.stowsNow[pod];
  }
  /** Marks a pod to be read anew at the start of the next step. */
  touch(pod: number): void {
    const state = this.state;
    if (state.touchedMark[pod] === 1) return;
    state.touchedMark[pod] = 1;
    state.touched[state.touchedCount++] = pod;
  }
  /** Reads all touched pods anew. */
  syncTouched(pods: PodStates): void {
    const state = this.state;
    for (let i = 0; i < state.touchedCount; i += 1) {
      const pod = state.touched[i];
      state.touchedMark[pod] = 0;
      this.sync(pods, pod);
    }
    state.touchedCount = 0;
  }

  private sync(pods: PodStates, pod: number): void {
    const state = this.state;
    let kg = pods.emptyKg;
    for (let slot = (pod + 1) * this.slotsPerPod - 1; slot >= pod * this.slotsPerPod; slot -= 1) {
      const units = pods.slotUnits[slot];
      const sku = pods.slotSku[slot];
      const free = units - pods.slotReserved[slot];
      const before = state.slotSku[slot];
      if (before >= 0) {
        state.skuFree[before] -= state.slotFree[slot];
        state.skuUnits[before] -= state.slotUnits[slot];
      }
      if (before !== sku) {
        if (before >= 0) this.unlink(slot, before);
        if (sku >= 0) this.link(slot, sku);
        state.slotSku[slot] = sku;
      }
      state.slotFree[slot] = sku >= 0 ? free : 0;
      state.slotUnits[slot] = units;
      if (sku >= 0) {
        state.skuFree[sku] += free;
        state.skuUnits[sku] += units;
        kg += units * this.skus.unitKg[sku];
      }
    }
    state.podKg[pod] = kg;
    state.stowsNow[pod] = 0;
    const freeVolume = pods.capacityVolume - pods.usedVolume[pod] - pods.promisedVolume[pod];
    state.usedVolume += pods.usedVolume[pod] - state.podVolume[pod];
    state.podVolume[pod] = pods.usedVolume[pod];
    state.podFreeVolume[pod] = freeVolume;
  }
  private link(slot: number, sku: number): void {
    const { slotNext, slotPrevious, skuHead } = this.state;
    const head = skuHead[sku];
    slotNext[slot] = head;
    slotPrevious[slot] = -1;
    if (head >= 0) slotPrevious[head] = slot;
    skuHead[sku] = slot;
  }
  private unlink(slot: number, sku: number): void {
    const { slotNext, slotPrevious, skuHead } = this.state;
    const next = slotNext[slot];
    const previous = slotPrevious[slot];
    if (previous >= 0) slotNext[previous] = next;
    else skuHead[sku] = next;
    if (next >= 0) slotPrevious[next] = previous;
  }

  snapshot(): ReturnType<typeof emptyState> {
    return copyState(this.state);
  }
  restore(state: ReturnType<typeof emptyState>): void {
    this.state = copyState(state);
  }
}

function emptyState(skuCount: number, podCount: number, slotsPerPod: number) {
  const slots = podCount * slotsPerPod;
  return {
    slotSku: new Int32Array(slots).fill(-1),
    slotFree: new Int32Array(slots),
    slotUnits: new Int32Array(slots),
    slotNext: new Int32Array(slots).fill(-1),
    slotPrevious: new Int32Array(slots).fill(-1),
    skuHead: new Int32Array(skuCount).fill(-1),
    /** Units on all pods that no request has been promised. */
    skuFree: new Int32Array(skuCount),
    skuUnits: new Int32Array(skuCount),
    podFreeVolume: new Float64Array(podCount),
    podVolume: new Float64Array(podCount),
    /** Volume of all stock on pods. */
    usedVolume: 0,
    /** Weight with stock and promised bundles, kg. */
    podKg: new Float64Array(podCount),
    /** Stows promised in this step; each may need a compartment that still looks empty. */
    stowsNow: new Int32Array(podCount),
    touched: new Int32Array(podCount),
    touchedMark: new Uint8Array(podCount),
    touchedCount: 0,
  };
}
