import { describe, expect, test } from "vitest";
import { CellKind, type Floor } from "../../sim/model/index.ts";
import { routeOf, shortestWay } from "../../viewer/src/floor/route.ts";
import { frameLayout } from "../../viewer/src/protocol/frame-codec.ts";
import { FrameRing } from "../../viewer/src/run/frame-ring.ts";

/** An open floor of 5 × 3 cells; `exits` lead everywhere but off the floor. */
function openFloor(width = 5, height = 3): Floor {
  const exits = Uint8Array.from({ length: width * height }, (_, cell) => {
    const [column, row] = [cell % width, Math.floor(cell / width)];
    return (
      (column < width - 1 ? 1 : 0) | (row < height - 1 ? 2 : 0) | (column > 0 ? 4 : 0) | (row > 0 ? 8 : 0)
    );
  });
  const kind = new Uint8Array(width * height).fill(CellKind.aisle);
  return { width, height, kind, exits } as unknown as Floor;
}

describe("the shortest way", () => {
  test("goes straight where nothing is in the way", () => {
    expect(shortestWay({ floor: openFloor(), closed: [], from: 0, goal: 4, laden: false })).toEqual([
      0, 1, 2, 3, 4,
    ]);
  });
  test("goes around a closed cell", () => {
    const way = shortestWay({ floor: openFloor(), closed: [2], from: 0, goal: 4, laden: false });
    expect(way).toHaveLength(7);
    expect(way).not.toContain(2);
  });
  test("leads a laden robot around pods, but an unladen one beneath them", () => {
    const floor = openFloor();
    floor.kind[2] = CellKind.podPlace;
    expect(shortestWay({ floor, closed: [], from: 0, goal: 4, laden: false })).toContain(2);
    expect(shortestWay({ floor, closed: [], from: 0, goal: 4, laden: true })).not.toContain(2);
    expect(shortestWay({ floor, closed: [], from: 0, goal: 2, laden: true })).toEqual([0, 1, 2]);
  });
  test("keeps to the exits", () => {
    const floor = openFloor(3, 1);
    floor.exits[1] = 4;
    expect(shortestWay({ floor, closed: [], from: 0, goal: 2, laden: false })).toEqual([]);
  });
});

describe("a robot's route", () => {
  const layout = frameLayout({ robots: 1, pods: 0, stations: 0, chutes: 0 });
  /** Frames of one robot at these cells and goals, one step apart. */
  function ringOf(places: readonly (readonly [cell: number, goal: number])[]): FrameRing {
    const ring = new FrameRing(layout.words, () => {});
    const words = new Int32Array(layout.words * places.length);
    places.forEach(([cell, goal], step) => {
      words[step * layout.words] = step;
      words[step * layout.words + layout.robotCell] = cell;
      words[step * layout.words + layout.robotGoal] = goal;
      words[step * layout.words + layout.robotPod] = -1;
    });
    ring.push(words.buffer, places.length);
    return ring;
  }
  test("is what it did, what it will do as far as computed, and the rest to its goal", () => {
    const ring = ringOf([
      [10, 4],
      [5, 4],
      [5, 4],
      [0, 4],
      [1, 4],
    ]);
    const route = routeOf({ floor: openFloor(), layout, ring, frame: ring.at(2)!, robot: 0, closed: [] });
    expect(route).toEqual({ behind: [10, 5], ahead: [5, 0, 1], rest: [1, 2, 3, 4], goal: 4 });
  });
  test("ends ahead where the robot gets another goal", () => {
    const ring = ringOf([
      [0, 1],
      [1, 14],
      [2, 14],
      [3, 14],
    ]);
    const route = routeOf({ floor: openFloor(), layout, ring, frame: ring.at(0)!, robot: 0, closed: [] });
    expect(route.ahead).toEqual([0, 1]);
  });
});
