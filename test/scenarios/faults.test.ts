import { afterAll, describe, expect, test } from "vitest";
import { createNodeLpSolver } from "../../devices/solver/node/index.ts";
import {
  buildSite,
  createRun,
  formatProblem,
  injectForms,
  type LoadOptions,
  openBundledLibrary,
  parseInjection,
  type Run,
  type RunSnapshot,
} from "../../scenarios/index.ts";
import { CellKind, EventKind, type Fault, OrderState, type PlannedFault } from "../../sim/model/index.ts";

const opened = openBundledLibrary();
if (!opened.ok) throw new Error(opened.problems.map(formatProblem).join("\n"));
const library = opened.value;
const solver = createNodeLpSolver();
afterAll(() => solver.close());

function problems(name: string, options: LoadOptions): string {
  const loaded = library.load(name, options);
  return loaded.ok ? "none" : loaded.problems.map(formatProblem).join("\n");
}
function load(name: string, options: LoadOptions) {
  const loaded = library.load(name, options);
  if (!loaded.ok) throw new Error(loaded.problems.map(formatProblem).join("\n"));
  return loaded.value;
}
function start(name: string, options: LoadOptions, injections?: readonly PlannedFault[]): Run {
  const { scenario, inputs, strategies } = load(name, options);
  const created = createRun({
    scenario,
    inputs,
    seed: 1,
    strategy: strategies[0]!,
    solver,
    ...(injections && { injections }),
  });
  if (!created.ok) throw new Error(JSON.stringify(created.misfits));
  return created.value;
}

describe("bad-day", () => {
  /** Steps of what must not depend on the strategy. */
  async function day(strategy: string) {
    const run = start("bad-day", { strategies: [strategy] });
    const fixed: string[] = [];
    const names = new Map(Object.entries(EventKind).map(([name, kind]) => [kind, name]));
    const free = new Set<number>([
      EventKind.orderArrived,
      EventKind.robotFailed,
      EventKind.stationClosed,
      EventKind.cellClosed,
      EventKind.cellOpened,
    ]);
    await run.advance(run.horizonSteps, ({ observation: { events, step } }) => {
      for (let i = 0; i < events.count; i += 1) {
        const kind = events.kind(i);
        // How long a robot is held up by an empty battery is the strategy's doing: there is none here.
        if (free.has(kind)) fixed.push(`${step} ${names.get(kind)} ${events.a(i)} ${events.b(i)}`);
      }
      return undefined;
    });
    return { run, fixed };
  }

  test("lets everything go wrong, the same whatever the strategy, and loses no unit and no second", async () => {
    const days = [await day("fcfs-nearest"), await day("pod-match")];
    expect(days[0]!.fixed).toEqual(days[1]!.fixed);
    for (const { run } of days) {
      const kpis = run.kpis();
      const wrong = {
        ordersCancelled: kpis.ordersCancelled,
        cancellationsTooLate: kpis.cancellationsTooLate,
        unitsReturned: kpis.unitsReturned,
        ordersReturned: kpis.ordersReturned,
        ordersShort: kpis.ordersShort,
        unitsLost: kpis.unitsLost,
        deliveriesLate: kpis.deliveriesLate,
        robotFailures: kpis.robotFailures,
        robotHoursLost: kpis.robotHoursLost,
        cellClosures: kpis.cellClosures,
      };
      for (const [what, count] of Object.entries(wrong)) expect(count, what).toBeGreaterThan(0);
      // Six stations, two breaks of ten minutes each; station 1 was closed for 25 minutes.
      expect(kpis.stationHoursAway).toBeCloseTo(2, 2);
      expect(kpis.stationHoursClosed).toBeCloseTo(25 / 60, 2);
      expect(kpis.ordersDone).toBeGreaterThan(1500);
      const { orders } = run.observation;
      const left = orders.state
        .subarray(0, orders.count)
        .filter((state) => state === OrderState.done || state === OrderState.cancelled);
      expect(kpis.ordersArrived).toBe(left.length + kpis.ordersOpen);
    }
  });
});

describe("a fault put into a running day", () => {
  const faults: readonly Fault[] = [
    { kind: "robot-fails", robot: 3, steps: 200 },
    { kind: "station-closes", station: 0, steps: 150, orders: "hand-back" },
    { kind: "cell-closes", cell: 300, steps: 100 },
    { kind: "orders-cancelled", share: 0.5 },
    { kind: "orders-surge", steps: 80, factor: 1.5 },
  ];
  const options = { strategies: ["pod-match"], overrides: ["hours=0.3"] };

  test("is repeated by its record, by a snapshot, and by planning it: all with one hash", async () => {
    const live = start("smoke", options);
    let saved: RunSnapshot | null = null;
    for (const [index, fault] of faults.entries()) {
      await live.advance(500 + 100 * index);
      live.inject(fault);
      if (index === 1) saved = structuredClone(live.snapshot());
    }
    await live.advance(live.horizonSteps);
    expect(live.injected.map(({ step }) => step)).toEqual([501, 601, 701, 801, 901]);
    expect(live.kpis().ordersCancelled).toBeGreaterThan(0);

    const repeated = start("smoke", options, live.injected);
    await repeated.advance(repeated.horizonSteps);
    expect(repeated.hash()).toBe(live.hash());

    const branch = start("smoke", options);
    branch.restore(saved!);
    for (const [index, fault] of faults.entries()) {
      if (index < 2) continue;
      await branch.advance(500 + 100 * index);
      branch.inject(fault);
    }
    await branch.advance(branch.horizonSteps);
    expect(branch.hash()).toBe(live.hash());

    const without = start("smoke", options);
    await without.advance(without.horizonSteps);
    expect(without.hash()).not.toBe(live.hash());
  });

  test("in words behind --inject is the same as in the file", async () => {
    const words = start("smoke", {
      ...options,
      injections: ["5m: robot 3 fails 2m", "6m: orders cancelled 50%"],
    });
    const file = start("smoke", {
      ...options,
      overrides: [
        ...options.overrides,
        'faults.planned=[{kind: robot-fails, at: "2025-11-10T20:00", robot: 3, minutes: 2}, {kind: orders-cancelled, at: +6m, share: 0.5}]',
      ],
    });
    await words.advance(words.horizonSteps);
    await file.advance(file.horizonSteps);
    expect(words.kpis().ordersCancelled).toBeGreaterThan(0);
    expect(words.hash()).toBe(file.hash());
  });
});

