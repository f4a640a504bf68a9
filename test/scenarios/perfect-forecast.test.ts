// The upper bound of forecasting: what it tells beforehand is what then comes.
import { describe, expect, test } from "vitest";
import { createNodeLpSolver } from "../../devices/solver/node/index.ts";
import { createRun, openBundledLibrary } from "../../scenarios/index.ts";

const opened = openBundledLibrary();
if (!opened.ok) throw new Error("the bundled library opens");
const library = opened.value;

function request(name: string, overrides: readonly string[]) {
  const loaded = library.load(name, { strategies: ["lp-plan+forecast=perfect"], overrides });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const { scenario, inputs, strategies } = loaded.value;
  return { scenario, inputs, seed: 5, strategy: strategies[0]! };
}

describe("a perfect forecast", () => {
  test("tells the orders and units of a run before they come", async () => {
    const solver = createNodeLpSolver();
    const created = createRun({ ...request("smoke", ["hours=0.6"]), solver });
    if (!created.ok) throw new Error("smoke is built");
    const run = created.value;
    await run.advance(1);
    const forecast = run.brain.plan!.forecast!;
    const told = forecast.orders.reduce((sum, orders) => sum + orders, 0);
    const toldUnits = forecast.skuUnits.reduce((sum, units) => sum + units, 0);
    await run.advance(run.horizonSteps);
    await solver.close();
    const { orders } = run.observation;
    let units = 0;
    for (let line = 0; line < orders.lineTotal; line += 1) units += orders.lineUnits[line]!;
    expect(orders.count).toBeGreaterThan(50);
    expect(told).toBeCloseTo(orders.count, 6);
    expect(toldUnits).toBeCloseTo(units, 3);
  });

  test("is refused where demand answers to what the strategy does", async () => {
    const solver = createNodeLpSolver();
    const created = createRun({ ...request("reference-rmfs", ["hours=1"]), solver });
    await solver.close();
    expect(created.ok ? [] : created.misfits.map(({ path }) => path.join("."))).toEqual(["demand.kind"]);
  });
});
