// What a scenario with a sorter floor is told when it does not fit, and which chutes its destinations get.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { buildSite, formatProblem, parseScenario } from "../../scenarios/index.ts";

const hub = readFileSync(new URL("../../scenarios/bundled/sorting-hub.yaml", import.meta.url), "utf8");

function parsed(overrides: readonly string[]) {
  const result = parseScenario(hub, "hub.yaml", overrides);
  return result.ok
    ? { scenario: result.value.scenario, problems: [] }
    : { problems: result.problems.map(formatProblem) };
}
const problems = (...overrides: readonly string[]) =>
  parsed(overrides).problems.map((line) => line.replace(/^.*?: (?=[a-z]+\.)/, ""));

describe("a sorter floor", () => {
  test("has inductions and no replenishment stations", () => {
    expect(problems("stations.replenish.count=2")).toEqual([
      "stations.replenish.count: expected nothing with floor.kind sorter; found 2. Leave it out: a sorter has inductions only",
    ]);
    expect(problems("stations.pick={}")).toEqual([
      "stations.pick.count: expected a whole number, the inductions (required with floor.kind sorter); found nothing",
    ]);
  });
  test("has a chute for every destination", () => {
    expect(problems("skus.count=181")).toEqual([
      "skus.count: expected at most 180 destinations, one for each chute (floor.chutes); found 181." +
        " Lower it, or add columns or rows of chutes",
    ]);
  });
  test("sorts single parcels", () => {
    expect(problems("demand.lines.max=2")).toEqual([
      "demand.lines: expected max 1 with floor.kind sorter: an order is one parcel; found max 2." +
        " Write lines: { mean: 1, deviation: 0, min: 1, max: 1 }",
    ]);
  });
  test("has no faults of stock or supplier", () => {
    for (const fault of [
      "{ kind: stock-lost, at: +1m, sku: 0, units: 3 }",
      "{ kind: supplier-stops, at: +1m, minutes: 9 }",
    ]) {
      const kind = /kind: ([a-z-]+)/.exec(fault)![1];
      expect(problems(`faults.planned=[${fault}]`)).toEqual([
        `faults.planned[0].kind: expected a fault that can happen to a sorter; found ${kind}. It has neither stock nor a supplier`,
      ]);
    }
    expect(problems("faults.planned=[{ kind: robot-fails, at: +1m, robot: 0, minutes: 3 }]")).toEqual([]);
  });
  test("has room for its fleet", () => {
    const { scenario } = parsed(["fleet.count=2000"]);
    const built = buildSite(scenario!, {}, 1);
    expect(built.ok ? "" : built.misfits[0]!.expected).toMatch(
      /^at most \d+, half of the floor's aisle cells$/,
    );
  });
});

test("popular destinations get more chutes, and with popular-near the chutes with most parcels lie nearest", () => {
  const setupOf = (placing: string) => {
    const { scenario } = parsed([`floor.chutes.placing=${placing}`]);
    const built = buildSite(scenario!, {}, 1);
    if (!built.ok) throw new Error(JSON.stringify(built.misfits));
    return built.value.setup;
  };
  const near = setupOf("popular-near");
  const random = setupOf("random");
  const chutesPer = (destinations: Int32Array) => {
    const count = new Int32Array(near.skus.count);
    for (const destination of destinations) count[destination]! += 1;
    return [...count];
  };
  const counts = chutesPer(near.sorter!.destination);
  expect(Math.min(...counts)).toBe(1);
  expect(Math.max(...counts)).toBeGreaterThan(3);
  expect(chutesPer(random.sorter!.destination)).toEqual(counts);
  expect([...random.sorter!.destination]).not.toEqual([...near.sorter!.destination]);
});
