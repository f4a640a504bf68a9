// The sorter of a world: what each induction has on its belt, what lies on trays and in the containers beneath the chutes.
import { assert } from "../kernel/index.ts";
import type { SorterStates, WorldSetup } from "../model/index.ts";
import { restoreColumns, type SavedColumns, saveColumns } from "./columns.ts";

const columns = [
  "fill",
  "tipping",
  "exchangeSteps",
  "parcel",
  "target",
  "belt",
  "beltHead",
  "beltCount",
] as const;

export interface SavedSorter {
  readonly misSorts: number;
  readonly columns: SavedColumns;
}

export class SorterTable implements SorterStates {
  readonly destination: Int32Array;
  readonly capacity: number;
  readonly fill: Int32Array;
  readonly tipping: Int32Array;
  readonly exchangeSteps: Int32Array;
  readonly parcel: Int32Array;
  /** Chute that each robot tips into. */
  readonly target: Int32Array;
  misSorts = 0;
  /** What an exchange takes. */
  readonly stepsPerExchange: number;
  /** Parcels on each induction's belt, a ring of `beltLength`. */
  readonly belt: Int32Array;
  readonly beltHead: Int32Array;
  readonly beltCount: Int32Array;
  private readonly beltLength: number;

  constructor(setup: WorldSetup) {
    const sorter = setup.sorter!;
    const chutes = sorter.destination.length;
    const inductions = setup.floor.stations.length;
    this.destination = sorter.destination.slice();
    this.capacity = sorter.capacity;
    this.stepsPerExchange = Math.max(1, Math.round(sorter.exchangeSeconds / setup.stepSeconds));
    this.fill = new Int32Array(chutes);
    this.tipping = new Int32Array(chutes);
    this.exchangeSteps = new Int32Array(chutes);
    this.parcel = new Int32Array(setup.robots.cell.length).fill(-1);
    this.target = new Int32Array(setup.robots.cell.length).fill(-1);
    this.beltLength = setup.stations.pickSlots;
    this.belt = new Int32Array(inductions * this.beltLength);
    this.beltHead = new Int32Array(inductions);
    this.beltCount = new Int32Array(inductions);
  }

  /** Puts a parcel at the end of an induction's belt. */
  feed(station: number, order: number): void {
    assert(this.beltCount[station]! < this.beltLength, `the belt of induction ${station} is full`);
    const at = (this.beltHead[station]! + this.beltCount[station]!) % this.beltLength;
    this.belt[station * this.beltLength + at] = order;
    this.beltCount[station]! += 1;
  }
  /** Takes the first parcel off the belt, which has one. */
  take(station: number): number {
    const order = this.belt[station * this.beltLength + this.beltHead[station]!]!;
    this.beltHead[station] = (this.beltHead[station]! + 1) % this.beltLength;
    this.beltCount[station]! -= 1;
    return order;
  }

  /**
   * Takes a parcel off the belt wherever it lies; false when it is not there any more, or is the first one and in the person's
   * hands (`inHand` 1).
   */
  takeOut(station: number, order: number, inHand: number): boolean {
    const start = station * this.beltLength;
    const at = (k: number) => start + ((this.beltHead[station]! + k) % this.beltLength);
    for (let k = inHand; k < this.beltCount[station]!; k += 1) {
      if (this.belt[at(k)] !== order) continue;
      for (let next = k; next + 1 < this.beltCount[station]!; next += 1)
        this.belt[at(next)] = this.belt[at(next + 1)]!;
      this.beltCount[station]! -= 1;
      return true;
    }
    return false;
  }

  snapshot(): SavedSorter {
    return { misSorts: this.misSorts, columns: saveColumns(this, columns) };
  }
  restore(saved: SavedSorter): void {
    this.misSorts = saved.misSorts;
    restoreColumns(this, columns, saved.columns);
  }
}
