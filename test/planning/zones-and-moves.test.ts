// Zones, single moves and families on floors and orders small enough to see the answer.
import { describe, expect, test } from "vitest";
import { listPodMoves, wantedZoneOf } from "../../controller/planning/pod-moves.ts";
import { SkuFamilies } from "../../controller/planning/sku-families.ts";
import { zoneGeometry } from "../../controller/planning/zone-geometry.ts";
import { zoneSupply } from "../../controller/planning/zone-supply.ts";
import { World } from "../../sim/world/index.ts";
import { pictureFloor, scriptedDemand, tinySetup } from "../sim/tiny-world.ts";

const [red, green] = [0, 1];

/** Ten places in the top row, the station at their right end: zone 0 is the right half, zone 1 the left one. */
function site() {
  const plain = pictureFloor("pppppppppp.", "..........P");
  const zone = plain.zone.map((_, cell) => (cell > 9 ? 255 : cell >= 5 ? 0 : 1));
  const floor = { ...plain, zone, zoneCount: 2 };
  const setup = tinySetup({
    floor,
    pods: [
      { at: 0, stock: [[red, 8]] },
      { at: 1, stock: [[green, 8]] },
      {
        at: 8,
        stock: [
          [red, 2],
          [green, 2],
        ],
      },
    ],
    robots: [{ at: 3, heading: 2 }],
  });
  const world = new World(setup, scriptedDemand([], []));
  const geometry = zoneGeometry(floor, setup.robotTypes, setup.stepSeconds);
  return { world, geometry };
}
const rates = { pickUnitsPerRobotHour: 60, stowUnitsPerRobotHour: 60, cycleSeconds: 60 };

describe("zone geometry", () => {
  test("counts places and measures the way to the station", () => {
    const { geometry } = site();
    expect([...geometry.places]).toEqual([5, 5]);
    // The far half is five cells further away.
    expect(geometry.waySeconds[1]! - geometry.waySeconds[0]!).toBeCloseTo(
      (geometry.depthSeconds[0]! / 4) * 5,
      6,
    );
  });
});

describe("moves of single pods", () => {
  const plan = { zoneCount: 2, zoneShare: Float64Array.of(1, 0, 0, 1, 0, 1) };
  test("the pod in demand moves in, the one that is not wanted makes room, each pod once", () => {
    const { world, geometry } = site();
    // Green is wanted far away, red near: pod 0 moves in, pod 2 holds both alike and stays.
    const moves = listPodMoves(world.observation, {
      plan,
      geometry,
      expectedUnits: [5, 1, 0],
      unitsPerVisit: 1,
    });
    expect([...moves.pod.slice(0, moves.inwardCount)]).toEqual([0]);
    expect([...moves.zone]).toEqual([0]);
    // Four fifths of red's stock stand on it: four visits, each five cells shorter there and back.
    const shorter = 2 * (geometry.waySeconds[1]! - geometry.waySeconds[0]!);
    expect(moves.savedSeconds[0]).toBeCloseTo(4 * shorter, 6);
  });
  test("what nobody asks for is not moved in", () => {
    const { world, geometry } = site();
    const moves = listPodMoves(world.observation, {
      plan,
      geometry,
      expectedUnits: [0, 9, 0],
      unitsPerVisit: 1,
    });
    expect(moves.inwardCount).toBe(0);
  });
  test("an empty pod is wanted nowhere", () => {
    const pods = { slotsPerPod: 1, slotSku: Int32Array.of(-1), slotUnits: Int32Array.of(0) };
    expect(wantedZoneOf(pods, plan, 0)).toBe(-1);
  });
});

describe("zone supply", () => {
  test("counts what is wanted where it stands, now and after the moves", () => {
    const { world, geometry } = site();
    const wanted = Float64Array.of(6, 0, 0);
    const moves = {
      inwardCount: 1,
      pod: Int32Array.of(0),
      zone: Uint8Array.of(0),
      savedSeconds: Float64Array.of(9),
    };
    const supply = zoneSupply(world.observation, geometry, rates, wanted, moves);
    // Two red units stand near, eight far, of which six are wanted; once moved, all ten stand near.
    expect([...supply.unitsNow]).toEqual([2, 6]);
    expect([...supply.unitsMoved]).toEqual([6, 0]);
    expect(supply.unitsPerRobotHour[0]).toBeGreaterThan(supply.unitsPerRobotHour[1]!);
  });
});

describe("families of SKUs", () => {
  test("SKUs that come together far more often than by chance are one family, chance pairs are not", () => {
    const families = new SkuFamilies(200);
    for (let order = 0; order < 400; order += 1) {
      if (order % 20 === 0) families.observe([7, 3]);
      else families.observe([order % 200, (order * 7 + 1) % 200]);
    }
    expect(families.families()).toEqual([[3, 7]]);
  });
  test("two bestsellers that meet by chance are none", () => {
    const families = new SkuFamilies(3);
    for (let order = 0; order < 300; order += 1)
      families.observe(order % 3 === 0 ? [0, 1] : order % 3 === 1 ? [0] : [1]);
    expect(families.families()).toEqual([]);
  });
  test("counting goes on where a snapshot was taken, and rare pairs are forgotten", () => {
    const one = new SkuFamilies(3000);
    let at = 0;
    const feed = (into: SkuFamilies, from: number, to: number) => {
      for (at = from; at < to; at += 1) {
        into.observe([at % 2999, (at * 31 + 7) % 2999]);
        if (at % 50 === 0) into.observe([11, 13]);
      }
    };
    feed(one, 0, 9000);
    const two = new SkuFamilies(3000);
    two.restore(one.snapshot());
    feed(one, 9000, 20000);
    feed(two, 9000, 20000);
    expect(two.families()).toEqual(one.families());
    expect(one.families()).toEqual([[11, 13]]);
    expect(one.snapshot().pairs.length).toBeLessThan(20_000);
  });
});
