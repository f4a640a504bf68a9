// Traffic on roads: each robot gets a whole way to a place where it may rest, laid through the gaps of all other plans, and is
// released along it in the planned order (prioritized planning on well-formed layouts: Čáp et al., ICAPS 2015; execution by
// order: Hönig et al., RA-L 2019). Plans never wait for each other in a circle, so no delay can lock them.
import { assert } from "../../sim/kernel/index.ts";
import { PlaceLedger } from "./place-ledger.ts";
import { RoadDistances } from "./road-distances.ts";
import type { RoadNetwork } from "./road-network.ts";
import type { RoadInput, RoadMove, RoadReason, RoadStatistics, RoadTraffic } from "./road-traffic-port.ts";
import { type PlannedMove, Timetable } from "./timetable.ts";
import { WaySearch } from "./way-search.ts";

export interface RoadTrafficOptions {
  readonly network: RoadNetwork;
  /** Per robot: index into the network's types, and the node where it stands. */
  readonly typeOf: Int32Array;
  readonly node: Int32Array;
  /** Seconds of driving that may be released ahead of a robot. Default 6. */
  readonly releaseAheadSeconds?: number;
  /** Searches per decision at most; the robots that have waited longest come first. Default 40. */
  readonly searchesMax?: number;
}

/** @throws AssertionError if robots stand where they exclude each other. */
export function createRoadTraffic(options: RoadTrafficOptions): RoadTraffic {
  return new OrderedRoadTraffic(options);
}

class OrderedRoadTraffic implements RoadTraffic {
  private readonly network: RoadNetwork;
  private readonly timetable: Timetable;
  private readonly ledger: PlaceLedger;
  private readonly distances: RoadDistances;
  private readonly search: WaySearch;
  private readonly robotCount: number;
  private readonly done: Int32Array;
  /** Decisions for which a robot has had a goal and no way. */
  private readonly waited: Int32Array;
  private readonly blockedBy: Int32Array;
  private input: RoadInput | null = null;
  private searches = 0;
  private readonly counts = { planned: 0, failed: 0, evasions: 0 };

  constructor(private readonly options: RoadTrafficOptions) {
    const { network, typeOf, node } = options;
    this.network = network;
    this.robotCount = typeOf.length;
    this.timetable = new Timetable(network, typeOf, node);
    this.ledger = new PlaceLedger(network.conflicts, network.placeCount);
    this.distances = new RoadDistances(network);
    this.search = new WaySearch(network, this.timetable);
    this.done = new Int32Array(typeOf.length);
    this.waited = new Int32Array(typeOf.length);
    this.blockedBy = new Int32Array(typeOf.length).fill(-1);
    node.forEach((at, robot) => {
      const taken = this.ledger.claim(robot, [network.nodePlace(typeOf[robot]!, at)]);
      assert(taken, `robot ${robot} stands too close to another at node ${network.map.nodes[at]!.id}`);
    });
  }

  get statistics(): RoadStatistics {
    return { ...this.counts, refusals: this.ledger.refusals };
  }

  decide(input: RoadInput): void {
    this.input = input;
    for (let robot = 0; robot < this.robotCount; robot += 1) this.takeReports(robot, input);
    this.timetable.predict(input.seconds);
    this.takeLosses(input);
    this.plan(input);
    this.release(input);
  }

  released(robot: number): readonly RoadMove[] {
    return this.moves(robot, "released");
  }
  planned(robot: number): readonly RoadMove[] {
    return this.moves(robot, "planned");
  }

  reason(robot: number): RoadReason {
    const { input, timetable } = this;
    const next = timetable.anchor[robot]!.next;
    if (input?.lost[robot] === 1) return { kind: "lost" };
    if (next?.state === "released") return { kind: "driving" };
    if (next !== null) {
      const [first] = next.after;
      return first === undefined ? { kind: "unplanned" } : { kind: "waiting", robot: first.robot };
    }
    if (input?.frozen[robot] === 1) return { kind: "frozen" };
    const goal = input?.goal[robot] ?? -1;
    if (goal < 0) return { kind: "idle" };
    if (goal === timetable.anchor[robot]!.node) return { kind: "arrived" };
    const by = this.blockedBy[robot]!;
    return this.waited[robot] === 0 ? { kind: "unplanned" } : { kind: "no-way", robot: by };
  }

