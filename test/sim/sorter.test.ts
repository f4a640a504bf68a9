import { describe, expect, test } from "vitest";
import { generateFloor } from "../../sim/floor/index.ts";
import {
  CellKind,
  EventKind,
  type Floor,
  Heading,
  OrderState,
  RejectReason,
  RobotAction,
} from "../../sim/model/index.ts";
import { World, WorldSetupError } from "../../sim/world/index.ts";
import { pictureFloor, scriptedDemand, tinySetup } from "./tiny-world.ts";

const { forward, tip, wait } = RobotAction;
const { west } = Heading;

/** Induction, aisle, aisle; holes A and B above the last two cells. */
const hub: Floor = {
  ...pictureFloor("@@@", "P.."),
  chutes: { count: 2, hole: Int32Array.of(1, 2), tipCells: [Int32Array.of(4), Int32Array.of(5)] },
};

/** Destinations 0 and 1; parcels for them arrive as given, at step 1. */
function sorter(parcels: readonly number[], capacity = 2) {
  const setup = tinySetup({ floor: hub, robots: [{ at: 3 }], stations: { pickSlots: 3 } });
  const skus = { ...setup.skus, count: 2 };
  const destination = Int32Array.of(0, 1);
  const orders = parcels.map((sku) => ({ step: 1, lines: [sku, 1] }));
  const world = new World(
    { ...setup, skus, sorter: { destination, capacity, exchangeSeconds: 5 } },
    scriptedDemand(orders),
  );
  const see = world.observation;
  const step = (action: number, chute = -1, orderToFeed = -1) => {
    const dispatch =
      orderToFeed < 0 ? [] : [{ kind: "assign-order", order: orderToFeed, station: 0 } as const];
    world.step({ actions: Uint8Array.of(action), chutes: Int32Array.of(chute), dispatch });
    return Array.from({ length: see.events.count }, (_, i) => [see.events.kind(i), see.events.a(i)]);
  };
  const until = (done: () => boolean, action: number = wait) => {
    for (let steps = 1; steps < 60; steps += 1) {
      step(action);
      if (done()) return steps;
    }
    throw new Error("never");
  };
  return { world, see, step, until, tray: () => see.sorter!.parcel[0]! };
}

describe("a sorter", () => {
  test("puts the parcels of a belt on trays in their order, one per robot, at the person's pace", () => {
    const { see, step, until, tray } = sorter([1, 0]);
    step(wait);
    step(wait, -1, 0);
    step(wait, -1, 1);
    until(() => tray() >= 0);
    expect(tray()).toBe(0);
    expect(see.stations.slotsUsed[0]).toBe(1);
    until(() => see.stations.busySteps[0] === 0);
    // The tray is full: the second parcel waits for the next one.
    expect(see.stations.unitsDone[0]).toBe(1);
  });

  test("ends an order in the chute of its destination, and as a mis-sort in another", () => {
    const { see, step, until, tray } = sorter([1, 1]);
    step(wait);
    step(wait, -1, 0);
    step(wait, -1, 1);
    until(() => tray() === 0);
    step(forward);
    expect(step(tip, 1)).toEqual([[EventKind.commandRejected, RejectReason.notAtChute]]);
    step(forward);
    step(tip, 1);
    until(() => tray() < 0);
    expect(see.orders.state[0]).toBe(OrderState.done);
    expect([...see.sorter!.fill]).toEqual([0, 1]);
    for (const action of [RobotAction.turnRight, RobotAction.turnRight, forward, forward]) step(action);
    expect(see.robots.heading[0]).toBe(west);
    until(() => tray() === 1);
    for (const action of [RobotAction.turnRight, RobotAction.turnRight, forward]) step(action);
    step(tip, 0);
    until(() => tray() < 0);
    expect(see.orders.state[1]).toBe(OrderState.cancelled);
    expect(see.sorter!.misSorts).toBe(1);
  });

  test("shuts a chute while its full container is exchanged, also after a restore", () => {
    const { world, see, step, until, tray } = sorter([0], 1);
    step(wait);
    step(wait, -1, 0);
    until(() => tray() === 0);
    step(forward);
    step(tip, 0);
    until(() => see.sorter!.exchangeSteps[0]! > 0);
    const saved = structuredClone(world.snapshot());
    // Five steps, that in which the parcel fell included.
    expect(until(() => see.sorter!.exchangeSteps[0] === 0)).toBe(4);
    expect(see.sorter!.fill[0]).toBe(0);
    world.restore(saved);
    expect(see.sorter!.fill[0]).toBe(1);
    expect(until(() => see.sorter!.exchangeSteps[0] === 0)).toBe(4);
  });

  test("needs a chute for every destination", () => {
    const setup = tinySetup({ floor: hub });
    const made = () =>
      new World(
        { ...setup, sorter: { destination: Int32Array.of(0, 1), capacity: 2, exchangeSeconds: 5 } },
        scriptedDemand([]),
      );
    expect(made).toThrow(WorldSetupError);
    expect(made).toThrow("sorter.destination: expected a chute for every destination, found none for 2");
  });
});

test("a generated sorter floor has its holes blocked and cells to tip from beside each, none of them on the ring road", () => {
  const result = generateFloor({
    content: "chutes",
    blocksAcross: 3,
    blocksDown: 2,
    blockWidth: 1,
    blockHeight: 1,
    pickStations: 2,
    replenishStations: 1,
  });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const { floor } = result;
  const chutes = floor.chutes!;
  expect(chutes.count).toBe(6);
  expect(floor.stations.map(({ name }) => name)).toEqual(["I1", "I2", "I3"]);
  for (const [chute, hole] of chutes.hole.entries()) {
    expect(floor.kind[hole]).toBe(CellKind.blocked);
    // The corners of a field of 3 × 2 have two aisles beside them, the middle ones three.
    const column = chute % 3;
    expect(chutes.tipCells[chute]!.length).toBe(column === 1 ? 3 : 2);
    for (const cell of chutes.tipCells[chute]!) expect(floor.kind[cell]).toBe(CellKind.aisle);
  }
});
