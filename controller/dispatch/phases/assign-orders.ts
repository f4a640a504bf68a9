// Gives released orders to stations with free slots, the station with most room first.
import type { DispatchContext } from "../context.ts";
import { limits } from "../limits.ts";
import { assignOrder, lackingSku } from "../promises.ts";

/** Orders set aside for want of stock per step, so that a step's work stays bounded. */
const blocksPerStepMax = 64;

export function assignOrders(context: DispatchContext): void {
  let blocks = 0;
  for (let round = 0; round < limits.assignmentsPerStationMax; round += 1) {
    let assigned = false;
    for (const station of context.pickStations) {
      // Each round gives a station one order; those with more room than the fullest come first by taking part longer.
      if (!takesOrder(context, station, round)) continue;
      while (context.orders.releasedCount > 0) {
        const entry = context.rules.orderStation.choose(context, station);
        if (context.notes !== null) note(context, station, entry);
        if (entry < 0) break;
        const nodes = context.rules.orderStation.part?.(context, station, entry);
        const sku = lackingSku(context, entry, nodes);
        if (sku < 0) {
          assignOrder(context, entry, station, nodes);
          assigned = true;
          break;
        }
        context.orders.block(entry, sku);
        blocks += 1;
        if (blocks >= blocksPerStepMax) return;
      }
    }
    if (!assigned) return;
  }
}

/** Stations with more free slots start in an earlier round. */
function takesOrder(context: DispatchContext, station: number, round: number): boolean {
  if (!context.hasSlot(station)) return false;
  if (round > 0) return true;
  const { slotsFree } = context.stations.state;
  let most = 0;
  for (const other of context.pickStations) {
    if (context.hasSlot(other)) most = Math.max(most, slotsFree[other]);
  }
  return slotsFree[station] === most;
}

/** Says why the station gets the order, or none; that stock lacks is said by the order itself. */
function note(context: DispatchContext, station: number, entry: number): void {
  const order = entry < 0 ? null : context.orders.state.order[entry];
  const reason = context.rules.orderStation.explain(context, station, entry);
  context.notes?.add(context.step, "order-station", { station }, order, reason);
}
