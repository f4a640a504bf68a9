// What must add up in whole runs with a brain: orders, units and robot time, on a day on which everything goes wrong.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createNodeLpSolver } from "../../devices/solver/node/index.ts";
import { createRun, formatProblem, openBundledLibrary, type Run } from "../../scenarios/index.ts";
import { deviation, mean, tQuantile } from "../../scenarios/statistics.ts";
import { BundleState, EventKind, OrderState } from "../../sim/model/index.ts";

const opened = openBundledLibrary();
if (!opened.ok) throw new Error(opened.problems.map(formatProblem).join("\n"));
const library = opened.value;
const solver = createNodeLpSolver();
afterAll(() => solver.close());

function start(name: string, seed: number, overrides: readonly string[] = []): Run {
  const loaded = library.load(name, { strategies: ["pod-match"], overrides });
  if (!loaded.ok) throw new Error(loaded.problems.map(formatProblem).join("\n"));
  const { scenario, inputs, strategies } = loaded.value;
  const created = createRun({ scenario, inputs, seed, strategy: strategies[0]!, solver });
  if (!created.ok) throw new Error(JSON.stringify(created.misfits));
  return created.value;
}
function total(values: ArrayLike<number>, count = values.length): number {
  let sum = 0;
  for (let i = 0; i < count; i += 1) sum += values[i]!;
  return sum;
}

describe("on a bad day", () => {
  let run: Run;
  let unitsAtStart: number;
  let openOrderSteps = 0;
  let cancelledOrderSteps = 0;
  let unitsLost = 0;
  let unitsReturned = 0;

  beforeAll(async () => {
    run = start("bad-day", 1);
    unitsAtStart = total(run.observation.pods.slotUnits);
    let open = 0;
    await run.advance(run.horizonSteps, ({ observation: { events, orders, bundles, step } }) => {
      for (let i = 0; i < events.count; i += 1) {
        const a = events.a(i);
        switch (events.kind(i)) {
          case EventKind.orderArrived:
            open += 1;
            break;
          case EventKind.orderDone:
            open -= 1;
            break;
          case EventKind.orderCancelled:
            open -= 1;
            cancelledOrderSteps += step - orders.arrivalStep[a]!;
            break;
          case EventKind.stockLost:
            unitsLost += events.b(i);
            break;
          case EventKind.unitsReturned:
            unitsReturned += bundles.units[a]!;
            break;
        }
      }
      openOrderSteps += open;
      return undefined;
    });
  });

  test("the open orders of all steps are the steps of all orders, to the step", () => {
    const { orders, step } = run.observation;
    let orderSteps = cancelledOrderSteps;
    for (let order = 0; order < orders.count; order += 1) {
      const arrived = orders.arrivalStep[order]!;
      if (orders.state[order] === OrderState.done) orderSteps += orders.doneStep[order]! - arrived;
      else if (orders.state[order] !== OrderState.cancelled) orderSteps += step - arrived + 1;
    }
    expect(openOrderSteps).toBe(orderSteps);
    expect(cancelledOrderSteps).toBeGreaterThan(0);
  });

  test("units at the start and from the supplier = on pods + at the dock + with orders + lost", () => {
    const { pods, bundles, orders } = run.observation;
    const inBundles = total(bundles.units, bundles.count);
    let notStowed = 0;
    for (let bundle = 0; bundle < bundles.count; bundle += 1) {
      if (bundles.state[bundle] !== BundleState.stowed) notStowed += bundles.units[bundle]!;
    }
    const withOrders = total(orders.linePicked, orders.lineTotal) - unitsReturned;
    const fromSupplier = inBundles - unitsReturned;
    expect(total(pods.slotUnits) + notStowed + withOrders + unitsLost).toBe(unitsAtStart + fromSupplier);
    for (const units of [fromSupplier, withOrders, unitsReturned, unitsLost]) {
      expect(units).toBeGreaterThan(0);
    }
  });

  test("every order that came is done, cancelled or open", () => {
    const { ordersArrived, ordersDone, ordersCancelled, ordersOpen } = run.kpis();
    expect(ordersDone + ordersCancelled + ordersOpen).toBe(ordersArrived);
  });

  test("robot time sums to 100 %", () => {
    const kpis = run.kpis();
    const shares = [
      kpis.robotDriveShare,
      kpis.robotQueueShare,
      kpis.robotLiftShare,
      kpis.robotPutShare,
      kpis.robotGetShare,
      kpis.robotChargeShare,
      kpis.robotFailedShare,
      kpis.robotRestShare,
    ];
    expect(total(shares)).toBeCloseTo(1, 12);
    const robotHours = run.observation.robots.count * 3;
    expect(kpis.robotHoursLost / robotHours).toBeCloseTo(kpis.robotFailedShare, 12);
    const { robots, minutes } = run.series();
    for (const minute of [0, 60, 170]) {
      let inMinute = 0;
      for (let at = minute; at < robots.length; at += minutes) inMinute += robots[at]!;
      expect(inMinute, `robots in minute ${minute}`).toBeCloseTo(run.observation.robots.count, 9);
    }
  });
});

test("Little's law holds for orders of a steady site: L = λ W within 95 %, over independent replications", async () => {
  const flat = `[${Array.from({ length: 24 }, () => 1).join(",")}]`;
  const steady = [
    "hours=1.5",
    "warmupMinutes=20",
    "demand.waves=[]",
    `demand.hourShape=${flat}`,
    "demand.ordinaryOrdersPerDay=12000",
    "demand.overdispersion=0",
  ];
  const gaps: number[] = [];
  const levels: number[] = [];
  for (const seed of [1, 2, 3, 4, 5]) {
    const run = start("smoke", seed, steady);
    let open = 0;
    let windowSteps = 0;
    const warmupSteps = (20 * 60) / run.setup.stepSeconds;
    await run.advance(run.horizonSteps, ({ observation: { events, step } }) => {
      for (let i = 0; i < events.count; i += 1) {
        if (events.kind(i) === EventKind.orderArrived) open += 1;
        if (events.kind(i) === EventKind.orderDone) open -= 1;
      }
      if (step > warmupSteps) windowSteps += open;
      return undefined;
    });
    const kpis = run.kpis();
    const inSystem = (windowSteps * run.setup.stepSeconds) / kpis.simulatedSeconds;
    const perSecond = kpis.ordersArrived / kpis.simulatedSeconds;
    gaps.push(inSystem - perSecond * kpis.orderTurnoverSecondsMean);
    levels.push(inSystem);
  }
  const halfWidth = (tQuantile(0.95, gaps.length - 1) * deviation(gaps)) / Math.sqrt(gaps.length);
  if (process.env.THEORY_TABLE !== undefined) {
    console.log(
      `Little, steady smoke: L ${mean(levels).toFixed(2)}, L − λW ${mean(gaps).toFixed(3)} ± ${halfWidth.toFixed(3)}`,
    );
  }
  expect(Math.abs(mean(gaps))).toBeLessThanOrEqual(halfWidth);
  expect(halfWidth).toBeLessThan(0.2 * mean(levels));
});
