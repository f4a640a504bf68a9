// For each robot the operations its surroundings allow, with costs, cheapest first on demand. Lists are made when a
// search first asks for them in a step and kept while the robot and its row stay the same.
import { CellKind } from "../../sim/model/index.ts";
import type { DistanceRow } from "./distance-rows.ts";
import { unreached } from "./distance-search.ts";
import type { OperationPool } from "./operations.ts";
import type { RoadGraph } from "./road-graph.ts";
import type { RowFormat } from "./row-format.ts";

/** Cost of ending where the row knows no way to the goal. */
const lostCost = 1 << 17;
const preferenceBits = 8;
const preferenceMask = (1 << preferenceBits) - 1;
/** How far, in forward moves, a robot that must clear a cell is rewarded for going. */
const clearCells = 24;

export class Candidates {
  /** The row that gives a robot's costs, or null: no goal, or none that can be reached. Set by the engine, as all three below. */
  readonly rows: (DistanceRow | null)[];
  readonly goal: Int32Array;
  readonly laden: Uint8Array;
  /** 1 = it stands in another robot's way for good: get away from the goal of its row, which is not its own errand. */
  readonly evicted: Uint8Array;
  private readonly keys: Int32Array;
  private readonly total: Int16Array;
  private readonly sorted: Int16Array;
  private readonly madeStep: Int32Array;
  private readonly madeCell: Int32Array;
  private readonly madeMode: Int32Array;
  private readonly madeStamp: Int32Array;
  /** 1 = only the first of the list is there: the preferred operation, which nothing can beat. */
  private readonly firstOnly: Uint8Array;
  private readonly hit: Int32Array;
  private readonly detour: Int32Array;
  private readonly idleCost: Int32Array;
  private step = 0;
  private graphVersion = 0;

  constructor(
    private readonly pool: OperationPool,
    private readonly graph: RoadGraph,
    private readonly format: RowFormat,
    robotCount: number,
  ) {
    this.rows = new Array<DistanceRow | null>(robotCount).fill(null);
    this.goal = new Int32Array(robotCount).fill(-1);
    this.laden = new Uint8Array(robotCount);
    this.evicted = new Uint8Array(robotCount);
    this.keys = new Int32Array(robotCount * pool.count);
    this.total = new Int16Array(robotCount);
    this.sorted = new Int16Array(robotCount);
    this.madeStep = new Int32Array(robotCount).fill(-1);
    this.madeCell = new Int32Array(robotCount).fill(-1);
    this.madeMode = new Int32Array(robotCount).fill(-1);
    this.madeStamp = new Int32Array(robotCount).fill(-1);
    this.firstOnly = new Uint8Array(robotCount);
    this.hit = new Int32Array(pool.count);
    this.detour = new Int32Array(pool.count);
    const unit = graph.costs.forward;
    this.idleCost = new Int32Array(graph.cellCount);
    for (let cell = 0; cell < graph.cellCount; cell += 1) {
      const kind = graph.kind[cell];
      if (kind === CellKind.aisle) this.idleCost[cell] = unit;
      else if (kind === CellKind.charger) this.idleCost[cell] = 4 * unit;
      else if (kind === CellKind.queue || kind === CellKind.work) this.idleCost[cell] = 20 * unit;
    }
  }

  beginStep(step: number): void {
    this.step = step;
    if (this.graphVersion !== this.graph.version) this.forgetAll();
    this.graphVersion = this.graph.version;
  }
  forgetAll(): void {
    this.madeCell.fill(-1);
  }

