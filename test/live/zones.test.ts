// Zones under a whole fleet: nobody in a blocked one, in a release zone one robot at a time, by the robots' own footprints; and all
// transports done, also those that lead into a release zone. CASES and SEED as elsewhere.
import { describe, expect, it } from "vitest";
import { vdaVersions, type Zone, ZonePlan } from "../../devices/vda5050/index.ts";
import { areasMeet, boxAt } from "../../devices/vda5050/zones/index.ts";
import { gridGround } from "./ground.ts";
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
