// Helpers for structure-of-arrays tables: growing a column, and copying named columns out of and into a table.

/** The column types in use. */
export type Column = Uint8Array | Uint16Array | Int32Array | Float64Array;
/** Copies of a table's columns, by name: plain and structured-cloneable. */
export type SavedColumns = Readonly<Record<string, Column>>;

/** The same column with room for `capacity` entries; new entries hold `fill`. */
export function grown<T extends Column>(column: T, capacity: number, fill = 0): T {
  const larger = new (column.constructor as new (length: number) => T)(capacity);
  if (fill !== 0) larger.fill(fill, column.length);
  larger.set(column);
  return larger;
}

/** Copies the first `length` entries of each named column (all of them by default). */
export function saveColumns<Name extends string>(
  table: Readonly<Record<Name, Column>>,
  names: readonly Name[],
  length?: number,
): SavedColumns {
  const saved: Record<string, Column> = {};
  for (const name of names) saved[name] = table[name].slice(0, length);
  return saved;
}

/** Copies saved columns back over the beginning of the table's columns, which must be at least as long. */
export function restoreColumns<Name extends string>(
  table: Readonly<Record<Name, Column>>,
  names: readonly Name[],
  saved: SavedColumns,
): void {
  for (const name of names) table[name].set(saved[name]!);
}
