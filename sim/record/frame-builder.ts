// Pictures of the run: copies the world's state into a frame that can be sent away.
import {
  Activity,
  CellKind,
  type Floor,
  type Frame,
  frameVersion,
  type Observation,
  type RobotStates,
  type SorterStates,
  type StationStates,
  StationTrouble,
} from "../model/index.ts";

export class FrameBuilder {
  /** Station whose queue or work cell a cell is, or −1. */
  private readonly stationOfCell: Int32Array;

  constructor(floor: Floor) {
    this.stationOfCell = new Int32Array(floor.width * floor.height).fill(-1);
    floor.stations.forEach((station, index) => {
      this.stationOfCell[station.workCell] = index;
      for (const cell of station.queueCells) this.stationOfCell[cell] = index;
    });
  }

  /** A new frame of the state after the step just taken; `goal[robot]` is its goal cell, −1 = none. */
  frame(observation: Observation, goal: Int32Array): Frame {
    const { robots, stations, pods, robotTypes, floor, sorter } = observation;
    const count = robots.count;
    const robotGoal = new Int32Array(count);
    const chargePercent = new Uint8Array(count);
    const queue = new Int32Array(stations.count);
    for (let robot = 0; robot < count; robot += 1) {
      const cell = robots.cell[robot]!;
      robotGoal[robot] = goal[robot]! >= 0 ? goal[robot]! : cell;
      const full = robotTypes[robots.type[robot]!]!.batteryWh;
      chargePercent[robot] = Math.min(100, Math.max(0, Math.round((100 * robots.energyWh[robot]!) / full)));
      const station = this.stationOfCell[cell]!;
      if (station >= 0 && floor.kind[cell] !== CellKind.aisle) queue[station]! += 1;
    }
    return {
      version: frameVersion,
      step: observation.step,
      robotCell: robots.cell.slice(0, count),
      robotHeading: robots.heading.slice(0, count),
      robotActivity: shownActivity(robots),
      robotPod: (sorter?.parcel ?? robots.pod).slice(0, count),
      robotGoal,
      robotChargePercent: chargePercent,
      podCell: pods.cell.slice(0, pods.count),
      podLevel: pods.level.slice(0, pods.count),
      chuteFill: chuteFill(sorter),
      stationOpen: stations.open.slice(0, stations.count),
      stationQueue: queue,
      stationSlotsUsed: stations.slotsUsed.slice(0, stations.count),
      stationTrouble: stationTrouble(stations),
    };
  }
}

/** Robots in the yard stand there, whatever the world calls it. */
function shownActivity({ activity, away, count }: RobotStates): Uint8Array {
  const shown = activity.slice(0, count);
  for (let robot = 0; robot < count; robot += 1) if (away?.[robot] === 1) shown[robot] = Activity.waiting;
  return shown;
}

function chuteFill(sorter: SorterStates | undefined): Uint8Array {
  if (sorter === undefined) return new Uint8Array(0);
  return Uint8Array.from(sorter.fill, (parcels, chute) => {
    return sorter.exchangeSteps[chute]! > 0 ? 255 : Math.round((100 * parcels) / sorter.capacity);
  });
}

function stationTrouble({ count, closedUntilStep, away }: StationStates): Uint8Array {
  return Uint8Array.from({ length: count }, (_, station) => {
    if (closedUntilStep[station]! > 0) return StationTrouble.closed;
    return away[station] === 1 ? StationTrouble.away : StationTrouble.none;
  });
}
