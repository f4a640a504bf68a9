// Zones under a whole fleet: nobody in a blocked one, in a release zone one robot at a time, by the robots' own footprints; and all
// transports done, also those that lead into a release zone. CASES and SEED as elsewhere.
import { describe, expect, it } from "vitest";
import { vdaVersions, type Zone, ZonePlan } from "../../devices/vda5050/index.ts";
import { areasMeet, boxAt, contains } from "../../devices/vda5050/zones/index.ts";
import { Random } from "../../sim/kernel/index.ts";
import { randomRoads } from "../roads/random-roads.ts";
import { cart, truck } from "../roads/tiny-roads.ts";
import { footprint } from "./footprints.ts";
import { gridGround, roadGround } from "./ground.ts";
import { hall, LiveWorld } from "./live-world.ts";

const cases = Number(process.env.CASES ?? 1);
const seeds =
  process.env.SEED === undefined ? Array.from({ length: cases }, (_, i) => i) : [Number(process.env.SEED)];
const badLine = { loss: 0.1, repeats: 0.1, delayMsMin: 10, delayMsMax: 700 };
const robots = 10;
const box = (left: number, low: number, right: number, high: number) => [
  { x: left, y: low },
  { x: right, y: low },
  { x: right, y: high },
  { x: left, y: high },
];
const zones: readonly Zone[] = [
  { zoneId: "crossing", zoneType: "RELEASE", releaseLossBehavior: "STOP", vertices: box(4, 4, 7, 7) },
  { zoneId: "gate", zoneType: "RELEASE", releaseLossBehavior: "STOP", vertices: box(9, 5, 10, 6) },
  { zoneId: "spill", zoneType: "BLOCKED", vertices: box(12.2, 0.2, 13.8, 2.8) },
];

function zoneWorld(seed: number): LiveWorld {
  const plan = new ZonePlan([{ zoneSetId: "hall-1", mapId: "floor", zones }]);
  // A robot turns within its cell: half a diagonal around its middle.
  const clearance = Math.hypot(0.7, 0.5) / 2;
  return new LiveWorld({
    seed,
    robots,
    plan: gridGround(hall, seed, { plan, clearance }),
    line: badLine,
    make: (robot) => ({ version: vdaVersions[robot % 3]! }),
  });
}
const occupants = (world: LiveWorld, { vertices }: Zone) =>
  world.robots.filter(({ pose: { x, y, theta } }) => areasMeet(vertices, boxAt({ x, y }, theta, 0.7, 0.5)))
    .length;

describe(`${robots} robots of three releases among zones`, () => {
  it.each(seeds)(
    "share release zones one by one, keep out of blocked ones, and do 40 transports, seed %i",
    (seed) => {
      const world = zoneWorld(seed);
      for (let i = 0; i < 40; i += 1) world.order();
      const most = new Map<string, number>();
      let begun = false;
      for (let i = 0; i < 60 * 600 && !world.isAllDone && world.collisions.length === 0; i += 1) {
        world.step();
        // Where robots stand in the morning is not our doing.
        begun ||= world.fleet.traffic !== null && zones.every((zone) => occupants(world, zone) <= 1);
        if (!begun) continue;
        for (const zone of zones)
          most.set(zone.zoneId, Math.max(most.get(zone.zoneId) ?? 0, occupants(world, zone)));
      }
      expect(world.collisions, world.tale()).toEqual([]);
      expect(world.isAllDone, world.tale()).toBe(true);
      expect(Object.fromEntries(most)).toEqual({ crossing: 1, gate: 1, spill: 0 });
    },
    600_000,
  );
});

describe("12 robots of two kinds on roads among zones", () => {
  it.each(seeds)(
    "share a release zone one by one, and use no road through a blocked one, seed %i",
    (seed) => {
      const { map } = randomRoads(new Random(seed, "test/live/roads"), 5, 4, [cart, truck]);
      const around = (id: string, reach: number) => {
        const { x, y } = map.nodes.find((node) => node.id === id)!;
        return box(x - reach, y - reach, x + reach, y + reach);
      };
      const roadZones: readonly Zone[] = [
        { zoneId: "crossing", zoneType: "RELEASE", releaseLossBehavior: "STOP", vertices: around("c2x1", 2) },
        { zoneId: "pit", zoneType: "BLOCKED", vertices: around("p4x3", 0.5) },
        { zoneId: "slow", zoneType: "SPEED_LIMIT", maximumSpeed: 0.4, vertices: around("c1x2", 2) },
      ];
      const plan = new ZonePlan([{ zoneSetId: "yard-1", mapId: "floor", zones: roadZones }]);
      const typeOf = Array.from({ length: 12 }, (_, robot) => (robot % 4 === 3 ? 1 : 0));
      const world = new LiveWorld({
        seed,
        robots: 12,
        plan: roadGround(map, [cart, truck], typeOf, plan),
        line: badLine,
        make: (robot) => ({ version: vdaVersions[robot % 3]! }),
      });
      const shapes = typeOf.map((type) => [cart, truck][type]!);
      const inZone = ({ vertices }: Zone) =>
        world.robots.filter(({ pose }, i) => {
          const { front, back, left, right } = shapes[i]!;
          const middle = footprint(pose, { front, back, width: left + right });
          return areasMeet(vertices, boxAt(middle, pose.theta, front + back, left + right));
        }).length;
      const most = [0, 0];
      let fastest = 0;
      for (let i = 0; i < 20; i += 1) world.order();
      for (let i = 0; i < 90 * 600 && !world.isAllDone && world.collisions.length === 0; i += 1) {
        const before = world.robots.map(({ pose }) => ({ ...pose }));
        world.step();
        for (const k of [0, 1]) most[k] = Math.max(most[k]!, inZone(roadZones[k]!));
        for (const [k, { pose }] of world.robots.entries())
          if (contains(roadZones[2]!.vertices, pose) && contains(roadZones[2]!.vertices, before[k]!))
            fastest = Math.max(fastest, Math.hypot(pose.x - before[k]!.x, pose.y - before[k]!.y) * 10);
      }
      expect(world.collisions, world.tale()).toEqual([]);
      expect(world.isAllDone, world.tale()).toBe(true);
      expect(most).toEqual([1, 0]);
      expect(fastest).toBeGreaterThan(0.2);
      expect(fastest).toBeLessThan(0.45);
    },
    600_000,
  );
});
