// Pods and the stock in their slots: where they stand, what is promised from them and to them.
import { assert } from "../kernel/index.ts";
import type { PodStates, SkuTable, WorldSetup } from "../model/index.ts";
import { restoreColumns, type SavedColumns, saveColumns } from "./columns.ts";

const columns = [
  "cell",
  "level",
  "robot",
  "slotSku",
  "slotUnits",
  "slotReserved",
  "slotPromised",
  "usedVolume",
  "promisedVolume",
  "visits",
  "skuUnits",
] as const;

/** Rounding allowed when volumes are added up. */
const volumeTolerance = 1e-9;

export class PodTable implements PodStates {
  readonly count: number;
  readonly slotsPerPod: number;
  readonly capacityVolume: number;
  readonly emptyKg: number;
  readonly cell: Int32Array;
  readonly level: Uint8Array;
  readonly robot: Int32Array;
  readonly slotSku: Int32Array;
  readonly slotUnits: Int32Array;
  readonly slotReserved: Int32Array;
  /** Bundles on their way to the slot: it is kept for their SKU. */
  readonly slotPromised: Int32Array;
  readonly usedVolume: Float64Array;
  readonly promisedVolume: Float64Array;
  readonly visits: Int32Array;
  /** Units on all pods, per SKU. */
  readonly skuUnits: Int32Array;
  private readonly skus: SkuTable;

  constructor(setup: WorldSetup) {
    const { pods } = setup;
    this.skus = setup.skus;
    this.count = pods.cell.length;
    this.slotsPerPod = pods.slotsPerPod;
    this.capacityVolume = pods.capacityVolume;
    this.emptyKg = pods.emptyKg;
    this.cell = pods.cell.slice();
    this.level = pods.level?.slice() ?? new Uint8Array(this.count);
    this.robot = new Int32Array(this.count).fill(-1);
    this.slotSku = pods.slotSku.slice();
    this.slotUnits = pods.slotUnits.slice();
    this.slotReserved = new Int32Array(this.slotSku.length);
    this.slotPromised = new Int32Array(this.slotSku.length);
    this.usedVolume = new Float64Array(this.count);
    this.promisedVolume = new Float64Array(this.count);
    this.visits = new Int32Array(this.count);
    this.skuUnits = new Int32Array(setup.skus.count);
    this.slotSku.forEach((sku, slot) => {
      if (sku >= 0) this.skuUnits[sku]! += this.slotUnits[slot]!;
    });
    for (let pod = 0; pod < this.count; pod += 1) this.measureVolume(pod);
  }

  /** Units of the SKU on the pod that nobody has been promised. */
  unpromisedUnits(pod: number, sku: number): number {
    let units = 0;
    const end = (pod + 1) * this.slotsPerPod;
    for (let slot = pod * this.slotsPerPod; slot < end; slot += 1) {
      if (this.slotSku[slot] === sku) units += this.slotUnits[slot]! - this.slotReserved[slot]!;
    }
    return units;
  }

  /** Slot that can take units of the SKU: one that has it, else an empty one, else −1. */
  slotFor(pod: number, sku: number): number {
    let empty = -1;
    const end = (pod + 1) * this.slotsPerPod;
    for (let slot = pod * this.slotsPerPod; slot < end; slot += 1) {
      if (this.slotSku[slot] === sku) return slot;
      if (empty < 0 && this.slotSku[slot]! < 0) empty = slot;
    }
    return empty;
  }

  hasRoom(pod: number, volume: number): boolean {
    return (
      this.usedVolume[pod]! + this.promisedVolume[pod]! + volume <= this.capacityVolume + volumeTolerance
    );
  }

  /** Keeps volume and the slot for a bundle of the SKU. */
  promise(pod: number, slot: number, sku: number, volume: number): void {
    this.slotSku[slot] = sku;
    this.slotPromised[slot]! += 1;
    this.promisedVolume[pod]! += volume;
  }
  /** Ends a promise, whether the bundle has come (add its units first) or will not. */
  endPromise(pod: number, slot: number, volume: number): void {
    this.slotPromised[slot]! -= 1;
    this.promisedVolume[pod] = Math.max(0, this.promisedVolume[pod]! - volume);
    this.freeIfEmpty(slot);
  }
  addUnits(pod: number, slot: number, units: number): void {
    this.slotUnits[slot]! += units;
    this.skuUnits[this.slotSku[slot]!]! += units;
    this.measureVolume(pod);
  }
  /** Takes one reserved unit out of the slot. */
  takeReservedUnit(pod: number, slot: number): void {
    assert(this.slotReserved[slot]! > 0, `slot ${slot} gives a unit that was never reserved`);
    this.slotUnits[slot]! -= 1;
    this.skuUnits[this.slotSku[slot]!]! -= 1;
    this.slotReserved[slot]! -= 1;
    this.measureVolume(pod);
    this.freeIfEmpty(slot);
  }

  /** Takes up to `most` units of the SKU that nobody has been promised off the pod; returns how many. */
  loseUnits(pod: number, sku: number, most: number): number {
    let lost = 0;
    const end = (pod + 1) * this.slotsPerPod;
    for (let slot = pod * this.slotsPerPod; slot < end && lost < most; slot += 1) {
      if (this.slotSku[slot] !== sku) continue;
      const units = Math.min(most - lost, this.slotUnits[slot]! - this.slotReserved[slot]!);
      this.slotUnits[slot]! -= units;
      this.skuUnits[sku]! -= units;
      lost += units;
      this.freeIfEmpty(slot);
    }
    if (lost > 0) this.measureVolume(pod);
    return lost;
  }

  /** Weight of the pod with its stock, kg. */
  weightKg(pod: number): number {
    let kg = this.emptyKg;
    const end = (pod + 1) * this.slotsPerPod;
    for (let slot = pod * this.slotsPerPod; slot < end; slot += 1) {
      const sku = this.slotSku[slot]!;
      if (sku >= 0) kg += this.slotUnits[slot]! * this.skus.unitKg[sku]!;
    }
    return kg;
  }

  snapshot(): SavedColumns {
    return saveColumns(this, columns);
  }
  restore(saved: SavedColumns): void {
    restoreColumns(this, columns, saved);
  }

  /** Added up afresh after each change, so that rounding errors never pile up. */
  private measureVolume(pod: number): void {
    let volume = 0;
    const end = (pod + 1) * this.slotsPerPod;
    for (let slot = pod * this.slotsPerPod; slot < end; slot += 1) {
      const sku = this.slotSku[slot]!;
      if (sku >= 0) volume += this.slotUnits[slot]! * this.skus.unitVolume[sku]!;
    }
    this.usedVolume[pod] = volume;
  }
  private freeIfEmpty(slot: number): void {
    if (this.slotUnits[slot] === 0 && this.slotPromised[slot] === 0) this.slotSku[slot] = -1;
  }
}
