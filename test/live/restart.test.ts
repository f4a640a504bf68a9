// The fleet side is killed at random moments, also in quick succession, and begins anew with nothing but the robots' states and the
// list of open orders: no order lost or carried twice, nobody touched.
import { describe, expect, it } from "vitest";
import { vdaVersions } from "../../devices/vda5050/index.ts";
import { Random } from "../../sim/kernel/index.ts";
import { hall, LiveWorld } from "./live-world.ts";

const cases = Number(process.env.CASES ?? 1);
const seeds =
  process.env.SEED === undefined ? Array.from({ length: cases }, (_, i) => i) : [Number(process.env.SEED)];
const robots = 24;
const badLine = { loss: 0.05, repeats: 0.05, delayMsMin: 10, delayMsMax: 400 };
const kills = 25;

describe("24 robots of three releases on bad lines", () => {
  it.each(seeds)(
    `lose no order when the fleet side is killed ${kills} times, seed %i`,
    (seed) => {
      const world = new LiveWorld({
        seed,
        robots,
        plan: hall,
        line: badLine,
        make: (robot) => ({ version: vdaVersions[robot % 3]! }),
        hasJournal: seed % 2 === 0,
      });
      const random = new Random(seed, "test/restart");
      for (let i = 0; i < 40; i += 1) world.order();
      const asked = new Set<string>();
      let killed = 0;
      let nextKill = world.now + 20_000 + random.below(10_000);
      const recoveredMs: number[] = [];
      let sinceMs = world.now;
      for (let i = 0; i < 60 * 600 && !(world.isAllDone && killed === kills); i += 1) {
        if (killed < kills && world.transports.openCount < 20) world.order();
        if (killed < kills && world.now >= nextKill) {
          world.restartFleet();
          killed += 1;
          sinceMs = world.now;
          // Now and then before it has begun.
          nextKill = world.now + 1_000 + random.below(25_000);
        }
        if (sinceMs > 0 && world.fleet.traffic !== null) {
          recoveredMs.push(world.now - sinceMs);
          sinceMs = 0;
        }
        // A person looks where the load is.
        for (const { id } of world.transports.unclear) {
          asked.add(`${killed} ${id}`);
          if (!world.loads.isCarried(id))
            world.transports.decide(id, world.loads.set.has(id) ? "delivered" : "at-pickup");
        }
        world.step();
        if (world.collisions.length > 0) break;
      }
      expect(world.collisions, world.tale()).toEqual([]);
      expect(world.isAllDone, world.tale()).toBe(true);
      expect(world.list.count("done"), world.tale()).toBe(world.list.known.size);
      for (const [id, { order }] of world.list.known) {
        expect(world.loads.taken.get(id), `${id} was taken up once, seed ${seed}`).toEqual([order.from]);
        expect(world.loads.set.get(id), `${id} was set down once, seed ${seed}`).toEqual([order.to]);
      }
      recoveredMs.sort((a, b) => a - b);
      if (process.env.RELIABILITY !== undefined)
        console.log(
          `seed ${seed}: ${killed} kills, begun again after ${recoveredMs[recoveredMs.length >> 1]! / 1_000} s (median), ${recoveredMs.at(-1)! / 1_000} s (longest), a person asked ${asked.size} times`,
        );
    },
    600_000,
  );
});
