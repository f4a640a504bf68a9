// The planner in a small real warehouse: fed step by step, asked for plans, copied, and left without a solver.
import loadHighs from "highs";
import { describe, expect, test } from "vitest";
import { type LpSolver, solveWithHighs } from "../../controller/planning/lp/index.ts";
import { createPlanner, type Planner } from "../../controller/planning/planner.ts";
import { StationKind } from "../../sim/model/index.ts";
import { smallWarehouse } from "../controller/small-warehouse.ts";
import { controllerSetup, strategyOf } from "../dispatch/tiny-site.ts";

const highs = await loadHighs();
const solver: LpSolver = {
  name: "highs",
  solve: async (model) => solveWithHighs(highs, model),
  close: async () => {},
};
const everything = { forecast: "calendar", slotting: "lp", "dispatch-plan": "lp" } as const;

function place(rules: Parameters<typeof strategyOf>[0] = everything, seed = 1) {
  const warehouse = smallWarehouse({ seed, orders: 80 });
  const skuUnits = new Float64Array(warehouse.setup.skus.count).fill(4);
  const newPlanner = () => createPlanner(controllerSetup(warehouse.setup, strategyOf(rules), skuUnits));
  return { warehouse, newPlanner };
}
function live({ warehouse, newPlanner }: ReturnType<typeof place>, steps: number): Planner {
  const planner = newPlanner();
  for (let step = 0; step < steps; step += 1) {
    warehouse.run(1);
    planner.observe(warehouse.see);
  }
  return planner;
}

test("a plan has all its parts, in range, with one line per solved model", async () => {
  const site = place();
  const planner = live(site, 200);
  const { see } = site.warehouse;
  const plan = await planner.plan(see, solver);
  const { forecast, slotting, dispatch } = plan;
  expect(plan.madeAtStep).toBe(200);
  expect(plan.solves).toHaveLength(2);
  for (const line of plan.solves) expect(line).toMatch(/columns × \d+ rows, highs, \d+ iterations, optimal/);
  expect(forecast!.orders.every((orders) => orders >= 0)).toBe(true);
  for (let sku = 0; sku < see.skus.count; sku += 1) {
    let sum = 0;
    for (let zone = 0; zone < slotting!.zoneCount; zone += 1) {
      sum += slotting!.zoneShare[sku * slotting!.zoneCount + zone]!;
    }
    expect(sum, `SKU ${sku}`).toBeCloseTo(1, 6);
  }
  const pickStations = see.floor.stations.filter(({ kind }) => kind === StationKind.pick).length;
  for (let t = 0; t < dispatch!.periodCount; t += 1) {
    expect(dispatch!.pickStationsOpen[t]!).toBeLessThanOrEqual(pickStations + 1e-6);
    const robots = dispatch!.robotsPick[t]! + dispatch!.robotsReplenish[t]! + dispatch!.robotsCharge[t]!;
    expect(robots).toBeLessThanOrEqual(see.robots.count + 1e-6);
  }
  // 80 orders are open or done; what is planned for now is what is still open.
  expect(dispatch!.releaseOrders[0]).toBeGreaterThan(5);
});

describe("parts that the strategy leaves out are null", () => {
  test.each([
    ["forecast", "forecast"],
    ["slotting", "slotting"],
    ["dispatch-plan", "dispatch"],
  ] as const)("%s: none", async (decision, part) => {
    const site = place({ ...everything, [decision]: "none" });
    const plan = await live(site, 50).plan(site.warehouse.see, solver);
    expect(plan[part]).toBeNull();
    const others = (["forecast", "slotting", "dispatch"] as const).filter((name) => name !== part);
    for (const name of others) expect(plan[name], name).not.toBeNull();
  });
});

test("a restored planner plans as the original does", async () => {
  const site = place();
  const planner = live(site, 300);
  await planner.plan(site.warehouse.see, solver);
  const copy = site.newPlanner();
  copy.restore(structuredClone(planner.snapshot()));
  for (let step = 0; step < 500; step += 1) {
    site.warehouse.run(1);
    planner.observe(site.warehouse.see);
    copy.observe(site.warehouse.see);
  }
  expect(await copy.plan(site.warehouse.see, solver)).toEqual(await planner.plan(site.warehouse.see, solver));
});

test("two planners that saw the same plan the same", async () => {
  const [a, b] = [place(), place()];
  const plans = [
    await live(a, 400).plan(a.warehouse.see, solver),
    await live(b, 400).plan(b.warehouse.see, solver),
  ];
  expect(plans[0]).toEqual(plans[1]);
});

test("without an answer the last plan stays in force and the plan says why", async () => {
  const site = place();
  const planner = live(site, 300);
  const good = await planner.plan(site.warehouse.see, solver);
  const dead: LpSolver = {
    ...solver,
    solve: async (model) => ({
      ...(await solver.solve(model)),
      status: "failed",
      solver: "none",
      message: "both gave up",
    }),
  };
  site.warehouse.run(1);
  planner.observe(site.warehouse.see);
  const plan = await planner.plan(site.warehouse.see, dead);
  expect(plan.dispatch).toEqual(good.dispatch);
  expect(plan.solves[0]).toContain("failed (both gave up)");
});
