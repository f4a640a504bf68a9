import { describe, expect, test } from "vitest";
import { RoadNetwork } from "../../controller/roads/index.ts";
import { cart, roadMap, truck } from "./tiny-roads.ts";
import { VirtualFleet } from "./virtual-fleet.ts";

/** A single lane with two passing places beside it: d over b, e over c. */
const lane = roadMap(
  [["a", 0, 0, "park"], ["b", 5, 0], ["c", 10, 0], ["f", 15, 0, "park"], ["d", 5, 3, "park"], ["e", 10, 3, "park"]],
  ["a-b", "b-c", "c-f", "b-d", "c-e"],
); // biome-ignore format: a picture
const types = [cart];

describe("traffic on roads", () => {
  test("two robots head-on on a single lane: one gives way in a passing place, both arrive", () => {
    const fleet = new VirtualFleet({
      network: new RoadNetwork({ map: lane, types }),
      typeOf: [0, 0],
      at: ["a", "f"],
      delayMax: 2,
    });
    fleet.send(0, "f");
    fleet.send(1, "a");
    expect(fleet.run(200, () => fleet.arrived(0) && fleet.arrived(1))).toBe(true);
    expect(fleet.collisions).toEqual([]);
    expect(fleet.traffic.statistics.evasions).toBeGreaterThan(0);
    expect(fleet.traffic.statistics.refusals).toBe(0);
  });

  test("the judge sees outlines that overlap, and traffic refuses robots that stand too close", () => {
    const network = new RoadNetwork({ map: lane, types });
    const fleet = new VirtualFleet({ network, typeOf: [0, 0], at: ["a", "f"] });
    Object.assign(fleet.bodies[1]!, { x: 0.9, y: 0 });
    fleet.tick();
    expect(fleet.collisions).toEqual(["robots 0 and 1 at 0.25 s"]);
    expect(() => new VirtualFleet({ network, typeOf: [0, 0], at: ["a", "a"] })).toThrow("stands too close");
  });

  test("a robot that works is never sent aside: the other waits and says for whom", () => {
    const fleet = new VirtualFleet({
      network: new RoadNetwork({ map: lane, types }),
      typeOf: [0, 0],
      at: ["b", "f"],
    });
    fleet.frozen[0] = 1;
    fleet.send(1, "a");
    fleet.run(30, () => false);
    expect(fleet.isAt(1, "f")).toBe(true);
    expect(fleet.traffic.reason(1)).toEqual({ kind: "no-way", robot: 0 });
    fleet.frozen[0] = 0;
    expect(fleet.run(100, () => fleet.arrived(1))).toBe(true);
    expect(fleet.collisions).toEqual([]);
  });

  test("a roundabout: four robots cross to the other side at once", () => {
    const map = roadMap(
      [
        ["n", 0, 9, "park"], ["e", 9, 0, "park"], ["s", 0, -9, "park"], ["w", -9, 0, "park"],
        ["rn", 0, 4], ["re", 4, 0], ["rs", 0, -4], ["rw", -4, 0],
        ["on", 3, 8], ["oe", 8, -3], ["os", -3, -8], ["ow", -8, 3],
      ],
      ["rn>rw", "rw>rs", "rs>re", "re>rn", "n>rn", "e>re", "s>rs", "w>rw", "rn>on", "on>n", "re>oe", "oe>e", "rs>os", "os>s", "rw>ow", "ow>w"],
    ); // biome-ignore format: a picture
    const fleet = new VirtualFleet({
      network: new RoadNetwork({ map, types }),
      typeOf: [0, 0, 0, 0],
      at: ["n", "e", "s", "w"],
      delayMax: 1.5,
    });
    for (const [robot, id] of ["s", "w", "n", "e"].entries()) fleet.send(robot, id);
    expect(fleet.run(300, () => [0, 1, 2, 3].every((robot) => fleet.arrived(robot)))).toBe(true);
    expect(fleet.collisions).toEqual([]);
  });

  test("a T junction with unlike robots: a long truck and two carts change places", () => {
    const map = roadMap(
      [["l", -8, 0, "park"], ["m", 0, 0], ["r", 8, 0, "park"], ["d", 0, -8, "park"], ["q", -4, 5, "park"]],
      ["l-m", "m-r", "m-d", "m-q"],
      [cart, truck],
    ); // biome-ignore format: a picture
    const fleet = new VirtualFleet({
      network: new RoadNetwork({ map, types: [cart, truck] }),
      typeOf: [1, 0, 0],
      at: ["l", "r", "d"],
      delayMax: 2,
    });
    for (const [robot, id] of ["r", "d", "l"].entries()) fleet.send(robot, id);
    expect(fleet.run(300, () => [0, 1, 2].every((robot) => fleet.arrived(robot)))).toBe(true);
    expect(fleet.collisions).toEqual([]);
  });

  test("a robot lost on one of two ways: the others go round it, and it goes on when it is found", () => {
    const map = roadMap(
      [["a", 0, 0, "park"], ["j", 4, 0], ["x", 9, 0], ["z", 17, 0], ["y", 9, 5], ["k", 25, 0], ["f", 29, 0, "park"], ["p", 4, -4, "park"]],
      ["a-j", "j-x", "x-z", "z-k", "j-y", "y-k", "k-f", "j-p"],
    ); // biome-ignore format: a picture
    const fleet = new VirtualFleet({
      network: new RoadNetwork({ map, types }),
      typeOf: [0, 0],
      at: ["a", "p"],
    });
    fleet.send(0, "f");
    fleet.run(9, () => false);
    fleet.lost[0] = 1;
    fleet.send(1, "f");
    fleet.run(3, () => false);
    expect(fleet.traffic.reason(0)).toEqual({ kind: "lost" });
    expect(fleet.run(100, () => fleet.arrived(1))).toBe(true);
    fleet.lost[0] = 0;
    fleet.send(1, "p");
    expect(fleet.run(200, () => fleet.arrived(0) && fleet.arrived(1))).toBe(true);
    expect(fleet.collisions).toEqual([]);
  });
});
