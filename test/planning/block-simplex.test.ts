// Models of blocks: the block simplex against HiGHS on random small ones of every kind, and where it must refuse.
// `CASES=20000 npx vitest run test/planning/block-simplex.test.ts` runs many; a failure names its seed.
import { expect, test } from "vitest";
import {
  blocksOf,
  checkSolution,
  findBlocks,
  type LinearModel,
  ModelBuilder,
  provesInfeasible,
  solveBlocks,
  splitShares,
} from "../../controller/planning/lp/index.ts";
import { buildSlottingModel } from "../../controller/planning/slotting.ts";
import { Random } from "../../sim/kernel/index.ts";
import { revisedEngine } from "./local-engines.ts";
import { randomModel, workshop } from "./models.ts";

const cases = Number(process.env.CASES ?? 150);

/** Blocks over a few coupling rows of all kinds, some loose columns, ties, empty rows, bounds on both sides. */
function randomBlocks(random: Random): LinearModel {
  const lp = new ModelBuilder("blocks");
  const rowCount = 1 + random.below(6);
  const blockCount = rowCount + random.below(30);
  const whole = random.uniform() < 0.5;
  const number = (limit: number) => (whole ? random.below(limit) : limit * random.uniform());
  const rows = Array.from({ length: rowCount }, (_, r) => {
    const kind = random.below(5);
    const value = (blockCount * (1 + number(8))) / rowCount;
    const lower =
      kind === 1
        ? value / 3
        : kind === 2
          ? value / 2
          : kind === 3 && random.below(3) === 0
            ? value
            : -Infinity;
    return lp.row(`couple[${r}]`, lower, kind === 1 ? Infinity : Math.max(lower, value));
  });
  for (let block = 0; block < blockCount; block += 1) {
    const sum = random.below(5) === 0 ? random.below(3) : 1;
    const row = lp.row(`block[${block}]`, sum, sum);
    const columns = 1 + random.below(6);
    for (let j = 0; j < columns; j += 1) {
      const kind = random.below(5);
      const lower = kind === 0 ? -number(2) : 0;
      const upper = kind === 1 ? Infinity : kind === 2 ? Math.max(lower, 0.3) : Math.max(lower, 2);
      const column = lp.column(`x[${block},${j}]`, number(10) - 2, { lower, upper });
      lp.entry(row, column, 1);
      for (let k = random.below(3); k >= 0; k -= 1)
        lp.entry(rows[random.below(rowCount)]!, column, number(6) - 1);
    }
  }
  for (let loose = random.below(4); loose > 0; loose -= 1) {
    const column = lp.column(`loose[${loose}]`, 5 * random.below(6), {
      upper: random.below(2) === 0 ? 10 : Infinity,
    });
    lp.entry(rows[random.below(rowCount)]!, column, random.below(2) === 0 ? -1 : 1);
  }
  return lp.build();
}

test("random block models end as HiGHS says, with duals or a ray that prove it", async () => {
  const seen: Record<string, number> = {};
  const given = process.env.SEED;
  const seeds = given === undefined ? Array.from({ length: cases }, (_, i) => i + 1) : [Number(given)];
  for (const seed of seeds) {
    const model = randomBlocks(new Random(seed, "test/blocks"));
    try {
      expect(findBlocks(model)).not.toBeNull();
      const own = solveBlocks(model);
      const other = await revisedEngine.solve(model);
      seen[own.status] = (seen[own.status] ?? 0) + 1;
      if (own.status === "failed") {
        // Blocks that cannot be filled and models without limit are left to HiGHS.
        expect(own.message).toMatch(/cannot be filled|for ever/);
        expect(other.status).toMatch(own.message.includes("filled") ? /infeasible/ : /unbounded/);
        continue;
      }
      expect(own.status).toBe(other.status);
      if (own.status === "infeasible") expect(provesInfeasible(model, own.ray)).toBe(true);
      else {
        expect(checkSolution(model, own).faults).toEqual([]);
        expect(checkSolution(model, own).gap).toBeLessThan(1e-7);
        expect(Math.abs(own.objective - other.objective) / (1 + Math.abs(other.objective))).toBeLessThan(
          1e-7,
        );
      }
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      throw new Error(
        `seed ${seed}: ${message}\nrepeat: SEED=${seed} npx vitest run test/planning/block-simplex.test.ts`,
      );
    }
  }
  if (given !== undefined) return;
  expect(seen.optimal).toBeGreaterThan(cases / 4);
  expect(seen.infeasible).toBeGreaterThan(cases / 40);
}, 3_600_000);

