import { describe, expect, test } from "vitest";
import { SimulatedFleet } from "../../devices/simulated/index.ts";
import type { WorldSetup } from "../../sim/model/index.ts";
import { checkSetup, World, WorldSetupError } from "../../sim/world/index.ts";
import { pictureFloor, scriptedDemand, tinySetup } from "./tiny-world.ts";

const good = () =>
  tinySetup({
    floor: pictureFloor("pp.P"),
    robots: [{ at: 0 }, { at: 2 }],
    pods: [{ at: 0, stock: [[0, 5]] }, { at: 1 }],
  });
const changes: readonly [string, (setup: WorldSetup) => WorldSetup | undefined][] = [
  ["robots.cell[1]", (setup) => void setup.robots.cell.set([0], 1)],
  ["robots.charge[0]", (setup) => void setup.robots.charge.set([0])],
  ["robots.type[0]", (setup) => void setup.robots.type.set([1])],
  ["pods.cell[0]", (setup) => void setup.pods.cell.set([2])],
  ["pods.cell[1]", (setup) => void setup.pods.cell.set([0], 1)],
  ["pods.slotUnits[0]", (setup) => void setup.pods.slotUnits.set([-5])],
  ["pods.slotSku[0]", (setup) => void setup.pods.slotSku.set([3])],
  ["pods.slotUnits (pod 0)", (setup) => void setup.pods.slotUnits.set([21])],
  ["stepSeconds", (setup) => ({ ...setup, stepSeconds: Number.NaN })],
  ["supply.leadSecondsMax", (setup) => ({ ...setup, supply: { leadSecondsMin: 5, leadSecondsMax: 4 } })],
  [
    "faults.planned[0].robot",
    (setup) => ({
      ...setup,
      faults: { ...setup.faults, planned: [{ kind: "robot-fails", step: 1, robot: 7, steps: 1 }] },
    }),
  ],
];

describe("a world's setup", () => {
  test("is left unchanged by the world", () => {
    const setup = good();
    const before = structuredClone(setup);
    const world = new World(setup, scriptedDemand([{ step: 1, lines: [0, 1] }]));
    world.step({ actions: Uint8Array.of(4, 0), dispatch: [] });
    expect(setup).toEqual(before);
  });

  test.each(changes)("is refused with the place of the fault: %s", (where, change) => {
    const setup = good();
    expect(checkSetup(setup)).toEqual([]);
    const bad = change(setup) ?? setup;
    expect(checkSetup(bad).map((problem) => problem.where)).toContain(where);
    expect(() => new World(bad, scriptedDemand([]))).toThrow(WorldSetupError);
  });

  test("the simulated fleet takes one step per apply and shows the world itself", () => {
    const world = new World(good(), scriptedDemand([]));
    const fleet = new SimulatedFleet(world);
    expect(fleet.observe().step).toBe(0);
    expect(fleet.observe().events.count).toBe(0);
    fleet.apply({ actions: new Uint8Array(2), dispatch: [] });
    expect(fleet.observe().step).toBe(1);
    expect(fleet.observe()).toBe(world.observation);
  });
});