  /** Makes sure that the robot's list is that of this state in this step; to be called before `count` and `nth`. */
  prepare(robot: number, cell: number, heading: number): void {
    if (this.madeStep[robot] === this.step) return;
    this.madeStep[robot] = this.step;
    const row = this.rows[robot]!;
    const mode = (this.goal[robot]! * 4 + heading) * 4 + this.laden[robot]! * 2 + this.evicted[robot]!;
    const stamp = row === null ? -1 : row.stamp;
    if (this.madeCell[robot] === cell && this.madeMode[robot] === mode && this.madeStamp[robot] === stamp)
      return;
    this.madeCell[robot] = cell;
    this.madeMode[robot] = mode;
    this.madeStamp[robot] = stamp;
    if (!this.makeFirst(robot, cell, heading, row)) this.make(robot, cell, heading, row);
  }
  /**
   * A list for one search only, for a robot that is to let another one through: without what ends further along the way
   * to the other's goal, so that a bay beside the way is taken even where backing up would cost less.
   */
  prepareLettingThrough(robot: number, cell: number, heading: number, row: DistanceRow): void {
    this.make(robot, cell, heading, this.rows[robot]!);
    this.madeStep[robot] = -1;
    this.madeCell[robot] = -1;
    const { count, byPreference, endColumns, endRows } = this.pool;
    const y = (cell / this.graph.width) | 0;
    const x = cell - y * this.graph.width;
    const here = this.leastAt(row, x, y);
    const base = robot * count;
    let kept = 0;
    for (let i = 0; i < this.total[robot]!; i += 1) {
      const key = this.keys[base + i]!;
      const at = heading * count + byPreference[key & preferenceMask]!;
      if (this.leastAt(row, x + endColumns[at]!, y + endRows[at]!) < here) continue;
      this.keys[base + kept] = key;
      kept += 1;
    }
    this.total[robot] = kept;
  }
  /** Operations in the list; where only the first has been made, no more than that there are others. */
  count(robot: number): number {
    return this.total[robot]!;
  }
  /** The operation with the n-th lowest cost. Sorted only as far as asked: most robots take one of the first. */
  nth(robot: number, n: number): number {
    if (n > 0) this.makeRest(robot);
    const base = robot * this.pool.count;
    const end = base + this.total[robot]!;
    for (let next = this.sorted[robot]!; next <= n; next += 1) {
      let least = base + next;
      for (let i = least + 1; i < end; i += 1) if (this.keys[i]! < this.keys[least]!) least = i;
      const key = this.keys[least]!;
      this.keys[least] = this.keys[base + next]!;
      this.keys[base + next] = key;
      this.sorted[robot] = next + 1;
    }
    return this.pool.byPreference[this.keys[base + n]! & preferenceMask]!;
  }
  /** Cost of the n-th operation; `nth(robot, n)` must have been called. */
  costOfNth(robot: number, n: number): number {
    return this.keys[robot * this.pool.count + n]! >> preferenceBits;
  }
  /** Cost of an operation of the robot, which must be in its list. */
  costOf(robot: number, operation: number): number {
    const wanted = this.pool.preference[operation]!;
    if (wanted > 0) this.makeRest(robot);
    const base = robot * this.pool.count;
    const end = base + (this.firstOnly[robot] === 1 ? 1 : this.total[robot]!);
    for (let i = end - 1; i >= base; i -= 1) {
      const key = this.keys[i]!;
      if ((key & preferenceMask) === wanted) return key >> preferenceBits;
    }
    return lostCost;
  }

  /**
   * Most robots drive straight on: where that is open and every move brings its full gain, no other operation can end
   * nearer to the goal, and the rest of the list is made only when asked for.
   */
  private makeFirst(robot: number, cell: number, heading: number, row: DistanceRow | null): boolean {
    const { pool, graph } = this;
    if (row === null || this.evicted[robot] === 1 || row.version !== graph.version) return false;
    const exits = this.laden[robot] === 1 ? graph.ladenExits : graph.exits;
    const { width } = graph;
    const { forward, turn } = graph.costs;
    const bit = 1 << heading;
    const ahead = graph.offsets[heading]!;
    const operation = pool.byPreference[0]!;
    let cost = 0;
    for (let d = 0, at = cell; d < pool.depth; d += 1, at += ahead) {
      if ((exits[at]! & bit) === 0) return false;
      cost += row.weights[at * 4 + heading]! - forward;
    }
    const y = (cell / width) | 0;
    const x = cell - y * width;
    const goalY = (row.goal / width) | 0;
    if (Math.abs(row.goal - goalY * width - x) + Math.abs(goalY - y) <= pool.depth) return false;
    cost += this.costAt(row, x, y, heading * pool.count + operation);
    if (cost > this.costAt(row, x, y, heading * pool.count) - pool.depth * Math.max(forward, turn))
      return false;
    this.keys[robot * pool.count] = cost << preferenceBits;
    this.total[robot] = 2;
    this.sorted[robot] = 1;
    this.firstOnly[robot] = 1;
    return true;
  }
  private makeRest(robot: number): void {
    if (this.firstOnly[robot] === 0) return;
    this.make(robot, this.madeCell[robot]!, (this.madeMode[robot]! >> 2) & 3, this.rows[robot]!);
  }

