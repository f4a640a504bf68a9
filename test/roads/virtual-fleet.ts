// Robots with continuous positions on a road map, late at random, driven by road traffic in virtual time. Their outlines are
// compared with each other at every tick: the judge of collisions is the geometry, never the ledger.
import {
  areaDistance,
  createRoadTraffic,
  hull,
  outline,
  pieceDirection,
  type RoadMove,
  type RoadNetwork,
  type RoadTraffic,
  turningRadius,
  wrapAngle,
} from "../../controller/roads/index.ts";
import { Random } from "../../sim/kernel/index.ts";

export interface FleetOptions {
  readonly network: RoadNetwork;
  readonly typeOf: readonly number[];
  /** Node ids. */
  readonly at: readonly string[];
  readonly seed?: number;
  /** Each edge takes up to this many times as long as expected. Default 1. */
  readonly delayMax?: number;
  readonly tickSeconds?: number;
  /** Outlines are compared every so many ticks; 0 = never. */
  readonly checkEvery?: number;
  /** Clock for `decideMs`. Default: wall time. */
  readonly now?: () => number;
}

interface Body {
  x: number;
  y: number;
  heading: number;
  driving: RoadMove | null;
  /** Seconds spent in the present move, of which turning; how much longer than expected it takes. */
  spent: number;
  factor: number;
  turnFrom: number;
}

export class VirtualFleet {
  readonly traffic: RoadTraffic;
  readonly goal: Int32Array;
  readonly laden: Uint8Array;
  readonly frozen: Uint8Array;
  readonly held: Uint8Array;
  readonly priority: Int32Array;
  readonly lost: Uint8Array;
  readonly finished: Int32Array;
  readonly node: Int32Array;
  readonly bodies: Body[];
  seconds = 0;
  collisions: string[] = [];
  decideMs: number[] = [];
  private ticks = 0;
  /** Finished moves as of the last decision. */
  private readonly toldFinished: Int32Array;
  private readonly typeOf: Int32Array;
  private readonly random: Random;

  constructor(private readonly options: FleetOptions) {
    const { network, at, seed = 1 } = options;
    const n = at.length;
    this.typeOf = Int32Array.from(options.typeOf);
    this.node = Int32Array.from(at, (id) => this.indexOf(id));
    this.traffic = createRoadTraffic({ network, typeOf: this.typeOf, node: this.node.slice() });
    this.goal = new Int32Array(n).fill(-1);
    this.laden = new Uint8Array(n);
    this.frozen = new Uint8Array(n);
    this.held = new Uint8Array(n);
    this.priority = new Int32Array(n);
    this.lost = new Uint8Array(n);
    this.finished = new Int32Array(n);
    this.toldFinished = new Int32Array(n);
    this.random = new Random(seed, "test/roads");
    this.bodies = Array.from(this.node, (node, robot) => {
      const { x, y } = network.map.nodes[node]!;
      // Turned as if it had come by a road, or as the first road out wants it.
      const pair = this.typeOf[robot]! * network.edgeCount;
      const [edge] = network.outEdges.subarray(network.outStart[node], network.outStart[node + 1]);
      const heading = edge === undefined ? 0 : network.startHeading[pair + edge]!;
      return { x, y, heading, driving: null, spent: 0, factor: 1, turnFrom: heading };
    });
  }

  indexOf(id: string): number {
    const index = this.options.network.map.nodes.findIndex((node) => node.id === id);
    if (index < 0) throw new Error(`no node ${id}`);
    return index;
  }
  send(robot: number, id: string): void {
    this.goal[robot] = this.indexOf(id);
  }
  isAt(robot: number, id: string): boolean {
    return this.node[robot] === this.indexOf(id) && this.bodies[robot]!.driving === null;
  }
  arrived(robot: number): boolean {
    return this.node[robot] === this.goal[robot] && this.bodies[robot]!.driving === null;
  }

