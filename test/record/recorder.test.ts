import { describe, expect, test } from "vitest";
import { Random } from "../../sim/kernel/index.ts";
import { Activity, frameVersion } from "../../sim/model/index.ts";
import { TinyRun } from "./tiny-run.ts";

describe("orders", () => {
  test("are timed from arrival and from assignment to done", () => {
    const run = new TinyRun();
    let order = 0;
    run.take(() => {
      order = run.arrive(100);
    });
    run.takeUntil(5);
    run.take(() => run.assign(order));
    run.takeUntil(10);
    run.take(() => run.finish(order));
    expect(run.kpis).toMatchObject({
      ordersArrived: 1,
      ordersDone: 1,
      ordersOpen: 0,
      onTimeOrders: 1,
      orderTurnoverSecondsMean: 100,
      orderTurnoverSecondsMedian: 100,
      orderTurnoverSecondsP95: 100,
      orderThroughputSecondsMean: 50,
      lateShare: 0,
      oldestOpenSeconds: 0,
    });
  });

  test("count as late when done after their due step, and when open after it", () => {
    const run = new TinyRun();
    run.take(() => {
      for (const due of [5, 6, 3, 99]) run.arrive(due);
    });
    run.takeUntil(5);
    run.take(() => {
      run.finish(0);
      run.finish(1);
    });
    const { lateShare, lateSecondsMean, onTimeOrders, ordersOpen, backlogOrders, oldestOpenSeconds } =
      run.kpis;
    expect(lateShare).toBeCloseTo(2 / 3, 9);
    expect([lateSecondsMean, onTimeOrders, ordersOpen, backlogOrders, oldestOpenSeconds]).toEqual([
      10, 1, 2, 2, 50,
    ]);
  });

  test("become late in the minute after their due step, each once", () => {
    const run = new TinyRun();
    const dueSteps = [3, 4, 8, 14, 30];
    run.take(() => {
      for (const due of dueSteps) run.arrive(due);
    });
    run.takeUntil(4);
    run.take(() => {
      run.finish(0); // due 3, done 5: late in minute 0
      run.finish(2); // due 8: on time
    });
    run.takeUntil(15);
    run.take(() => run.finish(1)); // late since minute 0, done in minute 2
    run.takeUntil(36);
    expect([...run.recorder.series().lateOrders]).toEqual([2, 0, 1, 0, 0, 1]);
  });
});

describe("robot time", () => {
  test("waiting is queueing with a goal or in a queue, rest without, driving while a slow move lasts", () => {
    const run = new TinyRun();
    run.take(() => {
      run.show(0, Activity.waiting, 1, 3);
      run.show(1, Activity.waiting, 2, 2);
    });
    run.take(() => {
      run.show(0, Activity.waiting, 1, 1);
      run.show(1, Activity.waiting, 1, -1);
    });
    run.take(() => {
      run.robots.busySteps[0] = 1;
      run.show(1, Activity.charging, 5, 5);
    });
    expect(run.kpis).toMatchObject({
      robotQueueShare: 2 / 6,
      robotRestShare: 2 / 6,
      robotDriveShare: 1 / 6,
      robotChargeShare: 1 / 6,
    });
  });

  const seed = 20251111;
  test(`sums to 100 % whatever the robots do (seed ${seed}; npx vitest run test/record)`, () => {
    const random = new Random(seed, "test");
    const run = new TinyRun({ warmupSteps: 50 });
    run.takeUntil(300, () => {
      for (const robot of [0, 1]) run.show(robot, random.below(8), random.below(6), random.below(7) - 1);
    });
    const k = run.kpis;
    const parts = [
      k.robotDriveShare,
      k.robotQueueShare,
      k.robotLiftShare,
      k.robotServeShare,
      k.robotChargeShare,
      k.robotFailedShare,
      k.robotRestShare,
    ];
    expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(1, 12);
    expect(Math.min(...parts)).toBeGreaterThan(0);
    const minutes = run.recorder.series();
    for (let minute = 0; minute < minutes.minutes; minute += 1) {
      let robots = 0;
      for (let activity = 0; activity < 8; activity += 1)
        robots += minutes.robots[activity * minutes.minutes + minute]!;
      expect(robots).toBeCloseTo(2, 12);
    }
  });
});

describe("stations", () => {
  test("pile-on counts units per visit to pick stations only, and the score is against all stations busy", () => {
    const run = new TinyRun();
    run.take(() => {
      run.podAt(0);
      run.podAt(1);
    });
    run.takeUntil(5, () => run.pickUnit());
    run.takeUntil(8);
    expect(run.kpis).toMatchObject({ pileOn: 4, throughputScore: 0.5, unitsPerHour: 4 * 45 });
  });
  test("idle is open time without a unit in hand; a closed station is not idle", () => {
    const run = new TinyRun();
    run.takeUntil(3, () => {
      run.stations.busySteps[0] = 1;
    });
    run.stations.busySteps[0] = 0;
    run.takeUntil(4);
    run.stations.open[0] = 0;
    run.takeUntil(10);
    expect(run.kpis.stationIdleShare).toBe(0.25);
  });
  test("metres are those of all robots per unit picked", () => {
    const run = new TinyRun();
    run.robots.cellsDriven.set([3, 7]);
    run.take(() => {
      run.pickUnit();
      run.pickUnit();
    });
    expect(run.kpis.metresPerUnit).toBe(10);
  });
});

