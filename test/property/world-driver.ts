// A legal but otherwise thoughtless driver for random worlds: robots go to random places, lift, set down and charge at
// random, stations get random commands. It looks one step ahead and never makes robots meet.

import { drivingDistances } from "../../sim/floor/index.ts";
import { Random, type RandomState } from "../../sim/kernel/index.ts";
import {
  BundleState,
  CellKind,
  type Commands,
  type DispatchCommand,
  headingOffsets,
  type Observation,
  RobotAction,
  StationKind,
} from "../../sim/model/index.ts";

export interface DriverState {
  readonly random: RandomState;
  readonly goal: Int32Array;
}

export class RandomDriver {
  private readonly random: Random;
  private readonly goal: Int32Array;
  private readonly actions: Uint8Array;
  private readonly dispatchList: DispatchCommand[] = [];
  private readonly distances = new Map<string, Int32Array>();

  constructor(
    private readonly see: Observation,
    seed: number,
  ) {
    this.random = new Random(seed, "test driver");
    this.goal = new Int32Array(see.robots.count).fill(-1);
    this.actions = new Uint8Array(see.robots.count);
  }

  commands(): Commands {
    this.dispatchList.length = 0;
    if (this.random.uniform() < 0.5) this.inventCommands();
    this.chooseActions();
    return { actions: this.actions, dispatch: this.dispatchList };
  }

  snapshot(): DriverState {
    return { random: this.random.snapshot(), goal: this.goal.slice() };
  }
  restore(state: DriverState): void {
    this.random.restore(state.random);
    this.goal.set(state.goal);
  }

  private inventCommands(): void {
    const { orders, stations, pods, bundles, skus } = this.see;
    const station = this.random.below(stations.count);
    const pod = this.random.below(pods.count);
    const list = this.dispatchList;
    const dice = this.random.uniform();
    if (dice < 0.05) list.push({ kind: "withdraw", station, pod });
    else if (dice < 0.08) list.push({ kind: "close-station", station });
    else if (dice < 0.14) list.push({ kind: "open-station", station });
    else if (dice < 0.2) list.push({ kind: "request-supply", sku: this.random.below(skus.count), units: 5 });
    else if (stations.kind[station] === StationKind.replenish) {
      if (bundles.count > 0) list.push({ kind: "stow", station, pod, bundle: this.openBundle() });
    } else if (orders.count > 0) {
      const order = Math.max(0, orders.count - 1 - this.random.below(8));
      const first = orders.firstLine[order]!;
      const end = first + orders.lineCount[order]!;
      // As a whole, or one line of it as a part.
      const part = this.random.uniform() < 0.5 ? -1 : first + this.random.below(end - first);
      const lines = part < 0 ? {} : { lines: [part] };
      list.push({ kind: "assign-order", order, station, ...lines });
      for (let line = first; line < end; line += 1) {
        const at = orders.lineStation[line]! < 0 ? station : orders.lineStation[line]!;
        for (let any = 0; any < pods.count; any += 1) {
          list.push({ kind: "pick", station: at, pod: any, line, units: 1 + this.random.below(2) });
        }
      }
    }
  }
  private openBundle(): number {
    const { bundles } = this.see;
    const open = bundles.state.subarray(0, bundles.count).indexOf(BundleState.dock);
    return Math.max(open, 0);
  }

  private chooseActions(): void {
    const { robots, floor } = this.see;
    const offsets = headingOffsets(floor.width);
    // Cells that are taken after this step by robots decided so far, and cells that undecided robots stand in.
    const taken = new Set<number>(robots.cell.subarray(0, robots.count));
    for (let robot = 0; robot < robots.count; robot += 1) {
      const action = this.wish(robot);
      this.actions[robot] = action;
      if (action !== RobotAction.forward || robots.busySteps[robot]! > 0) continue;
      const target = robots.cell[robot]! + offsets[robots.heading[robot]!]!;
      // The cell left stays taken for this step: nobody follows or swaps.
      if (taken.has(target)) this.actions[robot] = RobotAction.wait;
      else taken.add(target);
    }
  }

  private wish(robot: number): number {
    const { robots, floor } = this.see;
    const cell = robots.cell[robot]!;
    const laden = robots.pod[robot]! >= 0;
    if (this.goal[robot]! < 0 || (this.goal[robot] === cell && this.random.uniform() < 0.3)) {
      this.goal[robot] = this.inventGoal(laden);
    }
    if (this.goal[robot] === cell) {
      if (floor.kind[cell] === CellKind.podPlace) return laden ? RobotAction.setDown : RobotAction.lift;
      return floor.kind[cell] === CellKind.charger ? RobotAction.charge : RobotAction.wait;
    }
    if (this.random.uniform() < 0.02) this.goal[robot] = this.inventGoal(laden);
    return this.towards(robot, laden);
  }
  private inventGoal(laden: boolean): number {
    const { floor, pods, stations } = this.see;
    const dice = this.random.uniform();
    if (dice < 0.1 && floor.chargers.length > 0)
      return floor.chargers[this.random.below(floor.chargers.length)]!;
    if (laden && dice < 0.8) return stations.workCell[this.random.below(stations.count)]!;
    for (let tries = 0; tries < 50; tries += 1) {
      const place = floor.podPlaces[this.random.below(floor.podPlaces.length)]!;
      if (pods.cell.includes(place) !== laden) return place;
    }
    return -1;
  }

  /** Turns to or drives in the heading that leads nearest to the goal. */
  private towards(robot: number, laden: boolean): number {
    const { robots, floor, pods } = this.see;
    const goal = this.goal[robot]!;
    if (goal < 0) return RobotAction.wait;
    const cell = robots.cell[robot]!;
    const heading = robots.heading[robot]!;
    const distances = this.distancesTo(goal, laden);
    let best = -1;
    for (let way = 0; way < 4; way += 1) {
      if ((floor.exits[cell]! & (1 << way)) === 0) continue;
      const next = cell + headingOffsets(floor.width)[way]!;
      if (this.see.cellClosedUntil![next]! > 0) continue;
      if (laden && floor.kind[next] === CellKind.podPlace && pods.cell.includes(next)) continue;
      if (distances[next]! < 0) continue;
      const bestNext = best < 0 ? -1 : cell + headingOffsets(floor.width)[best]!;
      if (best < 0 || distances[next]! < distances[bestNext]!) best = way;
    }
    if (best < 0) return RobotAction.wait;
    if (this.random.uniform() < 0.1) return RobotAction.turnLeft;
    if (best === heading) return RobotAction.forward;
    return ((best - heading + 4) & 3) === 3 ? RobotAction.turnLeft : RobotAction.turnRight;
  }
  private distancesTo(goal: number, laden: boolean): Int32Array {
    const key = `${goal} ${laden}`;
    let distances = this.distances.get(key);
    if (distances === undefined) {
      const { floor } = this.see;
      distances = new Int32Array(floor.kind.length);
      drivingDistances(floor, goal, "to-root", laden, distances, new Int32Array(floor.kind.length));
      this.distances.set(key, distances);
    }
    return distances;
  }
}
