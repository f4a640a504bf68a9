// Customer orders and their lines as they grow during a run: the world's own, writable order book.
import { type OrderBook, OrderState } from "../model/index.ts";
import { grown, restoreColumns, type SavedColumns, saveColumns } from "./columns.ts";

const orderColumns = [
  "state",
  "priority",
  "arrivalStep",
  "dueStep",
  "station",
  "assignedStep",
  "doneStep",
  "firstLine",
  "lineCount",
  "unitsLeft",
] as const;
const lineColumns = ["lineOrder", "lineSku", "lineUnits", "linePicked", "lineReserved"] as const;

export interface SavedOrders {
  readonly count: number;
  readonly lineTotal: number;
  readonly waiting: number;
  readonly orders: SavedColumns;
  readonly lines: SavedColumns;
}

export class OrderTable implements OrderBook {
  count = 0;
  lineTotal = 0;
  /** Orders that have arrived and are not assigned yet. */
  waiting = 0;
  state = new Uint8Array(256);
  priority = new Uint8Array(256);
  arrivalStep = new Int32Array(256);
  dueStep = new Int32Array(256);
  station = new Int32Array(256);
  assignedStep = new Int32Array(256);
  doneStep = new Int32Array(256);
  firstLine = new Int32Array(256);
  lineCount = new Int32Array(256);
  /** Units of the order that are not picked yet. */
  unitsLeft = new Int32Array(256);
  lineOrder = new Int32Array(512);
  lineSku = new Int32Array(512);
  lineUnits = new Int32Array(512);
  linePicked = new Int32Array(512);
  lineReserved = new Int32Array(512);

  /** Adds a waiting order and returns its id. `lines` alternates SKU, units. */
  add(step: number, priority: number, dueStep: number, lines: ArrayLike<number>): number {
    const lineCount = lines.length >> 1;
    if (this.count === this.state.length) this.growOrders(2 * this.count);
    while (this.lineTotal + lineCount > this.lineOrder.length) this.growLines(2 * this.lineOrder.length);
    const order = this.count++;
    let units = 0;
    for (let i = 0; i < lineCount; i += 1) {
      const line = this.lineTotal + i;
      this.lineOrder[line] = order;
      this.lineSku[line] = lines[2 * i]!;
      this.lineUnits[line] = lines[2 * i + 1]!;
      this.linePicked[line] = 0;
      this.lineReserved[line] = 0;
      units += lines[2 * i + 1]!;
    }
    this.state[order] = OrderState.waiting;
    this.priority[order] = priority;
    this.arrivalStep[order] = step;
    this.dueStep[order] = dueStep;
    this.station[order] = -1;
    this.assignedStep[order] = -1;
    this.doneStep[order] = -1;
    this.firstLine[order] = this.lineTotal;
    this.lineCount[order] = lineCount;
    this.unitsLeft[order] = units;
    this.lineTotal += lineCount;
    this.waiting += 1;
    return order;
  }

  pickedUnits(order: number): number {
    let units = 0;
    const first = this.firstLine[order]!;
    for (let line = first; line < first + this.lineCount[order]!; line += 1) units += this.linePicked[line]!;
    return units;
  }

  snapshot(): SavedOrders {
    return {
      count: this.count,
      lineTotal: this.lineTotal,
      waiting: this.waiting,
      orders: saveColumns(this, orderColumns, this.count),
      lines: saveColumns(this, lineColumns, this.lineTotal),
    };
  }
  restore(saved: SavedOrders): void {
    if (saved.count > this.state.length) this.growOrders(saved.count);
    if (saved.lineTotal > this.lineOrder.length) this.growLines(saved.lineTotal);
    this.count = saved.count;
    this.lineTotal = saved.lineTotal;
    this.waiting = saved.waiting;
    restoreColumns(this, orderColumns, saved.orders);
    restoreColumns(this, lineColumns, saved.lines);
  }

  private growOrders(capacity: number): void {
    this.state = grown(this.state, capacity);
    this.priority = grown(this.priority, capacity);
    this.arrivalStep = grown(this.arrivalStep, capacity);
    this.dueStep = grown(this.dueStep, capacity);
    this.station = grown(this.station, capacity);
    this.assignedStep = grown(this.assignedStep, capacity);
    this.doneStep = grown(this.doneStep, capacity);
    this.firstLine = grown(this.firstLine, capacity);
    this.lineCount = grown(this.lineCount, capacity);
    this.unitsLeft = grown(this.unitsLeft, capacity);
  }
  private growLines(capacity: number): void {
    this.lineOrder = grown(this.lineOrder, capacity);
    this.lineSku = grown(this.lineSku, capacity);
    this.lineUnits = grown(this.lineUnits, capacity);
    this.linePicked = grown(this.linePicked, capacity);
    this.lineReserved = grown(this.lineReserved, capacity);
  }
}
