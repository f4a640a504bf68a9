// The floor scenes: each small enough that every mark in it is there for a reason.
import { Activity, Heading, StationTrouble } from "../../../sim/model/index.ts";
import type { Route } from "../../../viewer/src/floor/route.ts";
import type { Sketch, SketchRobot } from "./sketch.ts";

export interface FloorScene {
  readonly sketch: Sketch;
  /** Robot id; left out = none. */
  readonly selected?: number;
  readonly route?: Route;
  /** Of each cell: waits, then moves to the east, south, west and north. */
  readonly traffic?: (cell: number, column: number, row: number) => readonly number[];
  readonly numbers?: boolean;
  readonly closedCells?: readonly number[];
  /** Pixels of a cell; left out = the whole floor fits. */
  readonly zoom?: number;
}

const hall = [
  "##############",
  "#............#",
  "#.oo_oo.oo_o.#",
  "#.oooo_.oooo.#",
  "P............S",
  "#.o_oo.ooo_o.#",
  "#.oooo.o_ooo.#",
  "#..cc....qqq.#",
  "##############",
] as const;
const width = hall[0].length;
const isOpen = (cell: number) => ".q".includes(hall.join("")[cell]!);
const cellAt = (column: number, row: number) => row * width + column;

/** One robot for each activity in each heading's turn, above without and below with a pod. */
const ground = Array.from({ length: 6 }, () => ".".repeat(17));
const everyState: readonly SketchRobot[] = [false, true].flatMap((laden) =>
  Object.values(Activity).map(
    (activity, index): SketchRobot => ({
      at: [1 + 2 * index, laden ? 4 : 1],
      activity,
      heading: index & 3,
      laden,
    }),
  ),
);

export const floorScenes: Readonly<Record<string, FloorScene>> = {
  idle: {
    sketch: {
      rows: hall,
      robots: [1, 4, 7, 10].map((column) => ({ at: [column, 7], heading: Heading.north })),
    },
  },
  states: { sketch: { rows: ground, robots: everyState } },
  stations: {
    sketch: {
      rows: ["##P####P####S##", "#.............#", "P.............P", "#.............#", "##S####P####P##"],
      stations: [
        { used: 6, queue: 9 },
        { used: 3, queue: 1 },
        { used: 1 },
        { open: false },
        { used: 5, queue: 3 },
        { used: 2, queue: 2 },
        { open: false, trouble: StationTrouble.away },
        { open: false, trouble: StationTrouble.closed },
      ],
    },
  },
  heat: {
    sketch: { rows: hall },
    traffic: (cell, column, row) => [
      isOpen(cell) ? (row === 4 ? column * column : row === 1 ? column : 0) : 0,
      0,
      0,
      0,
      0,
    ],
  },
  flow: {
    sketch: { rows: hall },
    traffic: (cell, column, row) => {
      if (!isOpen(cell)) return [0, 0, 0, 0, 0];
      if (row === 1) return [0, column * 3, 0, 0, 0];
      if (row === 4) return [0, 0, 0, 40 - column * 2, 0];
      if (column === 1) return [0, 0, 0, 0, 18];
      return column === 12 ? [0, 0, 30, 0, 0] : [0, 0, 0, 0, 0];
    },
  },
  route: {
    sketch: {
      rows: hall,
      robots: [
        { at: [6, 4], heading: Heading.east, activity: Activity.driving, laden: true },
        { at: [3, 4], heading: Heading.west, activity: Activity.driving },
        { at: [12, 6], heading: Heading.north, activity: Activity.waiting },
      ],
    },
    selected: 0,
    route: {
      behind: [cellAt(2, 1), cellAt(3, 1), cellAt(4, 1), cellAt(5, 1), cellAt(6, 1), cellAt(6, 4)],
      ahead: [cellAt(6, 4), cellAt(7, 4), cellAt(8, 4), cellAt(9, 4)],
      rest: [cellAt(9, 4), cellAt(10, 4), cellAt(11, 4), cellAt(12, 4), cellAt(12, 3), cellAt(12, 2)],
      goal: cellAt(12, 2),
    },
  },
  trouble: {
    sketch: {
      rows: hall,
      robots: [
        { at: [5, 4], activity: Activity.failed },
        { at: [4, 4], heading: Heading.east, activity: Activity.waiting, laden: true },
        { at: [8, 1], activity: Activity.failed, laden: true },
      ],
      stations: [
        { open: false, trouble: StationTrouble.closed },
        { open: false, trouble: StationTrouble.away, queue: 2 },
      ],
    },
    closedCells: [cellAt(6, 4), cellAt(7, 4), cellAt(12, 1)],
  },
  numbers: {
    sketch: {
      rows: hall,
      robots: Array.from(
        { length: 14 },
        (_, robot): SketchRobot => ({
          at: [1 + ((robot * 2) % 12), robot < 6 ? 1 : robot < 12 ? 4 : 7],
          activity: robot % 3 === 0 ? Activity.driving : Activity.waiting,
          laden: robot % 4 === 0,
        }),
      ),
    },
    numbers: true,
    zoom: 44,
  },
};
