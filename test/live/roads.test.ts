// The brain drives robots of two kinds on road graphs through their links: transports done, no two outlines ever touch. CASES and
// SEED as elsewhere.
import { describe, expect, it } from "vitest";
import { vdaVersions } from "../../devices/vda5050/index.ts";
import { Random } from "../../sim/kernel/index.ts";
import type { RoadMap } from "../../sim/model/index.ts";
import { randomRoads } from "../roads/random-roads.ts";
import { cart, roadMap, truck } from "../roads/tiny-roads.ts";
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

describe("a fleet side that dies while robots are on the roads", () => {
  it.each(seeds)(
    "brings each to the end of its road, and loses nothing, seed %i",
    (seed) => {
      const world = roadWorld(seed + 1_000);
      for (let i = 0; i < 24; i += 1) world.order();
      let restarts = 0;
      run(world, 120, (second) => {
        if (second % 90 !== 60 || restarts === 5) return;
        restarts += 1;
        world.restartFleet();
      });
      expect(restarts).toBeGreaterThan(2);
      expect(world.doneCount).toBe(24);
    },
    600_000,
  );
});

describe("curves, and robots that drive backwards", () => {
  /** A ring of straights and quarter circles, 4 m across, with bays that are left backwards. */
  function ring(): RoadMap {
    const map = roadMap(
      [
        ["s0", 4, 0],
        ["s1", 12, 0],
        ["e0", 16, 4],
        ["n1", 12, 8],
        ["n0", 4, 8],
        ["w0", 0, 4],
        ["bay1", 4, -3, "pick"],
        ["bay2", 12, 11, "drop"],
      ],
      ["s0>s1", "s1>e0", "e0>n1", "n1>n0", "n0>w0", "w0>s0", "s0-bay1", "n1-bay2"],
    );
    const corner: Record<string, readonly [number, number]> = {
      "s1-e0": [16, 0],
      "e0-n1": [16, 8],
      "n0-w0": [0, 8],
      "w0-s0": [0, 0],
    };
    const backwards = new Set(["bay1-s0", "bay2-n1"]);
    return {
      ...map,
      edges: map.edges.map((edge) => {
        const [from, to] = [map.nodes[edge.from]!, map.nodes[edge.to]!];
        const at = corner[edge.id];
        // A quarter circle as a quadratic NURBS: the corner weighs the cosine of half the angle.
        const curve = at && {
          degree: 2,
          knots: [0, 0, 0, 1, 1, 1],
          points: [
            { x: from.x, y: from.y, weight: 1 },
            { x: at[0], y: at[1], weight: Math.SQRT1_2 },
            { x: to.x, y: to.y, weight: 1 },
          ],
        };
        const radians = backwards.has(edge.id) ? Math.PI : 0;
        return {
          ...edge,
          access: edge.access.map((access) => ({
            ...access,
            orientation: { kind: "tangential" as const, radians },
            curve: curve ?? null,
          })),
        };
      }),
    };
  }

  it("keep to the courses, also when they lose their orders on a curve", () => {
    const ground = roadGround(ring(), [cart], [0, 0]);
    const world = new LiveWorld({
      seed: 1,
      robots: 2,
      plan: ground,
      line: { loss: 0.02, repeats: 0, delayMsMin: 10, delayMsMax: 100 },
      make: mixed,
      afterIntervention: "go-on",
    });
    const courses = ground.network.map.edges.map((_, edge) => ground.network.course(0, edge).points);
    const awayFromRoads = (x: number, y: number) =>
      Math.min(...courses.flatMap((points) => pieces(points).map((piece) => distanceToPiece(x, y, piece))));
    let away = 0;
    let losses = 0;
    let reversed = 0;
    for (let i = 0; i < 12; i += 1) world.order();
    run(world, 60, () => {
      for (const [i, robot] of world.robots.entries()) {
        const { x, y, theta } = robot.pose;
        away = Math.max(away, awayFromRoads(x, y));
        if (y > -2.5 && y < -0.5 && Math.abs(theta + Math.PI / 2) < 0.1) reversed += 1;
        // In the middle of a curve now and then somebody takes it over for a moment: its order is gone.
        if (x > 13 && world.random.below(3) === 0) {
          losses += 1;
          robot.setOperatingMode("MANUAL");
          robot.setOperatingMode("AUTOMATIC");
          expect(world.fleet.status(i, world.now)).toBeDefined();
        }
      }
    });
    expect(world.transports.doneCount).toBe(12);
    expect(losses).toBeGreaterThan(3);
    expect(reversed).toBeGreaterThan(0);
    expect(away).toBeLessThan(0.05);
  });
});

type Piece = readonly [number, number, number, number];
function pieces(points: Float64Array): readonly Piece[] {
  return Array.from(
    { length: points.length / 2 - 1 },
    (_, i) => [points[2 * i]!, points[2 * i + 1]!, points[2 * i + 2]!, points[2 * i + 3]!] as const,
  );
}
function distanceToPiece(x: number, y: number, [ax, ay, bx, by]: Piece): number {
  const [dx, dy] = [bx - ax, by - ay];
  const share = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - ax - share * dx, y - ay - share * dy);
}
