// Builds a linear model by adding columns, rows and entries in any order; `build` sorts them into compressed columns.
import { assert } from "../../../sim/kernel/index.ts";
import type { LinearModel } from "./lp-port.ts";

/** Bounds and domain of a column; without them it is continuous and ≥ 0. */
export interface ColumnBounds {
  readonly lower?: number;
  readonly upper?: number;
  readonly integer?: true;
}

/** A model in the making. Names carry the unit last, e.g. `robotsPick_robots[3]`; conflicts are reported with them. */
export class ModelBuilder {
  private readonly cost: number[] = [];
  private readonly lower: number[] = [];
  private readonly upper: number[] = [];
  private readonly integer: number[] = [];
  private readonly columnNames: string[] = [];
  private readonly rowLower: number[] = [];
  private readonly rowUpper: number[] = [];
  private readonly rowNames: string[] = [];
  private readonly entryRow: number[] = [];
  private readonly entryColumn: number[] = [];
  private readonly entryValue: number[] = [];

  constructor(private readonly name: string) {}

  /** Adds a column and returns its index. */
  column(name: string, cost: number, bounds: ColumnBounds = {}): number {
    const lower = bounds.lower ?? 0;
    const upper = bounds.upper ?? Infinity;
    assert(Number.isFinite(cost), `${this.name}: cost of ${name} is ${cost}`);
    assert(lower <= upper && lower < Infinity, `${this.name}: bounds of ${name} are ${lower}..${upper}`);
    this.cost.push(cost);
    this.lower.push(lower);
    this.upper.push(upper);
    this.integer.push(bounds.integer ? 1 : 0);
    this.columnNames.push(name);
    return this.cost.length - 1;
  }

  /** Adds a row `lower ≤ … ≤ upper` and returns its index; entries are added with `entry`. */
  row(name: string, lower: number, upper: number): number {
    assert(lower <= upper, `${this.name}: bounds of row ${name} are ${lower}..${upper}`);
    this.rowLower.push(lower);
    this.rowUpper.push(upper);
    this.rowNames.push(name);
    return this.rowLower.length - 1;
  }

  /** Adds a coefficient; several for the same place are summed. */
  entry(row: number, column: number, value: number): void {
    assert(row >= 0 && row < this.rowLower.length, `${this.name}: no row ${row}`);
    assert(column >= 0 && column < this.cost.length, `${this.name}: no column ${column}`);
    assert(
      Number.isFinite(value),
      `${this.name}: ${this.rowNames[row]} × ${this.columnNames[column]} is ${value}`,
    );
    if (value === 0) return;
    this.entryRow.push(row);
    this.entryColumn.push(column);
    this.entryValue.push(value);
  }

  /** The finished model; the builder may go on and build a larger one. */
  build(): LinearModel {
    const { columnStart, rowIndex, value } = this.compress();
    const columnNames = [...this.columnNames];
    const rowNames = [...this.rowNames];
    return {
      name: this.name,
      columnCount: this.cost.length,
      rowCount: this.rowLower.length,
      cost: Float64Array.from(this.cost),
      lower: Float64Array.from(this.lower),
      upper: Float64Array.from(this.upper),
      integer: Uint8Array.from(this.integer),
      rowLower: Float64Array.from(this.rowLower),
      rowUpper: Float64Array.from(this.rowUpper),
      columnStart,
      rowIndex,
      value,
      columnName: (column) => columnNames[column] ?? `column ${column}`,
      rowName: (row) => rowNames[row] ?? `row ${row}`,
    };
  }

  /** Counting sort of the entries by column, then merge of repeated rows within each column. */
  private compress() {
    const columnCount = this.cost.length;
    const entryCount = this.entryValue.length;
    const next = new Int32Array(columnCount + 1);
    for (const column of this.entryColumn) next[column + 1] = next[column + 1]! + 1;
    for (let j = 0; j < columnCount; j += 1) next[j + 1] = next[j + 1]! + next[j]!;
    const order = new Int32Array(entryCount);
    const fill = next.slice();
    for (let e = 0; e < entryCount; e += 1) {
      const column = this.entryColumn[e]!;
      order[fill[column]!] = e;
      fill[column] = fill[column]! + 1;
    }
    const columnStart = new Int32Array(columnCount + 1);
    const rowIndex = new Int32Array(entryCount);
    const value = new Float64Array(entryCount);
    const placeOfRow = new Int32Array(this.rowLower.length).fill(-1);
    let count = 0;
    for (let j = 0; j < columnCount; j += 1) {
      columnStart[j] = count;
      for (let k = next[j]!; k < next[j + 1]!; k += 1) {
        const row = this.entryRow[order[k]!]!;
        const place = placeOfRow[row]!;
        if (place >= columnStart[j]!) {
          value[place] = value[place]! + this.entryValue[order[k]!]!;
        } else {
          placeOfRow[row] = count;
          rowIndex[count] = row;
          value[count] = this.entryValue[order[k]!]!;
          count += 1;
        }
      }
    }
    columnStart[columnCount] = count;
    return { columnStart, rowIndex: rowIndex.slice(0, count), value: value.slice(0, count) };
  }
}
