// The plans of all robots: who uses which place in which order, and when that is expected to be. Only the order binds (as in
// action dependency graphs: Hönig et al., RA-L 2019), so late robots delay others but never collide with them, and since every
// order follows one timetable it has no circles.
import { assert } from "../../sim/kernel/index.ts";
import type { RoadNetwork } from "./road-network.ts";

/** One edge of a robot's plan. Takes edge and end node when it starts; gives back edge and start node when it is finished. */
export interface PlannedMove {
  readonly robot: number;
  readonly edge: number;
  readonly node: number;
  readonly lastsSeconds: number;
  /** Expected; Infinity behind a lost robot. */
  start: number;
  end: number;
  state: "planned" | "released" | "finished";
  previous: PlannedMove | null;
  next: PlannedMove | null;
  /** Unfinished moves of other robots that must be over before this one starts, and the reverse. */
  readonly after: Set<PlannedMove>;
  readonly before: Set<PlannedMove>;
}

/** A stretch of a way found by a search. */
export interface TimedEdge {
  readonly edge: number;
  readonly lastsSeconds: number;
  readonly start: number;
  readonly end: number;
}

export class Timetable {
  /** Per robot: the last finished move (or where it began), and the end of its plan. */
  readonly anchor: PlannedMove[];
  readonly tail: PlannedMove[];
  readonly lost: Uint8Array;
  /** Moves that use each place, as its edge or as their end node. */
  private readonly users: PlannedMove[][];

  constructor(
    private readonly network: RoadNetwork,
    private readonly typeOf: Int32Array,
    nodes: Int32Array,
  ) {
    this.users = Array.from({ length: network.placeCount }, () => []);
    this.lost = new Uint8Array(typeOf.length);
    this.anchor = Array.from(nodes, (node, robot) => {
      const move = newMove(robot, -1, node, 0, 0, 0);
      move.state = "finished";
      this.users[network.nodePlace(typeOf[robot]!, node)]!.push(move);
      return move;
    });
    this.tail = this.anchor.slice();
  }

  /** Times at which others use what excludes the place, as start, end, start, end, … in order, merged. */
  busy(place: number, robot: number): number[] {
    const { conflicts, nodeCount, edgeCount } = this.network;
    const spans: [number, number][] = [];
    for (let i = conflicts.start[place]!; i < conflicts.start[place + 1]!; i += 1) {
      const other = conflicts.places[i]!;
      const isNode = other % (nodeCount + edgeCount) < nodeCount;
      for (const move of this.users[other]!)
        if (move.robot !== robot) spans.push([begins(move), isNode ? leaves(move) : move.end]);
    }
    spans.sort((a, b) => a[0] - b[0]);
    const merged: number[] = [];
    for (const [start, end] of spans) {
      if (merged.length > 0 && start <= merged[merged.length - 1]!)
        merged[merged.length - 1] = Math.max(merged[merged.length - 1]!, end);
      else merged.push(start, end);
    }
    return merged;
  }

  /** Robots that rest for good, by plan or because they are lost, on what excludes the place. */
  restingOn(place: number, robot: number): number[] {
    const { conflicts, nodeCount, edgeCount } = this.network;
    const resting: number[] = [];
    for (let i = conflicts.start[place]!; i < conflicts.start[place + 1]!; i += 1) {
      const other = conflicts.places[i]!;
      const isNode = other % (nodeCount + edgeCount) < nodeCount;
      for (const move of this.users[other]!)
        if (move.robot !== robot && (isNode ? leaves(move) : move.end) === Infinity) resting.push(move.robot);
    }
    return resting;
  }

  /** Appends a way found against `busy`, with expected times up to date. */
  append(robot: number, way: readonly TimedEdge[]): void {
    const stood = this.tail[robot]!;
    for (const { edge, lastsSeconds, start, end } of way) {
      const previous = this.tail[robot]!;
      const move = newMove(robot, edge, this.network.to[edge]!, lastsSeconds, start, end);
      move.previous = previous;
      previous.next = move;
      this.tail[robot] = move;
    }
    this.order(stood, "node");
    for (let move = stood.next; move !== null; move = move.next) {
      this.order(move, "edge");
      this.order(move, "node");
      this.users[this.edgePlace(move)]!.push(move);
      this.users[this.nodePlace(move)]!.push(move);
    }
  }

  /** Takes back all that is planned and not released. Returns the way, to append it again, and who counted on its first move. */
  cut(robot: number): { readonly way: TimedEdge[]; readonly waiting: Set<number> } {
    const way: TimedEdge[] = [];
    const waiting = new Set<number>();
    let last = this.anchor[robot]!;
    while (last.next !== null && last.next.state === "released") last = last.next;
    for (const follower of last.next?.before ?? []) waiting.add(follower.robot);
    for (let move = last.next; move !== null; move = move.next) {
      way.push({ edge: move.edge, lastsSeconds: move.lastsSeconds, start: move.start, end: move.end });
      this.forget(move);
      remove(this.users[this.edgePlace(move)]!, move);
      remove(this.users[this.nodePlace(move)]!, move);
    }
    last.next = null;
    this.tail[robot] = last;
    return { way, waiting };
  }

