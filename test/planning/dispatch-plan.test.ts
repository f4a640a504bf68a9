// The dispatch LP on small inputs whose answer can be seen: one class, few periods of a quarter hour.
import loadHighs from "highs";
import javascriptLp from "javascript-lp-solver";
import { expect, test } from "vitest";
import { buildDispatchModel, type DispatchInput } from "../../controller/planning/dispatch-model.ts";
import { readDispatchPlan } from "../../controller/planning/dispatch-plan.ts";
import { solveWithHighs, solveWithJavascriptLp, verifySolution } from "../../controller/planning/lp/index.ts";
import { Random } from "../../sim/kernel/index.ts";

const highs = await loadHighs();

/** Four stations of 100 units an hour, 40 robots of 10 units an hour; nothing to do unless told. */
function input(changes: Partial<DispatchInput> = {}): DispatchInput {
  const periodCount = changes.periodCount ?? 8;
  return {
    periodCount,
    periodHours: 0.25,
    classCount: 1,
    openOrders: new Float64Array(1),
    arrivingOrders: new Float64Array(periodCount),
    notYetDueOrders: new Float64Array(periodCount),
    unitsPerOrder: 1,
    pick: { stations: 4, openNow: 0, unitsPerStationHour: 100 },
    replenish: { stations: 2, openNow: 0, unitsPerStationHour: 100 },
    stationsRampPerPeriod: 1,
    robots: 40,
    pickUnitsPerRobotHour: 10,
    stowUnitsPerRobotHour: 20,
    stockNeededUnits: new Float64Array(periodCount),
    dockUnits: 0,
    energy: null,
    ...changes,
  };
}

function solve(given: DispatchInput) {
  const built = buildDispatchModel(given);
  const solution = solveWithHighs(highs, built.model);
  expect(solution.status).toBe("optimal");
  return { built, solution, plan: readDispatchPlan(built, given, solution, 0, 100) };
}
const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);

test("with nothing to do everything stays closed and parked", () => {
  const { plan } = solve(input());
  expect(total(plan.pickStationsOpen)).toBe(0);
  expect(total(plan.robotsPick)).toBe(0);
  expect(total(plan.robotHourPrice)).toBe(0);
});

test("stations open before a peak, one per period as the ramp allows", () => {
  // 100 orders in each of periods 3 and 4, due at once: all four stations are needed then.
  const arrivingOrders = Float64Array.of(0, 0, 0, 100, 100, 0, 0, 0);
  const { plan } = solve(input({ arrivingOrders }));
  const open = [...plan.pickStationsOpen].map((value) => Math.round(value * 100) / 100);
  expect(open.slice(0, 4)).toEqual([1, 2, 3, 4]);
  expect(open[4]).toBe(4);
});

test("orders that are not due for long wait for the cheap moment, orders that are late do not", () => {
  const openOrders = Float64Array.of(50);
  const late = solve(input({ openOrders, stationsRampPerPeriod: 4 })).plan;
  expect(late.releaseOrders[0]).toBeCloseTo(50, 6);
  const relaxed = solve(
    input({ openOrders, notYetDueOrders: new Float64Array(8).fill(50), stationsRampPerPeriod: 4 }),
  );
  expect(relaxed.plan.pickStationsOpen[0]!).toBeLessThan(late.pickStationsOpen[0]!);
});

test("stock for a spike is stowed before it, since picking cannot wait for it", () => {
  const arrivingOrders = Float64Array.of(0, 0, 0, 0, 80, 80, 0, 0);
  const stockNeededUnits = Float64Array.of(0, 0, 0, 0, 80, 160, 160, 160);
  const { built, solution, plan } = solve(
    input({ arrivingOrders, stockNeededUnits, stationsRampPerPeriod: 4 }),
  );
  const stow = [...built.stow].map((column) => solution.x[column]!);
  expect(stow.slice(0, 4).reduce((sum, units) => sum + units, 0)).toBeGreaterThanOrEqual(80 - 1e-6);
  expect(stow.slice(0, 5).reduce((sum, units) => sum + units, 0)).toBeGreaterThanOrEqual(160 - 1e-6);
  expect(total(plan.robotsReplenish)).toBeCloseTo(160 / 20 / 0.25, 6);
  expect(plan.replenishStationsOpen[3]! + plan.replenishStationsOpen[4]!).toBeGreaterThan(2);
});

test("what waits at the dock is stowed even if nothing lacks it yet", () => {
  const replenish = { stations: 2, openNow: 0, unitsPerStationHour: 2000 };
  const { built, solution } = solve(input({ dockUnits: 1000, replenish, stowUnitsPerRobotHour: 200 }));
  const stowed = [...built.stow].reduce((sum, column) => sum + solution.x[column]!, 0);
  expect(stowed).toBeCloseTo(1000, 6);
});

