// Robots at the start of a run: types in steps, counts per type, places, headings, charge.
import { Random } from "../../sim/kernel/index.ts";
import { CellKind, type Climb, type Floor, type RobotType, type WorldSetup } from "../../sim/model/index.ts";
import type { FleetSpec, RobotTypeSpec } from "../schema/fleet-schema.ts";

/** A type in the world's terms. Types faster than one action per step are held to one. */
export function robotType(spec: RobotTypeSpec, stepSeconds: number, cellMetres: number): RobotType {
  const milliSteps = (seconds: number) => Math.max(1000, Math.round((seconds / stepSeconds) * 1000));
  const steps = (seconds: number) => Math.max(1, Math.round(seconds / stepSeconds));
  return {
    name: spec.name,
    speedMetresPerSecond: spec.speedMetresPerSecond,
    driveMilliSteps: milliSteps(cellMetres / spec.speedMetresPerSecond),
    quarterTurnMilliSteps: milliSteps(spec.fullTurnSeconds / 4),
    startMilliSteps: startMilliSteps(spec, stepSeconds, cellMetres),
    liftSteps: steps(spec.liftSeconds),
    setDownSteps: steps(spec.setDownSeconds),
    payloadKg: spec.payloadKg,
    batteryWh: spec.batteryWh,
    chargeWatts: spec.chargeWatts,
    idleWatts: spec.idleWatts,
    driveWattHoursPerMetre: spec.driveWattHoursPerMetre,
    liftWattHours: spec.liftWattHours,
    ...(spec.climb !== undefined && { climb: climbOf(spec.climb) }),
  };
}

export function climbOf(spec: NonNullable<RobotTypeSpec["climb"]>): Climb {
  return {
    metresPerSecond: spec.metresPerSecond,
    metresPerSecond2: spec.accelerationMetresPerSecond2 ?? 0,
    wattHoursPerMetre: spec.wattHoursPerMetre,
  };
}

/**
 * What a drive from standstill to standstill takes beyond full speed, cell by cell: over d metres 2 √(d / a) until v² / a
 * metres, which is where full speed is reached, and d / v + v / a beyond.
 */
function startMilliSteps(spec: RobotTypeSpec, stepSeconds: number, cellMetres: number): readonly number[] {
  const { speedMetresPerSecond: speed, accelerationMetresPerSecond2: acceleration } = spec;
  if (acceleration === undefined) return [];
  const fullSpeedMetres = (speed * speed) / acceleration;
  const extraSeconds = (metres: number) =>
    metres < fullSpeedMetres ? 2 * Math.sqrt(metres / acceleration) - metres / speed : speed / acceleration;
  const cells = Math.ceil(fullSpeedMetres / cellMetres);
  const upTo = (cell: number) =>
    cell === 0 ? 0 : Math.round((extraSeconds(cell * cellMetres) / stepSeconds) * 1000);
  return Array.from({ length: cells }, (_, cell) => upTo(cell + 1) - upTo(cell));
}

/** Robots of each type: counts as given, the rest by share, largest remainders first, ties in the order of the types. */
export function typeCounts(fleet: FleetSpec): readonly number[] {
  const counted = fleet.types.reduce((sum, type) => sum + (type.count ?? 0), 0);
  const rest = fleet.count - counted;
  const shares = fleet.types.map((type) => (type.count === undefined ? (type.share ?? 1) : 0));
  const total = shares.reduce((sum, share) => sum + share, 0);
  const exact = shares.map((share) => (total === 0 ? 0 : (rest * share) / total));
  const counts = fleet.types.map((type, index) => type.count ?? Math.floor(exact[index]! + 1e-9));
  const order = fleet.types
    .map((_, index) => index)
    .filter((index) => fleet.types[index]!.count === undefined)
    .sort((a, b) => remainder(exact[b]!) - remainder(exact[a]!) || a - b);
  let missing = fleet.count - counts.reduce((sum, count) => sum + count, 0);
  for (const index of order) {
    if (missing <= 0) break;
    counts[index]! += 1;
    missing -= 1;
  }
  return counts;
}

function remainder(value: number): number {
  return value - Math.floor(value + 1e-9);
}

/** Cells where robots may stand at the start: pod places, each cell once; on a sorter floor its aisles. */
export function startCells({ podPlaces, racks, chutes, kind }: Floor): Int32Array {
  if (chutes !== undefined) {
    return Int32Array.from(kind.keys()).filter((cell) => kind[cell] === CellKind.aisle);
  }
  return racks === undefined ? podPlaces : podPlaces.filter((_, place) => racks.placeLevel[place] === 0);
}

/** Robots on pod places (beneath pods where one is stored), types mixed over the floor. */
export function placeRobots(fleet: FleetSpec, floor: Floor, seed: number): WorldSetup["robots"] {
  const random = new Random(seed, "robots/placement");
  const cell = sample(startCells(floor), fleet.count, random);
  const type = new Uint8Array(fleet.count);
  let robot = 0;
  typeCounts(fleet).forEach((count, index) => {
    type.fill(index, robot, robot + count);
    robot += count;
  });
  const heading = Uint8Array.from(cell, () => random.below(4));
  const { min, max } = fleet.startCharge;
  const charge = Float64Array.from(cell, () => random.between(min, max));
  return { type, cell, heading, charge };
}

/** `count` different values in random order (Fisher–Yates). */
export function sample(values: Int32Array, count: number, random: Random): Int32Array {
  const pool = values.slice();
  for (let i = 0; i < count; i += 1) {
    const j = i + random.below(pool.length - i);
    const value = pool[i]!;
    pool[i] = pool[j]!;
    pool[j] = value;
  }
  return pool.slice(0, count);
}