  distance(type: number, from: number, to: number, laden: boolean): number {
    return this.distances.fromNode(type, from, to, laden);
  }

  private moves(robot: number, state: PlannedMove["state"]): RoadMove[] {
    const moves: RoadMove[] = [];
    for (let move = this.timetable.anchor[robot]!.next; move !== null; move = move.next)
      if (move.state === state) moves.push({ edge: move.edge, node: move.node });
    return moves;
  }

  private takeReports(robot: number, input: RoadInput): void {
    const type = this.options.typeOf[robot]!;
    while (this.done[robot]! < input.finished[robot]!) {
      const behind = this.timetable.anchor[robot]!.node;
      const { edge } = this.timetable.finish(robot, input.seconds);
      this.ledger.leave(robot, this.network.edgePlace(type, edge));
      this.ledger.leave(robot, this.network.nodePlace(type, behind));
      this.done[robot]! += 1;
    }
  }

  /** Whoever was planned through what a lost robot keeps is planned anew from where it has been released to. */
  private takeLosses(input: RoadInput): void {
    const { timetable } = this;
    let changed = false;
    for (let robot = 0; robot < this.robotCount; robot += 1) {
      const isLost = input.lost[robot] === 1 ? 1 : 0;
      if (timetable.lost[robot] === isLost) continue;
      timetable.lost[robot] = isLost;
      changed = true;
      if (isLost === 1) this.cutAll([robot]);
    }
    if (!changed) return;
    timetable.predict(input.seconds);
    const stuck: number[] = [];
    for (let robot = 0; robot < this.robotCount; robot += 1)
      if (timetable.lost[robot] === 0 && timetable.tail[robot]!.end === Infinity) stuck.push(robot);
    this.cutAll(stuck);
    timetable.predict(input.seconds);
  }

  /** Cuts plans, and those that counted on somebody leaving who now stays. */
  private cutAll(robots: readonly number[]): void {
    const queue = [...robots];
    const seen = new Set(queue);
    for (let head = 0; head < queue.length; head += 1) {
      for (const waiting of this.timetable.cut(queue[head]!).waiting) {
        if (seen.has(waiting)) continue;
        seen.add(waiting);
        queue.push(waiting);
      }
    }
  }

  private plan(input: RoadInput): void {
    const wanting: number[] = [];
    for (let robot = 0; robot < this.robotCount; robot += 1) {
      const goal = input.goal[robot]!;
      const isSet = goal >= 0 && goal !== this.timetable.tail[robot]!.node;
      if (isSet && input.frozen[robot] === 0 && input.lost[robot] === 0) wanting.push(robot);
      else this.waited[robot] = 0;
    }
    const { priority } = input;
    wanting.sort((a, b) => priority[b]! - priority[a]! || this.waited[b]! - this.waited[a]! || a - b);
    this.searches = this.options.searchesMax ?? 40;
    let pushed = false;
    for (const robot of wanting) {
      if (this.searches <= 0) break;
      let ok = this.planTo(robot, input);
      // One robot at a time sends others aside, who has waited longest first: two that push each other would never end.
      if (!ok && !pushed) {
        pushed = this.makeWay(robot, input);
        ok = pushed && this.planTo(robot, input);
      }
      this.waited[robot] = ok ? 0 : this.waited[robot]! + 1;
    }
  }

  private planTo(robot: number, input: RoadInput): boolean {
    const { timetable } = this;
    const goal = input.goal[robot]!;
    const type = this.options.typeOf[robot]!;
    const row = this.distances.row(type, goal, input.laden[robot] === 1);
    const first = this.firstPlanned(robot);
    // No way ends where somebody rests.
    const [resting] = timetable.restingOn(this.network.nodePlace(type, goal), robot);
    if (resting !== undefined) {
      this.blockedBy[robot] = resting;
      return false;
    }
    // Another errand on the way: turn off only where nobody counts on the robot leaving.
    if (first !== null && first.before.size > 0) return false;
    const { way: old } = timetable.cut(robot);
    const way = this.findWay(
      robot,
      input,
      (node) => node === goal,
      (edge) => row[edge]!,
    );
    if (way !== null) timetable.append(robot, way);
    else if (old.length > 0) timetable.append(robot, old);
    return way !== null;
  }

