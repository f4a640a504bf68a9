// Models of the planning benchmark, from a seed: slotting of SKUs in zones, and a dispatch plan of classes and station pools.
import { type LinearModel, ModelBuilder } from "../controller/planning/lp/index.ts";
import { Random } from "../sim/kernel/index.ts";

/**
 * SKUs × zones: demand × travel + moves, one block per SKU, volume and pick work per zone. Demand falls like 1 ÷ rank, every SKU
 * stands somewhere, busy SKUs may have at most 60 % in a zone. Zones hold 12 % more than all, near ones less than everyone
 * would like. `isIntegral` makes no difference to the size.
 */
export function slotModel(skus: number, zones: number, seed = 1): LinearModel {
  const random = new Random(seed, `bench/slot ${skus}x${zones}`);
  const lp = new ModelBuilder(`slot ${skus}×${zones}`);
  const demand = Float64Array.from(
    { length: skus },
    (_, sku) => (1000 / (sku + 5)) * (0.5 + random.uniform()),
  );
  const volume = Float64Array.from({ length: skus }, () => 1 + 9 * random.uniform() * random.uniform());
  const demandSum = demand.reduce((sum, each) => sum + each, 0);
  const volumeSum = volume.reduce((sum, each) => sum + each, 0);
  const size = Float64Array.from({ length: zones }, () => 0.7 + 0.6 * random.uniform());
  const sizeSum = size.reduce((sum, each) => sum + each, 0);
  const travel = Float64Array.from(
    { length: zones },
    (_, z) => 20 + (100 * z) / zones + 10 * random.uniform(),
  );
  const volumeRow = Array.from(size, (each, z) =>
    lp.row(`volume[${z}]`, -Infinity, (1.12 * volumeSum * each) / sizeSum),
  );
  const workRow = Array.from(size, (each, z) =>
    lp.row(`pickWork[${z}]`, -Infinity, (2.2 * demandSum * each) / sizeSum),
  );
  for (let sku = 0; sku < skus; sku += 1) {
    const whole = lp.row(`whole[${sku}]`, 1, 1);
    const home = random.below(zones);
    const move = volume[sku]! * (2 + 2 * random.uniform());
    const upper = sku < skus / 20 ? 0.6 : 1;
    for (let z = 0; z < zones; z += 1) {
      // Pods of one zone do not all stand at its mean distance.
      const way = travel[z]! * (0.95 + 0.1 * random.uniform());
      const column = lp.column(`share[${sku},${z}]`, demand[sku]! * way + (z === home ? 0 : move), { upper });
      lp.entry(whole, column, 1);
      lp.entry(volumeRow[z]!, column, volume[sku]!);
      lp.entry(workRow[z]!, column, demand[sku]!);
    }
  }
  return lp.build();
}
