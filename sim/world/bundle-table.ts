// Inbound bundles as they grow during a run: the world's own, writable bundle book.
import { type BundleBook, BundleState } from "../model/index.ts";
import { grown, restoreColumns, type SavedColumns, saveColumns } from "./columns.ts";

const columns = ["sku", "units", "state", "station", "pod", "slot", "arrivalStep"] as const;

export interface SavedBundles {
  readonly count: number;
  readonly atDock: number;
  readonly columns: SavedColumns;
}

export class BundleTable implements BundleBook {
  count = 0;
  /** Bundles at the dock that no station has been given yet. */
  atDock = 0;
  sku = new Int32Array(256);
  units = new Int32Array(256);
  state = new Uint8Array(256);
  station = new Int32Array(256);
  pod = new Int32Array(256);
  /** Slot of the pod that is kept for the bundle, or −1. */
  slot = new Int32Array(256);
  arrivalStep = new Int32Array(256);

  /** Adds a bundle at the dock and returns its id. */
  add(step: number, sku: number, units: number): number {
    if (this.count === this.sku.length) this.grow(2 * this.count);
    const bundle = this.count++;
    this.sku[bundle] = sku;
    this.units[bundle] = units;
    this.state[bundle] = BundleState.dock;
    this.station[bundle] = -1;
    this.pod[bundle] = -1;
    this.slot[bundle] = -1;
    this.arrivalStep[bundle] = step;
    this.atDock += 1;
    return bundle;
  }

  snapshot(): SavedBundles {
    return { count: this.count, atDock: this.atDock, columns: saveColumns(this, columns, this.count) };
  }
  restore(saved: SavedBundles): void {
    if (saved.count > this.sku.length) this.grow(saved.count);
    this.count = saved.count;
    this.atDock = saved.atDock;
    restoreColumns(this, columns, saved.columns);
  }

  private grow(capacity: number): void {
    this.sku = grown(this.sku, capacity);
    this.units = grown(this.units, capacity);
    this.state = grown(this.state, capacity);
    this.station = grown(this.station, capacity);
    this.pod = grown(this.pod, capacity);
    this.slot = grown(this.slot, capacity);
    this.arrivalStep = grown(this.arrivalStep, capacity);
  }
}
