// Distances to goals, one row per (goal, laden), built when first asked for and only as large as needed; a pool with a
// byte cap forgets the least recently used.
import {
  boxOf,
  cellsOf,
  type DistanceRow,
  grown,
  hull,
  rowNumbers,
  setBox,
  writeRow,
} from "./distance-row.ts";
import { type Box, DistanceSearch, unreached } from "./distance-search.ts";
import { changeLimit, type RoadGraph } from "./road-graph.ts";
import { RowFormat } from "./row-format.ts";

/** Up to this many cells a row always covers the whole floor. */
const smallFloorCells = 6000;
/** Cells around robot and goal in a first window; the second one is wider, the third covers the floor. */
const windowMargins = [10, 30] as const;
/** A window of more than this share of the floor becomes the floor. */
const windowShareMax = 0.6;
/** Above the cap a row is cut down to what robots still need of it where that is at most this share. */
const cropShareMax = 0.6;
/** Cells around robots and goal that are kept then: as far as a robot may plan. */
const cropMarginCells = 16;
/** Rows catch up with a changed cell when a robot that uses them comes this near to it. */
const changeRadiusCells = 32;
/** States that may be searched per step to bring the tolls of rows in use up to date. */
const renewStatesMax = 400_000;
/** Released buffers kept per size class for the next row. */
const spareBuffersMax = 16;

export type { DistanceRow } from "./distance-row.ts";

export class DistanceRows {
  readonly format: RowFormat;
  rowsBuilt = 0;
  rowBytes = 0;
  /** States that searches have settled since the run began: the measure that budgets are made of. */
  statesSearched = 0;
  private step = 0;
  private renewStates = 0;
  private stamps = 0;
  private readonly search: DistanceSearch;
  private readonly table: (DistanceRow | null)[];
  private readonly spares = new Map<number, Uint8Array[]>();
  private newest: DistanceRow | null = null;
  private oldest: DistanceRow | null = null;

  /**
   * `capBytes` bounds the pool. At the cap, rows that no robot used in this or the last step are forgotten, least recently used
   * first. Where rows in use alone pass it, they are cut down to the box that robots and goal still need, which shrinks on
   * the way; each robot keeps at least that, so the cap is passed only by a fleet whose ways alone are larger.
   */
  constructor(
    private readonly graph: RoadGraph,
    private readonly capBytes: number,
    /** How near to a window's edge a robot may come before the window grows. */
    private readonly reach: number,
  ) {
    this.format = new RowFormat(graph.costs, graph.tolls);
    this.search = new DistanceSearch(graph);
    this.table = new Array<DistanceRow | null>(graph.cellCount * 2).fill(null);
  }

  /** Rows used from now on count as in use in this step. */
  beginStep(step: number): void {
    this.step = step;
    this.renewStates = 0;
  }

  /** The row that serves a robot at `cell`, built or widened if need be. */
  require(goal: number, laden: boolean, cell: number): DistanceRow {
    const key = goal * 2 + (laden ? 1 : 0);
    let row = this.table[key]!;
    if (row === null) {
      row = this.create(goal, laden, this.window(goal, cell, 0, null));
      this.table[key] = row;
      this.forgetOldest(row);
    } else this.unlink(row);
    this.linkNewest(row);
    this.noteUse(row, cell);
    this.renewTolls(row);
    if (row.data === null) this.load(row);
    if (row.version !== this.graph.version && this.changedNear(row, cell)) this.rebuild(row);
    while (!this.serves(row, cell)) this.resize(row, this.window(goal, cell, row.windows, row));
    return row;
  }

  /** `require`, with every closed or opened cell taken in. */
  requireFresh(goal: number, laden: boolean, cell: number): DistanceRow {
    const row = this.require(goal, laden, cell);
    if (this.closedSince(row)) {
      this.rebuild(row);
      return this.require(goal, laden, cell);
    }
    return row;
  }

