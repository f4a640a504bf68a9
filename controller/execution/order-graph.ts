// The order graph (action dependency graph, ADG: Hönig et al., RA-L 2019) between a plan and the robots. It keeps only the
// order in which robots use each cell, not the time: whoever is late, everybody behind waits, and nobody meets.
import { assert } from "../../sim/kernel/index.ts";
import { headingOffsets, RobotAction } from "../../sim/model/index.ts";

/** `stood` marks the node by which a robot came to where it stands now; it is kept until the robot has left. */
export const NodeState = { free: 0, planned: 1, released: 2, stood: 3 } as const;

/** No node, no robot, no cell. */
export const none = -1;

export interface OrderGraphOptions {
  readonly width: number;
  readonly height: number;
  /** States of the robots at the start; copied. No two in one cell. */
  readonly cell: Int32Array;
  readonly heading: Uint8Array;
  /** Unfinished actions kept per robot at most. Bounds the memory. */
  readonly horizon: number;
}

/**
 * Nodes are actions (a move into a cell, a quarter turn); a wait is no node. A node has at most two predecessors: `previous`, the
 * action before it of the same robot (type 1), and `after`, the move by which another robot leaves the cell it enters
 * (type 2). As only consecutive users of a cell are linked (Dunkel, arXiv 2412.01277), it has at most two successors as
 * well: `next` and `before`. Everything is therefore a handful of flat columns, and every operation is constant time per
 * node it touches. Columns are read by neighbours in this folder; only this class writes them.
 */
export class OrderGraph {
  readonly robotCount: number;
  readonly cellCount: number;
  readonly horizon: number;
  readonly offsets: readonly [number, number, number, number];

  /** Per node. `to` is the cell after the action; a turn has `from === to`. */
  readonly state: Uint8Array;
  readonly robot: Int32Array;
  readonly action: Uint8Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly headingAfter: Uint8Array;
  readonly previous: Int32Array;
  readonly next: Int32Array;
  readonly after: Int32Array;
  readonly before: Int32Array;
  /** The moves into the same cell that come directly before and after this one. */
  readonly priorVisit: Int32Array;
  readonly nextVisit: Int32Array;

  /** Per robot: where it stands as far as it has reported, and where its plan ends. */
  readonly cell: Int32Array;
  readonly heading: Uint8Array;
  readonly endCell: Int32Array;
  readonly endHeading: Uint8Array;
  /** Per robot: node of standing, last node, first node not released (or none), counts of unfinished and released nodes. */
  readonly anchor: Int32Array;
  readonly tail: Int32Array;
  readonly firstPlanned: Int32Array;
  readonly unfinished: Int32Array;
  readonly released: Int32Array;

  /** Per cell: its last user's node, and the robot whose plan ends there. */
  readonly lastVisit: Int32Array;
  readonly endsHere: Int32Array;

  /** Robots that the last `withdraw` shortened. */
  readonly shortened: number[] = [];
  private readonly free: Int32Array;
  private freeCount: number;
  private readonly stack: number[] = [];
  private readonly removed: number[] = [];

  constructor({ width, height, cell, heading, horizon }: OrderGraphOptions) {
    assert(Number.isInteger(horizon) && horizon >= 1, `the horizon is a whole number from 1, not ${horizon}`);
    assert(cell.length === heading.length, "one cell and one heading per robot");
    const robots = cell.length;
    const cells = width * height;
    const nodes = robots * (horizon + 1);
    this.robotCount = robots;
    this.cellCount = cells;
    this.horizon = horizon;
    this.offsets = headingOffsets(width);
    const column = (length: number) => new Int32Array(length).fill(none);
    this.state = new Uint8Array(nodes);
    this.action = new Uint8Array(nodes);
    this.headingAfter = new Uint8Array(nodes);
    this.robot = column(nodes);
    this.from = column(nodes);
    this.to = column(nodes);
    this.previous = column(nodes);
    this.next = column(nodes);
    this.after = column(nodes);
    this.before = column(nodes);
    this.priorVisit = column(nodes);
    this.nextVisit = column(nodes);
    this.cell = cell.slice();
    this.heading = heading.slice();
    this.endCell = cell.slice();
    this.endHeading = heading.slice();
    this.anchor = column(robots);
    this.tail = column(robots);
    this.firstPlanned = column(robots);
    this.unfinished = new Int32Array(robots);
    this.released = new Int32Array(robots);
    this.lastVisit = column(cells);
    this.endsHere = column(cells);
    // Low ids come out first.
    this.free = Int32Array.from({ length: nodes }, (_, i) => nodes - 1 - i);
    this.freeCount = nodes;
    for (let robot = 0; robot < robots; robot += 1) this.stand(robot);
  }

