// Robots on roads that a person has moved, or that are on another map: nobody is sent anywhere near them.
import { expect, it } from "vitest";
import { fleetAlarms } from "../../server/live/fleet-alarms.ts";
import { RobotLooks } from "../../server/live/robot-looks.ts";
import { Random } from "../../sim/kernel/index.ts";
import { randomRoads } from "../roads/random-roads.ts";
import { cart } from "../roads/tiny-roads.ts";
import { roadGround } from "./ground.ts";
import { LiveWorld } from "./live-world.ts";

const robots = 8;
function roadWorld(): LiveWorld {
  const { map } = randomRoads(new Random(1, "test/live/roads"), 5, 4, [cart]);
  const typeOf = Array.from({ length: robots }, () => 0);
  return new LiveWorld({
    seed: 1,
    robots,
    plan: roadGround(map, [cart], typeOf),
    line: { loss: 0, repeats: 0, delayMsMin: 10, delayMsMax: 50 },
    make: () => ({ version: "2.1" }),
  });
}
function run(world: LiveWorld, seconds: number): void {
  for (let i = 0; i < seconds * 10 && world.collisions.length === 0; i += 1) world.step();
  expect(world.collisions, world.tale()).toEqual([]);
}
function alarms({ fleet, now }: LiveWorld) {
  return fleetAlarms({
    host: { fleet, strangers: new Set(), isConnected: true, doubt: () => null },
    looks: new RobotLooks(fleet, new Set()),
    nowMs: now,
    journalFailed: false,
    loadsUnknown: [],
    chargersFailed: [],
    cannotCharge: () => false,
    isStray: () => false,
  } as never).map(({ id }) => id);
}

it("a robot that is moved by hand stops the fleet until it is brought back", () => {
  const world = roadWorld();
  for (let i = 0; i < 30; i += 1) world.order();
  run(world, 60);
  const [robot] = world.robots;
  robot!.setOperatingMode("MANUAL");
  run(world, 2);
  const { x, y, theta } = robot!.pose;
  expect(alarms(world)).not.toContain("off-way peakfleet/r0");
  expect(world.putByHand(0, world.random)).toBe(true);
  run(world, 150);
  expect(alarms(world)).toContain("off-way peakfleet/r0");
  const done = world.transports.doneCount;
  run(world, 20);
  expect(world.transports.doneCount).toBe(done);
  robot!.moveByHand(x, y, theta);
  robot!.setOperatingMode("AUTOMATIC");
  run(world, 2);
  world.fleet.confirm(0, world.now);
  expect(alarms(world)).not.toContain("off-way peakfleet/r0");
  run(world, 200);
  expect(world.transports.doneCount, world.tale()).toBeGreaterThan(done + 2);
});
