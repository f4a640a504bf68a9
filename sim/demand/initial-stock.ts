// What lies on the pods before the first step: every SKU on several pods, the popular ones on more, placed at random.
import { assert, Random } from "../kernel/index.ts";
import type { SkuTable } from "../model/index.ts";
import { AliasTable } from "./alias-table.ts";

export interface InitialStockConfig {
  readonly podCount: number;
  readonly slotsPerPod: number;
  readonly capacityVolume: number;
  /** Share of all pods' capacity to fill, 0..1. */
  readonly fillShare: number;
  /**
   * `planned`: every SKU on several pods, the popular ones on more, pods filled evenly. `as-bundles-came`: bundles drawn by
   * demand, one pod filled after the other in random order, as after long running with stock going to a pod until it is
   * full (RAWSim-O's start); rare SKUs may be missing.
   */
  readonly spread: "planned" | "as-bundles-came";
}

/** Stock in the layout of the world's set-up, and how much of each SKU was placed. */
export interface InitialStock {
  readonly slotSku: Int32Array;
  readonly slotUnits: Int32Array;
  readonly unitsBySku: Int32Array;
  readonly totalUnits: number;
}

/** This part of the stock is spread evenly over the SKUs, the rest by popularity. */
const evenPart = 0.3;
/** Pods that a SKU should lie on at least, stock permitting. */
const leastPods = 3;
/** A SKU with much stock lies in heaps of about this many bundles: as it comes in. */
const bundlesPerHeap = 1;
const attemptsPerHeap = 24;

/**
 * Random placement up to `fillShare` of the pods' capacity. It stops early, with less stock, where no pod has a free
 * compartment and room for a unit. Never puts a SKU twice on one pod, nor more volume on a pod than it takes.
 */
export function initialStock(
  config: InitialStockConfig,
  skus: SkuTable,
  popularity: Float64Array,
  seed: number,
): InitialStock {
  const { podCount, slotsPerPod, capacityVolume } = config;
  assert(config.fillShare >= 0 && config.fillShare <= 1, "the fill share lies in 0..1");
  if (config.spread === "as-bundles-came") return bundleStock(config, skus, popularity, seed);
  const random = new Random(seed, "stock/placement");
  const slotSku = new Int32Array(podCount * slotsPerPod).fill(-1);
  const slotUnits = new Int32Array(podCount * slotsPerPod);
  const unitsBySku = new Int32Array(skus.count);
  const usedSlots = new Int32Array(podCount);
  const usedVolume = new Float64Array(podCount);
  let totalUnits = 0;

  const place = (sku: number, pod: number, wanted: number): number => {
    const base = pod * slotsPerPod;
    if (usedSlots[pod]! >= slotsPerPod) return 0;
    for (let slot = 0; slot < usedSlots[pod]!; slot += 1) if (slotSku[base + slot] === sku) return 0;
    const room = Math.floor((capacityVolume - usedVolume[pod]! + 1e-9) / skus.unitVolume[sku]!);
    const units = Math.min(wanted, room);
    if (units <= 0) return 0;
    const slot = base + usedSlots[pod]!;
    slotSku[slot] = sku;
    slotUnits[slot] = units;
    usedSlots[pod] = usedSlots[pod]! + 1;
    usedVolume[pod] = usedVolume[pod]! + units * skus.unitVolume[sku]!;
    unitsBySku[sku] = unitsBySku[sku]! + units;
    totalUnits += units;
    return units;
  };

  for (const heap of heaps(config, skus, popularity, random)) {
    let placed = 0;
    for (let attempt = 0; attempt < attemptsPerHeap && placed === 0; attempt += 1) {
      placed = place(heap.sku, random.below(podCount), heap.units);
    }
    for (let pod = 0; pod < podCount && placed === 0; pod += 1) placed = place(heap.sku, pod, heap.units);
  }
  return { slotSku, slotUnits, unitsBySku, totalUnits };
}

