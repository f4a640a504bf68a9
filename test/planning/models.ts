// Models for the solver tests: hand-made ones whose answer can be seen, and random ones from a seed.
import { buildDispatchModel, type DispatchInput } from "../../controller/planning/dispatch-model.ts";
import { type LinearModel, ModelBuilder } from "../../controller/planning/lp/index.ts";
import { Random } from "../../sim/kernel/index.ts";

/** Chairs and tables: 30 and 50 of profit, 1 and 2 hours of carpentry (40), 2 and 1 of finishing (50); best is 1,100. */
export function workshop(
  options: { readonly carpentryHours?: number; readonly integer?: true } = {},
): LinearModel {
  const lp = new ModelBuilder("workshop");
  const bounds = options.integer ? { integer: true as const } : {};
  const chairs = lp.column("chairs", -30, bounds);
  const tables = lp.column("tables", -50, bounds);
  const carpentry = lp.row("carpentry_hours", -Infinity, options.carpentryHours ?? 40);
  const finishing = lp.row("finishing_hours", -Infinity, 50);
  lp.entry(carpentry, chairs, 1);
  lp.entry(carpentry, tables, 2);
  lp.entry(finishing, chairs, 2);
  lp.entry(finishing, tables, 1);
  return lp.build();
}

/** Two rows that cannot hold together, and one that has nothing to do with it. */
export function contradiction(): LinearModel {
  const lp = new ModelBuilder("contradiction");
  const x = lp.column("stations", 1);
  const y = lp.column("robots", 1);
  const few = lp.row("few_stations", -Infinity, 2);
  const many = lp.row("many_stations", 3, Infinity);
  const other = lp.row("some_robots", 1, 9);
  lp.entry(few, x, 1);
  lp.entry(many, x, 1);
  lp.entry(other, y, 1);
  return lp.build();
}

/** A random LP with all kinds of bounds and rows; about one in five is feasible and bounded. */
export function randomModel(seed: number): LinearModel {
  const random = new Random(seed, "test/lp");
  const lp = new ModelBuilder(`random ${seed}`);
  const columnCount = 2 + random.below(14);
  const rowCount = 2 + random.below(14);
  for (let j = 0; j < columnCount; j += 1) {
    const kind = random.below(6);
    const lower = kind === 0 ? -Infinity : kind === 1 ? -random.below(5) : kind === 2 ? random.below(3) : 0;
    const upper = kind === 3 ? 1 + random.below(10) : kind === 4 ? lower + 5 : Infinity;
    lp.column(`x[${j}]`, random.below(21) - 8, { lower, upper });
  }
  for (let i = 0; i < rowCount; i += 1) {
    const kind = random.below(4);
    const value = random.below(40) - 10;
    const lower = kind === 1 ? -Infinity : kind === 3 ? value - 5 : value;
    const upper = kind === 2 ? Infinity : kind === 3 ? value + 5 : value;
    const row = lp.row(`row[${i}]`, lower, upper);
    for (let j = 0; j < columnCount; j += 1) {
      if (random.uniform() < 0.7) lp.entry(row, j, random.below(19) - 9);
    }
  }
  return lp.build();
}

/**
 * A dense model of small integers, most of them infeasible and degenerate. Of the seeds 1 to 30,000, javascript-lp-solver
 * 1.0.3 pivots for ever on 29, 1399, 4770, 6361 and 20737.
 */
export function degenerateModel(seed: number): LinearModel {
  const random = new Random(seed, "lp2");
  const lp = new ModelBuilder(`degenerate ${seed}`);
  const columnCount = 10 + random.below(8);
  const rowCount = 12 + random.below(8);
  for (let j = 0; j < columnCount; j += 1) lp.column(`x[${j}]`, random.below(3) - 1);
  const span = 1 + random.below(3);
  for (let i = 0; i < rowCount; i += 1) {
    const kind = random.below(3);
    const value = random.below(3) - 1;
    const row = lp.row(`row[${i}]`, kind === 1 ? -Infinity : value, kind === 2 ? Infinity : value);
    for (let j = 0; j < columnCount; j += 1) lp.entry(row, j, random.below(2 * span + 1) - span);
  }
  return lp.build();
}

/**
 * `randomModel` with about half of its columns integer. On seed 65 HiGHS 1.15.3 aborts; on seed 437 it claims that there is
 * no solution, though there is one.
 */
export function integerModel(seed: number): LinearModel {
  const random = new Random(seed, "i");
  const model = randomModel(seed);
  return {
    ...model,
    name: `integer ${seed}`,
    integer: model.integer.map(() => (random.uniform() < 0.5 ? 1 : 0)),
  };
}

/** SKUs of one size that must stand whole in zones of one size, all alike. */
export function slotModel(skus: number, zones: number, skuVolume: number, zoneVolume: number): LinearModel {
  const lp = new ModelBuilder("slots");
  const volume = Array.from({ length: zones }, (_, z) => lp.row(`volume[${z}]`, -Infinity, zoneVolume));
  for (let sku = 0; sku < skus; sku += 1) {
    const whole = lp.row(`whole[${sku}]`, 1, 1);
    for (let z = 0; z < zones; z += 1) {
      const column = lp.column(`stands[${sku},${z}]`, 1 + ((sku * z) % 7), { upper: 1, integer: true });
      lp.entry(whole, column, 1);
      lp.entry(volume[z]!, column, skuVolume);
    }
  }
  return lp.build();
}

/** Two zones, the far one slower by half, and pods that could be moved near. */
export function nearAndFar(unitsPerRobotHour: number): DispatchInput["zones"] {
  return {
    zoneCount: 2,
    unitsNow: Float64Array.of(400, 2000),
    unitsMoved: Float64Array.of(1200, 1200),
    unitsPerRobotHour: Float64Array.of(unitsPerRobotHour, unitsPerRobotHour / 2),
    unitsPerHourMax: Float64Array.of(500, 500),
    stowShare: Float64Array.of(0.4, 0.6),
    moves: 40,
    movesPerRobotHour: 30,
  };
}

/** A dispatch plan in which stations open whole, with random orders. */
export function integerDispatch(seed: number, periodCount: number, classCount: number): LinearModel {
  const random = new Random(seed, "test/integer-dispatch");
  const size = periodCount * classCount;
  const arrivingOrders = Float64Array.from({ length: size }, () => random.below(200));
  const built = buildDispatchModel({
    periodCount,
    periodHours: 0.25,
    classCount,
    openOrders: Float64Array.from({ length: classCount }, () => random.below(300)),
    arrivingOrders,
    notYetDueOrders: arrivingOrders.map((orders) => orders * random.uniform()),
    unitsPerOrder: 1.7,
    pick: { stations: 6, openNow: 1, unitsPerStationHour: 110 },
    replenish: { stations: 2, openNow: 0, unitsPerStationHour: 300 },
    shift: { rampPerPeriod: 1, minPeriods: 1 },
    robots: 50,
    zones: nearAndFar(13),
    stowUnitsPerRobotHour: 31,
    stockNeededUnits: Float64Array.from({ length: periodCount }, (_, t) => 40 * t),
    stowableUnits: new Float64Array(periodCount).fill(Infinity),
    dockUnits: 100,
    energy: null,
  });
  const integer = built.model.integer.slice();
  for (const column of [...built.pick.open, ...built.replenish.open]) integer[column] = 1;
  return { ...built.model, integer };
}