  private findWay(
    robot: number,
    input: RoadInput,
    isGoal: (node: number) => boolean,
    remaining: (edge: number) => number,
  ) {
    const tail = this.timetable.tail[robot]!;
    this.searches -= 1;
    const way = this.search.find({
      robot,
      type: this.options.typeOf[robot]!,
      laden: input.laden[robot] === 1,
      node: tail.node,
      seconds: Math.max(input.seconds, tail.end),
      arrivingEdge: tail.edge,
      isGoal,
      remaining,
    });
    if (way === null) this.counts.failed += 1;
    else this.counts.planned += 1;
    return way;
  }

  /** Sends robots that rest on the shortest way of a robot to where they are not in that way. */
  private makeWay(robot: number, input: RoadInput): boolean {
    const way = this.emptyWay(robot, input);
    if (way === null) return false;
    const { conflicts } = this.network;
    const needed = new Set<number>();
    const resting = new Set<number>();
    for (const place of way) {
      for (const other of this.timetable.restingOn(place, robot)) resting.add(other);
      for (let i = conflicts.start[place]!; i < conflicts.start[place + 1]!; i += 1)
        needed.add(conflicts.places[i]!);
    }
    let moved = false;
    for (const other of resting) {
      this.blockedBy[robot] = other;
      moved = this.sendAside(other, needed, input) || moved;
    }
    return moved;
  }

  private sendAside(robot: number, needed: ReadonlySet<number>, input: RoadInput): boolean {
    const type = this.options.typeOf[robot]!;
    if (input.frozen[robot] === 1 || input.lost[robot] === 1 || this.firstPlanned(robot) !== null)
      return false;
    // What it has come for is done first, else two with the same goal would send each other aside for ever.
    if (input.goal[robot] === this.timetable.tail[robot]!.node) return false;
    const isClear = (node: number) => !needed.has(this.network.nodePlace(type, node));
    const { nodes } = this.network.map;
    const isRest = (node: number) => nodes[node]!.uses.length > 0 && isClear(node);
    const way = this.findWay(robot, input, isRest, () => 0) ?? this.findWay(robot, input, isClear, () => 0);
    if (way === null) return false;
    this.timetable.append(robot, way);
    this.counts.evasions += 1;
    return true;
  }

  /** Places of the shortest way on the empty floor, or null. */
  private emptyWay(robot: number, input: RoadInput): number[] | null {
    const { network } = this;
    const type = this.options.typeOf[robot]!;
    const goal = input.goal[robot]!;
    const row = this.distances.row(type, goal, input.laden[robot] === 1);
    const places: number[] = [];
    let node = this.timetable.tail[robot]!.node;
    while (node !== goal) {
      let best = -1;
      let bestSeconds = Infinity;
      for (let i = network.outStart[node]!; i < network.outStart[node + 1]!; i += 1) {
        const edge = network.outEdges[i]!;
        const seconds = network.seconds[type * network.edgeCount + edge]! + row[edge]!;
        if (seconds < bestSeconds) [best, bestSeconds] = [edge, seconds];
      }
      if (best < 0 || places.length > 2 * network.edgeCount) return null;
      node = network.to[best]!;
      places.push(network.edgePlace(type, best), network.nodePlace(type, node));
    }
    return places;
  }

  private firstPlanned(robot: number): PlannedMove | null {
    let move = this.timetable.anchor[robot]!.next;
    while (move !== null && move.state === "released") move = move.next;
    return move;
  }

  private release(input: RoadInput): void {
    const { network, timetable, options } = this;
    const aheadMax = options.releaseAheadSeconds ?? 6;
    for (let robot = 0; robot < this.robotCount; robot += 1) {
      if (input.lost[robot] === 1 || input.held[robot] === 1) continue;
      const type = options.typeOf[robot]!;
      let ahead = 0;
      for (let move = timetable.anchor[robot]!.next; move !== null; move = move.next) {
        if (move.state === "planned") {
          if (ahead > aheadMax || move.after.size > 0 || (input.frozen[robot] === 1 && ahead === 0)) break;
          const places = [network.edgePlace(type, move.edge), network.nodePlace(type, move.node)];
          if (!this.ledger.claim(robot, places)) break;
          move.state = "released";
          move.start = Math.max(input.seconds, move.previous!.end);
        }
        ahead += move.lastsSeconds;
      }
    }
  }
}
