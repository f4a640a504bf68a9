// Takes the rows of an order file one by one and builds the order list; each bad row is counted with its reason.
import type { Checked, InputProblem } from "../load/problem.ts";
import { parseLocalSeconds } from "../schema/fields.ts";
import { type ColumnPositions, findColumns, type OrderColumns } from "./order-columns.ts";
import {
  type BadRow,
  type BadRowReason,
  badRowReasons,
  badRowsKept,
  type OrderReading,
} from "./order-list.ts";

/** More lines than this in one file are refused: they would not fit into flat arrays of a worker comfortably. */
export const orderLinesMax = 20_000_000;
const unitsMax = 0x7fffffff;

export class OrderCollector {
  private readonly source: string;
  private readonly columns: OrderColumns;
  private positions: ColumnPositions | null = null;
  private headerProblems: readonly InputProblem[] = [];
  private headerLine = 1;
  private rows = 0;
  private readonly orderIndex = new Map<string, number>();
  private readonly orderTime: number[] = [];
  private readonly orderDue: number[] = [];
  private readonly skuIndex = new Map<string, number>();
  private readonly lineOrder: number[] = [];
  private readonly lineSku: number[] = [];
  private readonly lineUnits: number[] = [];
  private readonly rejected = Object.fromEntries(
    Object.keys(badRowReasons).map((reason) => [reason, 0]),
  ) as Record<BadRowReason, number>;
  private readonly badRows: BadRow[] = [];
  private lastTimeText = "";
  private lastTime = Number.NaN;

  constructor(source: string, columns: OrderColumns) {
    this.source = source;
    this.columns = columns;
  }

  /** False once the header has been found wanting: reading on is of no use. */
  get usable(): boolean {
    return this.headerProblems.length === 0 && this.lineUnits.length < orderLinesMax;
  }

  /** Takes one row; the first one is the header. `line` is 1-based. */
  row(fields: readonly string[], line: number): void {
    if (!this.usable) return;
    const at = this.positions;
    if (at === null) {
      this.headerLine = line;
      const found = findColumns(fields, this.columns, this.source, line);
      if (found.ok) this.positions = found.value;
      else this.headerProblems = found.problems;
      return;
    }
    this.rows += 1;
    const text = (position: number) => (position < 0 ? "" : (fields[position]?.trim() ?? ""));
    const order = text(at.order);
    const time = text(at.time);
    const sku = text(at.sku);
    const quantity = text(at.quantity);
    const dueText = text(at.due);
    const seconds = this.parseTime(time);
    const units = Number(quantity);
    const due = dueText === "" ? Number.NaN : (parseLocalSeconds(dueText) ?? -1);
    if (order === "") this.reject(line, "missing-field", "order");
    else if (time === "") this.reject(line, "missing-field", "time");
    else if (sku === "") this.reject(line, "missing-field", "sku");
    else if (quantity === "") this.reject(line, "missing-field", "quantity");
    else if (Number.isNaN(seconds)) this.reject(line, "bad-time", time);
    else if (!Number.isInteger(units) || units > unitsMax) this.reject(line, "bad-quantity", quantity);
    else if (units < 0) this.reject(line, "negative-quantity", quantity);
    else if (units === 0) this.reject(line, "zero-quantity", quantity);
    else if (due < seconds) this.reject(line, "bad-due", dueText);
    else this.accept(order, seconds, due, sku, units);
  }

  /** A row that the CSV parser itself could not read. */
  brokenRow(line: number, message: string): void {
    this.rows += 1;
    this.reject(line, "broken-row", message);
  }