test("the warm-up is left out of the KPIs but not of the series", () => {
  const run = new TinyRun({ warmupSteps: 6 });
  run.robots.cellsDriven.set([100, 0]);
  run.takeUntil(6, () => {
    run.arrive(99);
    run.pickUnit();
  });
  expect(run.kpis.ordersArrived).toBe(0);
  run.takeUntil(12, () => {
    run.arrive(99);
    run.pickUnit();
    run.robots.cellsDriven[1]! += 1;
  });
  expect(run.kpis).toMatchObject({
    simulatedSeconds: 60,
    ordersArrived: 6,
    ordersOpen: 12,
    metresPerUnit: 2,
  });
  expect([...run.recorder.series().ordersArrived]).toEqual([6, 6]);
  expect([...run.recorder.series().backlog]).toEqual([6, 12]);
});

test("a report before anything happened has no division by zero in what is counted", () => {
  const { unitsPerHour, lateShare, throughputScore, robotBusyShare } = new TinyRun().kpis;
  expect([unitsPerHour, lateShare, throughputScore, robotBusyShare]).toEqual([0, 0, 0, 0]);
});

/** Something of everything, the same for the same step. */
function eventful(run: TinyRun): void {
  const random = new Random(run.step, "eventful");
  for (const robot of [0, 1]) run.show(robot, random.below(8), random.below(6), random.below(6));
  if (random.uniform() < 0.3 && run.orders.count < 60) run.arrive(run.step + random.below(40));
  const order = random.below(64);
  if (order < run.orders.count && run.orders.state[order] === 0) run.finish(order);
  if (random.uniform() < 0.4) run.pickUnit(random.below(64));
  if (random.uniform() < 0.2 && run.orders.count > 0) run.assign(run.orders.count - 1);
  if (random.uniform() < 0.2) run.lift(0);
  if (random.uniform() < 0.2) run.podAt(random.below(2), random.below(2));
  if (random.uniform() < 0.5) run.robots.cellsDriven[random.below(2)]! += 1;
  run.stations.busySteps[0] = random.below(2);
}

describe("the hash", () => {
  const hashAfter = (steps: number, change: (run: TinyRun) => void = () => {}) => {
    const run = new TinyRun();
    run.takeUntil(steps, (current) => {
      eventful(current);
      if (current.step === 17) change(current);
    });
    return run.recorder.hash(run.observation);
  };
  test("is the same for the same run and asking for it changes nothing", () => {
    const run = new TinyRun();
    run.takeUntil(60, (current) => {
      eventful(current);
      current.recorder.hash(current.observation);
    });
    expect(run.recorder.hash(run.observation)).toBe(hashAfter(60));
    expect(hashAfter(60)).toMatch(/^[0-9a-f]{16}$/);
  });
  test.each([
    { what: "a robot's cell", change: (run: TinyRun) => run.robots.cell.fill(0) },
    { what: "a robot's heading", change: (run: TinyRun) => run.robots.heading.fill(3) },
    { what: "a pod carried", change: (run: TinyRun) => run.robots.pod.fill(0) },
    { what: "an order more", change: (run: TinyRun) => void run.arrive(500) },
  ])("sees $what in one step of sixty", ({ change }) => {
    expect(hashAfter(60, change)).not.toBe(hashAfter(60));
  });
});

test("a recorder goes on from a snapshot as if nothing had happened", () => {
  const run = new TinyRun({ warmupSteps: 20 });
  run.takeUntil(95, eventful);
  const saved = structuredClone(run.recorder.snapshot());
  const other = new TinyRun({ warmupSteps: 20 });
  other.takeUntil(95, eventful);
  other.takeUntil(130, (current) => current.show(0, 1, 1, 1));
  run.takeUntil(200, eventful);

  const again = new TinyRun({ warmupSteps: 20 });
  again.takeUntil(95, eventful);
  again.recorder = again.newRecorder();
  again.recorder.restore(other.recorder.snapshot());
  again.recorder.restore(saved);
  again.takeUntil(200, eventful);
  expect(again.kpis).toEqual(run.kpis);
  expect(again.recorder.series()).toEqual(run.recorder.series());
  expect(again.recorder.hash(again.observation)).toBe(run.recorder.hash(run.observation));
});

test("a frame is a copy of the state, with queues, charge and goals", () => {
  const run = new TinyRun();
  run.take(() => {
    run.show(0, Activity.waiting, 2, -1);
    run.show(1, Activity.serving, 3, 3);
  });
  const frame = run.recorder.frame(run.observation, run.goal);
  expect(frame).toMatchObject({
    version: frameVersion,
    step: 1,
    robotCell: Int32Array.of(2, 3),
    robotGoal: Int32Array.of(2, 3),
    robotChargePercent: Uint8Array.of(50, 100),
    stationQueue: Int32Array.of(2, 0),
    stationTrouble: Uint8Array.of(0, 0),
    podCell: Int32Array.of(0),
  });
  run.show(0, Activity.driving, 1, 0);
  expect(frame.robotCell[0]).toBe(2);
});