  /** First unfinished node of a robot, or none. */
  head(robot: number): number {
    return this.next[this.anchor[robot]!]!;
  }
  /** The move by which the robot of a visit leaves again, or none if its plan ends there. */
  leaveOf(visit: number): number {
    let node = this.next[visit]!;
    while (node !== none && this.action[node] !== RobotAction.forward) node = this.next[node]!;
    return node;
  }
  /** Nodes in use, those of standing included. */
  get nodeCount(): number {
    return this.free.length - this.freeCount;
  }

  /** Adds a turn to the end of a robot's plan. */
  addTurn(robot: number, action: number): void {
    const node = this.add(robot, action);
    const cell = this.endCell[robot]!;
    const heading = (this.endHeading[robot]! + (action === RobotAction.turnRight ? 1 : 3)) & 3;
    this.from[node] = cell;
    this.to[node] = cell;
    this.headingAfter[node] = heading;
    this.endHeading[robot] = heading;
  }

  /**
   * Adds one cell forward to the ends of several robots' plans at once. Target cells are distinct, each is free at the end of
   * the plan or left by another of these robots, and these do not follow each other around in a ring: then the graph
   * stays free of cycles, because every edge points from an older node to a newer one or along an open chain.
   */
  addMoves(robots: Int32Array, count: number): void {
    for (let i = 0; i < count; i += 1) {
      const robot = robots[i]!;
      const node = this.add(robot, RobotAction.forward);
      const heading = this.endHeading[robot]!;
      const from = this.endCell[robot]!;
      this.from[node] = from;
      this.to[node] = from + this.offsets[heading]!;
      this.headingAfter[node] = heading;
      this.endsHere[from] = none;
    }
    for (let i = 0; i < count; i += 1) {
      const robot = robots[i]!;
      const node = this.tail[robot]!;
      const to = this.to[node]!;
      assert(
        this.endsHere[to] === none,
        `robot ${robot} is planned into cell ${to}, where another plan ends`,
      );
      this.endsHere[to] = robot;
      this.endCell[robot] = to;
      const prior = this.lastVisit[to]!;
      this.priorVisit[node] = prior;
      if (prior !== none) this.nextVisit[prior] = node;
      this.lastVisit[to] = node;
      this.order(prior, node);
    }
  }

  /** True when everything that must come before the node is finished, except the robot's own actions. */
  isReady(node: number): boolean {
    return this.after[node] === none;
  }

  /** Hands the robot's first planned node over to it: from now on it cannot be withdrawn or re-ordered. */
  release(robot: number): number {
    const node = this.firstPlanned[robot]!;
    assert(node !== none && this.isReady(node), `robot ${robot} has nothing that may be released`);
    this.state[node] = NodeState.released;
    this.released[robot]! += 1;
    this.firstPlanned[robot] = this.next[node]!;
    return node;
  }

  /** The robot has finished its first action, and has left the cell behind it. Returns the node's action. */
  finish(robot: number): number {
    const stood = this.anchor[robot]!;
    const node = this.next[stood]!;
    assert(
      node !== none && this.state[node] === NodeState.released,
      `robot ${robot} finished what it had not been told`,
    );
    const action = this.action[node]!;
    this.unfinished[robot]! -= 1;
    this.released[robot]! -= 1;
    this.heading[robot] = this.headingAfter[node]!;
    if (action !== RobotAction.forward) {
      const next = this.next[node]!;
      this.next[stood] = next;
      if (next !== none) this.previous[next] = stood;
      else this.tail[robot] = stood;
      this.headingAfter[stood] = this.headingAfter[node]!;
      this.drop(node);
      return action;
    }
    this.cell[robot] = this.to[node]!;
    this.forget(node);
    this.state[node] = NodeState.stood;
    this.previous[node] = none;
    this.anchor[robot] = node;
    assert(this.priorVisit[stood] === none, "a cell is used in order");
    this.leaveVisits(stood);
    this.drop(stood);
    return action;
  }

