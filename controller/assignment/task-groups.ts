// Tasks that may be given out, grouped by the cell of their first errand; within a group the shorter one goes first, since
// for a robot they differ in nothing else.

const digitBits = 11;
const digits = 1 << digitBits;
/** Keys beyond this are taken as equal. */
const keyMax = digits * digits - 1;

export class TaskGroups {
  count = 0;
  /** Pickup cell by group, and group by cell (−1 = none). */
  readonly cell: Int32Array;
  readonly at: Int32Array;
  /** Slots of group g in order: `slot[start[g]] … slot[start[g + 1] − 1]`. */
  readonly start: Int32Array;
  readonly slot: Int32Array;
  /** By group: how many of its tasks robots have; they are the first ones. */
  readonly taken: Int32Array;
  /** Least key of all. */
  leastKey = 0;
  private readonly key: Int32Array;
  private readonly order: Int32Array;
  private readonly other: Int32Array;
  private readonly histogram = new Int32Array(digits + 1);

  constructor(cellCount: number, taskSlots: number) {
    this.cell = new Int32Array(taskSlots);
    this.at = new Int32Array(cellCount).fill(-1);
    this.start = new Int32Array(taskSlots + 1);
    this.slot = new Int32Array(taskSlots);
    this.taken = new Int32Array(taskSlots);
    this.key = new Int32Array(taskSlots);
    this.order = new Int32Array(taskSlots);
    this.other = new Int32Array(taskSlots);
  }

  /**
   * Groups slots 0 … taskCount − 1 that have a pickup; `length` orders the tasks of a group, ties those with a holder
   * (−1 = none) first, then by slot.
   */
  build(taskCount: number, pickup: Int32Array, length: Int32Array, holder: Int32Array): void {
    const { cell, at, start, slot, taken, order, key } = this;
    for (let group = 0; group < this.count; group += 1) at[cell[group]!] = -1;
    this.count = 0;
    let tasks = 0;
    let least = 2147483647;
    for (const withHolder of [true, false]) {
      for (let i = 0; i < taskCount; i += 1) {
        if (pickup[i]! < 0 || holder[i]! >= 0 !== withHolder) continue;
        order[tasks] = i;
        if (length[i]! < least) least = length[i]!;
        tasks += 1;
      }
    }
    this.leastKey = tasks === 0 ? 0 : least;
    for (let i = 0; i < tasks; i += 1) key[order[i]!] = Math.min(length[order[i]!]! - least, keyMax);
    this.sort(tasks);
    for (let i = 0; i < tasks; i += 1) {
      const where = pickup[order[i]!]!;
      if (at[where]! < 0) {
        at[where] = this.count;
        cell[this.count] = where;
        taken[this.count] = 0;
        this.count += 1;
      }
      taken[at[where]!]! += 1;
    }
    start[0] = 0;
    for (let group = 0; group < this.count; group += 1) {
      start[group + 1] = start[group]! + taken[group]!;
      taken[group] = 0;
    }
    for (let i = 0; i < tasks; i += 1) {
      const group = at[pickup[order[i]!]!]!;
      slot[start[group]! + taken[group]!] = order[i]!;
      taken[group]! += 1;
    }
    taken.fill(0, 0, this.count);
  }

  /** Length key of the next task of a group that no robot has; Infinity where there is none. */
  nextKey(group: number): number {
    const at = this.start[group]! + this.taken[group]!;
    return at < this.start[group + 1]! ? this.key[this.slot[at]!]! + this.leastKey : Number.POSITIVE_INFINITY;
  }

  /** Sum of the keys of the tasks that robots have. */
  takenKeys(): number {
    let sum = 0;
    for (let group = 0; group < this.count; group += 1) {
      const first = this.start[group]!;
      for (let i = 0; i < this.taken[group]!; i += 1) sum += this.key[this.slot[first + i]!]! + this.leastKey;
    }
    return sum;
  }

  /** Stable radix sort of `order` by key. */
  private sort(tasks: number): void {
    const { order, other, histogram, key } = this;
    for (let shift = 0; shift < 2 * digitBits; shift += digitBits) {
      histogram.fill(0);
      for (let i = 0; i < tasks; i += 1) histogram[((key[order[i]!]! >> shift) & (digits - 1)) + 1]! += 1;
      for (let d = 0; d < digits; d += 1) histogram[d + 1]! += histogram[d]!;
      for (let i = 0; i < tasks; i += 1) {
        const digit = (key[order[i]!]! >> shift) & (digits - 1);
        other[histogram[digit]!] = order[i]!;
        histogram[digit]! += 1;
      }
      for (let i = 0; i < tasks; i += 1) order[i] = other[i]!;
    }
  }
}
