// What will arrive over a whole run, known before it is run.
import type { Site } from "../build/build-site.ts";

/** Orders in each minute: lets a demand source of its own run through the whole horizon: what arrives does not depend on the strategy. */
export function arrivalsPerMinute({ setup, createDemand }: Site): Float64Array {
  const { stepSeconds, horizonSteps } = setup;
  const demand = createDemand();
  const orders = new Float64Array(Math.ceil((horizonSteps * stepSeconds) / 60));
  const backlog = { orders: 0, bundles: Infinity, stockShare: () => 1, spareUnits: () => Infinity };
  let minute = 0;
  const sink = {
    order: () => {
      orders[minute]! += 1;
    },
    bundle: () => {},
  };
  for (let step = 1; step <= horizonSteps; step += 1) {
    minute = Math.min(orders.length - 1, Math.floor(((step - 1) * stepSeconds) / 60 + 1e-9));
    demand.arrive(step, backlog, sink);
  }
  return orders;
}
