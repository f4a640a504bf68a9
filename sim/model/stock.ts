// SKUs, pods and inbound bundles, structure of arrays.

/** SKUs as anyone may know them; how popular they really are stays inside sim/demand. */
export interface SkuTable {
  readonly count: number;
  readonly names: readonly string[];
  /** Index into `categoryNames`. */
  readonly category: Uint8Array;
  readonly categoryNames: readonly string[];
  /** Pod capacity taken by one unit. */
  readonly unitVolume: Float64Array;
  readonly unitKg: Float64Array;
  /** Units in one inbound bundle. */
  readonly bundleUnits: Int32Array;
}

/**
 * Pods. Compartment k of pod p is slot `p * slotsPerPod + k`. A pod is either stored (`cell` ≥ 0) or carried
 * (`robot` ≥ 0), never both. `reserved` units are promised to pick requests and still lie in the slot.
 */
export interface PodStates {
  readonly count: number;
  readonly slotsPerPod: number;
  readonly capacityVolume: number;
  readonly emptyKg: number;
  /** Pod place where the pod is stored, or −1 while carried. */
  readonly cell: Int32Array;
  /** Level of a tall rack where the pod stands, or last stood; always 0 without tall racks. */
  readonly level: Uint8Array;
  /** Robot that carries the pod, or −1. */
  readonly robot: Int32Array;
  /** SKU in each slot, −1 = empty slot. */
  readonly slotSku: Int32Array;
  readonly slotUnits: Int32Array;
  readonly slotReserved: Int32Array;
  /** Volume of the stock on the pod, and volume promised to stow requests that have not been served. */
  readonly usedVolume: Float64Array;
  readonly promisedVolume: Float64Array;
  /** Station visits so far. */
  readonly visits: Int32Array;
}

export const BundleState = { dock: 0, assigned: 1, stowed: 2 } as const;

/** Inbound stock at the dock: one SKU, some units. Arrays grow: read them through the object each time. */
export interface BundleBook {
  readonly count: number;
  readonly sku: Int32Array;
  readonly units: Int32Array;
  readonly state: Uint8Array;
  readonly station: Int32Array;
  readonly pod: Int32Array;
  readonly arrivalStep: Int32Array;
}
