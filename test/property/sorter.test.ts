// Random sorter floors driven by the brain: what must hold after every step.
import fc from "fast-check";
import { expect, test } from "vitest";
import { createNodeLpSolver } from "../../devices/solver/node/index.ts";
import { createRun, openBundledLibrary, type Run } from "../../scenarios/index.ts";
import { EventKind, OrderState } from "../../sim/model/index.ts";
import { checkAsyncProperty } from "./world-runs.ts";

const cases = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  columns: fc.integer({ min: 2, max: 6 }),
  rows: fc.integer({ min: 2, max: 5 }),
  inductions: fc.integer({ min: 1, max: 3 }),
  robots: fc.integer({ min: 1, max: 12 }),
  parcels: fc.integer({ min: 1, max: 8 }),
  exchangeSeconds: fc.integer({ min: 0, max: 60 }),
  failureHours: fc.constantFrom(0, 0.5),
  cancelled: fc.constantFrom(0, 0.3),
  rule: fc.constantFrom(
    "robot-induction=neediest",
    "robot-induction=nearest",
    "robot-induction=random",
    "chute-choice=least-full",
    "chute-choice=random",
  ),
});
type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never;

function start(input: Case): Run {
  const opened = openBundledLibrary();
  if (!opened.ok) throw new Error("the bundled library does not open");
  const loaded = opened.value.load("sorting-hub", {
    strategies: ["sort-nearest"],
    rules: [input.rule],
    overrides: [
      `floor.chutes={ columns: ${input.columns}, rows: ${input.rows}, parcels: ${input.parcels}, exchangeSeconds: ${input.exchangeSeconds} }`,
      "floor.chargers=2",
      `fleet.count=${input.robots}`,
      `stations.pick.count=${input.inductions}`,
      `skus.count=${Math.max(1, Math.floor((input.columns * input.rows * 2) / 3))}`,
      `faults.robotMeanHoursBetweenFailures=${input.failureHours}`,
      `faults.cancellation={ share: ${input.cancelled}, minutes: { min: 0.2, max: 3 } }`,
      'faults.planned=[{ kind: station-closes, at: "2025-11-11T20:04", station: 0, minutes: 3, orders: hand-back }]',
      "demand.ordinaryOrdersPerDay=30000",
      "warmupMinutes=0",
      "hours=0.2",
    ],
  });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const { scenario, inputs, strategies } = loaded.value;
  const solver = createNodeLpSolver();
  const created = createRun({ scenario, inputs, seed: input.seed, strategy: strategies[0]!, solver });
  if (!created.ok) throw new Error(JSON.stringify(created.misfits));
  return created.value;
}

/** Robots apart, no container overfull, nothing refused, and every parcel in exactly one place. */
function check(run: Run, emptied: { parcels: number }): void {
  const { robots, sorter, orders, stations, events } = run.observation;
  if (sorter === undefined) throw new Error("no sorter");
  if (new Set(robots.cell).size !== robots.count)
    throw new Error(`step ${run.step}: two robots share a cell`);
  for (let event = 0; event < events.count; event += 1) {
    if (events.kind(event) === EventKind.chuteEmptied) emptied.parcels += sorter.capacity;
    if (events.kind(event) === EventKind.commandRejected)
      throw new Error(`step ${run.step}: refused for reason ${events.a(event)}`);
  }
  let inChutes = 0;
  for (let chute = 0; chute < sorter.fill.length; chute += 1) {
    if (sorter.fill[chute]! + sorter.tipping[chute]! > sorter.capacity)
      throw new Error(`step ${run.step}: chute ${chute} is overfull`);
    inChutes += sorter.fill[chute]!;
  }
  const onTrays = sorter.parcel.filter((parcel) => parcel >= 0);
  if (new Set(onTrays).size !== onTrays.length) throw new Error(`step ${run.step}: one parcel on two trays`);
  const count = { waiting: 0, assigned: 0, done: 0, cancelled: 0 };
  for (let order = 0; order < orders.count; order += 1) {
    const state = orders.state[order];
    if (state === OrderState.waiting) count.waiting += 1;
    else if (state === OrderState.assigned) count.assigned += 1;
    else if (state === OrderState.done) count.done += 1;
    else count.cancelled += 1;
  }
  const onBelts = stations.slotsUsed.reduce((sum, used) => sum + used, 0);
  if (count.assigned !== onBelts + onTrays.length)
    throw new Error(
      `step ${run.step}: ${count.assigned} parcels under way, ${onBelts} on belts, ${onTrays.length} on trays`,
    );
  if (count.done + sorter.misSorts !== inChutes + emptied.parcels)
    throw new Error(
      `step ${run.step}: ${count.done} parcels done, ${inChutes} in chutes and ${emptied.parcels} taken away`,
    );
  if (count.waiting + count.assigned + count.done + count.cancelled !== orders.count)
    throw new Error(`step ${run.step}: a parcel is lost`);
}

test("whatever the floor and the rules, every parcel is in one place and ends in a chute of its destination", async () => {
  let done = 0;
  const happened = new Set<number>();
  const property = fc.asyncProperty(cases, async (input) => {
    const run = start(input);
    const emptied = { parcels: 0 };
    await run.advance(run.horizonSteps, () => {
      check(run, emptied);
      const { events } = run.observation;
      for (let event = 0; event < events.count; event += 1) happened.add(events.kind(event));
      return undefined;
    });
    expect(run.kpis().misSorts).toBe(0);
    expect(run.kpis().ordersDone).toBeGreaterThan(0);
    done += run.kpis().ordersDone;
  });
  await checkAsyncProperty("sorter.test.ts", property, 15);
  expect(done).toBeGreaterThan(300);
  const { parcelLoaded, parcelTipped, chuteFull, chuteEmptied } = EventKind;
  for (const kind of [parcelLoaded, parcelTipped, chuteFull, chuteEmptied]) expect(happened).toContain(kind);
});

test("a run goes on from a snapshot as if it had never stopped", async () => {
  const input = { columns: 6, rows: 5, inductions: 3, robots: 12, parcels: 5, exchangeSeconds: 20 } as const;
  const run = () =>
    start({ ...input, seed: 3, failureHours: 0.5, cancelled: 0.3, rule: "chute-choice=random" });
  const [whole, parted, fresh] = [run(), run(), run()];
  await whole.advance(whole.horizonSteps);
  await parted.advance(500);
  const saved = structuredClone(parted.snapshot());
  await parted.advance(parted.horizonSteps);
  fresh.restore(saved);
  await fresh.advance(fresh.horizonSteps);
  expect([parted.hash(), fresh.hash()]).toEqual([whole.hash(), whole.hash()]);
  expect(whole.kpis().chuteFullShare).toBeGreaterThan(0);
});
