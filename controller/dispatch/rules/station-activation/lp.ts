// As many stations of each kind as the dispatch plan has open in this period, at least one pick station; all without a
// plan.
import { because } from "../because.ts";
import { planPeriod } from "../plan-period.ts";
import type { StationActivationRule } from "../rule.ts";
import { all } from "./all.ts";
import { wantOpen } from "./first-open.ts";

export const lp: StationActivationRule = {
  decide(context) {
    const plan = context.plan?.dispatch;
    const period = planPeriod(context);
    if (!plan || period < 0) return all.decide(context);
    wantOpen(context, context.pickStations, Math.max(1, Math.ceil(plan.pickStationsOpen[period] - 1e-6)));
    const replenish = Math.ceil(plan.replenishStationsOpen[period] - 1e-6);
    wantOpen(context, context.replenishStations, Math.max(context.dock.state.count > 0 ? 1 : 0, replenish));
  },
  explain(context, station) {
    const plan = context.plan?.dispatch;
    const period = planPeriod(context);
    if (!plan || period < 0) return because("no-plan");
    const isPick = context.pickStations.includes(station);
    const open = isPick ? plan.pickStationsOpen[period] : plan.replenishStationsOpen[period];
    return because("plan-opens", open, period);
  },
};