  /** The list and its report; an empty file or one without a single good row is a problem. */
  finish(): Checked<OrderReading> {
    if (this.headerProblems.length > 0) return { ok: false, problems: this.headerProblems };
    if (this.positions === null) {
      return this.failure(
        1,
        "a header row with order_id,time,sku,quantity[,due] and at least one row",
        "an empty file",
      );
    }
    if (this.lineUnits.length >= orderLinesMax) {
      return this.failure(
        this.headerLine,
        `at most ${orderLinesMax} order lines`,
        "more",
        "Cut the file to the days you need",
      );
    }
    if (this.lineUnits.length === 0) {
      const first = this.badRows[0];
      const found =
        first === undefined
          ? "only a header"
          : `${this.rows} rows, all bad (line ${first.line}: ${first.reason}: ${first.detail})`;
      return this.failure(
        first?.line ?? this.headerLine,
        "at least one order line",
        found,
        first === undefined ? "Add the order lines below the header" : undefined,
      );
    }
    return { ok: true, value: { orders: this.sorted(), report: this.report() } };
  }

  private accept(order: string, seconds: number, due: number, sku: string, units: number): void {
    let orderAt = this.orderIndex.get(order);
    if (orderAt === undefined) {
      orderAt = this.orderTime.length;
      this.orderIndex.set(order, orderAt);
      this.orderTime.push(seconds);
      this.orderDue.push(due);
    } else {
      if (seconds < this.orderTime[orderAt]!) this.orderTime[orderAt] = seconds;
      const known = this.orderDue[orderAt]!;
      if (Number.isNaN(known) || due < known) this.orderDue[orderAt] = due;
    }
    let skuAt = this.skuIndex.get(sku);
    if (skuAt === undefined) {
      skuAt = this.skuIndex.size;
      this.skuIndex.set(sku, skuAt);
    }
    this.lineOrder.push(orderAt);
    this.lineSku.push(skuAt);
    this.lineUnits.push(units);
  }

  private parseTime(text: string): number {
    if (text !== this.lastTimeText) {
      this.lastTimeText = text;
      this.lastTime = parseLocalSeconds(text) ?? Number.NaN;
    }
    return this.lastTime;
  }

  private reject(line: number, reason: BadRowReason, detail: string): void {
    this.rejected[reason] += 1;
    if (this.badRows.length < badRowsKept) this.badRows.push({ line, reason, detail });
  }

  private report() {
    const accepted = this.lineUnits.length;
    return {
      rows: this.rows,
      accepted,
      rejected: this.rows - accepted,
      rejectedByReason: { ...this.rejected },
      badRows: this.badRows,
    };
  }

  private sorted() {
    const orderCount = this.orderTime.length;
    const lineCount = this.lineUnits.length;
    const byTime = Uint32Array.from({ length: orderCount }, (_, i) => i).sort(
      (a, b) => this.orderTime[a]! - this.orderTime[b]! || a - b,
    );
    const rank = new Uint32Array(orderCount);
    byTime.forEach((order, at) => {
      rank[order] = at;
    });
    const firstLine = new Int32Array(orderCount + 1);
    for (const order of this.lineOrder) firstLine[rank[order]! + 1]! += 1;
    for (let order = 0; order < orderCount; order += 1) firstLine[order + 1]! += firstLine[order]!;
    const next = firstLine.slice();
    const lineSku = new Int32Array(lineCount);
    const lineUnits = new Int32Array(lineCount);
    for (let line = 0; line < lineCount; line += 1) {
      const at = next[rank[this.lineOrder[line]!]!]!++;
      lineSku[at] = this.lineSku[line]!;
      lineUnits[at] = this.lineUnits[line]!;
    }
    return {
      orderCount,
      lineCount,
      timeLocalSeconds: Float64Array.from(byTime, (order) => this.orderTime[order]!),
      dueLocalSeconds: Float64Array.from(byTime, (order) => this.orderDue[order]!),
      firstLine,
      lineSku,
      lineUnits,
      skuNames: [...this.skuIndex.keys()],
    };
  }

  private failure(line: number, expected: string, found: string, advice?: string): Checked<never> {
    const problem = { source: this.source, line, column: 1, path: "", expected, found };
    return { ok: false, problems: [advice === undefined ? problem : { ...problem, advice }] };
  }
}
