// Bundles waiting at the dock, oldest first, and what has been asked of the supplier per SKU.
import { type BundleBook, BundleState, type SkuTable } from "../../../sim/model/index.ts";
import { copyState, grownInt32 } from "./plain-state.ts";

export class Dock {
  state: {
    bundle: Int32Array;
    count: number;
    /** Bundles promised to pods and not stowed yet. */
    promised: Int32Array;
    promisedCount: number;
    /** Units at the dock or promised to pods but not stowed, and units asked of the supplier, per SKU. */
    inbound: Int32Array;
    onOrder: Int32Array;
    /** Volume of both together. */
    volume: number;
    /** Bundles that had been asked for, and others. */
    asked: number;
    unasked: number;
    reorderCursor: number;
  };

  constructor(private readonly skus: SkuTable) {
    this.state = {
      bundle: new Int32Array(64),
      count: 0,
      promised: new Int32Array(64),
      promisedCount: 0,
      inbound: new Int32Array(skus.count),
      onOrder: new Int32Array(skus.count),
      volume: 0,
      asked: 0,
      unasked: 0,
      reorderCursor: 0,
    };
  }

  /** True where stock comes by itself, as in saturated mode. */
  get isPushed(): boolean {
    return this.state.unasked > this.state.asked;
  }
  arrive(bundles: BundleBook, bundle: number): void {
    const state = this.state;
    state.bundle = grownInt32(state.bundle, state.count + 1, -1);
    state.bundle[state.count++] = bundle;
    const sku = bundles.sku[bundle];
    const units = bundles.units[bundle];
    const asked = Math.min(units, state.onOrder[sku]);
    if (asked === 0) state.unasked += 1;
    else state.asked += 1;
    state.onOrder[sku] -= asked;
    state.inbound[sku] += units;
    state.volume += (units - asked) * this.skus.unitVolume[sku];
  }
  /** Units of a cancelled order are back: nobody asked for them. */
  returned(bundles: BundleBook, bundle: number): void {
    const state = this.state;
    state.bundle = grownInt32(state.bundle, state.count + 1, -1);
    state.bundle[state.count++] = bundle;
    state.inbound[bundles.sku[bundle]] += bundles.units[bundle];
    state.volume += bundles.units[bundle] * this.skus.unitVolume[bundles.sku[bundle]];
  }
  /** A bundle found at the dock when dispatch takes a warehouse over; who asked for it is not known. */
  find(bundles: BundleBook, bundle: number): void {
    const { asked, unasked } = this.state;
    this.arrive(bundles, bundle);
    this.state.asked = asked;
    this.state.unasked = unasked;
  }
  /** A bundle found on its way into a pod. */
  findAssigned(bundles: BundleBook, bundle: number): void {
    this.find(bundles, bundle);
    this.promiseAt(this.state.count - 1);
  }
  /** The k-th oldest bundle leaves the dock for a pod; it counts as inbound until stowed. */
  promiseAt(k: number): void {
    const state = this.state;
    state.promised = grownInt32(state.promised, state.promisedCount + 1, -1);
    state.promised[state.promisedCount++] = state.bundle[k];
    state.bundle.copyWithin(k, k + 1, state.count);
    state.count -= 1;
  }
  stowed(bundles: BundleBook, bundle: number): void {
    const state = this.state;
    const at = state.promised.indexOf(bundle);
    if (at < 0 || at >= state.promisedCount) return;
    state.promised[at] = state.promised[--state.promisedCount];
    const sku = bundles.sku[bundle];
    state.inbound[sku] -= bundles.units[bundle];
    state.volume -= bundles.units[bundle] * this.skus.unitVolume[sku];
  }
  /** Finds promised bundles that are back at the dock, after a promise was taken back or refused. */
  takeBack(bundles: BundleBook): void {
    const state = this.state;
    for (let i = state.promisedCount - 1; i >= 0; i -= 1) {
      const bundle = state.promised[i];
      if (bundles.state[bundle] !== BundleState.dock) continue;
      state.promised[i] = state.promised[--state.promisedCount];
      state.bundle = grownInt32(state.bundle, state.count + 1, -1);
      state.bundle[state.count++] = bundle;
    }
  }
  ask(sku: number, units: number): void {
    this.state.onOrder[sku] += units;
    this.state.volume += units * this.skus.unitVolume[sku];
  }

  snapshot(): Dock["state"] {
    return copyState(this.state);
  }
  restore(state: Dock["state"]): void {
    this.state = copyState(state);
  }
}
