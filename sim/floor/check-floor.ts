// Checks that robots can get everywhere on a floor and away again, unladen and laden.
import { CellKind, type Floor } from "../model/index.ts";
import { drivingDistances, isThoroughfare } from "./driving-distance.ts";

/** Cells that are cut off; all lists empty on a good floor. */
export interface FloorCheck {
  /** Cells that an unladen robot cannot reach from the stations, or not leave towards them. */
  readonly cutOffUnladen: Int32Array;
  /** The same for a laden robot, among the cells it may drive through. */
  readonly cutOffLaden: Int32Array;
  /** Pod places a laden robot cannot reach from the stations, or not leave towards them. */
  readonly cutOffPlaces: Int32Array;
}

/** Searches from the first station; without stations, from the first cell a laden robot may drive through. */
export function checkFloor(floor: Floor): FloorCheck {
  const root = floor.stations[0]?.workCell ?? floor.kind.findIndex((kind) => isThoroughfare(kind, true));
  if (root < 0)
    return { cutOffUnladen: new Int32Array(), cutOffLaden: new Int32Array(), cutOffPlaces: floor.podPlaces };
  const unladen = cutOff(floor, root, false);
  const laden = cutOff(floor, root, true);
  return {
    cutOffUnladen: unladen,
    cutOffLaden: laden.filter((cell) => isThoroughfare(floor.kind[cell]!, true)),
    cutOffPlaces: laden.filter((cell) => floor.kind[cell] === CellKind.podPlace),
  };
}

/** True when nothing is cut off. */
export function isConnected(check: FloorCheck): boolean {
  return check.cutOffUnladen.length + check.cutOffLaden.length + check.cutOffPlaces.length === 0;
}

function cutOff(floor: Floor, root: number, laden: boolean): Int32Array {
  const from = new Int32Array(floor.kind.length);
  const to = new Int32Array(floor.kind.length);
  const frontier = new Int32Array(floor.kind.length);
  drivingDistances(floor, root, "from-root", laden, from, frontier);
  drivingDistances(floor, root, "to-root", laden, to, frontier);
  let count = 0;
  for (let cell = 0; cell < from.length; cell += 1) {
    if (floor.kind[cell] !== CellKind.blocked && (from[cell]! < 0 || to[cell]! < 0)) frontier[count++] = cell;
  }
  return frontier.slice(0, count);
}
