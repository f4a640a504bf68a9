// The dispatch LP on small inputs whose answer can be seen: one class, few periods of a quarter hour.
import loadHighs from "highs";
import javascriptLp from "javascript-lp-solver";
import { expect, test } from "vitest";
import { buildDispatchModel, type DispatchInput } from "../../controller/planning/dispatch-model.ts";
import { readDispatchPlan } from "../../controller/planning/dispatch-plan.ts";
import { solveWithHighs, solveWithJavascriptLp, verifySolution } from "../../controller/planning/lp/index.ts";
import { Random } from "../../sim/kernel/index.ts";

const highs = await loadHighs();

/** One zone that has everything, from which a robot brings so many units an hour. */
function oneZone(unitsPerRobotHour: number): DispatchInput["zones"] {
  return {
    zoneCount: 1,
    unitsNow: Float64Array.of(1e6),
    unitsMoved: Float64Array.of(1e6),
    unitsPerRobotHour: Float64Array.of(unitsPerRobotHour),
    unitsPerHourMax: Float64Array.of(1e6),
    stowShare: Float64Array.of(1),
    moves: 0,
    movesPerRobotHour: 30,
  };
}

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
    shift: { rampPerPeriod: 1, minPeriods: 1 },
    robots: 40,
    zones: oneZone(10),
    stowUnitsPerRobotHour: 20,
    stockNeededUnits: new Float64Array(periodCount),
    stowableUnits: new Float64Array(periodCount).fill(Infinity),
    dockUnits: 0,
    energy: null,
    ...changes,
  };
}

const quickRamp = { rampPerPeriod: 4, minPeriods: 1 };

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
  const late = solve(input({ openOrders, shift: quickRamp })).plan;
  expect(late.releaseOrders[0]).toBeCloseTo(50, 6);
  const relaxed = solve(
    input({ openOrders, notYetDueOrders: new Float64Array(8).fill(50), shift: quickRamp }),
  );
  expect(relaxed.plan.pickStationsOpen[0]!).toBeLessThan(late.pickStationsOpen[0]!);
});

