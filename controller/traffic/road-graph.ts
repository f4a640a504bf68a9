// The floor as traffic sees it: which exits are open for unladen and laden robots, what each forward move costs, and
// what has changed since the run began (closed cells, cells that a standing robot obstructs).
import { assert } from "../../sim/kernel/index.ts";
import { CellKind, type Floor, headingOffsets } from "../../sim/model/index.ts";

/** Integer costs; one quarter turn costs `turn`. Everything is a multiple of one unit, so distances are exact. */
export interface RoadCosts {
  readonly forward: number;
  readonly turn: number;
  /** Factor on `forward` against a lane. */
  readonly againstLaneFactor: number;
  /** Added to `forward` on entering a queue from outside, so that only robots bound for the station do. */
  readonly queueEntry: number;
  /** Added to `forward` on entering a cell where a robot has stood still for long. */
  readonly obstruction: number;
}

/** Changes remembered for rows that have not caught up yet; older rows are dropped. */
export const changeLimit = 64;
/** Largest extra cost of guidance, in forward moves. */
export const guidanceMax = 16;
/** Largest toll, in forward moves. */
export const tollMax = 4;
/** Sets of tolls that rows may still belong to: fewer on large floors, where each takes 8 bytes per cell. */
const tollSetsMax = 16;
const tollSetsMin = 4;
const tollBytesMax = 64 * 1024 * 1024;
const layerClosed = 0;
const layerObstructed = 1;

export class RoadGraph {
  readonly width: number;
  readonly height: number;
  readonly cellCount: number;
  readonly offsets: readonly [number, number, number, number];
  /** Bit per heading: an unladen robot may leave the cell that way now. */
  readonly exits: Uint8Array;
  /** The same for a laden robot, leaving out pod places and chargers; its own goal comes on top. */
  readonly ladenExits: Uint8Array;
  /** Bit per heading in which the cell may be entered now. */
  readonly entries: Uint8Array;
  /** 1 = pod place or charger: a laden robot enters only if it is its goal. */
  readonly restricted: Uint8Array;
  /** `weights[cell * 4 + heading]`: cost of leaving the cell forward now, tolls included. */
  weights: Uint16Array;
  readonly maxWeight: number;
  readonly kind: Uint8Array;
  /** Counts the changes so far. */
  version = 0;
  /** Counts the sets of tolls so far; 0 = none. */
  tollVersion = 0;
  /** Sets of tolls that are kept. */
  readonly tollSets: number;
  /** Weights with each kept set of tolls, by version; 0 is without any and always kept. */
  private readonly tolled = new Map<number, Uint16Array>();
  /** Extra cost per (cell, heading) in forward moves; see `setGuidance`. */
  private readonly guidance: Uint8Array;
  private readonly floorExits: Uint8Array;
  private readonly closed: Uint8Array;
  private readonly obstructed: Uint8Array;
  private readonly changeCells = new Int32Array(changeLimit);
  private readonly changeLayers = new Uint8Array(changeLimit);

  constructor(
    floor: Floor,
    readonly costs: RoadCosts,
    /** Preferred headings per cell, in the form of `Floor.lanes`. */
    lanes: Uint8Array = floor.lanes,
    /** Whether `setTolls` will be used. */
    readonly tolls = false,
  ) {
    this.width = floor.width;
    this.height = floor.height;
    this.cellCount = floor.width * floor.height;
    this.offsets = headingOffsets(floor.width);
    this.kind = floor.kind;
    this.floorExits = floor.exits;
    this.exits = new Uint8Array(this.cellCount);
    this.ladenExits = new Uint8Array(this.cellCount);
    this.entries = new Uint8Array(this.cellCount);
    this.restricted = new Uint8Array(this.cellCount);
    this.closed = new Uint8Array(this.cellCount);
    this.obstructed = new Uint8Array(this.cellCount);
    this.weights = new Uint16Array(this.cellCount * 4);
    this.guidance = new Uint8Array(this.cellCount * 4);
    for (let cell = 0; cell < this.cellCount; cell += 1) {
      const kind = floor.kind[cell]!;
      if (kind === CellKind.blocked) this.closed[cell] = 1;
      if (kind === CellKind.podPlace || kind === CellKind.charger) this.restricted[cell] = 1;
    }
    for (let cell = 0; cell < this.cellCount; cell += 1) {
      this.weigh(cell, lanes[cell]!);
      this.openExits(cell);
    }
    this.maxWeight =
      costs.forward * (costs.againstLaneFactor + guidanceMax + tollMax) +
      costs.queueEntry +
      costs.obstruction;
    this.tolled.set(0, this.weights);
    const affordable = Math.floor(tollBytesMax / (8 * this.cellCount));
    this.tollSets = Math.min(tollSetsMax, Math.max(tollSetsMin, affordable));
  }

