// Tall racks: pod places one above the other, which robots climb to. What they hold are totes, which the world treats as
// small pods. Level 0 is the lowest place of a rack; robots drive beneath it.
import type { Floor } from "./floor.ts";
import type { RobotType } from "./robot.ts";

export interface Racks {
  /** Places above each rack cell. In `floor.podPlaces` they stand together, lowest first. */
  readonly levels: number;
  /** Height of each level above the floor, metres. */
  readonly levelMetres: Float64Array;
  /** Rack that a cell belongs to, −1 = none. */
  readonly rackOfCell: Int32Array;
  readonly rackCount: number;
  /** Robots that may climb one rack at a time; the others wait on the floor. */
  readonly climbersMax: number;
  /** Level of each pod place. */
  readonly placeLevel: Uint8Array;
  /** Slotting zone of a cell and level, `zone[cell * levels + level]`: 0 = brought to the pick stations soonest. */
  readonly zone: Uint8Array;
}

/** How a robot goes up and down a rack; up and down alike. */
export interface Climb {
  readonly metresPerSecond: number;
  /** Speeding up and braking; 0 = full speed at once. */
  readonly metresPerSecond2: number;
  /** Energy per metre up; going down is free. */
  readonly wattHoursPerMetre: number;
}

/** Places above each pod cell: 1 on a floor without tall racks. */
export function levelsOf(floor: Floor): number {
  return floor.racks?.levels ?? 1;
}

/** Slotting zone of a pod place. */
export function zoneOfPlace(floor: Floor, place: number): number {
  return zoneAt(floor, floor.podPlaces[place]!, floor.racks?.placeLevel[place] ?? 0);
}

/** Slotting zone at a level of a pod cell. */
export function zoneAt({ racks, zone }: Floor, cell: number, level: number): number {
  return racks === undefined ? zone[cell]! : racks.zone[cell * racks.levels + level]!;
}

/** Seconds from standstill at the floor to standstill at a height, at most at full speed in between. */
export function climbSeconds({ metresPerSecond, metresPerSecond2 }: Climb, metres: number): number {
  if (metresPerSecond2 === 0) return metres / metresPerSecond;
  const fullSpeedMetres = (metresPerSecond * metresPerSecond) / metresPerSecond2;
  if (metres < fullSpeedMetres) return 2 * Math.sqrt(metres / metresPerSecond2);
  return metres / metresPerSecond + metresPerSecond / metresPerSecond2;
}

/** Steps that going up to a level and down again adds to a lift or set-down; 0 for a type that does not climb. */
export function climbSteps(floor: Floor, type: RobotType, level: number, stepSeconds: number): number {
  if (floor.racks === undefined || type.climb === undefined) return 0;
  return Math.round((2 * climbSeconds(type.climb, floor.racks.levelMetres[level]!)) / stepSeconds);
}
