// Pods by expected demand of their stock: the fastest stand in the zone nearest to the pick stations (class-based
// storage). Bounds between classes follow the zones' shares of the places.
import { zoneOfPlace } from "../../../../sim/model/index.ts";
import type { DispatchContext } from "../../context.ts";
import { limits } from "../../limits.ts";
import { because } from "../because.ts";
import type { PodStorageRule } from "../rule.ts";
import { nearestInZone } from "./in-zone.ts";
import { becausePlace } from "./place-reason.ts";

export const turnoverZones: PodStorageRule = {
  choose(context, robot, pod, station) {
    if (context.state.turnoverStep < 0 || context.step >= context.state.turnoverStep) setBounds(context);
    return nearestInZone(context, robot, pod, station, zoneOf(context, podTurnover(context, pod)));
  },
  explain(context, robot, pod, station, place) {
    const turnover = podTurnover(context, pod);
    return becausePlace(context, robot, station, place, () =>
      because("turnover-zone", zoneOf(context, turnover), turnover * 3600),
    );
  },
};

function zoneOf(context: DispatchContext, turnover: number): number {
  let zone = 0;
  while (zone < context.setup.floor.zoneCount - 1 && turnover < context.state.turnoverBounds[zone]) zone += 1;
  return zone;
}

/** Picks per second that the pod's SKUs attract, each shared among all units of the SKU. */
export function podTurnover(context: DispatchContext, pod: number): number {
  const { slotSku, slotUnits, skuUnits } = context.stock.state;
  const start = pod * context.stock.slotsPerPod;
  let turnover = 0;
  for (let slot = start; slot < start + context.stock.slotsPerPod; slot += 1) {
    const sku = slotSku[slot];
    if (sku < 0 || skuUnits[sku] === 0) continue;
    turnover += (context.rates.unitsPerSecond[sku] * slotUnits[slot]) / skuUnits[sku];
  }
  return turnover;
}

function setBounds(context: DispatchContext): void {
  const { floor, podCount } = context.setup;
  context.state.turnoverStep = context.step + context.steps(limits.turnoverSeconds);
  const scores = new Float64Array(podCount);
  for (let pod = 0; pod < podCount; pod += 1) scores[pod] = podTurnover(context, pod);
  scores.sort();
  let below = 0;
  for (let zone = 0; zone < floor.zoneCount; zone += 1) {
    let places = 0;
    for (let place = 0; place < floor.podPlaces.length; place += 1) {
      if (zoneOfPlace(floor, place) === zone) places += 1;
    }
    below += places / Math.max(1, floor.podPlaces.length);
    // Zone 0 takes the top share of scores: its lower bound is the score at 1 − share.
    const rank = Math.min(podCount - 1, Math.max(0, Math.floor((1 - below) * podCount)));
    context.state.turnoverBounds[zone] = scores[rank];
  }
}
