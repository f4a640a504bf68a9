import { describe, expect, test } from "vitest";
import { parseMovingAiMap } from "../../sim/floor/index.ts";
import { CellKind, StationKind } from "../../sim/model/index.ts";

const small = "type octile\nheight 3\nwidth 4\nmap\nE..@\n.S..\n@@.T\n";

describe("a MovingAI map", () => {
  test("becomes a floor with two-way exits and no stations", () => {
    const result = parseMovingAiMap(small);
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    const { floor, emitters, servicePoints, check } = result;
    expect([floor.width, floor.height, floor.stations.length]).toEqual([4, 3, 0]);
    expect([...floor.kind]).toEqual([1, 1, 1, 0, 1, 1, 1, 1, 0, 0, 1, 0]);
    expect([[...emitters], [...servicePoints]]).toEqual([[0], [5]]);
    // East, south, west, north = 1, 2, 4, 8.
    expect([...floor.exits]).toEqual([3, 7, 6, 0, 9, 13, 15, 4, 0, 0, 8, 0]);
    expect(check.cutOffUnladen.length).toBe(0);
  });

  test("may end without a line end, have Windows line ends and a BOM, and width before height", () => {
    for (const text of [
      small.trimEnd(),
      small.replaceAll("\n", "\r\n"),
      `\uFEFF${small}`,
      small.replace("height 3\nwidth 4", "width 4\nheight 3"),
    ]) {
      expect(parseMovingAiMap(text).ok).toBe(true);
    }
  });

  test("takes pod places, chargers and stations with a one-way queue", () => {
    const text = "type octile\nheight 2\nwidth 5\nmap\n.....\n.....\n";
    const result = parseMovingAiMap(text, {
      podPlaces: [
        [0, 1],
        [1, 1],
      ],
      chargers: [[4, 1]],
      stations: [
        {
          name: "A",
          kind: StationKind.pick,
          workCell: [3, 0],
          queueCells: [
            [2, 0],
            [1, 0],
          ],
        },
      ],
      zoneCount: 2,
      cellMetres: 0.5,
    });
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    const { floor } = result;
    expect([...floor.kind.subarray(0, 5)]).toEqual([1, 4, 4, 3, 1]);
    expect(floor.stations[0]).toEqual({
      name: "A",
      kind: StationKind.pick,
      workCell: 3,
      queueCells: Int32Array.of(2, 1),
    });
    expect([[...floor.podPlaces], [...floor.chargers], floor.kind[9]]).toEqual([
      [5, 6],
      [9],
      CellKind.charger,
    ]);
    // The queue is left eastwards only, and entered at its tail only; the work cell is left anywhere but backwards.
    expect([...floor.exits.subarray(1, 4)]).toEqual([1, 1, 3]);
    expect(floor.exits[7]! & 8).toBe(0);
    expect([floor.zoneCount, floor.zone[6], floor.zone[5], floor.zone[0]]).toEqual([2, 0, 1, 255]);
  });

  test("reports pockets that are cut off", () => {
    const result = parseMovingAiMap("type octile\nheight 1\nwidth 3\nmap\n.@.\n");
    expect(result.ok && [...result.check.cutOffUnladen]).toEqual([2]);
  });

  test.each([
    ["", 1, 1, "the end of the file"],
    ["type octile\nheight 0\nwidth 3\nmap\n", 2, 1, '"height 0"'],
    ["type octile\nheight 1\nheight 1\nmap\n", 3, 1, '"height 1"'],
    ["type octile\nheight 1\nwidth 3\nmop\n...\n", 4, 1, '"mop"'],
    ["type octile\nheight 2\nwidth 3\nmap\n...\n", 6, 1, "1 rows"],
    ["type octile\nheight 1\nwidth 3\nmap\n...\n...\n", 6, 1, "2 rows"],
    ["type octile\nheight 1\nwidth 3\nmap\n..\n", 5, 3, "2 cells"],
    ["type octile\nheight 1\nwidth 3\nmap\n....\n", 5, 4, "4 cells"],
    ["type octile\nheight 1\nwidth 3\nmap\n..x\n", 5, 3, '"x"'],
    ["type octile\nheight 99999\nwidth 99999\nmap\n", 2, 1, "99999 × 99999"],
  ])("text problems have line and column: %j", (text, line, column, found) => {
    const result = parseMovingAiMap(text);
    if (result.ok) throw new Error("a floor was made");
    expect(result.problems[0]).toMatchObject({ kind: "text", line, column, found });
  });

  test("placements outside, on blocked or on taken cells and gaps in a queue are named", () => {
    const result = parseMovingAiMap(small, {
      podPlaces: [
        [0, 0],
        [0, 0],
        [9, 0],
        [3, 0],
      ],
      stations: [{ name: "A", kind: StationKind.pick, workCell: [3, 1], queueCells: [[1, 1]] }],
    });
    if (result.ok) throw new Error("a floor was made");
    const options = result.problems.map((problem) => problem.kind === "option" && problem.option);
    expect(options).toEqual(["podPlaces[1]", "podPlaces[2]", "podPlaces[3]", "stations[0].queueCells[0]"]);
  });
});
