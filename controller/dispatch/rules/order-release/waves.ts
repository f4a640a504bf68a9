// Orders enter the pool in waves, as many as fit the open slots of the pick stations until the next wave.
import { limits } from "../../limits.ts";
import { because } from "../because.ts";
import type { OrderReleaseRule } from "../rule.ts";

export const waves: OrderReleaseRule = {
  quota(context) {
    const { state, stations, observation, setup } = context;
    if (context.step < state.waveStep) return 0;
    state.waveStep = context.step + context.steps(limits.waveSeconds);
    const secondsPerUnit = setup.stations.pickSecondsPerUnit;
    const unitsPerOrder = Math.max(1, setup.knowledge.history.unitsPerOrder);
    const perStation = Math.ceil(limits.waveSeconds / (secondsPerUnit * unitsPerOrder));
    let quota = -context.orders.releasedCount;
    for (const station of context.pickStations) {
      if (observation.stations.open[station] === 1) quota += perStation + stations.state.slotsFree[station];
    }
    return quota;
  },
  explain(context, quota) {
    if (quota >= 1) return because("wave-begins", quota);
    return because("wave-not-due", (context.state.waveStep - context.step) * context.setup.stepSeconds);
  },
};