/** SKUs of 1 ÷ rank in zones near to far with volume and pick work caps, at most 60 % of a busy one in one zone. */
function slots(seed: number, skus: number, zones: number, room: number): LinearModel {
  const random = new Random(seed, "test/slots");
  const lp = new ModelBuilder("slots");
  const demand = Float64Array.from({ length: skus }, (_, sku) => 100 / (sku + 1));
  const volume = Float64Array.from({ length: skus }, () => 1 + random.below(5));
  const cap = (of: Float64Array, share: number) => (share * of.reduce((sum, each) => sum + each, 0)) / zones;
  const volumes = Array.from({ length: zones }, (_, z) =>
    lp.row(`volume[${z}]`, -Infinity, cap(volume, room)),
  );
  const works = Array.from({ length: zones }, (_, z) =>
    lp.row(`work[${z}]`, -Infinity, cap(demand, 2 * room)),
  );
  for (let sku = 0; sku < skus; sku += 1) {
    const whole = lp.row(`whole[${sku}]`, 1, 1);
    for (let z = 0; z < zones; z += 1) {
      const column = lp.column(`x[${sku},${z}]`, demand[sku]! * (10 + 10 * z), { upper: sku < 5 ? 0.6 : 1 });
      lp.entry(whole, column, 1);
      lp.entry(volumes[z]!, column, volume[sku]!);
      lp.entry(works[z]!, column, demand[sku]!);
    }
  }
  return lp.build();
}

test.each([
  [300, 6],
  [500, 10],
])("slotting of %i SKUs in %i zones, large enough for samples of samples, is exact", async (skus, zones) => {
  for (const [seed, room] of [
    [1, 1.05],
    [2, 1.3],
    [3, 1],
  ] as const) {
    const model = slots(seed, skus, zones, room);
    const own = solveBlocks(model);
    const other = await revisedEngine.solve(model);
    expect(own.status).toBe("optimal");
    expect(checkSolution(model, own).faults).toEqual([]);
    expect(own.objective / other.objective).toBeCloseTo(1, 8);
  }
});

/** Blocks whose shares cost more beyond what they are now, with a budget of moves; a third of them with other bounds. */
function randomMoves(random: Random): LinearModel {
  const lp = new ModelBuilder("moves");
  const zones = 1 + random.below(4);
  const classes = 2 * zones + 1 + random.below(20);
  const room = Array.from({ length: zones }, (_, z) =>
    lp.row(`room[${z}]`, -Infinity, (3 * classes * (0.8 + random.uniform())) / zones),
  );
  const budget = lp.row("budget", -Infinity, random.below(3) === 0 ? Infinity : classes * random.uniform());
  for (let i = 0; i < classes; i += 1) {
    const whole = lp.row(`whole[${i}]`, 1, 1);
    const size = 1 + random.below(5);
    const home = random.below(zones);
    for (let z = 0; z < zones; z += 1) {
      const upper = random.below(4) === 0 ? 0.75 : 1;
      const x = lp.column(`x[${i},${z}]`, random.below(30), { upper: zones === 1 ? 1 : upper });
      const m = lp.column(`m[${i},${z}]`, random.below(8));
      const now = random.below(6) === 0 ? random.uniform() : z === home ? 1 : 0;
      const move = lp.row(`move[${i},${z}]`, -Infinity, now);
      lp.entry(whole, x, 1);
      lp.entry(room[z]!, x, size);
      lp.entry(move, x, 1);
      lp.entry(move, m, -1);
      lp.entry(budget, m, size);
    }
  }
  return lp.build();
}

