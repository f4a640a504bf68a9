// A model whose rows may be broken at a price: it always has a solution, and its least price says whether the rows can hold.
import type { LinearModel } from "./lp-port.ts";

/**
 * The model with a shortfall and an excess column per row, each at cost 1, and no other costs. Its optimum is 0 exactly
 * when the model has a solution, and its first columns are that solution then.
 */
export function elasticModel(model: LinearModel): LinearModel {
  const { rowCount, columnCount } = model;
  const entries = model.columnStart[columnCount]!;
  const total = columnCount + 2 * rowCount;
  const columnStart = new Int32Array(total + 1);
  const rowIndex = new Int32Array(entries + 2 * rowCount);
  const value = new Float64Array(entries + 2 * rowCount);
  const extend = (from: Float64Array, fill: number) => {
    const to = new Float64Array(total).fill(fill);
    to.set(from);
    return to;
  };
  columnStart.set(model.columnStart);
  rowIndex.set(model.rowIndex.subarray(0, entries));
  value.set(model.value.subarray(0, entries));
  for (let row = 0; row < rowCount; row += 1) {
    for (const side of [0, 1]) {
      const at = entries + 2 * row + side;
      rowIndex[at] = row;
      value[at] = side === 0 ? 1 : -1;
      columnStart[columnCount + 2 * row + side + 1] = at + 1;
    }
  }
  const integer = new Uint8Array(total);
  integer.set(model.integer);
  return {
    ...model,
    name: `${model.name}, rows elastic`,
    columnCount: total,
    cost: extend(new Float64Array(columnCount), 1),
    lower: extend(model.lower, 0),
    upper: extend(model.upper, Infinity),
    integer,
    columnStart,
    rowIndex,
    value,
    columnName: (column) => {
      if (column < columnCount) return model.columnName(column);
      const over = column - columnCount;
      return `${over % 2 === 0 ? "short" : "over"} ${model.rowName(over >> 1)}`;
    },
  };
}

/** The model without its integers. */
export function relaxedModel(model: LinearModel): LinearModel {
  return { ...model, name: `${model.name}, relaxed`, integer: new Uint8Array(model.columnCount) };
}

/** The model with only these rows and columns' bounds in force; everything else is free. */
export function partOfModel(
  model: LinearModel,
  rows: ReadonlySet<number>,
  bounds: ReadonlySet<number> | "all",
): LinearModel {
  const hold = (values: Float64Array, free: number, kept: ReadonlySet<number>) =>
    values.map((value, index) => (kept.has(index) ? value : free));
  return {
    ...model,
    name: `${model.name}, ${rows.size} rows`,
    cost: new Float64Array(model.columnCount),
    rowLower: hold(model.rowLower, -Infinity, rows),
    rowUpper: hold(model.rowUpper, Infinity, rows),
    ...(bounds !== "all" && {
      lower: hold(model.lower, -Infinity, bounds),
      upper: hold(model.upper, Infinity, bounds),
    }),
  };
}
