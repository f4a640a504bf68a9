// State kept as typed arrays and numbers in one object, so that a snapshot is a copy and nothing can be forgotten.

type Words = Int32Array | Float64Array | Uint8Array | Uint16Array;
export type PlainState = { [name: string]: number | Words };

/** A deep copy: typed arrays are sliced. */
export function copyState<T extends { [K in keyof T]: number | Words }>(state: T): T {
  const copy: PlainState = {};
  for (const [name, value] of Object.entries(state) as [string, number | Words][]) {
    copy[name] = typeof value === "number" ? value : value.slice();
  }
  return copy as T;
}

/** The array itself if it is long enough, else one of at least twice the length with the same beginning. */
export function grownInt32(array: Int32Array, needed: number, fill: number): Int32Array {
  if (needed <= array.length) return array;
  const larger = new Int32Array(Math.max(needed, array.length * 2, 64));
  larger.set(array);
  larger.fill(fill, array.length);
  return larger;
}