  /**
   * Takes nodes that are not released out of the plans: those given, whatever follows them in their robots' plans, and
   * whatever other robots could do only after them. What is left is a plan that can be carried out. Returns how many
   * nodes went; `shortened` names their robots.
   */
  withdraw(nodes: readonly number[]): number {
    const { stack, removed, shortened } = this;
    shortened.length = 0;
    removed.length = 0;
    stack.length = 0;
    stack.push(...nodes);
    for (let first = stack.pop(); first !== undefined; first = stack.pop()) {
      if (this.state[first] === NodeState.free) continue;
      const robot = this.robot[first]!;
      const before = this.previous[first]!;
      for (let node = first; node !== none; node = this.next[node]!) {
        assert(this.state[node] === NodeState.planned, `robot ${robot} has been told already`);
        this.state[node] = NodeState.free;
        removed.push(node);
        if (this.before[node] !== none) stack.push(this.before[node]!);
        if (node === this.firstPlanned[robot]) this.firstPlanned[robot] = none;
        this.unfinished[robot]! -= 1;
      }
      this.next[before] = none;
      this.tail[robot] = before;
      shortened.push(robot);
    }
    for (const robot of shortened) {
      if (this.endsHere[this.endCell[robot]!] === robot) this.endsHere[this.endCell[robot]!] = none;
    }
    for (const robot of shortened) {
      const tail = this.tail[robot]!;
      this.endCell[robot] = this.to[tail]!;
      this.endHeading[robot] = this.headingAfter[tail]!;
    }
    for (const robot of shortened) this.endsHere[this.endCell[robot]!] = robot;
    for (const node of removed) {
      this.forget(node);
      const prior = this.after[node]!;
      if (prior !== none) this.before[prior] = none;
      if (this.action[node] === RobotAction.forward) this.leaveVisits(node);
      this.drop(node);
    }
    return removed.length;
  }

  /**
   * The robot stands in another cell than its plan says: what it has been told is forgotten. Nothing may be planned for it, nobody
   * may wait for it, and nobody may stand in the cell or be planned into it.
   */
  relocate(robot: number, cell: number, heading: number): void {
    assert(this.firstPlanned[robot] === none, `robot ${robot} is planned to go on`);
    let node = this.anchor[robot]!;
    while (node !== none) {
      const next = this.next[node]!;
      assert(this.before[node] === none, `robot ${this.robot[this.before[node]!]} waits for robot ${robot}`);
      if (this.action[node] === RobotAction.forward) this.leaveVisits(node);
      this.drop(node);
      node = next;
    }
    this.unfinished[robot] = 0;
    this.released[robot] = 0;
    if (this.endsHere[this.endCell[robot]!] === robot) this.endsHere[this.endCell[robot]!] = none;
    assert(this.lastVisit[cell] === none, `cell ${cell} is used by others`);
    this.cell[robot] = cell;
    this.heading[robot] = heading;
    this.endCell[robot] = cell;
    this.endHeading[robot] = heading;
    this.stand(robot);
  }

  /**
   * Swaps a visit with the next one of the same cell, which is another robot's: that robot goes first now. Swapping them again
   * restores the old order. Both must be planned only; the caller looks for cycles.
   */
  swapVisits(first: number): void {
    const second = this.nextVisit[first]!;
    assert(
      second !== none && this.robot[first] !== this.robot[second],
      "two visits of different robots are swapped",
    );
    assert(
      this.state[first] === NodeState.planned && this.state[second] === NodeState.planned,
      "a released move keeps its place",
    );
    const prior = this.priorVisit[first]!;
    const next = this.nextVisit[second]!;
    this.unorder(first);
    this.unorder(second);
    if (next !== none) this.unorder(next);
    this.priorVisit[second] = prior;
    this.nextVisit[second] = first;
    this.priorVisit[first] = second;
    this.nextVisit[first] = next;
    if (prior !== none) this.nextVisit[prior] = second;
    if (next !== none) this.priorVisit[next] = first;
    else this.lastVisit[this.to[first]!] = first;
    this.order(prior, second);
    this.order(second, first);
    this.order(first, next);
  }