test("robots that must charge do so before the peak", () => {
  const arrivingOrders = Float64Array.of(0, 0, 0, 0, 90, 90, 0, 0);
  const energy = {
    nowWh: 400,
    capacityWh: 40_000,
    endWh: 0,
    chargers: 20,
    chargeWatts: 1000,
    workWatts: 200,
    idleWatts: 0,
  };
  const { plan } = solve(input({ arrivingOrders, energy, stationsRampPerPeriod: 4 }));
  // 180 orders take 18 robot-hours of 200 W: 3,600 Wh, of which 3,200 have to be charged.
  expect(total(plan.robotsCharge) * 0.25 * 1000).toBeGreaterThanOrEqual(3200 - 1e-6);
  expect(total(plan.robotsCharge.slice(0, 5)) * 0.25 * 1000).toBeGreaterThan(1000);
});

test("overload is planned as late orders, never as no plan", () => {
  const crushed = input({
    openOrders: Float64Array.of(5000),
    robots: 0,
    stockNeededUnits: new Float64Array(8).fill(1e6),
    energy: {
      nowWh: -500,
      capacityWh: 1000,
      endWh: 500,
      chargers: 0,
      chargeWatts: 1000,
      workWatts: 200,
      idleWatts: 20,
    },
  });
  expect([...solve(crushed).plan.backlogOrders]).toEqual(new Array(8).fill(5000));
});

test("the price of a robot-hour is the orders it adds, and none where stations are the limit", () => {
  const openOrders = Float64Array.of(2000);
  const stations = { stations: 4, openNow: 4, unitsPerStationHour: 100 };
  const fewRobots = solve(input({ openOrders, pick: stations, robots: 20 })).plan;
  // Ten orders, less the little that the stations' time costs.
  expect(fewRobots.robotHourPrice[2]).toBeGreaterThan(9.9);
  expect(fewRobots.robotHourPrice[2]).toBeLessThanOrEqual(10 + 1e-6);
  expect(fewRobots.stationHourPrice[2]).toBe(0);
  const manyRobots = solve(input({ openOrders, pick: stations, robots: 80 })).plan;
  expect(manyRobots.robotHourPrice[2]).toBe(0);
  expect(manyRobots.stationHourPrice[2]).toBeGreaterThan(90);
  expect(manyRobots.stationHourPrice[2]).toBeLessThanOrEqual(100 + 1e-6);
});

test("a robot's dual is what the objective changes by when there is one robot more", () => {
  const openOrders = Float64Array.of(900);
  const base = input({ openOrders, robots: 20, pick: { stations: 4, openNow: 4, unitsPerStationHour: 100 } });
  const { built, solution } = solve(base);
  const more = solve({ ...base, robots: 20.01 });
  const duals = [...built.robotRow].reduce((sum, row) => sum + solution.rowDual[row]!, 0);
  expect((more.solution.objective - solution.objective) / 0.01).toBeCloseTo(duals, 4);
});

test("random inputs always have a plan, the same cost from both solvers", () => {
  for (let seed = 1; seed <= 25; seed += 1) {
    const random = new Random(seed, "test/dispatch");
    const periodCount = 4 + random.below(12);
    const classCount = 1 + random.below(2);
    const size = periodCount * classCount;
    const arrivingOrders = Float64Array.from({ length: size }, () => random.below(200));
    const openOrders = Float64Array.from({ length: classCount }, () => random.below(300));
    const hasEnergy = random.uniform() < 0.7;
    const model = buildDispatchModel({
      ...input({ periodCount }),
      classCount,
      arrivingOrders,
      openOrders,
      notYetDueOrders: arrivingOrders.map((orders) => orders * random.uniform()),
      unitsPerOrder: 0.5 + random.uniform() * 3,
      robots: random.below(60),
      stationsRampPerPeriod: random.below(3),
      pick: { stations: random.below(8), openNow: random.below(8), unitsPerStationHour: 120 },
      stockNeededUnits: new Float64Array(periodCount).fill(random.below(400)),
      energy: hasEnergy
        ? {
            nowWh: random.between(-500, 5000),
            capacityWh: 6000,
            endWh: 2000,
            chargers: random.below(10),
            chargeWatts: 1000,
            workWatts: 150,
            idleWatts: 20,
          }
        : null,
    }).model;
    const where = `seed ${seed}`;
    const revised = solveWithHighs(highs, model);
    const tableau = solveWithJavascriptLp(javascriptLp, model);
    expect(revised.status, where).toBe("optimal");
    expect(verifySolution(model, revised), where).toEqual([]);
    expect(tableau.status, where).toBe("optimal");
    expect(verifySolution(model, tableau), where).toEqual([]);
    expect(Math.abs(tableau.objective - revised.objective) / (1 + revised.objective), where).toBeLessThan(
      1e-6,
    );
  }
});
