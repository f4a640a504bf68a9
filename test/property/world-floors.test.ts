import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { generateFloor } from "../../sim/floor/index.ts";
import { CellKind, type Floor, headingOffsets } from "../../sim/model/index.ts";
import { checkProperty } from "./world-runs.ts";

const file = "world-floors.test.ts";
const side = fc.constantFrom("north" as const, "east" as const, "south" as const, "west" as const);
const options = fc.record({
  blocksAcross: fc.integer({ min: 1, max: 4 }),
  blocksDown: fc.integer({ min: 1, max: 4 }),
  blockWidth: fc.integer({ min: 1, max: 5 }),
  blockHeight: fc.integer({ min: 1, max: 3 }),
  pickStations: fc.integer({ min: 0, max: 5 }),
  replenishStations: fc.integer({ min: 0, max: 5 }),
  pickSide: side,
  replenishSide: side,
  hallDepth: fc.integer({ min: 1, max: 4 }),
  queueCells: fc.integer({ min: 1, max: 4 }),
  chargers: fc.integer({ min: 0, max: 12 }),
  zoneCount: fc.integer({ min: 1, max: 5 }),
  aisleDirection: fc.constantFrom("one-way" as const, "preferred" as const, "two-way" as const),
});

/** Cells reached from one, written as plainly as can be: laden robots only end, never pass, at pod places and chargers. */
function reached(floor: Floor, start: number, laden: boolean): Set<number> {
  const seen = new Set([start]);
  const open = [start];
  for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
    const kind = floor.kind[cell]!;
    if (laden && cell !== start && (kind === CellKind.podPlace || kind === CellKind.charger)) continue;
    for (const [heading, offset] of headingOffsets(floor.width).entries()) {
      const next = cell + offset;
      if ((floor.exits[cell]! & (1 << heading)) === 0 || seen.has(next)) continue;
      seen.add(next);
      open.push(next);
    }
  }
  return seen;
}

describe("any generated floor", () => {
  test("has what was asked for, lets robots get everywhere and back, or says which option is impossible", () => {
    let made = 0;
    checkProperty(
      file,
      fc.property(options, fc.nat(), (asked, dice) => {
        const result = generateFloor(asked);
        if (!result.ok) {
          for (const { expected, found } of result.problems)
            expect(expected.length * found.length).toBeGreaterThan(0);
          const options = result.problems.map((problem) =>
            problem.kind === "option" ? problem.option : "text",
          );
          const tooThick = Math.min(asked.blockWidth, asked.blockHeight) > 2;
          const possible = [
            "pickStations",
            "replenishStations",
            "chargers",
            ...(tooThick ? ["blockHeight"] : []),
          ];
          expect(options.filter((option) => !possible.includes(option))).toEqual([]);
          return;
        }
        made += 1;
        const { floor } = result;
        const count = (kind: number) => floor.kind.filter((other) => other === kind).length;
        expect(count(CellKind.work)).toBe(asked.pickStations + asked.replenishStations);
        expect(count(CellKind.queue)).toBe(count(CellKind.work) * asked.queueCells);
        expect(count(CellKind.charger)).toBe(asked.chargers);
        const places = asked.blocksAcross * asked.blocksDown * asked.blockWidth * asked.blockHeight;
        expect([count(CellKind.podPlace), floor.podPlaces.length]).toEqual([places, places]);

        const place = floor.podPlaces[dice % places]!;
        const unladen = reached(floor, place, false);
        expect(unladen.size).toBe(floor.kind.length - count(CellKind.blocked));
        const laden = reached(floor, place, true);
        expect(laden.size).toBe(unladen.size);
        for (const { workCell } of floor.stations) {
          expect(reached(floor, workCell, true).size).toBe(unladen.size);
        }
        const sizes = new Array<number>(asked.zoneCount).fill(0);
        for (const cell of floor.podPlaces) sizes[floor.zone[cell]!]! += 1;
        if (asked.pickStations > 0) expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
      200,
    );
    expect(made).toBeGreaterThan(20);
  });
});
