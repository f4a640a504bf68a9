// From the slotting plan's shares to single pods: which stored pods stand in the wrong zone, and what moving each would save.
import { type Floor, type Observation, zoneAt } from "../../sim/model/index.ts";
import type { PodMoves, SlottingPlan } from "./plan.ts";
import type { ZoneGeometry } from "./zone-geometry.ts";

/** Moves listed at most, inward and outward together. */
const movesMax = 4096;

export interface PodMoveInput {
  readonly plan: Pick<SlottingPlan, "zoneCount" | "zoneShare">;
  readonly geometry: ZoneGeometry;
  /** Units expected per SKU while the moved pods stay where they are brought. */
  readonly expectedUnits: ArrayLike<number>;
  readonly unitsPerVisit: number;
}

/**
 * Moves towards the pick stations by the robot seconds that they save, largest first, then moves away from them, least demand
 * first: they save nothing themselves but make room. Pods that are being carried stay out.
 */
export function listPodMoves(observation: Observation, input: PodMoveInput): PodMoves {
  const { floor, pods } = observation;
  const { waySeconds } = input.geometry;
  const stock = stockUnits(observation);
  const inward: Move[] = [];
  const outward: Move[] = [];
  for (let pod = 0; pod < pods.count; pod += 1) {
    const from = zoneOfPod(observation, floor, pod);
    if (from < 0) continue;
    const to = wantedZoneOf(pods, input.plan, pod);
    if (to < 0 || to === from) continue;
    const demand = podDemand(observation, pod, stock, input.expectedUnits);
    const saved = (2 * (waySeconds[from]! - waySeconds[to]!) * demand) / input.unitsPerVisit;
    if (waySeconds[from]! > waySeconds[to]! && saved > 0) inward.push({ pod, to, saved, demand });
    else if (waySeconds[from]! < waySeconds[to]!) outward.push({ pod, to, saved, demand });
  }
  inward.sort((a, b) => b.saved - a.saved || a.pod - b.pod);
  outward.sort((a, b) => a.demand - b.demand || a.pod - b.pod);
  const moves = [...inward.slice(0, movesMax), ...outward.slice(0, Math.max(0, movesMax - inward.length))];
  return {
    inwardCount: Math.min(inward.length, movesMax),
    pod: Int32Array.from(moves, (move) => move.pod),
    zone: Uint8Array.from(moves, (move) => move.to),
    savedSeconds: Float64Array.from(moves, (move) => move.saved),
  };
}

interface Move {
  readonly pod: number;
  readonly to: number;
  readonly saved: number;
  readonly demand: number;
}

/** Zone where the plan wants most of the pod's units, ties to the lower zone; −1 for an empty pod. */
export function wantedZoneOf(
  pods: Pick<Observation["pods"], "slotsPerPod" | "slotSku" | "slotUnits">,
  plan: Pick<SlottingPlan, "zoneCount" | "zoneShare">,
  pod: number,
): number {
  const start = pod * pods.slotsPerPod;
  let best = -1;
  let bestUnits = 0;
  for (let zone = 0; zone < plan.zoneCount; zone += 1) {
    let units = 0;
    for (let slot = start; slot < start + pods.slotsPerPod; slot += 1) {
      const sku = pods.slotSku[slot]!;
      if (sku >= 0) units += pods.slotUnits[slot]! * plan.zoneShare[sku * plan.zoneCount + zone]!;
    }
    if (units > bestUnits + 1e-9) {
      best = zone;
      bestUnits = units;
    }
  }
  return best;
}

/** Units of each SKU on all pods. */
export function stockUnits({ pods, skus }: Observation): Float64Array {
  const units = new Float64Array(skus.count);
  for (let slot = 0; slot < pods.slotSku.length; slot += 1) {
    const sku = pods.slotSku[slot]!;
    if (sku >= 0) units[sku] = units[sku]! + pods.slotUnits[slot]!;
  }
  return units;
}

/** Zone of a stored pod, −1 while it is carried or stands on a cell without a zone. */
export function zoneOfPod({ pods }: Observation, floor: Floor, pod: number): number {
  const cell = pods.cell[pod]!;
  if (cell < 0) return -1;
  const zone = zoneAt(floor, cell, pods.level[pod]!);
  return zone < floor.zoneCount ? zone : -1;
}

/** Units expected to be picked from the pod: every SKU's demand is spread over its pods by their stock. */
function podDemand(
  { pods }: Observation,
  pod: number,
  stock: Float64Array,
  expectedUnits: ArrayLike<number>,
): number {
  let demand = 0;
  for (let slot = pod * pods.slotsPerPod; slot < (pod + 1) * pods.slotsPerPod; slot += 1) {
    const sku = pods.slotSku[slot]!;
    if (sku < 0 || !(stock[sku]! > 0)) continue;
    const units = pods.slotUnits[slot]!;
    demand += Math.min(units, ((expectedUnits[sku] ?? 0) * units) / stock[sku]!);
  }
  return demand;
}
