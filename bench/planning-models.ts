// Models of the planning benchmark, from a seed: slotting of SKUs in zones, and a dispatch plan of classes and station pools.
import { type LinearModel, ModelBuilder } from "../controller/planning/lp/index.ts";
import { Random } from "../sim/kernel/index.ts";

/**
 * SKUs × zones: demand × travel + moves, one block per SKU, volume and pick work per zone. Demand falls like 1 ÷ rank, every SKU
 * stands somewhere, busy SKUs may have at most 60 % in a zone. Zones hold 12 % more than all, near ones less than everyone
 * would like. Moves are a price on every zone but the SKU's home, or, as the planner has them, a column and a row per share: what
 * stands there beyond the share that does now, all moves together within a budget of a fifth of the stock.
 */
export function slotModel(
  skus: number,
  zones: number,
  moves: "priced by zone" | "beyond what stands there" = "priced by zone",
  seed = 1,
): LinearModel {
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
  const isBeyond = moves === "beyond what stands there";
  const budget = isBeyond ? lp.row("moves", -Infinity, volumeSum / 5) : -1;
  for (let sku = 0; sku < skus; sku += 1) {
    const whole = lp.row(`whole[${sku}]`, 1, 1);
    const home = random.below(zones);
    const move = volume[sku]! * (2 + 2 * random.uniform());
    const upper = sku < skus / 20 ? 0.6 : Infinity;
    for (let z = 0; z < zones; z += 1) {
      // Pods of one zone do not all stand at its mean distance.
      const way = travel[z]! * (0.95 + 0.1 * random.uniform());
      const moveCost = isBeyond || z === home ? 0 : move;
      const column = lp.column(`share[${sku},${z}]`, demand[sku]! * way + moveCost, { upper });
      if (isBeyond) {
        const moved = lp.column(`moved[${sku},${z}]`, move);
        const row = lp.row(`move[${sku},${z}]`, -Infinity, z === home ? 1 : 0);
        lp.entry(row, column, 1);
        lp.entry(row, moved, -1);
        lp.entry(budget, moved, volume[sku]!);
      }
      lp.entry(whole, column, 1);
      lp.entry(volumeRow[z]!, column, volume[sku]!);
      lp.entry(workRow[z]!, column, demand[sku]!);
    }
  }
  return lp.build();
}

/**
 * A rolling dispatch plan with pools of stations: what is picked of each class in each pool and period, backlog and lateness per
 * class, stations open and robots per pool; ramps, robots per station, the fleet and the labour. 168 × 12 × 8 has 22,848 columns
 * and 9,736 rows. `shift` rolls the window on by as many periods: the same orders, seen later, with a forecast a little off.
 */
export function dispatchModel(
  periods: number,
  classes: number,
  pools: number,
  seed = 1,
  shift = 0,
): LinearModel {
  const random = new Random(seed, `bench/dispatch ${periods}x${classes}x${pools}`);
  const lp = new ModelBuilder(`dispatch ${periods}×${classes}×${pools}`);
  const share = Float64Array.from({ length: classes }, () => 0.5 + random.uniform());
  const dueAfter = Int32Array.from({ length: classes }, (_, k) => 2 + 3 * k);
  const stations = Float64Array.from({ length: pools }, () => 4 + random.below(9));
  const perStation = Float64Array.from({ length: pools }, () => 80 + 60 * random.uniform());
  const way = Float64Array.from({ length: classes * pools }, () => 0.6 + random.uniform());
  const capacity = stations.reduce((sum, each, s) => sum + each * perStation[s]!, 0);
  const shareSum = share.reduce((sum, each) => sum + each, 0);
  /** Two peaks a day of 96 periods, one of them beyond what can be picked. */
  const load = (t: number) => {
    const at = ((t % 96) + 96) % 96;
    const peak = Math.max(0, 1 - Math.abs(at - 80) / 10);
    return 0.45 + 0.35 * Math.max(0, 1 - Math.abs(at - 44) / 16) + 1.1 * peak;
  };
  const arrivals = Float64Array.from({ length: classes * periods }, (_, index) => {
    const [k, t] = [index % classes, Math.floor(index / classes)];
    const own = new Random(seed, `bench/arriving ${k} ${t + shift}`);
    const off = shift === 0 ? 1 : 0.97 + 0.06 * random.uniform();
    return (capacity * load(t + shift) * share[k]! * (0.8 + 0.4 * own.uniform()) * off) / shareSum;
  });
  const arriving = (k: number, t: number) => arrivals[t * classes + k]!;
  const robots = capacity / 14;
  const labour = 0.9 * stations.reduce((sum, each) => sum + each, 0);
  const backlog: number[] = [];
  const open: number[] = [];
  for (let t = 0; t < periods; t += 1) {
    const fleet = lp.row(`fleet[${t}]`, -Infinity, robots);
    const people = lp.row(`labour[${t}]`, -Infinity, labour);
    const work: number[] = [];
    const drive: number[] = [];
    for (let s = 0; s < pools; s += 1) {
      work.push(lp.row(`stationWork[${s},${t}]`, -Infinity, 0));
      drive.push(lp.row(`robotWork[${s},${t}]`, -Infinity, 0));
      const y = lp.column(`open[${s},${t}]`, 6, { upper: stations[s]! });
      const n = lp.column(`robots[${s},${t}]`, 0.05);
      lp.entry(work[s]!, y, -perStation[s]!);
      lp.entry(drive[s]!, n, -16);
      lp.entry(fleet, n, 1);
      lp.entry(people, y, 1);
      const crowd = lp.row(`robotsPerStation[${s},${t}]`, -Infinity, 0);
      lp.entry(crowd, n, 1);
      lp.entry(crowd, y, -12);
      if (t > 0) {
        const ramp = lp.row(`ramp[${s},${t}]`, -2, 2);
        lp.entry(ramp, y, 1);
        lp.entry(ramp, open[(t - 1) * pools + s]!, -1);
      }
      open.push(y);
    }
    for (let k = 0; k < classes; k += 1) {
      const balance = lp.row(`balance[${k},${t}]`, arriving(k, t), arriving(k, t));
      const b = lp.column(`backlog[${k},${t}]`, 0.01);
      const late = lp.column(`late[${k},${t}]`, t === periods - 1 ? 4 : 1);
      let fresh = 0;
      for (let back = 0; back < dueAfter[k]!; back += 1) if (t - back >= 0) fresh += arriving(k, t - back);
      const due = lp.row(`due[${k},${t}]`, -fresh, Infinity);
      lp.entry(due, late, 1);
      lp.entry(due, b, -1);
      lp.entry(balance, b, 1);
      if (t > 0) lp.entry(balance, backlog[(t - 1) * classes + k]!, -1);
      backlog.push(b);
      for (let s = 0; s < pools; s += 1) {
        const x = lp.column(`pick[${k},${s},${t}]`, 0.02 * way[k * pools + s]!);
        lp.entry(balance, x, 1);
        lp.entry(work[s]!, x, 1);
        lp.entry(drive[s]!, x, way[k * pools + s]!);
      }
    }
  }
  return lp.build();
}
