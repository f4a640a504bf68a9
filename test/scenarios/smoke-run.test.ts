// The smoke scenario from end to end with every strategy that comes along: what must hold in any run.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createNodeLpSolver } from "../../devices/solver/node/index.ts";
import {
  createRun,
  describeOrders,
  formatProblem,
  type LoadedScenario,
  listOpenOrders,
  openBundledLibrary,
  type Run,
} from "../../scenarios/index.ts";
import { OrderState } from "../../sim/model/index.ts";

const opened = openBundledLibrary();
if (!opened.ok) throw new Error(opened.problems.map(formatProblem).join("\n"));
const library = opened.value;
const solver = createNodeLpSolver();
afterAll(() => solver.close());

const strategies = library.catalog.strategies.map(({ name }) => name);

function load(strategy: string, overrides: readonly string[] = []): LoadedScenario {
  const loaded = library.load("smoke", { strategies: [strategy], overrides });
  if (!loaded.ok) throw new Error(loaded.problems.map(formatProblem).join("\n"));
  return loaded.value;
}
function start(strategy: string, seed: number, overrides: readonly string[] = [], clock?: () => number): Run {
  const { scenario, inputs, strategies } = load(strategy, overrides);
  const created = createRun({
    scenario,
    inputs,
    seed,
    strategy: strategies[0]!,
    solver,
    ...(clock && { clock }),
  });
  if (!created.ok) throw new Error(JSON.stringify(created.misfits));
  return created.value;
}
const sum = (values: ArrayLike<number>, count = values.length) => {
  let total = 0;
  for (let i = 0; i < count; i += 1) total += values[i]!;
  return total;
};

