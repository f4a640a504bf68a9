// The demand of a run that has not been made: a second source with the same seed is asked for all of it.
import type { DemandFuture } from "../../controller/controller-port.ts";
import type { DemandBacklog, DemandSource } from "../../sim/model/index.ts";

const binSeconds = 300;

/** Nothing waits: sources that answer to the backlog (saturated mode) have no future of their own. */
const noBacklog: DemandBacklog = {
  orders: 0,
  bundles: 0,
  stockShare: () => 0,
  spareUnits: () => 0,
};

/** Orders and units per SKU in bins of five minutes from the start to `horizonSteps`. */
export function foretell(
  source: DemandSource,
  horizonSteps: number,
  stepSeconds: number,
  skuCount: number,
): DemandFuture {
  const binCount = Math.ceil((horizonSteps * stepSeconds) / binSeconds);
  const orders = new Float64Array(binCount);
  const skuUnits = new Float32Array(binCount * skuCount);
  for (let step = 0; step <= horizonSteps; step += 1) {
    const bin = Math.min(binCount - 1, Math.floor((step * stepSeconds) / binSeconds));
    source.arrive(step, noBacklog, {
      order(_priority, _dueStep, lines) {
        orders[bin] = orders[bin]! + 1;
        for (let at = 0; at < lines.length; at += 2) {
          const index = bin * skuCount + lines[at]!;
          skuUnits[index] = skuUnits[index]! + lines[at + 1]!;
        }
      },
      bundle() {},
    });
  }
  return { binSeconds, binCount, orders, skuUnits };
}