  /**
   * Extra costs of driving, per `cell * 4 + heading`, in forward moves up to `guidanceMax`; they replace earlier ones. Rows
   * made before keep the old costs: for use before the first row, or together with a renewal of the rows.
   */
  setGuidance(extra: Uint8Array): void {
    assert(this.tollVersion === 0, "guidance is set before tolls are");
    const { guidance, weights } = this;
    for (let i = 0; i < guidance.length; i += 1) {
      const wanted = Math.min(guidanceMax, extra[i]!);
      weights[i]! += (wanted - guidance[i]!) * this.costs.forward;
      guidance[i] = wanted;
    }
  }

  /**
   * New tolls per `cell * 4 + heading`, in units of cost up to `tollMax` forward moves. Rows keep the tolls that they were
   * made with: within one row costs must fit each other, so who uses a row uses `weightsOf` its version too.
   */
  setTolls(tolls: Uint8Array): void {
    assert(this.tolls, "a graph with tolls is made as one");
    this.tollVersion += 1;
    this.addTolls(this.tollVersion, tolls);
    if (this.oldestTollVersion > 1) this.tolled.delete(this.oldestTollVersion - 1);
  }
  /** Rows made with tolls before these no longer know their weights and have to be made anew. */
  get oldestTollVersion(): number {
    return Math.max(0, this.tollVersion - this.tollSets + 1);
  }
  weightsOf(tollVersion: number): Uint16Array {
    const weights = this.tolled.get(tollVersion);
    assert(weights !== undefined, `the tolls of version ${tollVersion} are forgotten`);
    return weights;
  }

  isClosed(cell: number): boolean {
    return this.closed[cell] === 1;
  }
  /** Closes a cell to every entry, or opens it again. A cell that the floor itself blocks stays closed. */
  setClosed(cell: number, closed: boolean): boolean {
    if (this.kind[cell] === CellKind.blocked || (this.closed[cell] === 1) === closed) return false;
    this.log(cell, layerClosed);
    return true;
  }
  /** Makes entering a cell dearer because something stands there, or takes that back. */
  setObstructed(cell: number, obstructed: boolean): boolean {
    if ((this.obstructed[cell] === 1) === obstructed) return false;
    this.log(cell, layerObstructed);
    return true;
  }

  /** Cell and layer of change number `version` (0 = first); only the last `changeLimit` are known. */
  changedCell(version: number): number {
    return this.changeCells[version % changeLimit]!;
  }
  changeCloses(version: number): boolean {
    return this.changeLayers[version % changeLimit] === layerClosed;
  }
  /** Runs `work` with the graph as it was at an earlier version within the last `changeLimit` changes, and with those tolls. */
  asOf(version: number, tollVersion: number, work: () => void): void {
    assert(this.version - version <= changeLimit, "the graph no longer knows how it was then");
    for (let v = this.version - 1; v >= version; v -= 1) this.toggle(v);
    const now = this.weights;
    this.weights = this.weightsOf(tollVersion);
    work();
    this.weights = now;
    for (let v = version; v < this.version; v += 1) this.toggle(v);
  }

