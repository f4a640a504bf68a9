// One pick station open per so many waiting orders, at least one; replenishment stations stay open.
import { limits } from "../../limits.ts";
import type { StationActivationRule } from "../rule.ts";
import { wantOpen } from "./first-open.ts";

export const backlogThreshold: StationActivationRule = {
  decide(context) {
    const backlog = context.orders.releasedCount + context.orders.state.assignedCount;
    const count = Math.max(1, Math.ceil(backlog / limits.backlogPerStation));
    wantOpen(context, context.pickStations, Math.min(count, context.pickStations.length));
  },
};
