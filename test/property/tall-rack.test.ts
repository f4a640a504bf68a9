// Random tall-rack sites driven by the brain: what must hold after every step.
import fc from "fast-check";
import { expect, test } from "vitest";
import { createNodeLpSolver } from "../../devices/solver/node/index.ts";
import { createRun, openBundledLibrary, type Run } from "../../scenarios/index.ts";
import { Activity, EventKind } from "../../sim/model/index.ts";
import { checkBooks, checkStock, StockLeaks, unitsOnPods } from "./world-invariants.ts";
import { checkAsyncProperty } from "./world-runs.ts";

const cases = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  levels: fc.integer({ min: 1, max: 5 }),
  climbers: fc.integer({ min: 1, max: 3 }),
  robots: fc.integer({ min: 2, max: 14 }),
  strategy: fc.constantFrom("fcfs-nearest", "pod-match", "all-random", "best-known"),
});
type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never;

function start({ seed, levels, climbers, robots, strategy }: Case): Run {
  const opened = openBundledLibrary();
  if (!opened.ok) throw new Error("the bundled library does not open");
  const loaded = opened.value.load("tall-rack-618", {
    strategies: [strategy],
    overrides: [
      "floor.blocks.columns=2",
      "floor.blocks.rows=3",
      "floor.chargers=2",
      `floor.racks.levels=${levels}`,
      `floor.racks.climbers=${climbers}`,
      `fleet.count=${robots}`,
      "stations.pick.count=2",
      "stations.replenish.count=1",
      "skus.count=40",
      "demand.ordinaryOrdersPerDay=6000",
      "demand.waves.0.heroes.count=4",
      "warmupMinutes=0",
      "hours=0.25",
    ],
  });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const { scenario, inputs, strategies } = loaded.value;
  const solver = createNodeLpSolver();
  const created = createRun({ scenario, inputs, seed, strategy: strategies[0]!, solver });
  if (!created.ok) throw new Error(JSON.stringify(created.misfits));
  return created.value;
}

/** Robots apart, totes each in a place of their own or carried, racks within their capacity, nothing refused. */
function check(run: Run): void {
  const { robots, pods, floor, events } = run.observation;
  const racks = floor.racks!;
  const cells = new Set(robots.cell);
  if (cells.size !== robots.count) throw new Error(`step ${run.step}: two robots share a cell`);
  const shelves = new Set<number>();
  for (let pod = 0; pod < pods.count; pod += 1) {
    const cell = pods.cell[pod]!;
    if (cell < 0 !== pods.robot[pod]! >= 0)
      throw new Error(`step ${run.step}: tote ${pod} is nowhere or twice`);
    if (cell < 0) continue;
    const shelf = cell * racks.levels + pods.level[pod]!;
    if (racks.rackOfCell[cell]! < 0 || pods.level[pod]! >= racks.levels || shelves.has(shelf))
      throw new Error(`step ${run.step}: tote ${pod} has no place of its own`);
    shelves.add(shelf);
  }
  const climbers = new Map<number, number>();
  for (let robot = 0; robot < robots.count; robot += 1) {
    const activity = robots.activity[robot]!;
    if (robots.busySteps[robot] === 0 || (activity !== Activity.lifting && activity !== Activity.settingDown))
      continue;
    const rack = racks.rackOfCell[robots.cell[robot]!]!;
    climbers.set(rack, (climbers.get(rack) ?? 0) + 1);
    if (climbers.get(rack)! > racks.climbersMax)
      throw new Error(`step ${run.step}: rack ${rack} is overfull`);
  }
  for (let event = 0; event < events.count; event += 1) {
    if (events.kind(event) === EventKind.commandRejected)
      throw new Error(`step ${run.step}: refused for reason ${events.a(event)}`);
  }
}

test("whatever the site and the strategy, totes are kept and racks never have more climbers than they may", async () => {
  let done = 0;
  const property = fc.asyncProperty(cases, async (input) => {
    const run = start(input);
    const before = unitsOnPods(run.observation);
    await run.advance(run.horizonSteps, () => {
      check(run);
      if (run.step % 60 === 0) checkBooks(run.observation);
      return undefined;
    });
    checkStock(run.observation, before, new StockLeaks(run.observation));
    done += run.kpis().ordersDone;
  });
  await checkAsyncProperty("tall-rack.test.ts", property, 12);
  expect(done).toBeGreaterThan(100);
});