  /** The row if it is there and answers for `cell` without any search; does not count as use. */
  peek(goal: number, laden: boolean, cell: number): DistanceRow | null {
    const row = this.table[goal * 2 + (laden ? 1 : 0)]!;
    if (row === null || this.closedSince(row)) return null;
    if (row.data === null) {
      if (!row.owed) return null;
      this.load(row);
    }
    return this.serves(row, cell) ? row : null;
  }

  /** Cost from a state to the row's goal, or `unreached`; outside the box it is not known and also `unreached`. */
  cost(row: DistanceRow, cell: number, heading: number): number {
    const y = (cell / this.graph.width) | 0;
    const x = cell - y * this.graph.width - row.left;
    const line = y - row.top;
    if (x < 0 || line < 0 || x >= row.columns || line >= row.rows) return unreached;
    return this.format.read(row.data!, line * row.columns + x, heading);
  }

  /** To be called after the graph changed: rows too old to catch up later are emptied. */
  graphChanged(): void {
    for (let row = this.oldest; row !== null; row = row.newer) {
      if (this.graph.version - row.version < changeLimit) continue;
      row.version = this.graph.version;
      row.owed = false;
      this.release(row);
    }
  }

  /** To be called after new tolls: rows whose own are forgotten are emptied. */
  tollsChanged(): void {
    for (let row = this.oldest; row !== null; row = row.newer) {
      if (row.tollVersion >= this.graph.oldestTollVersion) continue;
      row.tollVersion = this.graph.tollVersion;
      row.version = this.graph.version;
      row.weights = this.graph.weights;
      row.owed = false;
      this.release(row);
    }
  }

  snapshot(): Readonly<Record<string, unknown>> {
    const rows: number[] = [];
    for (let row = this.oldest; row !== null; row = row.newer) writeRow(row, rows);
    return {
      rows: Int32Array.from(rows),
      rowsBuilt: this.rowsBuilt,
      statesSearched: this.statesSearched,
      step: this.step,
    };
  }
  /** Brings back which rows exist, not their contents: those are searched again when needed, and are the same. */
  restore(state: Readonly<Record<string, unknown>>): void {
    for (let row = this.oldest; row !== null; row = row.newer) {
      this.release(row);
      this.table[row.goal * 2 + (row.laden ? 1 : 0)] = null;
    }
    this.oldest = null;
    this.newest = null;
    this.rowBytes = 0;
    const rows = state.rows as Int32Array;
    for (let i = 0; i < rows.length; i += rowNumbers) {
      const numbers = rows.subarray(i, i + rowNumbers);
      const [key, left, top, columns, lines] = numbers;
      const box = { left: left!, top: top!, right: left! + columns! - 1, bottom: top! + lines! - 1 };
      const row = this.create(key! >> 1, (key! & 1) === 1, box);
      row.searched = { left: numbers[5]!, top: numbers[6]!, right: numbers[7]!, bottom: numbers[8]! };
      row.needLeft = numbers[9]!;
      row.needTop = numbers[10]!;
      row.needRight = numbers[11]!;
      row.needBottom = numbers[12]!;
      row.version = numbers[13]!;
      row.tollVersion = numbers[14]!;
      row.windows = numbers[15]! >> 1;
      row.owed = (numbers[15]! & 1) === 1;
      row.usedStep = numbers[16]!;
      this.table[key!] = row;
      this.linkNewest(row);
    }
    this.rowsBuilt = state.rowsBuilt as number;
    this.statesSearched = state.statesSearched as number;
    this.step = state.step as number;
  }

  private serves(row: DistanceRow, cell: number): boolean {
    const { width, height } = this.graph;
    if (row.columns === width && row.rows === height) return true;
    const y = (cell / width) | 0;
    const x = cell - y * width;
    const { reach } = this;
    const inside =
      (row.left === 0 || x - row.left >= reach) &&
      (row.top === 0 || y - row.top >= reach) &&
      (row.left + row.columns === width || row.left + row.columns - 1 - x >= reach) &&
      (row.top + row.rows === height || row.top + row.rows - 1 - y >= reach);
    return inside && this.cost(row, cell, 0) !== unreached;
  }