/** Ends early where the pod in turn has no compartment left for what comes; then it counts as full. */
function bundleStock(
  config: InitialStockConfig,
  skus: SkuTable,
  popularity: Float64Array,
  seed: number,
): InitialStock {
  const { podCount, slotsPerPod, capacityVolume } = config;
  const random = new Random(seed, "stock/bundles");
  const bundles = new AliasTable(popularity);
  const slotSku = new Int32Array(podCount * slotsPerPod).fill(-1);
  const slotUnits = new Int32Array(podCount * slotsPerPod);
  const unitsBySku = new Int32Array(skus.count);
  const pods = shuffled(podCount, random);
  const wantedVolume = podCount * capacityVolume * config.fillShare;
  let volume = 0;
  let podVolume = 0;
  let totalUnits = 0;
  for (let at = 0; at < podCount; ) {
    const sku = bundles.pick(random.uniform());
    const units = skus.bundleUnits[sku]!;
    const bundleVolume = units * skus.unitVolume[sku]!;
    if (volume + bundleVolume > wantedVolume + 1e-9) break;
    const slot = slotFor(slotSku, pods[at]! * slotsPerPod, slotsPerPod, sku);
    if (slot < 0 || podVolume + bundleVolume > capacityVolume + 1e-9) {
      at += 1;
      podVolume = 0;
      continue;
    }
    slotSku[slot] = sku;
    slotUnits[slot] = slotUnits[slot]! + units;
    unitsBySku[sku] = unitsBySku[sku]! + units;
    totalUnits += units;
    volume += bundleVolume;
    podVolume += bundleVolume;
  }
  return { slotSku, slotUnits, unitsBySku, totalUnits };
}

/** The pod's compartment of the SKU, else its first empty one, else −1. */
function slotFor(slotSku: Int32Array, start: number, slots: number, sku: number): number {
  for (let slot = start; slot < start + slots; slot += 1) {
    if (slotSku[slot] === sku || slotSku[slot] === -1) return slot;
  }
  return -1;
}

function shuffled(count: number, random: Random): Int32Array {
  const list = Int32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i -= 1) {
    const j = random.below(i + 1);
    const other = list[i]!;
    list[i] = list[j]!;
    list[j] = other;
  }
  return list;
}

/** Heaps of one SKU each, in random order, whose volumes sum to about the wanted fill. */
function heaps(
  config: InitialStockConfig,
  skus: SkuTable,
  popularity: Float64Array,
  random: Random,
): { readonly sku: number; readonly units: number }[] {
  const volume = config.podCount * config.capacityVolume * config.fillShare;
  const slots = config.podCount * config.slotsPerPod;
  let volumePerWeight = 0;
  const weight = (sku: number) => evenPart / skus.count + (1 - evenPart) * popularity[sku]!;
  for (let sku = 0; sku < skus.count; sku += 1) volumePerWeight += weight(sku) * skus.unitVolume[sku]!;
  const list: { sku: number; units: number }[] = [];
  let wantedHeaps = 0;
  const heapUnits = (sku: number) => skus.bundleUnits[sku]! * bundlesPerHeap;
  for (let sku = 0; sku < skus.count; sku += 1) {
    wantedHeaps += Math.max(leastPods, (volume * weight(sku)) / volumePerWeight / heapUnits(sku));
  }
  // Fewer, larger heaps where the pods have too few compartments; a tenth stays free for what comes in.
  const coarser = Math.max(1, wantedHeaps / (slots * 0.9));
  for (let sku = 0; sku < skus.count; sku += 1) {
    const units = Math.round((volume * weight(sku)) / volumePerWeight);
    const count = Math.min(
      units,
      Math.max(1, Math.round(Math.max(leastPods, units / heapUnits(sku)) / coarser)),
    );
    for (let heap = 0; heap < count; heap += 1) {
      const from = Math.floor((units * heap) / count);
      const to = Math.floor((units * (heap + 1)) / count);
      if (to > from) list.push({ sku, units: to - from });
    }
  }
  for (let i = list.length - 1; i > 0; i -= 1) {
    const j = random.below(i + 1);
    [list[i], list[j]] = [list[j]!, list[i]!];
  }
  return list;
}
