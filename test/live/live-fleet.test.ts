// The brain drives robots through their links: transports done, no two footprints ever touch. CASES and SEED as elsewhere.
import { describe, expect, it } from "vitest";
import { vdaVersions } from "../../devices/vda5050/index.ts";
import { touch } from "./footprints.ts";
import { hall, LiveWorld } from "./live-world.ts";

const cases = Number(process.env.CASES ?? 1);
const seeds =
  process.env.SEED === undefined ? Array.from({ length: cases }, (_, i) => i) : [Number(process.env.SEED)];

const goodLine = { loss: 0, repeats: 0, delayMsMin: 10, delayMsMax: 50 };
const badLine = { loss: 0.1, repeats: 0.1, delayMsMin: 10, delayMsMax: 700 };
const mixed = (robot: number) => ({ version: vdaVersions[robot % 3]! });

/** Steps until all transports are over; a failure tells where everybody stands. */
function run(world: LiveWorld, minutesMax: number, each: (second: number) => void = () => {}): number {
  for (let i = 0; i < minutesMax * 600; i += 1) {
    if (i % 10 === 0) each(i / 10);
    world.step();
    if (world.collisions.length > 0) break;
    if (world.isAllDone) return i / 10;
  }
  expect(world.collisions, world.tale()).toEqual([]);
  expect(world.isAllDone, world.tale()).toBe(true);
  return 0;
}

describe("footprints", () => {
  it("touch when they share a point, also when turned", () => {
    const a = { x: 0, y: 0, theta: 0, length: 2, width: 1 };
    expect(touch(a, { ...a, x: 1.9 })).toBe(true);
    expect(touch(a, { ...a, x: 2.1 })).toBe(false);
    expect(touch(a, { ...a, y: 1.1 })).toBe(false);
    expect(touch(a, { ...a, y: 1.4, theta: Math.PI / 2 })).toBe(true);
    expect(touch(a, { ...a, y: 1.6, theta: Math.PI / 2 })).toBe(false);
    expect(touch(a, { ...a, x: 1.6, y: 1.6, theta: Math.PI / 4 })).toBe(false);
  });
});

describe("24 robots of three releases", () => {
  it.each(seeds)(
    "do 60 transports on good lines, seed %i",
    (seed) => {
      const world = new LiveWorld({ seed, robots: 24, plan: hall, line: goodLine, make: mixed });
      for (let i = 0; i < 60; i += 1) world.order();
      run(world, 30);
      expect(world.transports.doneCount).toBe(60);
    },
    600_000,
  );

  it.each(seeds)(
    "do 60 transports on bad lines, seed %i",
    (seed) => {
      const world = new LiveWorld({ seed, robots: 24, plan: hall, line: badLine, make: mixed });
      for (let i = 0; i < 60; i += 1) world.order();
      run(world, 60);
      expect(world.transports.doneCount).toBe(60);
    },
    600_000,
  );

  it.each(seeds)(
    "do 60 transports between four stations, where they meet, seed %i",
    (seed) => {
      const world = new LiveWorld({ seed, robots: 24, plan: hall, line: goodLine, make: mixed });
      const stations = [3 * 16, 3 * 16 + 15, 8 * 16 + 4, 8 * 16 + 12];
      for (let i = 0; i < 60; i += 1) world.order(stations);
      run(world, 60);
      expect(world.transports.doneCount).toBe(60);
    },
    600_000,
  );
});

describe("robots that cannot pick, by their factsheets", () => {
  it("leave orders to those that can", () => {
    const world = new LiveWorld({
      seed: 1,
      robots: 8,
      plan: hall,
      line: goodLine,
      make: (robot) => ({
        ...mixed(robot),
        ...(robot % 2 === 0 && {
          factsheet: (own) => ({
            ...own,
            actions: own.actions.filter(({ actionType }) => actionType !== "pick"),
          }),
        }),
      }),
    });
    for (let i = 0; i < 20; i += 1) world.order();
    const refused = new Set<number>();
    run(world, 30, () => {
      for (const event of world.fleet.takeFleetEvents()) if (event.kind === "unfit") refused.add(event.robot);
    });
    expect(world.doneCount).toBe(20);
    expect(refused.size).toBeGreaterThan(0);
    expect([...refused].every((robot) => robot % 2 === 0)).toBe(true);
  }, 120_000);
});
