import { describe, expect, test } from "vitest";
import { Activity } from "../../sim/model/index.ts";
import { TinyRun } from "./tiny-run.ts";

// The tiny floor: place 0, aisle 1, queue 2, pick work cell 3, replenishment work cell 4, charger 5; steps of 10 s, cells of 2 m.

describe("pile-on", () => {
  test("of orders counts those done per visit to a pick station", () => {
    const run = new TinyRun();
    run.take(() => {
      for (const due of [50, 50, 50]) run.arrive(due);
    });
    run.take(() => run.podAt(0));
    run.take(() => run.finish(0));
    run.take(() => run.podAt(1));
    run.take(() => run.finish(1));
    run.take(() => run.podAt(0));
    run.take(() => run.finish(2));
    expect(run.kpis.orderPileOn).toBe(3 / 2);
  });

  /** Robot 0 sets out for the pod in step 5, lifts it in 7 and brings it to the pick station in 10. */
  const visit = (run: TinyRun) => {
    run.takeUntil(4);
    run.take(() => run.show(0, Activity.waiting, 1, 0));
    run.take(() => run.drive(0, 0, 0));
    run.take(() => run.lift(0));
    run.takeUntil(9, () => run.drive(0, run.step - 7, 3));
    run.take(() => {
      run.drive(0, 3, 3);
      run.podAt(0);
    });
  };
  const assignedIn = (run: TinyRun, steps: readonly number[]) => {
    for (const step of steps) {
      const order = run.arrive(99);
      run.orders.assignedStep[order] = step;
    }
  };

  test.each([0, 5, 6, 7, 10, 11])(
    "is injected for orders assigned after the robot set out, also while the pod stands at the station, and though the recorder is another after %d steps",
    (change) => {
      const run = new TinyRun();
      run.changeRecorderAfter = change;
      assignedIn(run, [4, 5, 6, 8, 12]);
      visit(run);
      for (const line of [0, 1, 2, 3, 4]) run.take(() => run.pickUnit(line));
      expect(run.kpis).toMatchObject({ pileOn: 5, injectedPileOn: 3 });
    },
  );
  test("is not injected for the order that the visit was made for, though the robot stood beneath the pod before", () => {
    const run = new TinyRun();
    run.changeRecorderAfter = 24;
    assignedIn(run, [20, 20, 21]);
    run.take(() => run.show(0, Activity.waiting, 1, 0)); // on its way to rest there
    run.takeUntil(20, () => run.show(0, Activity.waiting, 0, 0));
    run.take(() => run.lift(0));
    run.take(() => run.podAt(0));
    for (const line of [0, 1, 2]) run.take(() => run.pickUnit(line));
    expect(run.kpis.injectedPileOn).toBe(1);
  });
  test("takes the first unit's order anew as the reason in every visit", () => {
    const run = new TinyRun();
    assignedIn(run, [4, 30]);
    visit(run);
    run.take(() => run.pickUnit(0));
    run.takeUntil(30);
    run.take(() => run.podAt(0));
    run.take(() => run.pickUnit(1));
    expect(run.kpis).toMatchObject({ pileOn: 1, injectedPileOn: 0 });
  });
});

describe("trips", () => {
  test("end where the robot lifts, arrives at a station, sets down, charges or comes to rest", () => {
    const run = new TinyRun();
    run.take(() => run.drive(0, 1, 0));
    run.take(() => run.show(0, Activity.waiting, 1, 0)); // queueing is part of the trip
    run.take(() => run.drive(0, 0, 0));
    run.take(() => run.lift(0)); // 2 cells in 3 steps
    run.take(() => run.drive(0, 1, 3));
    run.take(() => run.drive(0, 2, 3));
    run.take(() => {
      run.drive(0, 3, 3);
      run.podAt(0); // 3 cells in 3 steps
    });
    run.takeUntil(12, () => run.show(0, Activity.serving, 3, 3));
    run.take(() => run.drive(0, 2, 0));
    run.take(() => run.show(0, Activity.waiting, 1, -1)); // a laden robot that waits for a place goes on later
    run.take(() => run.drive(0, 0, 0));
    run.take(() => run.setDown(0)); // 2 cells in 2 steps
    run.take(() => run.drive(0, 1, 1));
    run.take(() => run.show(0, Activity.waiting, 1, 1)); // 1 cell in 1 step
    run.take(() => run.drive(0, 5, 5));
    run.take(() => run.show(0, Activity.charging, 5, 5)); // 1 cell in 1 step
    run.takeUntil(25);
    const { tripMetresMean, tripSecondsMean, metresPerRobot } = run.kpis;
    expect([tripMetresMean, tripSecondsMean, metresPerRobot]).toEqual([(9 / 5) * 2, (10 / 5) * 10, 9]);
  });
  test("have no mean before the first; lifting where the robot stands is none", () => {
    const run = new TinyRun();
    run.take(() => run.lift(0));
    run.take(() => run.setDown(0));
    expect(run.kpis.tripMetresMean).toBeNaN();
    expect(run.kpis.tripSecondsMean).toBeNaN();
  });
});

