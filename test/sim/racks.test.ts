import { describe, expect, test } from "vitest";
import { generateFloor } from "../../sim/floor/index.ts";
import { raiseRacks } from "../../sim/floor/raise-racks.ts";
import {
  climbSeconds,
  type DispatchCommand,
  EventKind,
  RejectReason,
  RobotAction,
  type RobotType,
  zoneOfPlace,
} from "../../sim/model/index.ts";
import { World, WorldSetupError } from "../../sim/world/index.ts";
import { pictureFloor, plainRobot, scriptedDemand, tinySetup } from "./tiny-world.ts";

const { lift, setDown, wait } = RobotAction;
const climber: RobotType = {
  ...plainRobot,
  climb: { metresPerSecond: 1, metresPerSecond2: 0, wattHoursPerMetre: 3 },
};

/** One rack of two columns and three levels at 1, 2 and 3 m, an aisle below it; a robot beneath each column. */
function tallWorld(climbersMax: number, types: readonly RobotType[] = [climber]) {
  const rack = { levels: 3, firstLevelMetres: 1, levelMetres: 1, climbersMax, climbCells: [2, 4, 6] };
  const floor = raiseRacks(pictureFloor("pp", ".."), rack);
  const setup = tinySetup({
    floor,
    types,
    robots: [{ at: 0 }, { at: 1 }],
    pods: [{ at: 0 }, { at: 0 }, { at: 1 }],
  });
  const pods = { ...setup.pods, level: Uint8Array.of(0, 2, 1) };
  const world = new World({ ...setup, pods }, scriptedDemand([]));
  const step = (
    actions: readonly number[],
    levels: readonly number[],
    dispatch: readonly DispatchCommand[] = [],
  ) => world.step({ actions: Uint8Array.from(actions), levels: Uint8Array.from(levels), dispatch });
  return { world, see: world.observation, step };
}
/** Steps until the robot carries (or no longer carries) a pod. */
function stepsUntil(world: World, robot: number, laden: boolean): number {
  for (let steps = 1; steps < 100; steps += 1) {
    world.step({ actions: Uint8Array.of(wait, wait), dispatch: [] });
    if (world.observation.robots.pod[robot]! >= 0 === laden) return steps;
  }
  throw new Error("never");
}

describe("a tall rack", () => {
  test("gives the tote of the level asked for, after the lift and the way up and down", () => {
    const { world, see, step } = tallWorld(2);
    const energy = see.robots.energyWh[0]!;
    step([lift, wait], [2, 0]);
    // 3 steps of lift, 3 m up and 3 m down at 1 m/s and 1 s per step.
    expect(1 + stepsUntil(world, 0, true)).toBe(3 + 6);
    expect(see.robots.pod[0]).toBe(1);
    expect([...see.pods.cell]).toEqual([0, -1, 1]);
    expect(energy - see.robots.energyWh[0]!).toBeCloseTo(3 * 3, 9);
  });

  test("takes a tote at a free level and refuses a taken one", () => {
    const { world, see, step } = tallWorld(2);
    step([lift, wait], [0, 0]);
    stepsUntil(world, 0, true);
    step([setDown, wait], [2, 0]);
    expect([see.events.kind(0), see.events.a(0)]).toEqual([
      EventKind.commandRejected,
      RejectReason.placeTaken,
    ]);
    step([setDown, wait], [1, 0]);
    expect(1 + stepsUntil(world, 0, false)).toBe(2 + 4);
    expect([...see.pods.level]).toEqual([1, 2, 1]);
    expect(see.pods.cell[0]).toBe(0);
  });

  test("never has more climbers than it may, also after a restore half-way up", () => {
    const { world, see, step } = tallWorld(1);
    step([lift, lift], [2, 1]);
    expect([...see.robots.busySteps].map((busy) => busy > 0)).toEqual([true, false]);
    const saved = structuredClone(world.snapshot());
    const rest = stepsUntil(world, 0, true);
    world.restore(saved);
    step([wait, lift], [0, 1]);
    expect(see.robots.busySteps[1]).toBe(0);
    expect(1 + stepsUntil(world, 0, true)).toBe(rest);
    step([wait, lift], [0, 1]);
    expect(see.robots.busySteps[1]).toBeGreaterThan(0);
  });

  test("wants robots that climb", () => {
    expect(() => tallWorld(1, [plainRobot])).toThrow(WorldSetupError);
  });
});

test("a climb speeds up and brakes: 2 √(h / a) low down, h / v + v / a higher up", () => {
  const climb = { metresPerSecond: 1, metresPerSecond2: 1, wattHoursPerMetre: 0 };
  expect(climbSeconds(climb, 0.25)).toBeCloseTo(1, 12);
  expect(climbSeconds(climb, 4)).toBeCloseTo(5, 12);
});

test("a generated floor with racks has one rack per block, and zones that weigh height against the way", () => {
  const racks = {
    levels: 4,
    firstLevelMetres: 1,
    levelMetres: 1,
    climbersMax: 2,
    climbCells: [0, 10, 20, 30],
  };
  const result = generateFloor({
    blocksAcross: 2,
    blocksDown: 3,
    pickStations: 1,
    replenishStations: 1,
    racks,
  });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const { floor } = result;
  expect(floor.racks!.rackCount).toBe(6);
  expect(floor.podPlaces.length).toBe(6 * 8 * 4);
  for (let place = 0; place < floor.podPlaces.length; place += 4) {
    const zones = [0, 1, 2, 3].map((level) => zoneOfPlace(floor, place + level));
    expect(zones).toEqual([...zones].sort((a, b) => a - b));
    expect(zones[3]).toBeGreaterThan(zones[0]!);
  }
});