test.each(["lockstep", "delayed"])(
  "robots go around a closed cell and use it again afterwards (%s)",
  async (motion) => {
    const run = start("smoke", { strategies: ["pod-match"], overrides: ["hours=0.3", `motion=${motion}`] });
    const { robots, floor } = run.observation;
    const before = robots.cell.slice();
    const entered = new Int32Array(floor.kind.length);
    const countUntil = (step: number) => {
      entered.fill(0);
      return run.advance(step, () => {
        for (let robot = 0; robot < robots.count; robot += 1) {
          if (robots.cell[robot] !== before[robot]) entered[robots.cell[robot]!]! += 1;
        }
        before.set(robots.cell);
        return undefined;
      });
    };
    await countUntil(600);
    let busiest = 0;
    for (const [cell, kind] of floor.kind.entries()) {
      if (kind === CellKind.aisle && entered[cell]! > entered[busiest]!) busiest = cell;
    }
    expect(entered[busiest]).toBeGreaterThan(10);
    run.inject({ kind: "cell-closes", cell: busiest, steps: 300 });
    // One robot may be on its way into the cell when it closes.
    await countUntil(605);
    expect(entered[busiest]).toBeLessThanOrEqual(1);
    const done = run.kpis().ordersDone;
    await countUntil(900);
    expect(entered[busiest]).toBe(0);
    expect(run.kpis().ordersDone).toBeGreaterThan(done);
    await countUntil(run.horizonSteps);
    expect(entered[busiest]).toBeGreaterThan(0);
  },
);

describe("words of an injection", () => {
  test("may say everything that is listed", () => {
    const kinds = injectForms.map((form) => {
      const parsed = parseInjection(`1h30m: ${form.replace(/ \(.*/, "")}`);
      if (!parsed.ok) throw new Error(parsed.problems.map(formatProblem).join());
      expect(parsed.value.at).toBe("+1h30m");
      return parsed.value.kind;
    });
    expect(new Set(kinds).size).toBe(injectForms.length);
  });

  test.each([
    ["robot 7 fails 10m", /--inject robot 7 fails 10m: expected a time and what happens/],
    ["10m: robot 7 breaks", /expected one of: robot 7 fails 10m; .*; found "robot 7 breaks"/],
    ["10m: robot 700 fails 10m", /faults\.planned\[0\]\.robot: expected a robot id, 0 to 19; found 700/],
    ["10m: station pick-9 closes 10m", /--inject 10m: .*faults\.planned\[0\]\.station: expected a station/],
    ["10m: station 1 closes 10m later", /orders: expected one of finish, wait, hand-back; found "later"/],
    ["10m: cell 999,0 closes 1m", /cell: expected \[column, row\] on a floor of/],
    ["10m: sku 300 loses 5", /sku: expected a SKU id, 0 to 299; found 300/],
    ["10m: orders cancelled 200%", /share: expected a number at most 1; found 2/],
    [
      "2h: robot 7 fails 10m",
      /--inject 2h: .*planned\[0\]\.at: expected a time before the end of the run, 0\.35 h after its start; found \+2h\. Nothing/,
    ],
    ["yesterday: supplier stops 1h", /expected a time and what happens/],
  ])("that are wrong say what is: %s", (injection, message) => {
    expect(problems("smoke", { injections: [injection] })).toMatch(message);
  });
});

test("a scenario's own faults may lie behind the end of a run that is shortened", () => {
  expect(load("bad-day", { overrides: ["hours=0.2"] }).scenario.faults.planned.length).toBeGreaterThan(0);
});

describe("a shift plan", () => {
  const planned = (overrides: readonly string[]) => {
    const { scenario, inputs } = load("smoke", { overrides });
    const built = buildSite(scenario, inputs, 1);
    if (!built.ok) throw new Error("no site");
    return built.value.setup.faults.planned;
  };
  const shifts = (text: string) => ["hours=24", 'start="2025-11-10T12:00"', `people={shifts: ${text}}`];

  test("sends everybody on breaks, changes people, and closes stations at night", () => {
    const day =
      '[{from: "06:00", to: "14:00"}, {from: "14:00", to: "22:00", breaks: [{at: "18:00", minutes: 30}]}]';
    const plan = planned(shifts(day));
    const hours = (step: number) => 12 + (step * 2) / 3 / 3600;
    const seen = plan
      .filter((fault) => !("station" in fault) || fault.station === 0)
      .map((fault) => `${hours(fault.step)} ${fault.kind} ${"steps" in fault ? fault.steps / 5400 : ""}`);
    expect(seen).toEqual([
      "14 shift-changes ",
      "18 person-away 0.5",
      "30 shift-changes ",
      "22 station-closes 8",
    ]);
    expect(plan.filter(({ kind }) => kind === "person-away")).toHaveLength(6);
  });

  test("that covers the clock never closes", () => {
    const kinds = planned(shifts('[{from: "22:00", to: "10:00"}, {from: "10:00", to: "22:00"}]'));
    expect(kinds.map(({ kind }) => kind)).toEqual(["shift-changes", "shift-changes"]);
  });
});