describe("order times", () => {
  test("have quartiles, from arrival and from assignment", () => {
    const run = new TinyRun();
    run.take(() => {
      for (const due of [99, 99, 99, 99]) run.arrive(due);
    });
    run.takeUntil(10);
    run.take(() => {
      for (const order of [0, 1, 2, 3]) run.assign(order);
    });
    for (const order of [0, 1, 2, 3]) {
      run.takeUntil(20 + 10 * order);
      run.take(() => run.finish(order));
    }
    expect(run.kpis).toMatchObject({
      orderTurnoverSecondsP25: 200,
      orderTurnoverSecondsMedian: 300,
      orderTurnoverSecondsP75: 400,
      orderTurnoverSecondsP95: 500,
      orderThroughputSecondsMean: 250,
      orderThroughputSecondsP25: 100,
      orderThroughputSecondsMedian: 200,
      orderThroughputSecondsP75: 300,
    });
  });
});

describe("stations", () => {
  test("robots put at pick stations and get at replenishment stations; both are being served", () => {
    const run = new TinyRun();
    run.takeUntil(3, () => {
      run.show(0, Activity.serving, 3, 3);
      run.show(1, run.step > 2 ? Activity.serving : Activity.driving, 4, 4);
    });
    const { robotPutShare, robotGetShare, robotServeShare } = run.kpis;
    expect([robotPutShare, robotGetShare]).toEqual([3 / 6, 1 / 6]);
    expect(robotServeShare).toBeCloseTo(4 / 6, 12);
  });
  test("idle is told apart for replenishment, of its own open time", () => {
    const run = new TinyRun();
    run.takeUntil(2, () => run.stations.busySteps.set([0, 1]));
    run.stations.busySteps[1] = 0;
    run.takeUntil(8);
    run.stations.open[1] = 0;
    run.takeUntil(20);
    expect(run.kpis).toMatchObject({ replenishIdleShare: 6 / 8, stationIdleShare: 1 });
  });
  test("queues count the robots in queue and work cells per open station", () => {
    const run = new TinyRun();
    run.takeUntil(4, () => {
      run.show(0, Activity.waiting, 2, 3);
      run.show(1, Activity.serving, 3, 3);
    });
    run.takeUntil(8, () => {
      run.show(0, Activity.waiting, 1, 3);
      run.show(1, Activity.waiting, 4, 4);
    });
    expect(run.kpis).toMatchObject({ pickQueueRobots: 1, replenishQueueRobots: 0.5 });
  });
});

describe("throughput", () => {
  test("counts a line with its last unit, and stowed units by the bundle", () => {
    const run = new TinyRun();
    run.orders.lineUnits.set([3, 1]);
    run.takeUntil(2, () => run.pickUnit(0));
    run.take(() => run.stowBundle());
    run.take(() => run.pickUnit(1));
    expect(run.kpis).toMatchObject({ unitsPerHour: 3 * 90, linesPerHour: 90, unitsStowedPerHour: 6 * 90 });
    run.takeUntil(5, () => run.pickUnit(0));
    expect(run.kpis.linesPerHour).toBe(2 * 72);
  });
});

test("the mean backlog weighs waiting orders by time, until they are assigned or cancelled", () => {
  const run = new TinyRun();
  run.takeUntil(2);
  run.take(() => {
    for (const due of [99, 99, 99]) run.arrive(due);
  });
  run.takeUntil(6);
  run.take(() => run.assign(0));
  run.take(() => run.cancel(1));
  run.take(() => run.cancel(0));
  run.takeUntil(10);
  // 3 in steps 3 to 6, 2 in step 7, 1 from step 8 to 10.
  expect(run.kpis.backlogOrdersMean).toBe((4 * 3 + 2 + 3) / 10);
  expect(run.kpis.backlogOrders).toBe(1);
});