  /** Widens what is needed of a row in this step; in its first use of a step above the cap, cuts it to what the last one needed. */
  private noteUse(row: DistanceRow, cell: number): void {
    const { width } = this.graph;
    if (row.usedStep !== this.step) {
      if (this.rowBytes > this.capBytes && row.usedStep === this.step - 1) this.crop(row);
      row.usedStep = this.step;
      row.needTop = (row.goal / width) | 0;
      row.needLeft = row.goal - row.needTop * width;
      row.needRight = row.needLeft;
      row.needBottom = row.needTop;
    }
    const y = (cell / width) | 0;
    const x = cell - y * width;
    if (x < row.needLeft) row.needLeft = x;
    if (x > row.needRight) row.needRight = x;
    if (y < row.needTop) row.needTop = y;
    if (y > row.needBottom) row.needBottom = y;
  }
  private crop(row: DistanceRow): void {
    const old = boxOf(row);
    const { needLeft, needTop, needRight, needBottom } = row;
    const need = { left: needLeft, top: needTop, right: needRight, bottom: needBottom };
    const box = grown(need, cropMarginCells, old);
    if (cellsOf(box) > cropShareMax * cellsOf(old)) return;
    const { bytesPerCell } = this.format;
    const { data, left, top, columns, bytes } = row;
    setBox(row, box);
    this.recount(row);
    row.windows = 1;
    if (data === null) return;
    const cut = this.buffer(row.bytes);
    const lineBytes = row.columns * bytesPerCell;
    for (let line = 0; line < row.rows; line += 1) {
      const from = ((box.top - top + line) * columns + box.left - left) * bytesPerCell;
      cut.set(data.subarray(from, from + lineBytes), line * lineBytes);
    }
    this.keepSpare(data, bytes);
    row.data = cut;
  }

  /** The next larger box for a robot at `cell`, containing the old one. */
  private window(goal: number, cell: number, windows: number, old: DistanceRow | null): Box {
    const { width, height, cellCount } = this.graph;
    const floor = { left: 0, top: 0, right: width - 1, bottom: height - 1 };
    const margin = windowMargins[windows];
    if (cellCount <= smallFloorCells || margin === undefined) return floor;
    let box = grown(hull(this.cellBox(goal), this.cellBox(cell)), margin, floor);
    if (old !== null) box = hull(box, boxOf(old));
    return cellsOf(box) > windowShareMax * cellCount ? floor : box;
  }
  private cellBox(cell: number): Box {
    const y = (cell / this.graph.width) | 0;
    const x = cell - y * this.graph.width;
    return { left: x, top: y, right: x, bottom: y };
  }

  /** A row with tolls half forgotten is searched anew, some rows per step. */
  private renewTolls(row: DistanceRow): void {
    const { tollVersion, tollSets } = this.graph;
    if ((row.data === null && !row.owed) || tollVersion - row.tollVersion < tollSets / 2) return;
    const states = row.columns * row.rows * 4;
    if (this.renewStates > 0 && this.renewStates + states > renewStatesMax) return;
    this.renewStates += states;
    this.rebuild(row);
  }

  private changedNear(row: DistanceRow, cell: number): boolean {
    const { graph } = this;
    const y = (cell / graph.width) | 0;
    const x = cell - y * graph.width;
    for (let v = row.version; v < graph.version; v += 1) {
      const changed = graph.changedCell(v);
      const changedY = (changed / graph.width) | 0;
      const changedX = changed - changedY * graph.width;
      if (Math.abs(changedX - x) <= changeRadiusCells && Math.abs(changedY - y) <= changeRadiusCells)
        return true;
    }
    return false;
  }
  private closedSince(row: DistanceRow): boolean {
    for (let v = row.version; v < this.graph.version; v += 1) if (this.graph.changeCloses(v)) return true;
    return false;
  }

