// Zones, single moves and families on floors and orders small enough to see the answer.
import { describe, expect, test } from "vitest";
import { listPodMoves } from "../../controller/planning/pod-moves.ts";
import { podDemand, podZones, wantedZoneOf } from "../../controller/planning/pod-zones.ts";
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

describe("zones for pods", () => {
  const demand = [5, 1, 0];
  /** The LP's answer: red near, green far. */
  const zoneShare = Float64Array.of(1, 0, 0, 1, 0, 1);
  const zonesOf = ({ world, geometry }: ReturnType<typeof site>) =>
    podZones(world.observation, zoneShare, demand, geometry);

  test("each pod's demand is its share of what is expected of its SKUs", () => {
    const at = site();
    const { pickShare } = zonesOf(at);
    // Ten red and ten green units on pods.
    expect(pickShare[red]).toBeCloseTo(0.5, 6);
    expect(pickShare[green]).toBeCloseTo(0.1, 6);
    expect(podDemand(at.world.observation.pods, pickShare, 0)).toBeCloseTo(4, 6);
    expect(podDemand(at.world.observation.pods, pickShare, 2)).toBeCloseTo(1.2, 6);
  });
  test("the near zone takes pods, most demand first, until it serves its share; the others go on", () => {
    const zones = zonesOf(site());
    // Half of three pods, rounded up, fit near; red's five units are served by the first two.
    expect(wantedZoneOf(zones, 4)).toBe(0);
    expect(wantedZoneOf(zones, 1.2)).toBe(0);
    expect(wantedZoneOf(zones, 0.8)).toBe(1);
  });
  test("the pod in demand moves in by what that saves; what stands right stays", () => {
    const at = site();
    const moves = listPodMoves(at.world.observation, zonesOf(at), at.geometry, 1);
    expect([...moves.pod.slice(0, moves.inwardCount)]).toEqual([0]);
    expect([...moves.zone]).toEqual([0]);
    // Four visits, each five cells shorter there and back.
    const shorter = 2 * (at.geometry.waySeconds[1]! - at.geometry.waySeconds[0]!);
    expect(moves.savedSeconds[0]).toBeCloseTo(4 * shorter, 6);
  });
  test("a pod that nobody asks for makes room", () => {
    const at = site();
    const onlyFar = { ...zonesOf(at), demandMin: Float64Array.of(3, 0) };
    const moves = listPodMoves(at.world.observation, onlyFar, at.geometry, 1);
    expect([...moves.pod]).toEqual([0, 2]);
    expect([...moves.zone]).toEqual([0, 1]);
    expect(moves.inwardCount).toBe(1);
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
