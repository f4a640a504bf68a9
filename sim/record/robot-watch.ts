// Looks at every robot once a step: where its time goes, its trips, the queues it stands in, and since when it has been
// on its way to the pod it lifts. Works in fixed arrays.
import type { RunningHash } from "../kernel/index.ts";
import { Activity, CellKind, type Floor, type Observation, StationKind } from "../model/index.ts";
import { Counter } from "./counters.ts";

/** Kind of station that a queue or work cell belongs to. */
const Lane = { none: 0, pick: 1, replenish: 2 } as const;

export class RobotWatch {
  /**
   * Since when a pod has been coming: the step in which the robot that carries it, or carried it last, set out for it; −1
   * before its first lift.
   */
  readonly comingSince: Int32Array;
  /** Robot steps stood waiting on each cell: with somewhere to go, or in a station's own cells without being served. */
  readonly waitSteps: Int32Array;
  private readonly lane: Uint8Array;
  /** Cells driven when the trip began, and steps of driving and queueing since then. */
  private readonly tripStartCells: Int32Array;
  private readonly tripSteps: Int32Array;
  /** The last cell each robot was headed for, and the step in which that began. */
  private readonly lastGoal: Int32Array;
  private readonly goalSince: Int32Array;

  constructor(
    floor: Floor,
    robotCount: number,
    podCount: number,
    private readonly counters: Float64Array,
  ) {
    this.comingSince = new Int32Array(podCount).fill(-1);
    this.waitSteps = new Int32Array(floor.width * floor.height);
    this.lane = laneOfCells(floor);
    this.tripStartCells = new Int32Array(robotCount);
    this.tripSteps = new Int32Array(robotCount);
    this.lastGoal = new Int32Array(robotCount).fill(-1);
    this.goalSince = new Int32Array(robotCount);
  }

  /** After a step, before its events are told: adds to the counters, to the steps by activity, and to the hash. */
  look(observation: Observation, goal: Int32Array, activitySteps: Float64Array, hash: RunningHash): void {
    const { counters, lane, waitSteps, tripSteps, tripStartCells, lastGoal, goalSince } = this;
    const { robots, step } = observation;
    for (let robot = 0; robot < robots.count; robot += 1) {
      // Robots in the yard are no part of the fleet.
      if (robots.away?.[robot] === 1) continue;
      const activity = robots.activity[robot]!;
      const cell = robots.cell[robot]!;
      const pod = robots.pod[robot]!;
      const target = goal[robot]!;
      const headed = target >= 0 && target !== cell;
      const at = lane[cell]!;
      activitySteps[activity]! += 1;
      let counter: number = counterOfActivity[activity]!;
      if (activity === Activity.waiting) {
        if (robots.busySteps[robot]! > 0) counter = Counter.drive;
        else if (headed || at !== Lane.none) counter = Counter.queue;
      } else if (activity === Activity.serving && at === Lane.replenish) counter = Counter.get;
      counters[counter]! += 1;
      if (counter === Counter.queue) waitSteps[cell]! += 1;
      if (at !== Lane.none) counters[queueCounter[at]!]! += 1;
      if (headed && target !== lastGoal[robot]) {
        lastGoal[robot] = target;
        goalSince[robot] = step;
      }
      if (counter === Counter.drive || counter === Counter.queue) tripSteps[robot]! += 1;
      else if (robots.cellsDriven[robot] !== tripStartCells[robot] && endsTrip(counter, pod)) {
        this.endTrip(robot, robots.cellsDriven[robot]!);
      }
      hash.int(cell);
      hash.int((activity << 2) | robots.heading[robot]!);
      hash.int(pod);
    }
  }

  /** A robot lifted a pod at `cell` in `step`. */
  podLifted(robot: number, pod: number, cell: number, step: number): void {
    this.comingSince[pod] = this.lastGoal[robot] === cell ? this.goalSince[robot]! : step;
  }

  /** The robot does something else than drive; where it has not moved since the last time, that was no trip. */
  endTrip(robot: number, cellsDriven: number): void {
    const { counters, tripStartCells, tripSteps } = this;
    const cells = cellsDriven - tripStartCells[robot]!;
    if (cells > 0) {
      counters[Counter.trips]! += 1;
      counters[Counter.tripCells]! += cells;
      counters[Counter.tripSteps]! += tripSteps[robot]!;
    }
    tripStartCells[robot] = cellsDriven;
    tripSteps[robot] = 0;
  }

  snapshot(): RobotWatchState {
    return {
      comingSince: this.comingSince.slice(),
      waitSteps: this.waitSteps.slice(),
      tripStartCells: this.tripStartCells.slice(),
      tripSteps: this.tripSteps.slice(),
      lastGoal: this.lastGoal.slice(),
      goalSince: this.goalSince.slice(),
    };
  }
  restore(state: RobotWatchState): void {
    this.comingSince.set(state.comingSince);
    this.waitSteps.set(state.waitSteps);
    this.tripStartCells.set(state.tripStartCells);
    this.tripSteps.set(state.tripSteps);
    this.lastGoal.set(state.lastGoal);
    this.goalSince.set(state.goalSince);
  }
}

export interface RobotWatchState {
  readonly comingSince: Int32Array;
  readonly waitSteps: Int32Array;
  readonly tripStartCells: Int32Array;
  readonly tripSteps: Int32Array;
  readonly lastGoal: Int32Array;
  readonly goalSince: Int32Array;
}

/** A robot that rests with a pod waits for a place to bring it to: its trip goes on. */
function endsTrip(counter: number, pod: number): boolean {
  return counter === Counter.charge || (counter === Counter.rest && pod < 0);
}

/** Where the robots of a lane are counted. */
const queueCounter = Uint8Array.of(0, Counter.pickQueueSteps, Counter.replenishQueueSteps);

/** A station's cells; those that are also aisle belong to the traffic and not to the queue. */
function laneOfCells(floor: Floor): Uint8Array {
  const lane = new Uint8Array(floor.width * floor.height);
  for (const { kind, workCell, queueCells } of floor.stations) {
    const own = kind === StationKind.pick ? Lane.pick : Lane.replenish;
    lane[workCell] = own;
    for (const cell of queueCells) if (floor.kind[cell] !== CellKind.aisle) lane[cell] = own;
  }
  return lane;
}

/** Where the time of each activity goes; waiting and serving are told apart by goal and place. */
const counterOfActivity = Uint8Array.from(
  Array.from({ length: 8 }, (_, activity) => {
    switch (activity) {
      case Activity.driving:
      case Activity.turning:
        return Counter.drive;
      case Activity.lifting:
      case Activity.settingDown:
        return Counter.lift;
      case Activity.serving:
        return Counter.put;
      case Activity.charging:
        return Counter.charge;
      case Activity.failed:
        return Counter.failed;
      default:
        return Counter.rest;
    }
  }),
);
