// The floor and the robots of the fleet benchmarks: racks two by two with aisles between, robots of three releases spread over it.
import { GridMap, gridSite, type LiveFleetOptions, TransportOrders } from "../../devices/live/index.ts";
import {
  defaultProfile,
  identityText,
  type RobotIdentity,
  type VirtualRobotOptions,
  vdaVersions,
} from "../../devices/vda5050/index.ts";
import { CellKind, type Floor } from "../../sim/model/index.ts";
import { drawFloor } from "../../test/traffic/tiny-floor.ts";

const mapId = "hall";
const body = { length: 0.7, width: 0.5 };
/** Metres per second; a cell of a metre takes as long as a quarter turn. */
const speed = 1;
const turnSpeed = Math.PI / 2;

/** Ten cells and more for each robot, a quarter of them racks. */
export function hallFloor(robots: number): Floor {
  const width = 4 * Math.ceil(Math.sqrt(robots * 0.75)) + 2;
  const rackRow = Array.from({ length: width }, (_, x) => (x % 4 === 2 || x % 4 === 3 ? "#" : ".")).join("");
  const aisle = ".".repeat(width);
  const height = 4 * Math.ceil((robots * 10) / (4 * width)) + 2;
  return drawFloor(
    Array.from({ length: height }, (_, y) => (y % 4 === 2 || y % 4 === 3 ? rackRow : aisle)).map((row, y) =>
      y >= height - 2 ? aisle : row,
    ),
  );
}
export function freeCells(floor: Floor): readonly number[] {
  return [...floor.kind.keys()].filter((cell) => floor.kind[cell] !== CellKind.blocked);
}

const identity = (i: number): RobotIdentity => ({ manufacturer: "peakfleet", serialNumber: `r${i}` });
const version = (i: number) => vdaVersions[i % vdaVersions.length]!;

/** The fleet side's view. @param runName unique among runs; letters and digits. */
export function hallFleet(
  robots: number,
  runName: string,
): LiveFleetOptions & { readonly work: TransportOrders } {
  return {
    site: gridSite({ floor: hallFloor(robots), mapId, seed: 1, forwardMs: 1_000 / speed, turnMs: 1_000 }),
    work: new TransportOrders({
      robotCount: robots,
      robotName: (robot) => identityText(identity(robot)),
      runName,
    }),
    robots: Array.from({ length: robots }, (_, i) => ({
      identity: identity(i),
      profile: defaultProfile(version(i)),
    })),
    idPrefix: `${runName}-`,
    settings: { staleMs: 10_000 },
  };
}

/** The robots themselves. `stateIntervalMsMin`: a change is told no sooner than so long after the last state. */
export function hallRobots(robots: number, stateIntervalMsMin: number): readonly VirtualRobotOptions[] {
  const floor = hallFloor(robots);
  const map = new GridMap(floor, mapId);
  const free = freeCells(floor);
  return Array.from({ length: robots }, (_, i) => ({
    identity: identity(i),
    version: version(i),
    body: { ...body, maximumSpeed: speed, turnSpeed },
    start: { ...map.centre(free[Math.floor((i * free.length) / robots)]!), theta: 0, mapId },
    stateIntervalMs: 1_000,
    stateIntervalMsMin,
  }));
}
