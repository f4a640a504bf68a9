// Robots that are not where traffic thinks: silent at the start, stopped in the middle of an order, moved by hand, set down on the way
// of others. Others go on, nobody is touched, and who is known again takes its place without a restart.
import { describe, expect, it } from "vitest";
import { vdaVersions } from "../../devices/vda5050/index.ts";
import { Random } from "../../sim/kernel/index.ts";
import { hall, LiveWorld } from "./live-world.ts";

const cases = Number(process.env.CASES ?? 1);
const seeds =
  process.env.SEED === undefined ? Array.from({ length: cases }, (_, i) => i) : [Number(process.env.SEED)];
const badLine = { loss: 0.05, repeats: 0.05, delayMsMin: 10, delayMsMax: 300 };

function start(seed: number, robots = 24) {
  return new LiveWorld({
    seed,
    robots,
    plan: hall,
    line: badLine,
    make: (robot) => ({ version: vdaVersions[robot % 3]! }),
    hasJournal: true,
  });
}
/** Steps until it is so; a failure tells where everybody stands. */
function until(world: LiveWorld, what: string, isSo: () => boolean, seconds = 600): number {
  for (let i = 0; i < seconds * 10; i += 1) {
    if (isSo()) return i / 10;
    world.step();
    // A person looks at robots that ask for one.
    for (let k = 0; i % 50 === 49 && k < world.robots.length; k += 1)
      if (world.fleet.status(k, world.now).needsPerson) world.fleet.confirm(k, world.now);
    expect(world.collisions, world.tale()).toEqual([]);
  }
  expect.fail(`${what} within ${seconds} s\n${world.tale()}`);
}
const run = (world: LiveWorld, seconds: number) => {
  for (let i = 0; i < seconds * 10; i += 1) world.step();
  expect(world.collisions, world.tale()).toEqual([]);
};

describe("at the start", () => {
  it("nothing is released while a robot is silent; fenced, the others begin, and it comes in when it reports", () => {
    const world = start(1);
    world.cut(5);
    world.restartFleet();
    for (let i = 0; i < 20; i += 1) world.order();
    run(world, 60);
    expect(world.fleet.traffic).toBeNull();
    expect(world.fleet.lacks[5]).toEqual({ kind: "no-state" });
    // It stands in its place, which is all that a person has to say.
    const { x, y } = world.robots[5]!.pose;
    const place = world.fleet.map.placeAt(x, y);
    world.fleet.fenceRobot(5, "switched off", world.now, [place]);
    until(world, "all done", () => world.isAllDone);
    expect(world.fleet.traffic!.heldPlaces(5)).toEqual([]);
    expect(world.fleet.outCauseOf(5)).toBe("start");
    world.connect(5);
    for (let i = 0; i < 20; i += 1) world.order();
    until(world, "in traffic", () => world.fleet.outCauseOf(5) === undefined, 60);
    expect(world.fleet.fenceOf(5)).toBeNull();
    until(world, "all done", () => world.isAllDone);
  }, 600_000);

  it.each(seeds)(
    "a robot that cannot end its order keeps all that it may still come to; the others begin, seed %i",
    (seed) => {
      const world = start(seed);
      for (let i = 0; i < 60; i += 1) world.order();
      run(world, 45);
      const victim = world.robots.findIndex(({ driver }) => driver.driving && driver.book.nodes.length > 2);
      world.robots[victim]!.setEmergencyStop("MANUAL");
      // It does not hear that its order is to end.
      world.deafen(victim, true);
      run(world, 2);
      world.restartFleet();
      const seconds = until(world, "begun", () => world.fleet.traffic !== null, 60);
      expect(seconds).toBeGreaterThan(9);
      run(world, 60);
      expect(world.list.count("done")).toBeGreaterThan(15);
      // Set free, it drives on as it was told by the side that has died.
      world.robots[victim]!.setEmergencyStop("NONE");
      run(world, 10);
      world.deafen(victim, false);
      until(world, "in traffic", () => world.fleet.outCauseOf(victim) === undefined, 120);
      until(world, "all done", () => world.isAllDone);
      expect(world.list.count("failed")).toBe(0);
    },
    600_000,
  );
});

describe("moved by hand", () => {
  it.each(seeds)(
    "robots that are set down anywhere take their places again, and what they carried arrives, seed %i",
    (seed) => {
      const world = start(seed);
      const random = new Random(seed, "test/by-hand");
      for (let i = 0; i < 40; i += 1) world.order();
      let moved = 0;
      for (let round = 0; round < 8; round += 1) {
        run(world, 20);
        const victim = random.below(24);
        if (world.putByHand(victim, random)) moved += 1;
        until(
          world,
          "all in traffic",
          () => world.robots.every((_, i) => world.fleet.outCauseOf(i) === undefined),
          120,
        );
      }
      expect(moved).toBeGreaterThan(5);
      until(world, "all done", () => world.isAllDone, 1_200);
      expect(world.list.count("failed")).toBe(0);
    },
    600_000,
  );

  it.each(seeds)(
    "a robot set down before another's nose: that one is paused before it gets there, and both go on, seed %i",
    (seed) => {
      const world = start(seed);
      for (let i = 0; i < 60; i += 1) world.order();
      run(world, 40);
      // Somebody with three free cells released ahead, and somebody else who stands.
      const { traffic } = world.fleet;
      const runner = world.robots.findIndex((_, i) => traffic!.heldPlaces(i).length >= 4);
      const ahead = traffic!.heldPlaces(runner)[3]!;
      const other = world.robots.findIndex((_, i) => i !== runner && traffic!.heldPlaces(i).length === 1);
      const { x, y } = world.fleet.map.centre(ahead);
      world.robots[other]!.moveByHand(x, y, 0);
      expect([runner, other]).not.toContain(-1);
      until(
        world,
        "one stopped",
        () => [runner, other].some((i) => world.fleet.outCauseOf(i) === "stopped"),
        2,
      );
      until(
        world,
        "both in traffic",
        () => [runner, other].every((i) => world.fleet.outCauseOf(i) === undefined),
        120,
      );
      until(world, "all done", () => world.isAllDone, 1_200);
    },
    600_000,
  );
});