  private make(robot: number, cell: number, heading: number, row: DistanceRow | null): void {
    const { pool, graph, keys, hit, detour } = this;
    const { count, skip, parent, lastFrom, endHeading, endOffset, preference, lastForward } = pool;
    const goal = this.goal[robot]!;
    const laden = this.laden[robot] === 1;
    const exits = laden ? graph.ladenExits : graph.exits;
    const { offsets } = graph;
    const weights = row === null ? graph.weights : row.weights;
    const errand = row !== null && this.evicted[robot] === 0;
    const forward = graph.costs.forward;
    const y = (cell / graph.width) | 0;
    const x = cell - y * graph.width;
    const goalY = (goal / graph.width) | 0;
    const near = errand && Math.abs(goal - goalY * graph.width - x) + Math.abs(goalY - y) <= pool.depth;
    const tableBase = heading * count;
    const keyBase = robot * count;
    let made = 0;
    for (let operation = 0; operation < count; ) {
      const at = tableBase + operation;
      const end = cell + endOffset[at]!;
      if (operation > 0) {
        const from = cell + lastFrom[at]!;
        const bit = 1 << endHeading[at]!;
        const open =
          (exits[from]! & bit) !== 0 ||
          (laden && (graph.exits[from]! & bit) !== 0 && from + offsets[endHeading[at]!]! === goal);
        if (!open) {
          operation = skip[operation]!;
          continue;
        }
        // What the moves themselves cost beyond their time: else a lane could be cut short within one operation.
        const beyond = weights[from * 4 + endHeading[at]!]! - forward;
        detour[operation] = detour[parent[operation]!]! + beyond;
      }
      let cost = 0;
      if (errand) {
        if (near) {
          const inherited = operation === 0 ? 0 : hit[parent[operation]!]!;
          // The sooner the goal is reached the better; after that, moving on has no use.
          if (inherited < 0) hit[operation] = inherited + 1;
          else hit[operation] = end === goal ? (lastForward[operation]! - pool.depth - 2) * forward - 8 : 0;
          cost = hit[operation]!;
        }
        if (cost === 0) cost = this.costAt(row, x, y, at);
        cost += detour[operation]!;
      } else cost = this.idle(operation, end, cell, row, x, y, at);
      keys[keyBase + made] = (cost << preferenceBits) | preference[operation]!;
      made += 1;
      operation += 1;
    }
    this.total[robot] = made;
    this.sorted[robot] = 0;
    this.firstOnly[robot] = 0;
  }

  private costAt(row: DistanceRow, x: number, y: number, at: number): number {
    const column = x + this.pool.endColumns[at]! - row.left;
    const line = y + this.pool.endRows[at]! - row.top;
    if (column < 0 || line < 0 || column >= row.columns || line >= row.rows) return lostCost;
    const cost = this.format.read(row.data!, line * row.columns + column, this.pool.endHeading[at]!);
    return cost === unreached ? lostCost : cost;
  }

  /** Cost at a place whatever the heading. */
  private leastAt(row: DistanceRow, x: number, y: number): number {
    const column = x - row.left;
    const line = y - row.top;
    if (column < 0 || line < 0 || column >= row.columns || line >= row.rows) return unreached;
    const at = (line * row.columns + column) * this.format.bytesPerCell;
    return row.data![at]! | (row.data![at + 1]! << 8);
  }

  /** Without an errand: stay, or give way by few cells and to where nobody minds; evicted: away from the goal cell. */
  private idle(
    operation: number,
    end: number,
    cell: number,
    row: DistanceRow | null,
    x: number,
    y: number,
    at: number,
  ): number {
    const { forward } = this.graph.costs;
    if (row !== null) {
      const away = this.costAt(row, x, y, at);
      return clearCells * forward - Math.min(clearCells * forward, away);
    }
    if (operation === 0) return 0;
    const moves = this.pool.forwardCount[operation]! * 2 * forward;
    return moves + Math.max(0, this.idleCost[end]! - this.idleCost[cell]!);
  }
}
