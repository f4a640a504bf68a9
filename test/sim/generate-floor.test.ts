import { describe, expect, test } from "vitest";
import { checkFloor, type FloorOptions, generateFloor, isConnected } from "../../sim/floor/index.ts";
import { CellKind, type Floor, Heading, headingOffsets, StationKind } from "../../sim/model/index.ts";

function floorOf(options: FloorOptions): Floor {
  const result = generateFloor(options);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.floor;
}
/** One letter per cell: `@` blocked, `.` aisle, `p` pod place, `W` work cell, `q` queue, `c` charger. */
function picture(floor: Floor): string[] {
  const letters = [...floor.kind].map((kind) => "@.pWqc"[kind]);
  return Array.from({ length: floor.height }, (_, row) =>
    letters.slice(row * floor.width, (row + 1) * floor.width).join(""),
  );
}
const tiny: FloorOptions = { blocksAcross: 2, blocksDown: 1, pickStations: 1, replenishStations: 1 };
const tinySize = { blockWidth: 2, blockHeight: 2, hallDepth: 1, queueCells: 2, chargers: 2 };

describe("the floor generator", () => {
  test("draws blocks, an aisle, a ring of two lanes, halls, stations and chargers", () => {
    expect(picture(floorOf({ ...tiny, ...tinySize }))).toEqual([
      "@@@@@@@c@@@@@@@",
      "@@...........@@",
      "qq...........qq",
      "W@...pp.pp...@W",
      ".....pp.pp.....",
      "@@...........@@",
      "@@...........@@",
      "@@@@@@@c@@@@@@@",
    ]);
  });

  test("stations are one way: in through the queue, through the work cell, out beside it", () => {
    const floor = floorOf({ ...tiny, ...tinySize });
    const station = floor.stations[0]!;
    expect([station.name, station.kind]).toEqual(["P1", StationKind.pick]);
    const exitsOf = (cell: number) => floor.exits[cell]!;
    const { east, south, west } = Heading;
    // Nearest to the work cell first: the corner, then the cell at the hall.
    expect([...station.queueCells].map(exitsOf)).toEqual([1 << south, 1 << east]);
    expect(exitsOf(station.workCell)).toBe(1 << south);
    const out = station.workCell + floor.width;
    expect([exitsOf(out), exitsOf(out - 1)]).toEqual([1 << west, 1 << west]);
    // From the hall one gets into the queue, not into the way out.
    const hall = station.queueCells[1]! - 1;
    expect(exitsOf(hall) & (1 << east)).not.toBe(0);
    expect(exitsOf(hall + 2 * floor.width) & (1 << east)).toBe(0);
  });

  test("the reference floor: 63 blocks of 8, eight aisles by six, four stations on either side", () => {
    const floor = floorOf({ blocksAcross: 7, blocksDown: 9, pickStations: 4, replenishStations: 4 });
    expect([floor.podPlaces.length, floor.stations.length, floor.chargers.length]).toEqual([504, 8, 8]);
    const columns = floor.stations.map((station) => station.workCell % floor.width);
    expect(columns).toEqual([57, 57, 57, 57, 0, 0, 0, 0]);
    const sizes = new Array<number>(floor.zoneCount).fill(0);
    for (const place of floor.podPlaces) sizes[floor.zone[place]!]! += 1;
    expect(sizes).toEqual([126, 126, 126, 126]);
    // Zone 0 is nearest to the pick stations in the east.
    const meanColumn = (zone: number) => {
      const places = [...floor.podPlaces].filter((place) => floor.zone[place] === zone);
      return places.reduce((total, place) => total + (place % floor.width), 0) / places.length;
    };
    expect([0, 1, 2].every((zone) => meanColumn(zone) > meanColumn(zone + 1))).toBe(true);
  });

  test("a ring of one lane runs clockwise around the blocks and leaves every place reachable one way", () => {
    const options = { ...tiny, ...tinySize, ringLanes: 1, aisleDirection: "one-way" } as const;
    const floor = floorOf(options);
    expect(picture(floor)).toEqual([
      "@@@@@@c@@@@@@",
      "qq.........qq",
      "W@..pp.pp..@W",
      "....pp.pp....",
      "@@.........@@",
      "@@@@@@c@@@@@@",
    ]);
    expect(isConnected(checkFloor(floor))).toBe(true);
  });

  test("how far directions bind: one-way closes exits, preferred marks lanes, two-way does neither", () => {
    const [oneWay, preferred, twoWay] = (["one-way", "preferred", "two-way"] as const).map((aisleDirection) =>
      floorOf({ ...tiny, ...tinySize, aisleDirection }),
    );
    const aisle = preferred!.podPlaces[1]! + 1;
    const { north, south } = Heading;
    expect(preferred!.lanes[aisle]).toBe(1 << south);
    expect(preferred!.exits[aisle]! & (1 << north)).not.toBe(0);
    expect(oneWay!.exits[aisle]! & (1 << north)).toBe(0);
    expect(oneWay!.exits[aisle]! & (1 << south)).not.toBe(0);
    expect(twoWay!.lanes.every((lane) => lane === 0)).toBe(true);
    expect([...twoWay!.exits]).toEqual([...preferred!.exits]);
  });

  test("stations of both kinds may share a side, and any side may have them", () => {
    const options: FloorOptions = { blocksAcross: 4, blocksDown: 2, pickStations: 4, replenishStations: 2 };
    const floor = floorOf({ ...options, pickSide: "north", replenishSide: "north" });
    expect(floor.stations.map((station) => station.name)).toEqual(["P1", "P2", "P3", "P4", "R1", "R2"]);
    expect(floor.stations.every((station) => station.workCell < floor.width)).toBe(true);
    expect([...floor.chargers].every((cell) => cell >= floor.width * (floor.height - 1))).toBe(true);
  });

  test.each([
    [{ blocksAcross: 0 }, "blocksAcross", "0"],
    [{ blocksDown: 1.5 }, "blocksDown", "1.5"],
    [{ queueCells: Number.NaN }, "queueCells", "NaN"],
    [{ blockWidth: 3, blockHeight: 3 }, "blockHeight", "3"],
    [{ pickStations: 9 }, "pickStations", "9"],
    [{ replenishStations: 9 }, "replenishStations", "9"],
    [{ chargers: 1000 }, "chargers", "1000"],
    [{ zoneCount: 256 }, "zoneCount", "256"],
    [{ cellMetres: 0 }, "cellMetres", "0"],
    [{ blocksAcross: 900, blocksDown: 900 }, "blocksAcross × blocksDown", "4523 × 2705"],
  ])("an impossible option is named: %o", (change, option, found) => {
    const result = generateFloor({ ...tiny, ...change });
    if (result.ok) throw new Error("a floor was made");
    expect(result.problems.map((problem) => (problem.kind === "option" ? problem.option : ""))).toContain(
      option,
    );
    expect(result.problems.map((problem) => problem.found)).toContain(found);
  });

  test("a floor for thousands of robots: 60 stations a side, all connected", () => {
    const floor = floorOf({
      blocksAcross: 50,
      blocksDown: 80,
      pickStations: 60,
      replenishStations: 60,
      chargers: 400,
      aisleDirection: "one-way",
    });
    expect(floor.kind.length).toBeGreaterThan(60_000);
    expect(floor.podPlaces.length).toBe(32_000);
    expect(floor.stations.length).toBe(120);
  });

  test("the check finds what is cut off", () => {
    const floor = floorOf({ ...tiny, ...tinySize });
    expect(isConnected(checkFloor(floor))).toBe(true);
    const charger = floor.chargers[0]!;
    const place = floor.podPlaces[0]!;
    const exits = floor.exits.slice();
    exits[charger] = 0;
    exits[place] = 1 << Heading.east; // out only beneath another place
    const check = checkFloor({ ...floor, exits });
    expect([...check.cutOffUnladen]).toEqual([charger]);
    expect([...check.cutOffLaden]).toEqual([]);
    expect([...check.cutOffPlaces]).toEqual([place]);
    // Entering the way out of the only pick station is impossible: closing its work cell cuts off everything else.
    const closed = floor.exits.slice();
    closed[floor.stations[0]!.workCell] = 0;
    expect(checkFloor({ ...floor, exits: closed }).cutOffLaden.length).toBeGreaterThan(10);
  });

  test("exits never lead off the floor or into blocked cells", () => {
    const floor = floorOf({ ...tiny, ...tinySize });
    for (const [cell, exits] of floor.exits.entries()) {
      for (let heading = 0; heading < 4; heading += 1) {
        if ((exits & (1 << heading)) === 0) continue;
        const column = cell % floor.width;
        expect((heading === 0 && column === floor.width - 1) || (heading === 2 && column === 0)).toBe(false);
        const next = cell + headingOffsets(floor.width)[heading]!;
        expect(floor.kind[next] ?? CellKind.blocked).not.toBe(CellKind.blocked);
      }
    }
  });
});
