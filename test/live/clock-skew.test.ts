// The fault row "clock skew": half of a running fleet has clocks that are hours off, run fast or slow, or are set while they
// run. Nothing may come of it but a remark. RELIABILITY=1 prints the row of docs/reliability.md.
import { expect, it } from "vitest";
import { vdaVersions } from "../../devices/vda5050/index.ts";
import { Random } from "../../sim/kernel/index.ts";
import { hall, LiveWorld } from "./live-world.ts";

const cases = Number(process.env.CASES ?? 1);
const seeds =
  process.env.SEED === undefined ? Array.from({ length: cases }, (_, i) => i) : [Number(process.env.SEED)];
const robots = 24;
const hour = 3_600_000;

it.each(seeds)(
  "costs no transport and no contact, and is measured, seed %i",
  (seed) => {
    const world = new LiveWorld({
      seed,
      robots,
      plan: hall,
      line: { loss: 0.05, repeats: 0.05, delayMsMin: 10, delayMsMax: 300 },
      make: (robot) => ({ version: vdaVersions[robot % 3]! }),
    });
    const random = new Random(seed, "test/clocks");
    for (let i = 0; i < 40; i += 1) world.order();
    const skewed = world.robots.filter((_, i) => i % 2 === 1);
    const skewEach = () => {
      for (const robot of skewed)
        robot.setClock({
          offsetMs: Math.round((random.uniform() - 0.5) * 12 * hour),
          driftPpm: (random.uniform() - 0.5) * 20_000,
        });
    };
    const remarks = new Set<number>();
    let [isWellSince, unwell] = [-1, 0];
    for (let i = 0; i < 60 * 300 && !(world.isAllDone && i > 2_400); i += 1) {
      // First after 40 s, then again: clocks jump forwards and back.
      if (i === 400 || i === 1_200) skewEach();
      if (world.isAllDone) world.order();
      world.step();
      for (const event of world.fleet.takeFleetEvents())
        if (event.kind === "clock-skew") remarks.add(event.robot);
      const isWell = world.robots.every((_, k) => !world.fleet.explain(k, "en", world.now).needsLook);
      if (i > 400 && !isWell) unwell += 1;
      if (isWellSince < 0 && isWell && i > 400) isWellSince = i;
      if (world.collisions.length > 0) break;
    }
    expect(world.collisions, world.tale()).toEqual([]);
    expect(world.isAllDone, world.tale()).toBe(true);
    expect(world.transports.failedCount).toBe(0);
    // Nobody was taken for silent, lost or restarted for its clock.
    expect(unwell, world.tale()).toBe(0);
    expect([...remarks].every((robot) => robot % 2 === 1)).toBe(true);
    expect(remarks.size).toBeGreaterThan(8);
    for (const [i, robot] of world.robots.entries()) {
      const measured = world.fleet.links[i]!.watch.clock.offsetMs!;
      expect(Math.abs(measured - (robot.clockMs - world.now))).toBeLessThan(2_000);
    }
    if (process.env.RELIABILITY !== undefined)
      console.log(
        `| clock skew: half of the robots up to 6 h off, drifting 1 %, set twice | – | ${(unwell / 10).toFixed(1)} | 0 | 0 |`,
      );
  },
  600_000,
);
