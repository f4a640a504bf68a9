// A constant backlog of orders and inbound bundles, as in RAWSim-O's reference runs: the site never waits for demand.
import { assert, Random, type RandomState } from "../kernel/index.ts";
import type { ArrivalSink, DemandSnapshot, DemandSource, SkuTable } from "../model/index.ts";
import { AliasTable } from "./alias-table.ts";
import type { DemandContext, SaturatedDemandConfig } from "./config.ts";
import { dueLocalSeconds, dueTolerance, OrderDraw } from "./order-draw.ts";
import { skuPopularity } from "./popularity.ts";

/**
 * Fills the waiting orders and the bundles at the dock up to their limits in every step. How many are drawn depends on
 * the strategy; the n-th order and the n-th bundle do not.
 */
export function createSaturatedDemand(
  config: SaturatedDemandConfig,
  seed: number,
  context: DemandContext,
  skus: SkuTable,
): DemandSource {
  const popularity = skuPopularity(config.popularity, config.categoryShare, skus, seed);
  const draw = new OrderDraw(config.order, skus, popularity, seed);
  const skuTable = new AliasTable(popularity);
  const categoryTable = new AliasTable(config.categoryShare);
  const bundles = new Random(seed, "demand/bundles");
  const categories = new Random(seed, "demand/sources");
  const { stockLevels } = config;
  let full = false;
  return {
    arrive(step, backlog, sink: ArrivalSink): void {
      const local = context.startLocalSeconds + step * context.stepSeconds;
      for (let waiting = backlog.orders; waiting < config.backlogOrders; waiting += 1) {
        const priority = draw.priority();
        const allows = config.onlyInStock
          ? (sku: number, units: number) => backlog.spareUnits(sku) >= units
          : null;
        draw.contents(categoryTable.pick(categories.uniform()), null, 0, allows);
        const due = dueLocalSeconds(config.order.priorities[priority]!, local);
        sink.order(
          priority,
          Math.ceil((due - context.startLocalSeconds) / context.stepSeconds - dueTolerance),
          draw.lines,
        );
      }
      if (stockLevels !== null) {
        const share = backlog.stockShare();
        full = full ? share >= stockLevels.resumeBelow : share > stockLevels.stopAbove;
        if (full) return;
      }
      for (let waiting = backlog.bundles; waiting < config.backlogBundles; waiting += 1) {
        const sku = skuTable.pick(bundles.uniform());
        sink.bundle(sku, skus.bundleUnits[sku]!);
      }
    },
    snapshot: (): DemandSnapshot => ({
      version: 1,
      state: { full, streams: [bundles.snapshot(), categories.snapshot(), ...draw.snapshot()] },
    }),
    restore(snapshot: DemandSnapshot): void {
      assert(snapshot.version === 1, "a demand snapshot of version 1");
      full = snapshot.state.full as boolean;
      const streams = snapshot.state.streams as readonly RandomState[];
      bundles.restore(streams[0]!);
      categories.restore(streams[1]!);
      draw.restore(streams.slice(2));
    },
  };
}
