// Errands of a goods-to-person floor for the traffic benchmark, without a world: to a pod, lift, to a station, be served,
// to an empty place, set down. One draw in three goes by a station; the others only bring a pod to another place.
import type { TrafficInput } from "../controller/traffic/index.ts";
import { Random } from "../sim/kernel/index.ts";
import { type Floor, RobotAction } from "../sim/model/index.ts";

const liftSteps = 5;
const serveSteps = 12;
const stationShare = 1 / 3;
/** Robots on their way to one station at most. */
const stationCap = 6;

export class TrafficErrands {
  readonly input: TrafficInput;
  /** Goals reached so far. */
  reached = 0;
  private readonly random: Random;
  private readonly stage: Uint8Array;
  private readonly left: Int32Array;
  private readonly station: Int32Array;
  private readonly bound: Int32Array;
  private readonly claimed: Uint8Array;

  constructor(
    private readonly floor: Floor,
    private readonly robots: number,
    seed: number,
  ) {
    if (floor.podPlaces.length < 2 * robots) throw new Error("too few pod places for these robots");
    this.random = new Random(seed, "bench/traffic");
    this.stage = new Uint8Array(robots);
    this.left = new Int32Array(robots);
    this.station = new Int32Array(robots).fill(-1);
    this.bound = new Int32Array(floor.stations.length);
    this.claimed = new Uint8Array(floor.kind.length);
    this.input = {
      cell: new Int32Array(robots),
      heading: new Uint8Array(robots),
      goal: new Int32Array(robots).fill(-1),
      laden: new Uint8Array(robots),
      frozen: new Uint8Array(robots),
      priority: new Int32Array(robots),
    };
    for (let robot = 0; robot < robots; robot += 1) {
      this.input.cell[robot] = this.claimPlace();
      this.input.heading[robot] = this.random.below(4);
      this.toPlace(robot);
    }
  }

  /** Executes one step's actions and gives out what comes next. */
  execute(actions: Uint8Array): void {
    const { cell, heading, frozen, goal } = this.input;
    const offsets = [1, this.floor.width, -1, -this.floor.width];
    for (let robot = 0; robot < this.robots; robot += 1) {
      const action = actions[robot];
      if (action === RobotAction.forward) cell[robot]! += offsets[heading[robot]!]!;
      if (action === RobotAction.turnRight) heading[robot] = (heading[robot]! + 1) & 3;
      if (action === RobotAction.turnLeft) heading[robot] = (heading[robot]! + 3) & 3;
      if (cell[robot] !== goal[robot]) continue;
      if (frozen[robot] === 0) {
        this.reached += 1;
        frozen[robot] = 1;
        this.left[robot] = this.station[robot]! >= 0 ? serveSteps : liftSteps;
      }
      this.left[robot]! -= 1;
      if (this.left[robot]! > 0) continue;
      frozen[robot] = 0;
      this.next(robot);
    }
  }

  /** Stages: 0 to a pod, 1 to a station, 2 to an empty place. */
  private next(robot: number): void {
    const { goal, laden } = this.input;
    const stage = this.stage[robot]!;
    if (stage === 0) {
      laden[robot] = 1;
      const station = this.random.uniform() < stationShare ? this.random.below(this.bound.length) : -1;
      if (station >= 0 && this.bound[station]! < stationCap) {
        this.bound[station]! += 1;
        this.station[robot] = station;
        this.stage[robot] = 1;
        goal[robot] = this.floor.stations[station]!.workCell;
        return;
      }
    } else if (stage === 1) {
      this.bound[this.station[robot]!]! -= 1;
      this.station[robot] = -1;
    } else {
      laden[robot] = 0;
      this.stage[robot] = 0;
      this.toPlace(robot);
      return;
    }
    this.stage[robot] = 2;
    this.toPlace(robot);
  }
  private toPlace(robot: number): void {
    const { goal } = this.input;
    if (goal[robot]! >= 0) this.claimed[goal[robot]!] = 0;
    goal[robot] = this.claimPlace();
  }
  private claimPlace(): number {
    for (;;) {
      const place = this.floor.podPlaces[this.random.below(this.floor.podPlaces.length)]!;
      if (this.claimed[place] === 1) continue;
      this.claimed[place] = 1;
      return place;
    }
  }
}
