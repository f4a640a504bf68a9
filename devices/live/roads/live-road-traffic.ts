// Traffic on roads for the live loop: edges are released by whole ways through the timetable, and robots report the nodes that
// they have reached. Pure: ticks are passed in.
import {
  createRoadTraffic,
  type RoadInput,
  type RoadMove,
  type RoadNetwork,
  type RoadTraffic,
} from "../../../controller/roads/index.ts";
import { assert } from "../../../sim/kernel/index.ts";
import type { FleetTraffic } from "../live-site-port.ts";

export interface LiveRoadTrafficOptions {
  readonly network: RoadNetwork;
  /** Index into the network's types, per robot. */
  readonly typeOf: readonly number[];
  /** Node where each robot stands. */
  readonly places: readonly number[];
  readonly tickSeconds: number;
  /** A robot that is later than this with an edge counts as lost until it reports again; seconds. */
  readonly stallSeconds: number;
}

/** An edge may take so many times as long as expected before the robot is late. */
const slownessMax = 3;

export class LiveRoadTraffic implements FleetTraffic {
  readonly robotCount: number;
  readonly goal: Int32Array;
  readonly working: Uint8Array;
  readonly laden: Uint8Array;
  readonly hindered: Uint8Array;
  readonly priority: Int32Array;
  readonly traffic: RoadTraffic;
  private readonly node: Int32Array;
  /** Edges told to each robot and not reported as driven. */
  private readonly told: RoadMove[][];
  /** When the edge that is being driven was begun at the latest; when the robot became hindered with nothing to drive. */
  private readonly sinceTick: Float64Array;
  private readonly finished: Int32Array;
  private readonly lost: Uint8Array;
  private isDue = true;

  constructor(private readonly options: LiveRoadTrafficOptions) {
    const { network, typeOf, places } = options;
    const count = places.length;
    this.robotCount = count;
    this.node = Int32Array.from(places);
    this.traffic = createRoadTraffic({
      network,
      typeOf: Int32Array.from(typeOf),
      node: Int32Array.from(places),
    });
    this.goal = new Int32Array(count).fill(-1);
    this.working = new Uint8Array(count);
    this.laden = new Uint8Array(count);
    this.hindered = new Uint8Array(count);
    this.priority = new Int32Array(count);
    this.finished = new Int32Array(count);
    this.lost = new Uint8Array(count);
    this.sinceTick = new Float64Array(count);
    this.told = places.map(() => []);
  }

  placeOf(robot: number): number {
    return this.node[robot]!;
  }
  headingOf(): number {
    return 0;
  }
  nextPlaceOf(robot: number): number {
    return this.told[robot]![0]?.node ?? -1;
  }
  hasArrived(robot: number): boolean {
    return (
      this.goal[robot] === this.node[robot] &&
      this.told[robot]!.length === 0 &&
      this.traffic.planned(robot).length === 0
    );
  }
  isLost(robot: number): boolean {
    return this.lost[robot] === 1;
  }
  heldPlaces(robot: number): readonly number[] {
    return [this.node[robot]!, ...this.told[robot]!.map(({ node }) => node)];
  }
  heldWays(robot: number): readonly number[] {
    return this.told[robot]!.map(({ edge }) => edge);
  }
  /** Seconds on empty roads. */
  distance(robot: number, place: number): number {
    const { typeOf } = this.options;
    return this.traffic.distance(typeOf[robot]!, this.node[robot]!, place, this.laden[robot] === 1);
  }

  reached(robot: number, place: number, tick: number): void {
    const move = this.told[robot]!.shift();
    assert(
      move?.node === place,
      `robot ${robot} reports node ${place}, which is not the next that it was released into`,
    );
    this.node[robot] = place;
    this.finished[robot]! += 1;
    this.sinceTick[robot] = tick;
    this.lost[robot] = 0;
    this.isDue = true;
  }
  plan(): void {
    this.isDue = true;
  }
  release(
    tick: number,
    tell: (robot: number, places: readonly number[], ways: readonly number[]) => void,
  ): void {
    for (let robot = 0; robot < this.robotCount; robot += 1) this.watchOver(robot, tick);
    if (!this.isDue) return;
    this.isDue = false;
    this.traffic.decide(this.input(tick));
    for (let robot = 0; robot < this.robotCount; robot += 1) {
      const told = this.told[robot]!;
      const fresh = this.traffic.released(robot).slice(told.length);
      if (fresh.length === 0) continue;
      if (told.length === 0) this.sinceTick[robot] = tick;
      told.push(...fresh);
      tell(
        robot,
        fresh.map(({ node }) => node),
        fresh.map(({ edge }) => edge),
      );
    }
  }

  private input(tick: number): RoadInput {
    const { goal, laden, working, lost, finished, hindered, priority } = this;
    return {
      seconds: tick * this.options.tickSeconds,
      finished,
      goal,
      laden,
      frozen: working,
      lost,
      held: hindered,
      priority,
    };
  }
  /** A robot that is late, or stands hindered with nothing left to drive, is gone around until it is well again. */
  private watchOver(robot: number, tick: number): void {
    const { network, typeOf, stallSeconds, tickSeconds } = this.options;
    const [move] = this.told[robot]!;
    if (move === undefined) {
      if (this.hindered[robot] === 0) {
        this.sinceTick[robot] = tick;
        this.lost[robot] = 0;
      }
    }
    const expected =
      move === undefined ? 0 : network.seconds[typeOf[robot]! * network.edgeCount + move.edge]!;
    const late = (tick - this.sinceTick[robot]!) * tickSeconds - slownessMax * expected;
    if (late > stallSeconds) this.lost[robot] = 1;
  }
}
