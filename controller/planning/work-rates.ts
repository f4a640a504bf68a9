// What robots and stations achieve: first guessed from the floor, then measured from events as pods go to and fro.
import {
  CellKind,
  climbSteps,
  EventKind,
  type Floor,
  levelsOf,
  type Observation,
  type RobotType,
  StationKind,
} from "../../sim/model/index.ts";

/** Pod visits that the first guess counts for, and how much of the evidence is kept from plan to plan. */
const priorVisits = 30;
const keepPerPlan = 0.8;
/** Detours, queueing and waiting on top of the straight way. */
const detourFactor = 1.5;
const turnsPerCycle = 8;
/** Units picked per visit before anything is known, the reference floor's (Merschformann et al. 2018), and bundles stowed. */
const unitsPerVisitPrior = 4.2;
const bundlesPerVisitPrior = 1.5;

/** Rates as the dispatch LP needs them. */
export interface RobotRates {
  readonly pickUnitsPerRobotHour: number;
  readonly stowUnitsPerRobotHour: number;
  /** Seconds a robot spends on one pod visit, way to the pod included. */
  readonly cycleSeconds: number;
}

interface Tally {
  visits: number;
  units: number;
  ladenSteps: number;
}

export interface WorkRatesState {
  readonly pick: Readonly<Tally>;
  readonly stow: Readonly<Tally>;
  readonly liftStep: Int32Array;
  readonly stationKind: Uint8Array;
}

const kindNone = 255;

export class WorkRates {
  private readonly pick: Tally = { visits: 0, units: 0, ladenSteps: 0 };
  private readonly stow: Tally = { visits: 0, units: 0, ladenSteps: 0 };
  private readonly liftStep: Int32Array;
  private readonly stationKind: Uint8Array;
  /** Seconds from a mean pod place to the nearest pick station. */
  private readonly waySeconds: number;
  private readonly handlingSeconds: number;

  constructor(
    floor: Floor,
    robotTypes: readonly RobotType[],
    robotCount: number,
    private readonly stepSeconds: number,
    private readonly bundleUnitsMean: number,
  ) {
    this.liftStep = new Int32Array(robotCount).fill(-1);
    this.stationKind = new Uint8Array(robotCount).fill(kindNone);
    const type = robotTypes[0];
    const cellSeconds = type ? floor.cellMetres / type.speedMetresPerSecond : stepSeconds;
    this.waySeconds = meanWayCells(floor) * cellSeconds * detourFactor;
    const turnSeconds = type ? (type.quarterTurnMilliSteps / 1000) * stepSeconds : stepSeconds;
    const liftSeconds = type
      ? (type.liftSteps + type.setDownSteps) * stepSeconds + 2 * meanClimb(floor, type, stepSeconds)
      : 4;
    this.handlingSeconds = liftSeconds + turnsPerCycle * turnSeconds;
  }

  /** Reads the events of one step. */
  observe(observation: Observation): void {
    const { events, stations, bundles, step } = observation;
    for (let index = 0; index < events.count; index += 1) {
      const a = events.a(index);
      switch (events.kind(index)) {
        case EventKind.podLifted:
          this.liftStep[a] = step;
          this.stationKind[a] = kindNone;
          break;
        case EventKind.podArrived:
          this.stationKind[a] = stations.kind[events.c(index)]!;
          break;
        case EventKind.podSetDown:
          this.finish(a, step);
          break;
        case EventKind.unitPicked:
          this.pick.units += 1;
          break;
        case EventKind.bundleStowed:
          this.stow.units += bundles.units[a]!;
          break;
        default:
      }
    }
  }

  /** The rates now; older evidence counts for less at every call. */
  rates(): RobotRates {
    const approach = 0.5 * this.waySeconds;
    const guess = approach + 2 * this.waySeconds + this.handlingSeconds;
    const cycleOf = (tally: Tally) => {
      const measured = tally.ladenSteps * this.stepSeconds + tally.visits * approach;
      return (priorVisits * guess + measured) / (priorVisits + tally.visits);
    };
    const unitsOf = (tally: Tally, prior: number) =>
      (priorVisits * prior + tally.units) / (priorVisits + tally.visits);
    const pickCycle = cycleOf(this.pick);
    const stowCycle = cycleOf(this.stow);
    const stowPrior = bundlesPerVisitPrior * this.bundleUnitsMean;
    const rates: RobotRates = {
      pickUnitsPerRobotHour: (3600 / pickCycle) * unitsOf(this.pick, unitsPerVisitPrior),
      stowUnitsPerRobotHour: (3600 / stowCycle) * unitsOf(this.stow, stowPrior),
      cycleSeconds: pickCycle,
    };
    for (const tally of [this.pick, this.stow]) {
      tally.visits *= keepPerPlan;
      tally.units *= keepPerPlan;
      tally.ladenSteps *= keepPerPlan;
    }
    return rates;
  }

  snapshot(): WorkRatesState {
    return {
      pick: { ...this.pick },
      stow: { ...this.stow },
      liftStep: this.liftStep.slice(),
      stationKind: this.stationKind.slice(),
    };
  }
  restore(state: WorkRatesState): void {
    Object.assign(this.pick, state.pick);
    Object.assign(this.stow, state.stow);
    this.liftStep.set(state.liftStep);
    this.stationKind.set(state.stationKind);
  }

  private finish(robot: number, step: number): void {
    const lifted = this.liftStep[robot]!;
    const kind = this.stationKind[robot]!;
    this.liftStep[robot] = -1;
    if (lifted < 0 || kind === kindNone) return;
    const tally = kind === StationKind.pick ? this.pick : this.stow;
    tally.visits += 1;
    tally.ladenSteps += step - lifted;
  }
}

/** Mean Manhattan distance from pod places to their nearest pick station, in cells; at most 2,000 places are looked at. */
function meanWayCells(floor: Floor): number {
  const pick = floor.stations.filter((station) => station.kind === StationKind.pick);
  const targets = pick.length > 0 ? pick : floor.stations;
  if (targets.length === 0 || floor.podPlaces.length === 0) return 20;
  const stride = Math.max(1, Math.floor(floor.podPlaces.length / 2000));
  let sum = 0;
  let count = 0;
  for (let index = 0; index < floor.podPlaces.length; index += stride) {
    const cell = floor.podPlaces[index]!;
    if (floor.kind[cell] !== CellKind.podPlace) continue;
    let nearest = Infinity;
    for (const station of targets) nearest = Math.min(nearest, manhattanCells(floor, cell, station.workCell));
    sum += nearest;
    count += 1;
  }
  return count > 0 ? sum / count : 20;
}

/** Mean seconds up to a place of a tall rack and down again; 0 without tall racks. */
function meanClimb(floor: Floor, type: RobotType, stepSeconds: number): number {
  let steps = 0;
  for (let level = 0; level < levelsOf(floor); level += 1)
    steps += climbSteps(floor, type, level, stepSeconds);
  return (steps / levelsOf(floor)) * stepSeconds;
}

/** Cells between two cells along rows and columns. */
export function manhattanCells(floor: Floor, from: number, to: number): number {
  const columns = Math.abs((from % floor.width) - (to % floor.width));
  return columns + Math.abs(Math.floor(from / floor.width) - Math.floor(to / floor.width));
}