  private create(goal: number, laden: boolean, box: Box): DistanceRow {
    const row: DistanceRow = {
      goal,
      laden,
      left: box.left,
      top: box.top,
      columns: box.right - box.left + 1,
      rows: box.bottom - box.top + 1,
      searched: box,
      data: null,
      version: this.graph.version,
      tollVersion: this.graph.tollVersion,
      weights: this.graph.weights,
      stamp: 0,
      windows: 1,
      usedStep: this.step - 2,
      needLeft: box.left,
      needTop: box.top,
      needRight: box.right,
      needBottom: box.bottom,
      bytes: 0,
      owed: false,
      newer: null,
      older: null,
    };
    this.recount(row);
    return row;
  }
  private resize(row: DistanceRow, box: Box): void {
    this.release(row);
    setBox(row, box);
    row.windows += 1;
    this.recount(row);
    this.forgetOldest(row);
    this.rebuild(row);
  }
  private rebuild(row: DistanceRow): void {
    row.version = this.graph.version;
    row.tollVersion = this.graph.tollVersion;
    row.searched = boxOf(row);
    row.owed = false;
    this.load(row);
  }

  /** Searches the row's box as of the row's version. */
  private load(row: DistanceRow): void {
    this.graph.asOf(row.version, row.tollVersion, () => this.search.run(row.goal, row.laden, row.searched));
    row.weights = this.graph.weightsOf(row.tollVersion);
    row.data ??= this.buffer(row.bytes);
    this.format.pack(this.search.costs(), this.graph.width, boxOf(row), row.data);
    this.stamps += 1;
    row.stamp = this.stamps;
    if (!row.owed) {
      this.rowsBuilt += 1;
      this.statesSearched += row.columns * row.rows * 4;
    }
    row.owed = false;
  }
  private forgetOldest(keep: DistanceRow): void {
    while (this.rowBytes > this.capBytes) {
      const victim = this.oldest;
      if (victim === null || victim === keep || victim.usedStep >= this.step - 1) return;
      this.release(victim);
      this.unlink(victim);
      this.table[victim.goal * 2 + (victim.laden ? 1 : 0)] = null;
      this.rowBytes -= victim.bytes;
    }
  }
  /** Takes note of the row's size after a change. */
  private recount(row: DistanceRow): void {
    this.rowBytes -= row.bytes;
    row.bytes = sizeClass(row.columns * row.rows * this.format.bytesPerCell);
    this.rowBytes += row.bytes;
  }
  private buffer(bytes: number): Uint8Array {
    return this.spares.get(bytes)?.pop() ?? new Uint8Array(bytes);
  }
  private release(row: DistanceRow): void {
    if (row.data === null) return;
    this.keepSpare(row.data, row.bytes);
    row.data = null;
  }
  private keepSpare(data: Uint8Array, bytes: number): void {
    let spares = this.spares.get(bytes);
    if (spares === undefined) {
      spares = [];
      this.spares.set(bytes, spares);
    }
    if (spares.length < spareBuffersMax) spares.push(data);
  }
  private linkNewest(row: DistanceRow): void {
    row.older = this.newest;
    row.newer = null;
    if (this.newest !== null) this.newest.newer = row;
    else this.oldest = row;
    this.newest = row;
  }
  private unlink(row: DistanceRow): void {
    if (row.newer !== null) row.newer.older = row.older;
    else this.newest = row.older;
    if (row.older !== null) row.older.newer = row.newer;
    else this.oldest = row.newer;
    row.newer = null;
    row.older = null;
  }
}

/** Rounds up to one of four sizes per power of two, so that released buffers fit again. */
function sizeClass(bytes: number): number {
  let quarter = 64;
  while (quarter * 8 <= bytes) quarter *= 2;
  return Math.ceil(bytes / quarter) * quarter;
}
