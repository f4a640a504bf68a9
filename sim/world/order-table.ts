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
  "parts",
  "partsOpen",
] as const;
const lineColumns = [
  "lineOrder",
  "lineSku",
  "lineUnits",
  "linePicked",
  "lineReserved",
  "lineStation",
  "linePart",
] as const;

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
  /** Parts that the order has been assigned in so far, and those of them that hold a slot. */
  parts = new Int32Array(256);
  partsOpen = new Int32Array(256);
  lineOrder = new Int32Array(512);
  lineSku = new Int32Array(512);
  lineUnits = new Int32Array(512);
  linePicked = new Int32Array(512);
  lineReserved = new Int32Array(512);
  lineStation = new Int32Array(512);
  linePart = new Int32Array(512);

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
      this.lineStation[line] = -1;
      this.linePart[line] = -1;
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
    this.parts[order] = 0;
    this.partsOpen[order] = 0;
    this.lineTotal += lineCount;
    this.waiting += 1;
    return order;
  }

  /** Line after the last one of an order. */
  endLine(order: number): number {
    return this.firstLine[order]! + this.lineCount[order]!;
  }
  unitsPicked(order: number): number {
    let units = 0;
    for (let line = this.firstLine[order]!; line < this.endLine(order); line += 1)
      units += this.linePicked[line]!;
    return units;
  }
  /** Units picked of a part. */
  pickedOfPart(order: number, part: number): number {
    let units = 0;
    for (let line = this.firstLine[order]!; line < this.endLine(order); line += 1) {
      if (this.linePart[line] === part) units += this.linePicked[line]!;
    }
    return units;
  }
  /** Units not picked yet of the part that a line belongs to. */
  leftOfPart(line: number): number {
    const order = this.lineOrder[line]!;
    const part = this.linePart[line]!;
    let units = 0;
    for (let other = this.firstLine[order]!; other < this.endLine(order); other += 1) {
      if (this.linePart[other] === part) units += this.lineUnits[other]! - this.linePicked[other]!;
    }
    return units;
  }
  /** First line of a part; −1 when its lines wait again. */
  lineOfPart(order: number, part: number): number {
    for (let line = this.firstLine[order]!; line < this.endLine(order); line += 1) {
      if (this.linePart[line] === part) return line;
    }
    return -1;
  }
  /** True when its lines have gone to stations in more than one part, or some have and some wait. */
  isInParts(order: number): boolean {
    return this.parts[order]! > 1 || this.leftUnassigned(order);
  }
  private leftUnassigned(order: number): boolean {
    for (let line = this.firstLine[order]!; line < this.endLine(order); line += 1) {
      if (this.linePart[line]! < 0) return true;
    }
    return false;
  }
  /** A part holds its slot no more; its lines wait again. */
  unassignPart(order: number, part: number): void {
    for (let line = this.firstLine[order]!; line < this.endLine(order); line += 1) {
      if (this.linePart[line] !== part) continue;
      this.linePart[line] = -1;
      this.lineStation[line] = -1;
    }
    this.partsOpen[order]! -= 1;
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
    this.parts = grown(this.parts, capacity);
    this.partsOpen = grown(this.partsOpen, capacity);
  }
  private growLines(capacity: number): void {
    this.lineOrder = grown(this.lineOrder, capacity);
    this.lineSku = grown(this.lineSku, capacity);
    this.lineUnits = grown(this.lineUnits, capacity);
    this.linePicked = grown(this.linePicked, capacity);
    this.lineReserved = grown(this.lineReserved, capacity);
    this.lineStation = grown(this.lineStation, capacity);
    this.linePart = grown(this.linePart, capacity);
  }
}
