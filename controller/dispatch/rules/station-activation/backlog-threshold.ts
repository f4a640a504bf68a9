// One pick station open per so many orders that wait, those held for a later wave included, at least one; replenishment stations
// stay open.
import type { DispatchContext } from "../../context.ts";
import { limits } from "../../limits.ts";
import { because } from "../because.ts";
import type { StationActivationRule } from "../rule.ts";
import { wantOpen } from "./first-open.ts";

export const backlogThreshold: StationActivationRule = {
  decide(context) {
    wantOpen(context, context.pickStations, neededStations(context));
  },
  explain: (context) => because("backlog-needs", neededStations(context), backlogOf(context)),
};

function backlogOf({ orders }: DispatchContext): number {
  return orders.heldCount + orders.releasedCount + orders.state.assignedCount;
}
function neededStations(context: DispatchContext): number {
  const count = Math.max(1, Math.ceil(backlogOf(context) / limits.backlogPerStation));
  return Math.min(count, context.pickStations.length);
}