  /** The robot has finished its first released move. */
  finish(robot: number, seconds: number): PlannedMove {
    const old = this.anchor[robot]!;
    const move = old.next;
    assert(
      move !== null && move.state === "released",
      `robot ${robot} finished a move that was not released`,
    );
    move.state = "finished";
    move.end = seconds;
    move.previous = null;
    this.forget(move);
    remove(this.users[this.edgePlace(move)]!, move);
    remove(this.users[this.nodePlace(old)]!, old);
    this.anchor[robot] = move;
    return move;
  }

  /** Brings expected times up to date: everything starts as soon as its order allows. */
  predict(seconds: number): void {
    const open = new Map<PlannedMove, number>();
    const ready: PlannedMove[] = [];
    let count = 0;
    for (const anchor of this.anchor) {
      for (let move = anchor.next; move !== null; move = move.next) {
        count += 1;
        const waits = move.after.size + (move.previous!.state === "finished" ? 0 : 1);
        if (waits === 0) ready.push(move);
        else open.set(move, waits);
      }
    }
    for (let head = 0; head < ready.length; head += 1) {
      const move = ready[head]!;
      if (move.state === "planned") {
        let start = Math.max(seconds, move.previous!.end);
        for (const earlier of move.after) start = Math.max(start, earlier.end);
        move.start = start;
      } else if (move.start < move.previous!.end && move.previous!.state !== "finished")
        move.start = move.previous!.end;
      const isStuck = this.lost[move.robot] === 1;
      const begun = Math.max(move.start, move.previous!.end);
      move.end = isStuck ? Infinity : Math.max(begun + move.lastsSeconds, seconds + endsNotBefore);
      for (const later of [...move.before, ...(move.next === null ? [] : [move.next])]) {
        const waits = open.get(later)! - 1;
        open.set(later, waits);
        if (waits === 0) ready.push(later);
      }
    }
    assert(ready.length === count, `${count - ready.length} planned moves wait for each other in a circle`);
  }

  private edgePlace(move: PlannedMove): number {
    return this.network.edgePlace(this.typeOf[move.robot]!, move.edge);
  }
  private nodePlace(move: PlannedMove): number {
    return this.network.nodePlace(this.typeOf[move.robot]!, move.node);
  }

  /** Puts a use of a place in order with every use of others that it excludes. */
  private order(move: PlannedMove, part: "node" | "edge"): void {
    const { conflicts, nodeCount, edgeCount } = this.network;
    const place = part === "node" ? this.nodePlace(move) : this.edgePlace(move);
    const frees = part === "node" ? move.next : move;
    for (let i = conflicts.start[place]!; i < conflicts.start[place + 1]!; i += 1) {
      const other = conflicts.places[i]!;
      const isNode = other % (nodeCount + edgeCount) < nodeCount;
      for (const use of this.users[other]!) {
        if (use.robot === move.robot) continue;
        if (begins(use) < begins(move)) {
          const freed = isNode ? use.next : use;
          assert(freed !== null, `robot ${use.robot} would never leave what robot ${move.robot} needs`);
          link(freed, move);
        } else {
          assert(frees !== null, `robot ${move.robot} would never leave what robot ${use.robot} needs`);
          link(frees, use);
        }
      }
    }
  }

  private forget(move: PlannedMove): void {
    for (const later of move.before) later.after.delete(move);
    for (const earlier of move.after) earlier.before.delete(move);
    move.before.clear();
    move.after.clear();
  }
}

/** A robot that is late is expected this soon, seconds. */
const endsNotBefore = 0.2;

function newMove(
  robot: number,
  edge: number,
  node: number,
  lastsSeconds: number,
  start: number,
  end: number,
): PlannedMove {
  return {
    robot,
    edge,
    node,
    lastsSeconds,
    start,
    end,
    state: "planned",
    previous: null,
    next: null,
    after: new Set(),
    before: new Set(),
  };
}

/** A released move holds its places from before any planned one. */
function begins(move: PlannedMove): number {
  return move.state === "planned" ? move.start : -Infinity;
}
function leaves(move: PlannedMove): number {
  return move.next === null ? Infinity : move.next.end;
}

function link(earlier: PlannedMove, later: PlannedMove): void {
  if (earlier.state === "finished" || later.state !== "planned") return;
  earlier.before.add(later);
  later.after.add(earlier);
}

function remove(list: PlannedMove[], move: PlannedMove): void {
  const at = list.indexOf(move);
  assert(at >= 0, "a move is listed at its places");
  list.splice(at, 1);
}
