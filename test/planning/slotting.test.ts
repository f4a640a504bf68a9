// The slotting LP on three zones, near to far, and a handful of SKUs.
import loadHighs from "highs";
import { expect, test } from "vitest";
import type { LpSolver } from "../../controller/planning/lp/index.ts";
import { solveWithHighs } from "../../controller/planning/lp/index.ts";
import { planSlotting, type SlottingInput } from "../../controller/planning/slotting.ts";

const highs = await loadHighs();
const solver: LpSolver = {
  name: "highs",
  solve: async (model) => solveWithHighs(highs, model),
  close: async () => {},
};

/** Six SKUs of one volume each, demand 60, 50, 5, 4, 3, 2 units an hour, all standing in the far zone. */
function input(changes: Partial<SlottingInput> = {}): SlottingInput {
  const far = [0, 0, 1];
  return {
    zoneCount: 3,
    travelSeconds: Float64Array.of(20, 40, 80),
    volumeLimit: Float64Array.of(2, 2, 6),
    pickUnitsPerHourLimit: Float64Array.of(1000, 1000, 1000),
    unitsPerHour: Float64Array.of(60, 50, 5, 4, 3, 2),
    volume: new Float64Array(6).fill(1),
    currentShare: Float64Array.from([...far, ...far, ...far, ...far, ...far, ...far]),
    families: [],
    unitsPerVisit: 1,
    visitSeconds: 60,
    moveSecondsPerVolume: 1,
    moveBudgetVolume: Infinity,
    planHours: 6,
    ...changes,
  };
}
async function shares(given: SlottingInput) {
  const { plan } = await planSlotting(given, solver);
  return (sku: number, zone: number) => plan!.zoneShare[sku * given.zoneCount + zone]!;
}

test("fast movers stand near, slow ones far", async () => {
  const share = await shares(input());
  expect(share(0, 0)).toBeCloseTo(1, 6);
  expect(share(1, 0)).toBeCloseTo(1, 6);
  expect(share(2, 1)).toBeCloseTo(1, 6);
  expect(share(5, 2)).toBeCloseTo(1, 6);
});

test("each SKU's shares sum to one and no zone takes more than it can", async () => {
  const share = await shares(input());
  const used = [0, 0, 0];
  for (let sku = 0; sku < 6; sku += 1) {
    let sum = 0;
    for (let zone = 0; zone < 3; zone += 1) {
      sum += share(sku, zone);
      used[zone] = used[zone]! + share(sku, zone);
    }
    expect(sum).toBeCloseTo(1, 6);
  }
  expect(used[0]).toBeLessThanOrEqual(2 + 1e-6);
  expect(used[1]).toBeLessThanOrEqual(2 + 1e-6);
});

test("stock stays where it is when moving costs more than it saves", async () => {
  const share = await shares(input({ moveSecondsPerVolume: 6 * 1000 }));
  expect(share(2, 2)).toBeCloseTo(1, 6);
  expect(share(0, 0)).toBeCloseTo(1, 6);
});

test("a zone's pick-work limit spreads the fast movers and has a price", async () => {
  const given = input({ pickUnitsPerHourLimit: Float64Array.of(60, 1000, 1000) });
  const { plan } = await planSlotting(given, solver);
  let work = 0;
  for (let sku = 0; sku < 6; sku += 1) work += plan!.zoneShare[sku * 3]! * given.unitsPerHour[sku]!;
  expect(work).toBeLessThanOrEqual(60 + 1e-6);
  expect(plan!.zonePrice[0]).toBeGreaterThan(10);
  expect(plan!.zonePrice[2]).toBe(0);
});

test("a budget of moves goes to the fast movers first and has a price", async () => {
  const { plan } = await planSlotting(input({ moveBudgetVolume: 1 }), solver);
  expect(plan!.zoneShare[0]).toBeCloseTo(1, 6);
  for (let sku = 1; sku < 6; sku += 1) expect(plan!.zoneShare[sku * 3 + 2]).toBeCloseTo(1, 6);
  // One more volume would bring the second SKU, 50 units an hour, from 80 to 20 seconds away.
  expect(plan!.movePrice).toBeGreaterThan(50 * 60 * 0.9);
  const free = await planSlotting(input(), solver);
  expect(free.plan!.movePrice).toBe(0);
});

test("a loaded zone's hold-ups send some of the work further away, before its limit is reached", async () => {
  // The near zone has room for all and is one second nearer: without hold-ups everything would stand there.
  const near = {
    travelSeconds: Float64Array.of(20, 21, 80),
    volumeLimit: Float64Array.of(6, 6, 6),
    pickUnitsPerHourLimit: Float64Array.of(130, 130, 130),
    moveSecondsPerVolume: 0.01,
  };
  const { plan } = await planSlotting(input(near), solver);
  let work = 0;
  for (let sku = 0; sku < 6; sku += 1) work += plan!.zoneShare[sku * 3]! * input().unitsPerHour[sku]!;
  expect(work).toBeLessThanOrEqual(0.6 * 130 + 1e-6);
  expect(work).toBeGreaterThan(0.3 * 130);
});

test("SKUs that are bought together stand together", async () => {
  // The fast SKU 0 and the slow SKU 5 are one family: apart, SKU 5 would stand far away.
  const apart = await shares(input());
  expect(apart(5, 2)).toBeCloseTo(1, 6);
  const together = await shares(input({ families: [[0, 5]] }));
  for (let zone = 0; zone < 3; zone += 1) expect(together(0, zone)).toBeCloseTo(together(5, zone), 6);
});

test("thousands of SKUs become a small model; too much stock still gets a plan", async () => {
  const count = 3000;
  const currentShare = new Float64Array(count * 3).fill(1 / 3);
  const unitsPerHour = Float64Array.from({ length: count }, (_, sku) => 1000 / (sku + 1));
  const given = input({ unitsPerHour, volume: new Float64Array(count).fill(1), currentShare });
  const { plan, solve } = await planSlotting(given, solver);
  expect(plan).not.toBeNull();
  expect(Number(/(\d+) columns/.exec(solve)![1])).toBeLessThan(500);
});
