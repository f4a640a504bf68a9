// Automatic lanes on floors whose answer can be seen, and that they never cut anything off.
import { describe, expect, it } from "vitest";
import {
  autoLanes,
  chooseLaneMode,
  keepConnected,
  strictExits,
} from "../../controller/traffic/lanes/auto-lanes.ts";
import { strongGroups } from "../../controller/traffic/lanes/connectivity.ts";
import { CellKind, type Floor, headingOffsets } from "../../sim/model/index.ts";
import { forSeeds, openCells, randomFloor } from "./random-floor.ts";
import { drawFloor } from "./tiny-floor.ts";

/** One character per cell for one axis: an arrow, `=` for both ways, `.` for no preference, `#` blocked. */
function drawn(floor: Floor, lanes: Uint8Array, axis: 0 | 1): string[] {
  return Array.from({ length: floor.height }, (_, y) =>
    Array.from({ length: floor.width }, (_, x) => {
      const cell = y * floor.width + x;
      if (floor.kind[cell] === CellKind.blocked) return "#";
      const bits = (lanes[cell]! >> axis) & 5;
      return [".", axis === 0 ? ">" : "v", "", "", axis === 0 ? "<" : "^", "="][bits];
    }).join(""),
  );
}

describe("automatic lanes", () => {
  const shelves = [
    "...........",
    ".###.##.###",
    ".###.##.###",
    "...........",
    ".###.##.###",
    ".###.##.###",
    "...........",
    ".###.##.###",
    "...........",
  ];

  it("alternate by aisle, whatever the spacing of the aisles", () => {
    const floor = drawFloor(shelves.map((row) => `${row}.`));
    const lanes = autoLanes(floor);
    const columns = drawn(floor, lanes, 1);
    for (const row of [1, 2, 4, 5, 7]) expect(columns[row]).toBe("^###v##^###v");
    const rows = drawn(floor, lanes, 0);
    expect([0, 3, 6, 8].map((y) => rows[y])).toEqual([
      ">>>>>>>>>>>>",
      "<<<<<<<<<<<<",
      ">>>>>>>>>>>>",
      "<<<<<<<<<<<<",
    ]);
  });

  it("split a wide corridor like a road", () => {
    const floor = drawFloor(["........", "........"]);
    const rows = drawn(floor, autoLanes(floor), 0);
    expect(rows).toEqual([">>>>>>>>", "<<<<<<<<"]);
  });

  it("leave a dead end, a neck and a corridor of one cell two-way", () => {
    const floor = drawFloor(["...##...", "........", "...##...", "#.######", "#.######"]);
    const rows = drawn(floor, autoLanes(floor), 0);
    expect(rows[1]!.slice(3, 5)).toBe("==");
    const columns = drawn(floor, autoLanes(floor), 1);
    expect([3, 4].map((y) => columns[y]![1])).toEqual(["=", "^"]);
  });

  it("give no preference to a cell that cannot be left along an axis", () => {
    expect([...autoLanes(drawFloor(["#.#"]))]).toEqual([0, 0, 0]);
  });

  it("leave the floor's own one-way exits alone", () => {
    const floor = drawFloor(["#....#", "#....#", "##..##"], ["", " >>>>"]);
    const lanes = autoLanes(floor);
    expect([7, 8, 9, 10].map((cell) => lanes[cell]! & 5)).toEqual([0, 0, 0, 0]);
  });

  it("let everybody drive from anywhere to anywhere along the lanes only, as far as the floor itself does", () => {
    forSeeds(300, "lanes", (random) => {
      const shape = { blocked: random.uniform() * 0.5, podPlaces: 0.1, lanes: 0 };
      const floor = randomFloor(random, {
        width: 2 + random.below(14),
        height: 2 + random.below(14),
        ...shape,
      });
      const exits = floor.exits as Uint8Array;
      // Some moves are open one way only.
      for (const cell of openCells(floor)) if (random.below(10) === 0) exits[cell]! &= random.below(16);
      const lanes = autoLanes(floor);
      const open = Uint8Array.from(floor.kind, (kind) => (kind === CellKind.blocked ? 0 : 1));
      const offsets = headingOffsets(floor.width);
      const whole = strongGroups(exits, offsets, open);
      const strict = strongGroups(strictExits(exits, lanes), offsets, open);
      const pairs = new Set(openCells(floor).map((cell) => `${whole[cell]} ${strict[cell]}`));
      expect(pairs.size).toBe(new Set(openCells(floor).map((cell) => whole[cell])).size);
      expect(pairs.size).toBe(new Set(openCells(floor).map((cell) => strict[cell])).size);
    });
  });
});

it("groups cells that can reach each other both ways", () => {
  // A ring of four one-way cells, and a tail that leads away from it.
  const floor = drawFloor(["...", ".. "], [">v ", "^< "]);
  const groups = strongGroups(floor.exits, headingOffsets(3), new Uint8Array(6).fill(1));
  expect(new Set([groups[0], groups[1], groups[3], groups[4]]).size).toBe(1);
  expect(groups[2]).not.toBe(groups[0]);
});

it("opens lanes that would part two halves", () => {
  const floor = drawFloor(["......"]);
  const eastwards = new Uint8Array(6).fill(1);
  expect(drawn(floor, keepConnected(floor, eastwards).lanes, 0)).toEqual([">====="]);
});

describe("who gets automatic lanes", () => {
  const open = Array.from({ length: 20 }, () => ".".repeat(20));

  it("a fleet that gets into its own way, on a floor without lanes: by shape where there are aisles", () => {
    expect(chooseLaneMode(drawFloor(open), 40)).toBe("shape");
  });
  it("by flows where the floor has no straight aisles and is crowded", () => {
    const holes = open.map((line, y) =>
      [...line].map((cell, x) => ((x * 3 + y) % 5 === 0 ? "#" : cell)).join(""),
    );
    expect(chooseLaneMode(drawFloor(holes), 160)).toBe("flows");
    expect(chooseLaneMode(drawFloor(holes), 40)).toBe("none");
  });
  it("nobody where the floor has lanes, or where few robots drive", () => {
    expect(chooseLaneMode(drawFloor(open, undefined, [">"]), 40)).toBe("none");
    expect(chooseLaneMode(drawFloor(open), 15)).toBe("none");
  });
});
