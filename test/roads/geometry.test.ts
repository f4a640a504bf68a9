import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Area,
  areaDistance,
  curvePoint,
  disc,
  hull,
  outline,
  RoadNetwork,
} from "../../controller/roads/index.ts";
import { cart, roadMap, truck } from "./tiny-roads.ts";

const coordinate = fc.integer({ min: -40, max: 40 }).map((tenths) => tenths / 10);
const point = fc.tuple(coordinate, coordinate);
const area = fc.oneof(
  fc.array(point, { minLength: 2, maxLength: 6 }).map(hull),
  fc.tuple(coordinate, coordinate, fc.integer({ min: 0, max: 15 })).map(([x, y, r]) => disc(x, y, r / 10)),
);

/** Points all over an area: corners, sides and inside. */
function samples({ corners }: Area): [number, number][] {
  const n = corners.length / 2;
  const at = (i: number): [number, number] => [corners[2 * (i % n)]!, corners[2 * (i % n) + 1]!];
  const points: [number, number][] = [];
  for (let i = 1; i <= Math.max(1, n - 2); i += 1) {
    const [a, b, c] = [at(0), at(i), at(i + 1)];
    for (let u = 0; u <= 10; u += 1)
      for (let v = 0; u + v <= 10; v += 1) {
        const [p, q, r] = [u / 10, v / 10, 1 - (u + v) / 10];
        points.push([p * a[0] + q * b[0] + r * c[0], p * a[1] + q * b[1] + r * c[1]]);
      }
  }
  return points;
}

describe("areas on the floor", () => {
  test("distance agrees with a dense sample of points, overlapping or not", () => {
    fc.assert(
      fc.property(area, area, (a, b) => {
        let nearest = Infinity;
        for (const p of samples(a))
          for (const q of samples(b)) nearest = Math.min(nearest, Math.hypot(p[0] - q[0], p[1] - q[1]));
        const sampled = Math.max(0, nearest - a.radius - b.radius);
        const exact = areaDistance(a, b);
        expect(exact).toBeLessThanOrEqual(sampled + 1e-9);
        expect(sampled - exact).toBeLessThan(1.2);
        expect(areaDistance(b, a)).toBeCloseTo(exact, 9);
      }),
      { numRuns: 60 },
    );
  });

  test("a cross overlaps although no corner lies inside, and lines in a row do not", () => {
    const across = hull([[-3, -1], [3, -1], [3, 1], [-3, 1]]); // biome-ignore format: a table
    const up = hull([[-1, -3], [1, -3], [1, 3], [-1, 3]]); // biome-ignore format: a table
    expect(areaDistance(across, up)).toBe(0);
    const line = (from: number, to: number) => hull([[from, 0], [to, 0]]); // biome-ignore format: short
    expect(areaDistance(line(0, 1), line(3, 4))).toBe(2);
    expect(areaDistance(hull([[-5, 0], [5, 0]]), up)).toBe(0); // biome-ignore format: short
  });

  test("a quarter circle as a curve of degree 2 stays on the circle", () => {
    const points = [
      { x: 1, y: 0, weight: 1 },
      { x: 1, y: 1, weight: Math.SQRT1_2 },
      { x: 0, y: 1, weight: 1 },
    ];
    for (let i = 0; i <= 10; i += 1) {
      const [x, y] = curvePoint({ degree: 2, knots: [0, 0, 0, 1, 1, 1], points }, i / 10);
      expect(Math.hypot(x, y)).toBeCloseTo(1, 12);
    }
  });

  test("a robot's outline turns with its heading", () => {
    const [frontLeft] = outline(truck, 10, 5, Math.PI / 2);
    expect(frontLeft![0]).toBeCloseTo(9.4, 9);
    expect(frontLeft![1]).toBeCloseTo(6.6, 9);
  });
});

describe("places that exclude each other", () => {
  test("lanes a robot's width apart exclude each other, wider ones do not", () => {
    const lanes = (gap: number) =>
      new RoadNetwork({
        map: roadMap([["a", 0, 0], ["b", 20, 0], ["c", 0, gap], ["d", 20, gap]], ["a>b", "c>d"]), // biome-ignore format: a table
        types: [cart],
      });
    const excludes = (network: RoadNetwork) => {
      const { start, places } = network.conflicts;
      const row = places.subarray(start[network.edgePlace(0, 0)], start[network.edgePlace(0, 0) + 1]);
      return row.includes(network.edgePlace(0, 1));
    };
    expect(excludes(lanes(0.85))).toBe(true);
    expect(excludes(lanes(0.95))).toBe(false);
  });

  test("a long robot excludes more than a short one at the same node", () => {
    const map = roadMap([["a", 0, 0], ["b", 2, 0], ["c", 4, 0]], ["a-b", "b-c"], [cart, truck]); // biome-ignore format: a table
    const network = new RoadNetwork({ map, types: [cart, truck] });
    const { start, places } = network.conflicts;
    const rowOf = (place: number) => [...places.subarray(start[place], start[place + 1])];
    expect(rowOf(network.nodePlace(0, 0))).not.toContain(network.nodePlace(0, 1));
    expect(rowOf(network.nodePlace(1, 0))).toContain(network.nodePlace(0, 1));
    expect(rowOf(network.nodePlace(0, 1))).toContain(network.nodePlace(1, 0));
  });

  test("the grid finds exactly what comparing all pairs finds", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 20 })), {
          minLength: 4,
          maxLength: 12,
        }),
        (spots) => {
          const map = roadMap(
            spots.map(([x, y], i) => [`n${i}`, x / 2, y / 2]),
            spots.slice(1).map((_, i) => `n${i}-n${i + 1}`),
            [cart, truck],
          );
          const { coverages, conflicts } = new RoadNetwork({ map, types: [cart, truck] });
          coverages.forEach(({ areas }, place) => {
            const all = coverages.flatMap((other, k) =>
              areas.some((a) => other.areas.some((b) => areaDistance(a, b) < 0.1)) ? [k] : [],
            );
            const row = conflicts.places.subarray(conflicts.start[place], conflicts.start[place + 1]);
            expect([...row]).toEqual(all);
          });
        },
      ),
      { numRuns: 40 },
    );
  });

  test("turning is refused where an edge forbids it, and takes the long way where only that is allowed", () => {
    const map = roadMap([["a", 0, 0], ["b", 5, 0], ["c", 5, 5]], ["a>b", "b>c"]); // biome-ignore format: a table
    const turn = (rotationAtStart: "NONE" | "CW" | "CCW") => {
      const edges = map.edges.map((edge) => ({
        ...edge,
        access: edge.access.map((access) => ({ ...access, rotationAtStart })),
      }));
      return new RoadNetwork({ map: { ...map, edges }, types: [cart] }).turnSeconds(0, 0, 1);
    };
    expect(turn("CCW")).toBeCloseTo(Math.PI / 2 / 1.5, 9);
    expect(turn("CW")).toBeCloseTo((3 * Math.PI) / 2 / 1.5, 9);
    expect(turn("NONE")).toBe(Infinity);
  });
});