describe.each(strategies)("smoke with %s", (strategy) => {
  let run: Run;
  beforeAll(async () => {
    run = start(strategy, 1);
    await run.advance(run.horizonSteps);
  });

  test("reaches its horizon and serves orders", () => {
    expect(run.step).toBe(run.horizonSteps);
    expect(run.kpis().ordersDone).toBeGreaterThan(50);
  });

  test("conserves stock: what was there and what came in is on pods or picked", () => {
    const { pods, orders, bundles } = run.observation;
    let stowed = 0;
    for (let bundle = 0; bundle < bundles.count; bundle += 1) {
      if (bundles.state[bundle] === 2) stowed += bundles.units[bundle]!;
    }
    const onPods = sum(pods.slotUnits);
    const picked = sum(orders.linePicked, orders.lineTotal);
    expect(picked).toBeGreaterThan(50);
    expect(onPods + picked).toBe(sum(run.setup.pods.slotUnits) + stowed);
  });

  test("keeps promises: no slot holds fewer units than are promised from it", () => {
    const { pods } = run.observation;
    for (let slot = 0; slot < pods.slotUnits.length; slot += 1) {
      expect(pods.slotReserved[slot]).toBeLessThanOrEqual(pods.slotUnits[slot]!);
    }
  });

  test("has every released order done or listed as open", () => {
    const { orders } = run.observation;
    const counts = describeOrders(orders);
    const open = listOpenOrders(orders);
    expect(counts.ordersArrived).toBe(orders.count);
    expect(counts.ordersDone + open.length).toBe(orders.count);
    expect(run.kpis()).toMatchObject(counts);
    for (const { order, unitsMissing } of open) {
      expect(orders.state[order]).not.toBe(OrderState.done);
      // The person may be putting the last unit away.
      const station = orders.station[order]!;
      const inHand = station >= 0 && run.observation.stations.busySteps[station]! > 0;
      expect(unitsMissing > 0 || inHand).toBe(true);
    }
  });

  test("has every robot in a cell of its own, on the floor", () => {
    const { robotCell } = run.frame();
    expect(new Set(robotCell).size).toBe(robotCell.length);
    for (const cell of robotCell) expect(run.floor.kind[cell]).toBeGreaterThan(0);
  });

  test("splits the robots' time without remainder", () => {
    const kpis = run.kpis();
    const split =
      kpis.robotDriveShare +
      kpis.robotQueueShare +
      kpis.robotLiftShare +
      kpis.robotServeShare +
      kpis.robotChargeShare +
      kpis.robotFailedShare +
      kpis.robotRestShare;
    expect(split).toBeCloseTo(1, 12);
    expect(kpis.robotPutShare + kpis.robotGetShare).toBeCloseTo(kpis.robotServeShare, 12);
  });

  test("measures the same metres and times in several ways", () => {
    const kpis = run.kpis();
    const units = (kpis.unitsPerHour * kpis.simulatedSeconds) / 3600;
    expect(kpis.metresPerRobot * run.setup.robots.cell.length).toBeCloseTo(kpis.metresPerUnit * units, 6);
    // A mean trip cannot be faster than the fastest robot.
    expect(kpis.tripMetresMean / kpis.tripSecondsMean).toBeLessThanOrEqual(
      Math.max(...run.setup.robotTypes.map(({ speedMetresPerSecond }) => speedMetresPerSecond)),
    );
    expect(kpis.injectedPileOn).toBeLessThan(kpis.pileOn);
    expect(kpis.orderTurnoverSecondsP25).toBeLessThanOrEqual(kpis.orderTurnoverSecondsMedian);
    expect(kpis.orderThroughputSecondsP75).toBeLessThanOrEqual(kpis.orderTurnoverSecondsP95);
    expect(kpis.pickQueueRobots).toBeGreaterThan(0);
  });

  test("gives the same hash and KPIs again, also when advanced in slices and timed by a wild clock", async () => {
    let ticks = 0;
    const again = start(strategy, 1, [], () => (ticks += 1 + (ticks % 7)));
    while (again.step < again.horizonSteps) {
      let slice = 0;
      await again.advance(again.horizonSteps, () => ++slice >= 97);
    }
    expect(again.hash()).toBe(run.hash());
    expect(again.kpis()).toEqual(run.kpis());
    expect(run.timings()).toBeNull();
    const { dispatch, traffic, world, recorder } = again.timings()!;
    for (const { calls, totalMs } of [dispatch, traffic, world, recorder]) {
      expect(calls).toBe(again.horizonSteps);
      expect(totalMs).toBeGreaterThan(0);
    }
  });

  test("gives the same hash from a snapshot, in the same run and in a fresh one", async () => {
    const first = start(strategy, 1);
    await first.advance(700);
    const snapshot = structuredClone(first.snapshot());
    await first.advance(first.horizonSteps);
    expect(first.hash()).toBe(run.hash());
    first.restore(structuredClone(snapshot));
    expect(first.step).toBe(700);
    await first.advance(first.horizonSteps);
    expect(first.hash()).toBe(run.hash());
    const fresh = start(strategy, 1);
    fresh.restore(structuredClone(snapshot));
    await fresh.advance(fresh.horizonSteps);
    expect(fresh.hash()).toBe(run.hash());
  });
});

describe("common random numbers", () => {
  test("another seed gives another run; another strategy meets the same orders", async () => {
    const [one, two, other] = [start("pod-match", 1), start("pod-match", 2), start("fcfs-nearest", 1)];
    for (const run of [one, two, other]) await run.advance(600);
    expect(one.hash()).not.toBe(two.hash());
    expect(one.hash()).not.toBe(other.hash());
    const arrivals = (run: Run) => [
      ...run.observation.orders.arrivalStep.subarray(0, run.observation.orders.count),
    ];
    const skus = (run: Run) => [
      ...run.observation.orders.lineSku.subarray(0, run.observation.orders.lineTotal),
    ];
    expect(arrivals(one)).toEqual(arrivals(other));
    expect(skus(one)).toEqual(skus(other));
    expect(arrivals(one)).not.toEqual(arrivals(two));
  });
});