  snapshot(): Readonly<Record<string, unknown>> {
    return {
      version: this.version,
      closed: this.closed.slice(),
      obstructed: this.obstructed.slice(),
      changeCells: this.changeCells.slice(),
      changeLayers: this.changeLayers.slice(),
      tollVersion: this.tollVersion,
      tolls: [...this.tolled.keys()].filter((version) => version > 0).map((version) => this.tollsOf(version)),
    };
  }
  restore(state: Readonly<Record<string, unknown>>): void {
    const closed = state.closed as Uint8Array;
    const obstructed = state.obstructed as Uint8Array;
    for (let cell = 0; cell < this.cellCount; cell += 1) {
      if (closed[cell] !== this.closed[cell]) this.flip(cell, layerClosed);
      if (obstructed[cell] !== this.obstructed[cell]) this.flip(cell, layerObstructed);
    }
    this.version = state.version as number;
    this.changeCells.set(state.changeCells as Int32Array);
    this.changeLayers.set(state.changeLayers as Uint8Array);
    const tolls = state.tolls as readonly Uint8Array[];
    this.tollVersion = state.tollVersion as number;
    for (const version of [...this.tolled.keys()]) if (version > 0) this.tolled.delete(version);
    this.weights = this.weightsOf(0);
    for (let i = 0; i < tolls.length; i += 1) {
      this.addTolls(this.tollVersion - tolls.length + 1 + i, tolls[i]!);
    }
  }

  private addTolls(version: number, tolls: Uint8Array): void {
    const plain = this.weightsOf(0);
    const weights = plain.slice();
    const most = tollMax * this.costs.forward;
    for (let i = 0; i < weights.length; i += 1) weights[i]! += Math.min(most, tolls[i]!);
    this.tolled.set(version, weights);
    this.weights = weights;
  }
  private tollsOf(version: number): Uint8Array {
    const plain = this.weightsOf(0);
    return Uint8Array.from(this.weightsOf(version), (weight, i) => weight - plain[i]!);
  }

  private log(cell: number, layer: number): void {
    this.changeCells[this.version % changeLimit] = cell;
    this.changeLayers[this.version % changeLimit] = layer;
    this.toggle(this.version);
    this.version += 1;
  }
  private toggle(version: number): void {
    this.flip(this.changeCells[version % changeLimit]!, this.changeLayers[version % changeLimit]!);
  }
  private flip(cell: number, layer: number): void {
    if (layer === layerClosed) {
      this.closed[cell]! ^= 1;
      this.openExits(cell);
      for (let heading = 0; heading < 4; heading += 1) {
        const from = this.neighbour(cell, heading);
        if (from >= 0) this.openExits(from);
      }
      return;
    }
    this.obstructed[cell]! ^= 1;
    const extra = this.obstructed[cell] === 1 ? this.costs.obstruction : -this.costs.obstruction;
    for (let heading = 0; heading < 4; heading += 1) {
      const from = this.neighbour(cell, heading ^ 2);
      if (from < 0) continue;
      for (const weights of this.tolled.values()) weights[from * 4 + heading]! += extra;
    }
  }

  /** The cell one step in this heading, or −1 off the floor; exits are not looked at. */
  private neighbour(cell: number, heading: number): number {
    const column = cell % this.width;
    if ((heading === 0 && column === this.width - 1) || (heading === 2 && column === 0)) return -1;
    const next = cell + this.offsets[heading]!;
    return next >= 0 && next < this.cellCount ? next : -1;
  }
  private openExits(cell: number): void {
    let exits = 0;
    let ladenExits = 0;
    for (let heading = 0; heading < 4; heading += 1) {
      const next = this.neighbour(cell, heading);
      if (next < 0) continue;
      const bit = 1 << heading;
      const open = (this.floorExits[cell]! & bit) !== 0 && this.closed[next] === 0;
      if (open) {
        exits |= bit;
        if (this.restricted[next] === 0) ladenExits |= bit;
        this.entries[next]! |= bit;
      } else this.entries[next]! &= ~bit;
    }
    this.exits[cell] = exits;
    this.ladenExits[cell] = ladenExits;
  }
  /** A heading goes against the lane where the lane prefers its opposite and not itself; sideways is neutral. */
  private weigh(cell: number, lanes: number): void {
    const { forward, againstLaneFactor, queueEntry } = this.costs;
    for (let heading = 0; heading < 4; heading += 1) {
      const next = this.neighbour(cell, heading);
      const against = (lanes & (1 << (heading ^ 2))) !== 0 && (lanes & (1 << heading)) === 0;
      const entersQueue = next >= 0 && isQueue(this.kind[next]!) && !isQueue(this.kind[cell]!);
      this.weights[cell * 4 + heading] =
        forward * (against ? againstLaneFactor : 1) + (entersQueue ? queueEntry : 0);
    }
  }
}

function isQueue(kind: number): boolean {
  return kind === CellKind.queue || kind === CellKind.work;
}