  /** Ticks until `done` or the time is up. Returns whether it is done. */
  run(secondsMax: number, done: () => boolean): boolean {
    const end = this.seconds + secondsMax;
    while (this.seconds < end && !done()) this.tick();
    return done();
  }

  tick(): void {
    const { tickSeconds = 0.25, checkEvery = 1, now = () => performance.now() } = this.options;
    const { goal, laden, frozen, held, priority, lost, finished, seconds } = this;
    if (this.ticks % 4 === 0) {
      const before = now();
      this.traffic.decide({ seconds, finished, goal, laden, frozen, held, priority, lost });
      this.decideMs.push(now() - before);
      this.toldFinished.set(finished);
    }
    this.bodies.forEach((body, robot) => {
      if (this.lost[robot] === 0) this.drive(body, robot, tickSeconds);
    });
    this.ticks += 1;
    this.seconds += tickSeconds;
    if (checkEvery > 0 && this.ticks % checkEvery === 0) this.judge();
  }

  private drive(body: Body, robot: number, tickSeconds: number): void {
    const { network, delayMax = 1 } = this.options;
    const type = this.typeOf[robot]!;
    let left = tickSeconds;
    while (left > 0) {
      if (body.driving === null) {
        // Finished moves stay in the released list until the next decision.
        const next = this.traffic.released(robot)[this.finished[robot]! - this.toldFinished[robot]!];
        if (next === undefined) return;
        body.driving = next;
        body.spent = 0;
        body.turnFrom = body.heading;
        body.factor = 1 + this.random.uniform() * (delayMax - 1);
      }
      const { edge, node } = body.driving;
      const pair = type * network.edgeCount + edge;
      const wanted = network.startHeading[pair]!;
      const turn = wrapAngle(wanted - body.turnFrom);
      const turning = (Math.abs(turn) / network.types[type]!.rotationSpeed) * body.factor;
      const total = turning + network.seconds[pair]! * body.factor;
      const step = Math.min(left, total - body.spent);
      body.spent += step;
      left -= step;
      if (body.spent < turning - 1e-9) {
        body.heading = body.turnFrom + (turn * body.spent) / turning;
      } else this.place(body, type, edge, (body.spent - turning) / Math.max(1e-9, total - turning));
      if (body.spent < total - 1e-9) return;
      body.driving = null;
      this.node[robot] = node;
      this.finished[robot]! += 1;
    }
  }

  private place(body: Body, type: number, edge: number, share: number): void {
    const { points, lengthMetres } = this.options.network.course(type, edge);
    const { kind } = this.options.network.orientation(type, edge);
    let rest = Math.min(1, share) * lengthMetres;
    for (let i = 0; i + 3 < points.length; i += 2) {
      const [ax, ay, bx, by] = points.subarray(i, i + 4);
      const length = Math.hypot(bx! - ax!, by! - ay!);
      if (rest > length && i + 5 < points.length) {
        rest -= length;
        continue;
      }
      const part = length === 0 ? 0 : Math.min(1, rest / length);
      body.x = ax! + part * (bx! - ax!);
      body.y = ay! + part * (by! - ay!);
      if (kind === "tangential") body.heading = pieceDirection(points, i / 2);
      return;
    }
  }

  private judge(): void {
    const { network } = this.options;
    const types = network.types;
    const outlines = this.bodies.map(({ x, y, heading }, robot) =>
      hull(outline(types[this.typeOf[robot]!]!, x, y, heading)),
    );
    for (let a = 0; a < this.bodies.length; a += 1) {
      for (let b = a + 1; b < this.bodies.length; b += 1) {
        const [p, q] = [this.bodies[a]!, this.bodies[b]!];
        const reach = turningRadius(types[this.typeOf[a]!]!) + turningRadius(types[this.typeOf[b]!]!);
        if (Math.hypot(p.x - q.x, p.y - q.y) > reach) continue;
        if (areaDistance(outlines[a]!, outlines[b]!) <= 0)
          this.collisions.push(`robots ${a} and ${b} at ${this.seconds.toFixed(2)} s`);
      }
    }
  }
}
