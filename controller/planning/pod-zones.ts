// Zones for pods: the slotting plan says how much of the demand each zone should serve, pods with most demand fill the nearest
// zones up to that.
import { type Floor, type Observation, zoneAt } from "../../sim/model/index.ts";
import type { PodZones } from "./plan.ts";
import type { ZoneGeometry } from "./zone-geometry.ts";

/** What the pods hold, by compartment. */
export type PodSlots = Pick<Observation["pods"], "slotsPerPod" | "slotSku" | "slotUnits">;

/**
 * `zoneShare[sku * zoneCount + zone]` from the slotting LP and units expected per SKU while it holds. A zone takes pods until it
 * serves its share of the demand or holds its share of the pods; the last one takes the rest.
 */
export function podZones(
  { pods, skus }: Observation,
  zoneShare: Float64Array,
  expectedUnits: ArrayLike<number>,
  geometry: ZoneGeometry,
): PodZones {
  const { zoneCount, places, waySeconds } = geometry;
  const stock = new Float64Array(skus.count);
  for (let slot = 0; slot < pods.slotSku.length; slot += 1) {
    const sku = pods.slotSku[slot]!;
    if (sku >= 0) stock[sku] = stock[sku]! + pods.slotUnits[slot]!;
  }
  const pickShare = stock.map((units, sku) =>
    units > 0 ? Math.min(1, (expectedUnits[sku] ?? 0) / units) : 0,
  );
  const quota = new Float64Array(zoneCount);
  let demandAll = 0;
  for (let sku = 0; sku < skus.count; sku += 1) {
    const demand = Math.min(expectedUnits[sku] ?? 0, stock[sku]!);
    demandAll += demand;
    for (let zone = 0; zone < zoneCount; zone += 1) {
      quota[zone] = quota[zone]! + demand * zoneShare[sku * zoneCount + zone]!;
    }
  }
  const demands = Float64Array.from({ length: pods.count }, (_, pod) => podDemand(pods, pickShare, pod));
  demands.sort();
  const order = Uint8Array.from({ length: zoneCount }, (_, zone) => zone);
  order.sort((a, b) => waySeconds[a]! - waySeconds[b]! || a - b);
  const placesAll = places.reduce((sum, some) => sum + some, 0) || 1;
  const demandMin = new Float64Array(zoneCount);
  let next = pods.count - 1;
  for (const zone of order) {
    let count = Math.round((pods.count * places[zone]!) / placesAll);
    let demand = 0;
    let least = Infinity;
    while (next >= 0 && count > 0 && (demand < quota[zone]! || demandAll === 0)) {
      least = demands[next]!;
      demand += least;
      next -= 1;
      count -= 1;
    }
    demandMin[zone] = least;
  }
  return { pickShare, order, demandMin };
}

/** Units expected to be picked from the pod. */
export function podDemand(pods: PodSlots, pickShare: Float64Array, pod: number): number {
  let demand = 0;
  for (let slot = pod * pods.slotsPerPod; slot < (pod + 1) * pods.slotsPerPod; slot += 1) {
    const sku = pods.slotSku[slot]!;
    if (sku >= 0) demand += pods.slotUnits[slot]! * pickShare[sku]!;
  }
  return demand;
}

/** The nearest zone that a pod with so much demand belongs in; the last one for all others. */
export function wantedZoneOf({ order, demandMin }: PodZones, demand: number): number {
  for (const zone of order) if (demand >= demandMin[zone]!) return zone;
  return order[order.length - 1]!;
}

/** Zone of a stored pod, −1 while it is carried or stands on a cell without a zone. */
export function zoneOfPod({ pods }: Observation, floor: Floor, pod: number): number {
  const cell = pods.cell[pod]!;
  if (cell < 0) return -1;
  const zone = zoneAt(floor, cell, pods.level[pod]!);
  return zone < floor.zoneCount ? zone : -1;
}
