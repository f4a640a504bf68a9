// Robots that join and leave a running warehouse.
import { describe, expect, test } from "vitest";
import { createNodeLpSolver } from "../../devices/solver/node/index.ts";
import { createRun, formatProblem, type Run } from "../../scenarios/index.ts";
import { loadScenario, openNodeLibrary } from "../../scenarios/node/index.ts";
import { CellKind, EventKind } from "../../sim/model/index.ts";

const library = openNodeLibrary();
if (!library.ok) throw new Error("no library");
const known = library.value;

async function load(
  scenario: string,
  strategy: string,
  injections: readonly string[],
  overrides: readonly string[] = [],
) {
  const all = ["hours=0.2", "warmupMinutes=0", ...overrides];
  return loadScenario(known, scenario, { strategies: [strategy], overrides: all, injections });
}
async function runOf(scenario: string, strategy: string, injections: readonly string[]): Promise<Run> {
  const loaded = await load(scenario, strategy, injections);
  if (!loaded.ok) throw new Error(loaded.problems.map(formatProblem).join("\n"));
  const solver = createNodeLpSolver();
  const created = createRun({ ...loaded.value, seed: 3, strategy: loaded.value.strategies[0]!, solver });
  if (!created.ok) throw new Error("it does not fit");
  return created.value;
}
const onFloor = (run: Run): number => {
  const { cell } = run.observation.robots;
  return cell.filter((at) => run.floor.kind[at] !== CellKind.blocked).length;
};

const cases = [
  { scenario: "smoke", strategy: "pod-match" },
  { scenario: "tall-rack-618", strategy: "pod-match" },
] as const;

describe.each(cases)("in $scenario with $strategy", ({ scenario, strategy }) => {
  test("six more robots come, work, and until then everything is as without them", async () => {
    const [plain, more] = [
      await runOf(scenario, strategy, []),
      await runOf(scenario, strategy, ["5m: 6 robots join"]),
    ];
    const robots = plain.observation.robots.count;
    const before = Math.round(300 / plain.setup.stepSeconds) - 1;
    await plain.advance(before);
    await more.advance(before);
    expect([...more.frame().robotCell.slice(0, robots)]).toEqual([...plain.frame().robotCell]);
    expect([...more.frame().podCell]).toEqual([...plain.frame().podCell]);
    expect(more.kpis()).toEqual(plain.kpis());
    expect(onFloor(more)).toBe(robots);
    await more.advance(more.horizonSteps);
    expect(onFloor(more)).toBe(robots + 6);
    const driven = more.observation.robots.cellsDriven.slice(robots);
    expect(driven.length).toBe(6);
    expect(Math.min(...driven)).toBeGreaterThan(0);
  });

  test("six robots leave without a pod, their work is done by others, and they are no failures", async () => {
    const run = await runOf(scenario, strategy, ["5m: 6 robots leave"]);
    const robots = run.observation.robots.count;
    const { events } = run.observation;
    const told = { failed: 0, left: 0 };
    await run.advance(run.horizonSteps, () => {
      for (let index = 0; index < events.count; index += 1) {
        if (events.kind(index) === EventKind.robotFailed) told.failed += 1;
        if (events.kind(index) === EventKind.robotLeft) told.left += 1;
      }
      return undefined;
    });
    expect(told.left).toBe(6);
    expect(onFloor(run)).toBe(robots - 6);
    const { cell, pod } = run.observation.robots;
    for (let robot = 0; robot < robots; robot += 1) {
      if (run.floor.kind[cell[robot]!] === CellKind.blocked) expect(pod[robot]).toBe(-1);
    }
    const { robotFailures, ordersDone } = run.kpis();
    expect(robotFailures).toBe(told.failed);
    expect(ordersDone).toBeGreaterThan(0);
  });

  test("a state in between leads to the same end", async () => {
    const texts = ["3m: 8 robots leave", "6m: 5 robots join"];
    const straight = await runOf(scenario, strategy, texts);
    const again = await runOf(scenario, strategy, texts);
    await straight.advance(straight.horizonSteps);
    for (const minutes of [3, 4, 7]) {
      await again.advance(Math.round((minutes * 60) / again.setup.stepSeconds));
      again.restore(structuredClone(again.snapshot()));
    }
    await again.advance(again.horizonSteps);
    expect(again.hash()).toBe(straight.hash());
  });
});

describe("a change of the fleet that cannot be", () => {
  test.each([
    ["smoke", "5m: 500 robots join", [], /robots: expected at most \d+ robots in all; found 5\d\d/],
    ["smoke", "5m: 100 robots leave", [], /robots: expected fewer than all \d+ robots leaving; found 100/],
    ["smoke", "5m: 2 robots join", ["motion=delayed"], /expected a fleet that stays, with motion: delayed/],
    ["smoke", "5m: 0 robots join", [], /robots: expected .*1/],
    ["sorting-hub", "5m: 2 robots join", [], /expected a fleet that stays, on a floor with chutes/],
  ] as const)("is told before the run: %s, %s", async (scenario, text, overrides, said) => {
    const strategy = scenario === "smoke" ? "pod-match" : "sort-nearest";
    const loaded = await load(scenario, strategy, [text], overrides);
    expect(loaded.ok).toBe(false);
    if (!loaded.ok) expect(loaded.problems.map(formatProblem).join("\n")).toMatch(said);
  });
});