test("stock for a spike is stowed before it, since picking cannot wait for it", () => {
  const arrivingOrders = Float64Array.of(0, 0, 0, 0, 80, 80, 0, 0);
  const stockNeededUnits = Float64Array.of(0, 0, 0, 0, 80, 160, 160, 160);
  const { built, solution, plan } = solve(input({ arrivingOrders, stockNeededUnits, shift: quickRamp }));
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
  const { plan } = solve(input({ arrivingOrders, energy, shift: quickRamp }));
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

test("a station that could be opened and is not has no price, though opening it costs", () => {
  // 20 orders an hour need a fifth of one of four stations; each start costs, so picking one more is not free.
  const arrivingOrders = Float64Array.of(5, 5, 5, 5, 5, 5, 5, 5);
  const { plan } = solve(input({ arrivingOrders, shift: quickRamp }));
  expect(plan.pickStationsOpen[0]).toBeGreaterThan(0);
  expect(plan.pickStationsOpen[0]).toBeLessThan(4);
  expect([...plan.stationHourPrice]).toEqual(new Array(8).fill(0));
});

test("a station's price is what the objective changes by when there is one station more", () => {
  const openOrders = Float64Array.of(900);
  const at = (stations: number) =>
    solve(input({ openOrders, robots: 80, pick: { stations, openNow: 5, unitsPerStationHour: 100 } }));
  const { plan, solution, built } = at(4);
  const values = Array.from({ length: 8 }, (_, t) => solution.rowDual[built.balanceRow[t]!]!);
  const saved = plan.stationHourPrice.reduce((sum, orders, t) => sum + orders * 0.25 * values[t]!, 0);
  expect((solution.objective - at(4.01).solution.objective) / 0.01).toBeCloseTo(saved, 3);
});

test("a robot's dual is what the objective changes by when there is one robot more", () => {
  const openOrders = Float64Array.of(900);
  const base = input({ openOrders, robots: 20, pick: { stations: 4, openNow: 4, unitsPerStationHour: 100 } });
  const { built, solution } = solve(base);
  const more = solve({ ...base, robots: 20.01 });
  const duals = [...built.robotRow].reduce((sum, row) => sum + solution.rowDual[row]!, 0);
  expect((more.solution.objective - solution.objective) / 0.01).toBeCloseTo(duals, 4);
});

/** Near zone: 20 units per robot and hour; far zone: 10. */
function twoZones(changes: Partial<DispatchInput["zones"]> = {}): DispatchInput["zones"] {
  return {
    zoneCount: 2,
    unitsNow: Float64Array.of(100, 1000),
    unitsMoved: Float64Array.of(100, 1000),
    unitsPerRobotHour: Float64Array.of(20, 10),
    unitsPerHourMax: Float64Array.of(1e6, 1e6),
    stowShare: Float64Array.of(0.5, 0.5),
    moves: 0,
    movesPerRobotHour: 30,
    ...changes,
  };
}
const openStations = { stations: 4, openNow: 4, unitsPerStationHour: 1000 };

test("orders are picked from the near zone as far as it has what they want, the rest from the far one", () => {
  const openOrders = Float64Array.of(300);
  const { plan } = solve(input({ openOrders, zones: twoZones(), pick: openStations, shift: quickRamp }));
  const near = total(plan.releaseByZone.slice(0, 8));
  const far = total(plan.releaseByZone.slice(8));
  expect(near).toBeCloseTo(100, 6);
  expect(far).toBeCloseTo(200, 6);
  expect(total(plan.releaseOrders)).toBeCloseTo(300, 6);
});

test("aisles that let too little through have a price, in orders per unit", () => {
  const openOrders = Float64Array.of(2000);
  const zones = twoZones({
    unitsNow: Float64Array.of(5000, 5000),
    unitsPerHourMax: Float64Array.of(40, 1e6),
  });
  const { built, solution, plan } = solve(input({ openOrders, zones, pick: openStations, robots: 10 }));
  expect(plan.releaseByZone[0]).toBeCloseTo(10, 6);
  // A unit from the near zone takes half of the robot time: every one let through more is half an order more.
  expect(plan.zoneUnitPrice[0]).toBeCloseTo(0.5, 2);
  expect(plan.zoneUnitPrice[8]).toBe(0);
  const dual = solution.rowDual[built.zoneRow[0]!]!;
  const wider = { ...zones, unitsPerHourMax: Float64Array.of(40.04, 1e6) };
  const more = solve(input({ openOrders, zones: wider, pick: openStations, robots: 10 }));
  const perRow = [...built.zoneRow.slice(0, 8)].reduce((sum, row) => sum + solution.rowDual[row]!, 0);
  expect((more.solution.objective - solution.objective) / 0.01).toBeCloseTo(perRow, 3);
  expect(dual).toBeLessThan(0);
});

test("pods are moved in the quiet periods before a peak that robots would not carry otherwise, not for nothing", () => {
  const arrivingOrders = Float64Array.of(0, 0, 0, 0, 100, 100, 0, 0);
  const zones = twoZones({
    unitsNow: Float64Array.of(0, 1000),
    unitsMoved: Float64Array.of(1000, 0),
    moves: 60,
    movesPerRobotHour: 30,
  });
  const peak = solve(input({ arrivingOrders, zones, pick: openStations, robots: 20, shift: quickRamp }));
  const moving = [...peak.plan.robotsReposition];
  // A fifth of the moves brings the 200 units near: twelve moves at 7.5 per robot and quarter hour.
  expect(moving.slice(0, 4).reduce((sum, robots) => sum + robots, 0)).toBeCloseTo(1.6, 6);
  expect(moving.slice(4).reduce((sum, robots) => sum + robots, 0)).toBeCloseTo(0, 6);
  const apart = solve(
    input({
      arrivingOrders,
      zones: { ...zones, moves: 0 },
      pick: openStations,
      robots: 20,
      shift: quickRamp,
    }),
  );
  expect(peak.solution.objective).toBeLessThan(apart.solution.objective);
  const nothingToDo = solve(input({ zones, pick: openStations, robots: 20 })).plan;
  expect(total(nothingToDo.robotsReposition)).toBe(0);
});

test("a station that is opened stays open for its shift, unless there are no people", () => {
  const arrivingOrders = Float64Array.of(0, 100, 0, 0, 0, 0, 0, 0);
  const brief = solve(input({ arrivingOrders, shift: { rampPerPeriod: 4, minPeriods: 1 } })).plan;
  const shift = solve(input({ arrivingOrders, shift: { rampPerPeriod: 4, minPeriods: 4 } })).plan;
  expect(total(shift.pickStationsOpen)).toBeGreaterThan(total(brief.pickStationsOpen) - 1e-6);
  const opened = shift.pickStationsOpen.findIndex((open) => open > 0.5);
  for (let t = opened; t < opened + 4; t += 1) expect(shift.pickStationsOpen[t]).toBeGreaterThan(0.5);
  const staffed = Float64Array.of(4, 4, 0, 0, 4, 4, 4, 4);
  const pick = { stations: 4, openNow: 0, unitsPerStationHour: 100, staffed };
  const { plan } = solve(input({ arrivingOrders, pick, shift: { rampPerPeriod: 4, minPeriods: 4 } }));
  expect(plan.pickStationsOpen[2]).toBe(0);
  expect(plan.pickStationsOpen[3]).toBe(0);
});

test("nothing is stowed before it has come", () => {
  const stockNeededUnits = Float64Array.of(50, 50, 50, 50, 50, 50, 50, 50);
  const arrivingOrders = Float64Array.of(50, 0, 0, 0, 0, 0, 0, 0);
  const stowableUnits = Float64Array.of(0, 0, 20, 20, Infinity, Infinity, Infinity, Infinity);
  const { built, solution } = solve(
    input({ arrivingOrders, stockNeededUnits, stowableUnits, shift: quickRamp }),
  );
  const stow = [...built.stow].map((column) => solution.x[column]!);
  expect(stow[0]! + stow[1]!).toBeCloseTo(0, 6);
  expect(stow[0]! + stow[1]! + stow[2]! + stow[3]!).toBeCloseTo(20, 6);
  expect(stow.reduce((sum, units) => sum + units, 0)).toBeCloseTo(50, 6);
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
      shift: { rampPerPeriod: random.below(3), minPeriods: 1 + random.below(4) },
      pick: { stations: random.below(8), openNow: random.below(8), unitsPerStationHour: 120 },
      zones: twoZones({
        unitsNow: Float64Array.of(random.below(200), random.below(900)),
        unitsMoved: Float64Array.of(random.below(900), random.below(200)),
        unitsPerHourMax: Float64Array.of(1 + random.below(400), 1 + random.below(400)),
        moves: random.below(3) * 20,
      }),
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
