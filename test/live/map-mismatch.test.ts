// The fault row "map mismatch": somebody changes the maps of every robot in a running fleet. Where the right one is there and
// switched off, it is switched on by instant action; where it is gone, the robot stands with a reason until a person brings it.
// RELIABILITY=1 prints the rows of docs/reliability.md.
import { describe, expect, it } from "vitest";
import { Random } from "../../sim/kernel/index.ts";
import { hall, LiveWorld } from "./live-world.ts";

const cases = Number(process.env.CASES ?? 1);
const seeds =
  process.env.SEED === undefined ? Array.from({ length: cases }, (_, i) => i) : [Number(process.env.SEED)];
const robots = 24;
const faultSeconds = 30;

const rows = [
  {
    name: "map switched off on all robots",
    begin: (world: LiveWorld, i: number) => {
      const { condition } = world.robots[i]!;
      condition.maps = condition.maps.map((map) => ({ ...map, status: "DISABLED" as const }));
    },
    needsPerson: false,
  },
  {
    name: "wrong map on all robots",
    begin: (world: LiveWorld, i: number) => world.robots[i]!.setMaps([{ mapId: "cellar", mapVersion: "1" }]),
    needsPerson: true,
  },
] as const;

describe.each(rows)("$name", ({ name, begin, needsPerson }) => {
  it.each(seeds)(
    "loses no transport and touches nobody, seed %i",
    (seed) => {
      const world = new LiveWorld({
        seed,
        robots,
        plan: hall,
        line: { loss: 0.05, repeats: 0.05, delayMsMin: 10, delayMsMax: 300 },
        // 2.0 has no maps.
        make: (robot) => ({ version: robot % 2 === 0 ? "2.1" : "3.0" }),
      });
      const random = new Random(seed, "test/maps");
      for (let i = 0; i < 40; i += 1) world.order();
      const beginStep = 400 + random.below(100);
      const endStep = beginStep + faultSeconds * 10;
      const stopped = new Set<number>();
      let recovered = -1;
      for (let i = 0; i < 60 * 600 && !(world.isAllDone && recovered >= 0); i += 1) {
        if (world.isAllDone) world.order();
        if (i === beginStep) for (let k = 0; k < robots; k += 1) begin(world, k);
        if (needsPerson && i === endStep)
          for (const robot of world.robots) robot.setMaps([{ mapId: "floor", mapVersion: "2" }]);
        world.step();
        for (let k = 0; i % 10 === 0 && i > beginStep && k < robots; k += 1) {
          const status = world.fleet.status(k, world.now);
          if (status.reason === "wrong-map") stopped.add(k);
          if (status.needsPerson && i > endStep + 100) world.fleet.confirm(k, world.now);
        }
        const from = needsPerson ? endStep : beginStep + 20;
        const { fleet } = world;
        const isWell = (_: unknown, k: number) =>
          fleet.traffic?.isLost(k) === false && !fleet.explain(k, "en", world.now).needsLook;
        if (recovered < 0 && i > from && world.robots.every(isWell)) recovered = i;
        if (world.collisions.length > 0) break;
      }
      expect(world.collisions, world.tale()).toEqual([]);
      expect(world.isAllDone, world.tale()).toBe(true);
      expect(world.transports.failedCount).toBe(0);
      expect(stopped.size, world.tale()).toBe(needsPerson ? robots : 0);
      const seconds = (recovered - (needsPerson ? endStep : beginStep)) / 10;
      if (process.env.RELIABILITY !== undefined)
        console.log(`| ${name} | ${needsPerson ? faultSeconds : "–"} | ${seconds.toFixed(1)} | 0 | 0 |`);
    },
    600_000,
  );
});