test("moves beyond what stands there are split off their rows, and their rows' prices come back", async () => {
  const seen: Record<string, number> = {};
  for (let seed = 1; seed <= cases; seed += 1) {
    const model = randomMoves(new Random(seed, "test/moves"));
    const where = `seed ${seed}`;
    expect(splitShares(model)!.model.rowCount, where).toBeLessThan(model.rowCount / 1.5);
    const own = solveBlocks(model);
    const other = await revisedEngine.solve(model);
    seen[own.status] = (seen[own.status] ?? 0) + 1;
    expect(own.status, where).toBe(other.status);
    if (own.status === "infeasible") expect(provesInfeasible(model, own.ray), where).toBe(true);
    else {
      expect(checkSolution(model, own).faults, where).toEqual([]);
      expect(checkSolution(model, own).gap, where).toBeLessThan(1e-7);
      expect(Math.abs(own.objective - other.objective) / (1 + Math.abs(other.objective)), where).toBeLessThan(
        1e-7,
      );
    }
  }
  expect(seen.optimal).toBeGreaterThan(cases / 4);
  expect(seen.infeasible).toBeGreaterThan(cases / 20);
}, 3_600_000);

test("the planner's own slotting model is one of blocks, and both engines agree on it", async () => {
  const random = new Random(1, "test/planner-slotting");
  const zoneCount = 5;
  const classes = Array.from({ length: 120 }, (_, i) => {
    const currentShare = new Float64Array(zoneCount);
    currentShare[random.below(zoneCount)] = 1;
    return { skus: [i, 1000 + i], unitsPerHour: 500 / (i + 1), volume: 5 + random.below(40), currentShare };
  });
  const volume = classes.reduce((sum, each) => sum + each.volume, 0);
  const units = classes.reduce((sum, each) => sum + each.unitsPerHour, 0);
  const { model } = buildSlottingModel(
    {
      zoneCount,
      travelSeconds: Float64Array.from({ length: zoneCount }, (_, z) => 20 + 15 * z),
      volumeLimit: new Float64Array(zoneCount).fill((1.15 * volume) / zoneCount),
      pickUnitsPerHourLimit: new Float64Array(zoneCount).fill((2 * units) / zoneCount),
      unitsPerHour: new Float64Array(0),
      volume: new Float64Array(0),
      currentShare: new Float64Array(0),
      families: [],
      unitsPerVisit: 3,
      visitSeconds: 90,
      moveSecondsPerVolume: 30,
      moveBudgetVolume: volume / 4,
      planHours: 6,
    },
    classes,
  );
  expect(blocksOf(model)!.couplingCount).toBeLessThan(20);
  const own = solveBlocks(model);
  expect(own.status).toBe("optimal");
  expect(checkSolution(model, own).faults).toEqual([]);
  expect(own.objective / (await revisedEngine.solve(model)).objective).toBeCloseTo(1, 8);
});

test("too little room has a ray that proves it", () => {
  const model = slots(1, 60, 4, 0.97);
  const own = solveBlocks(model);
  expect(own.status).toBe("infeasible");
  expect(provesInfeasible(model, own.ray)).toBe(true);
});

test("the same model gives the same bits", () => {
  const [a, b] = [solveBlocks(slots(1, 200, 5, 1.1)), solveBlocks(slots(1, 200, 5, 1.1))];
  expect(a).toEqual(b);
});

test("models without such a structure are refused", () => {
  expect(findBlocks(workshop())).toBeNull();
  expect(solveBlocks(randomModel(3)).message).toBe("the model is not made of blocks");
  const integer = { ...slots(1, 20, 2, 1.1) };
  expect(findBlocks({ ...integer, integer: integer.integer.map(() => 1) })).toBeNull();
});