  snapshot(): Readonly<Record<string, unknown>> {
    const saved: Record<string, unknown> = { free: this.free.slice(), freeCount: this.freeCount };
    for (const name of savedColumns) saved[name] = this[name].slice();
    return saved;
  }
  restore(saved: Readonly<Record<string, unknown>>): void {
    this.free.set(saved.free as Int32Array);
    this.freeCount = saved.freeCount as number;
    for (const name of savedColumns) this[name].set(saved[name] as Int32Array);
  }

  private stand(robot: number): void {
    const cell = this.cell[robot]!;
    assert(cell >= 0 && cell < this.cellCount, `robot ${robot} stands off the floor, in cell ${cell}`);
    assert(
      this.endsHere[cell] === none,
      `robots ${this.endsHere[cell]} and ${robot} stand in the same cell ${cell}`,
    );
    const node = this.free[--this.freeCount]!;
    this.state[node] = NodeState.stood;
    this.robot[node] = robot;
    this.action[node] = RobotAction.forward;
    this.from[node] = cell;
    this.to[node] = cell;
    this.headingAfter[node] = this.heading[robot]!;
    this.anchor[robot] = node;
    this.tail[robot] = node;
    this.lastVisit[cell] = node;
    this.endsHere[cell] = robot;
  }

  private add(robot: number, action: number): number {
    assert(
      this.unfinished[robot]! < this.horizon,
      `robot ${robot} has ${this.horizon} actions to do already`,
    );
    const node = this.free[--this.freeCount]!;
    const tail = this.tail[robot]!;
    this.state[node] = NodeState.planned;
    this.robot[node] = robot;
    this.action[node] = action;
    this.previous[node] = tail;
    this.next[tail] = node;
    this.tail[robot] = node;
    if (this.firstPlanned[robot] === none) this.firstPlanned[robot] = node;
    this.unfinished[robot]! += 1;
    return node;
  }

  /** The visit `later` comes after the robot of `earlier` has left the cell. */
  private order(earlier: number, later: number): void {
    if (earlier === none || later === none || this.robot[earlier] === this.robot[later]) return;
    const leave = this.leaveOf(earlier);
    assert(leave !== none, `robot ${this.robot[earlier]} would never leave cell ${this.to[later]}`);
    this.after[later] = leave;
    this.before[leave] = later;
  }
  private unorder(visit: number): void {
    const leave = this.after[visit]!;
    if (leave === none) return;
    this.before[leave] = none;
    this.after[visit] = none;
  }

  /** Lets the node's type 2 successor go. */
  private forget(node: number): void {
    const follower = this.before[node]!;
    if (follower === none) return;
    this.after[follower] = none;
    this.before[node] = none;
  }
  private leaveVisits(visit: number): void {
    const prior = this.priorVisit[visit]!;
    const next = this.nextVisit[visit]!;
    if (prior !== none) this.nextVisit[prior] = next;
    if (next !== none) this.priorVisit[next] = prior;
    else if (this.lastVisit[this.to[visit]!] === visit) this.lastVisit[this.to[visit]!] = prior;
  }
  private drop(node: number): void {
    this.state[node] = NodeState.free;
    this.robot[node] = none;
    this.previous[node] = none;
    this.next[node] = none;
    this.after[node] = none;
    this.before[node] = none;
    this.priorVisit[node] = none;
    this.nextVisit[node] = none;
    this.free[this.freeCount++] = node;
  }
}

const savedColumns = [
  "state",
  "robot",
  "action",
  "from",
  "to",
  "headingAfter",
  "previous",
  "next",
  "after",
  "before",
  "priorVisit",
  "nextVisit",
  "cell",
  "heading",
  "endCell",
  "endHeading",
  "anchor",
  "tail",
  "firstPlanned",
  "unfinished",
  "released",
  "lastVisit",
  "endsHere",
] as const;
