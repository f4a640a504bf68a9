// The brain drives robots of two kinds on road graphs through their links: transports done, no two outlines ever touch. CASES and
// SEED as elsewhere.
import { describe, expect, it } from "vitest";
import { vdaVersions } from "../../devices/vda5050/index.ts";
import { Random } from "../../sim/kernel/index.ts";
import { randomRoads } from "../roads/random-roads.ts";
import { cart, truck } from "../roads/tiny-roads.ts";
import { roadGround } from "./ground.ts";
import { LiveWorld } from "./live-world.ts";

const cases = Number(process.env.CASES ?? 1);
const seeds =
  process.env.SEED === undefined ? Array.from({ length: cases }, (_, i) => i) : [Number(process.env.SEED)];
const badLine = { loss: 0.1, repeats: 0.1, delayMsMin: 10, delayMsMax: 700 };
const mixed = (robot: number) => ({ version: vdaVersions[robot % 3]! });
const robots = 12;

function roadWorld(seed: number): LiveWorld {
  const { map } = randomRoads(new Random(seed, "test/live/roads"), 5, 4, [cart, truck]);
  const typeOf = Array.from({ length: robots }, (_, robot) => (robot % 4 === 3 ? 1 : 0));
  return new LiveWorld({
    seed,
    robots,
    plan: roadGround(map, [cart, truck], typeOf),
    line: badLine,
    make: mixed,
  });
}

function run(world: LiveWorld, minutesMax: number, each: (second: number) => void = () => {}): void {
  for (let i = 0; i < minutesMax * 600 && !world.isAllDone && world.collisions.length === 0; i += 1) {
    if (i % 10 === 0) each(i / 10);
    world.step();
  }
  expect(world.collisions, world.tale()).toEqual([]);
  expect(world.isAllDone, world.tale()).toBe(true);
}

describe(`${robots} robots of two kinds and three releases on roads`, () => {
  it.each(seeds)(
    "do 30 transports on bad lines, seed %i",
    (seed) => {
      const world = roadWorld(seed);
      for (let i = 0; i < 30; i += 1) world.order();
      run(world, 90);
      expect(world.transports.doneCount).toBe(30);
    },
    600_000,
  );

  it.each(seeds)(
    "go around robots that fall silent, and take them back, seed %i",
    (seed) => {
      const world = roadWorld(seed);
      for (let i = 0; i < 30; i += 1) world.order();
      run(world, 120, (second) => {
        if (second % 60 === 20) world.cut(world.random.below(robots));
        if (second % 60 === 55) for (let i = 0; i < robots; i += 1) world.connect(i);
      });
      expect(world.transports.doneCount).toBe(30);
    },
    600_000,
  );
});
