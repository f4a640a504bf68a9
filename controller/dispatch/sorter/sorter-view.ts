// The sorter as dispatch and its rules see it: ways, who is bound for which induction and chute.
import type { Floor, SorterStates } from "../../../sim/model/index.ts";
import { cellDistances } from "../state/geometry.ts";
import { copyState } from "../state/plain-state.ts";

/** Ways kept from cells that are no work cell; robots ask anew from such cells only when a chute was shut. */
const cellRowsMax = 64;

export class SorterView {
  /** Robots bound for or at each induction, and bound for each chute and its cells; counted anew every step. */
  readonly boundFor: Int32Array;
  readonly boundForChute: Int32Array;
  readonly boundForCell: Int32Array;
  /** Tips told in this step, per chute. */
  readonly tipsNow: Int32Array;
  /** Chutes of each destination, ascending. */
  readonly chutesOf: readonly (readonly number[])[];
  state: {
    /** Chute that each robot brings its parcel to, −1 = none. */
    chute: Int32Array;
    /** No parcel before this order waits for an induction. */
    firstWaiting: number;
  };
  private readonly toRows: (Uint16Array | undefined)[];
  private readonly fromRows = new Map<number, Uint16Array>();

  constructor(
    private readonly floor: Floor,
    private readonly sorter: SorterStates,
    robotCount: number,
    destinationCount: number,
  ) {
    const chutesOf: number[][] = Array.from({ length: destinationCount }, () => []);
    for (const [chute, destination] of sorter.destination.entries()) chutesOf[destination].push(chute);
    this.chutesOf = chutesOf;
    this.boundFor = new Int32Array(floor.stations.length);
    this.boundForChute = new Int32Array(sorter.destination.length);
    this.tipsNow = new Int32Array(sorter.destination.length);
    this.boundForCell = new Int32Array(floor.width * floor.height);
    this.toRows = floor.stations.map(() => undefined);
    this.state = { chute: new Int32Array(robotCount).fill(-1), firstWaiting: 0 };
  }

  /** Steps from each cell to an induction's work cell over the empty floor, turns not counted. */
  toInduction(station: number): Uint16Array {
    this.toRows[station] ??= cellDistances(this.floor, this.floor.stations[station].workCell, "towards");
    return this.toRows[station];
  }
  /** Steps from a cell to the nearest cell of a chute. */
  stepsToChute(cell: number, chute: number): number {
    const row = this.fromCell(cell);
    return this.tipCells(chute).reduce((least, to) => Math.min(least, row[to]), 65535);
  }
  /** Where to tip into a chute from: a cell that is not closed, fewest robots are bound for, then the nearest. */
  tipCell(cell: number, chute: number, closedUntil: Int32Array | undefined): number {
    const row = this.fromCell(cell);
    const isClosed = (at: number) => (closedUntil !== undefined && closedUntil[at] > 0 ? 1 : 0);
    return this.tipCells(chute).reduce((best, to) => {
      if (isClosed(to) !== isClosed(best)) return isClosed(to) === 1 ? best : to;
      const fewer = this.boundForCell[best] - this.boundForCell[to];
      return fewer > 0 || (fewer === 0 && row[to] < row[best]) ? to : best;
    });
  }
  /** Parcels in a chute's container and on their way to it. */
  parcelsFor(chute: number): number {
    return this.sorter.fill[chute] + this.boundForChute[chute];
  }
  /** Whether a chute takes parcels now and has room beyond those on their way. */
  hasRoom(chute: number): boolean {
    return this.sorter.exchangeSteps[chute] === 0 && this.parcelsFor(chute) < this.sorter.capacity;
  }

  /** Whether one more robot may tip into the chute in this very step. */
  mayTip(chute: number): boolean {
    const { fill, tipping, exchangeSteps, capacity } = this.sorter;
    return exchangeSteps[chute] === 0 && fill[chute] + tipping[chute] + this.tipsNow[chute] < capacity;
  }

  private tipCells(chute: number): Int32Array {
    return this.floor.chutes!.tipCells[chute];
  }
  private fromCell(cell: number): Uint16Array {
    let row = this.fromRows.get(cell);
    if (row === undefined) {
      if (this.fromRows.size >= cellRowsMax + this.floor.stations.length) this.fromRows.clear();
      row = cellDistances(this.floor, cell, "away");
      this.fromRows.set(cell, row);
    }
    return row;
  }

  snapshot(): SorterView["state"] {
    return copyState(this.state);
  }
  restore(state: SorterView["state"]): void {
    this.state = copyState(state);
  }
}
