// Who goes first: the caller's priority, then standing (errand, patience spent), then the shorter way left, then id. Who
// stands in another's way, or has spent its patience, counts as having the highest priority of all: else two robots of
// different priority can hold each other for ever.

/** Standing of a robot among those of equal priority. Higher goes first. */
export const Standing = { noErrand: 0, atGoal: 1, underway: 2, stalled: 3, evicted: 4 } as const;

/** Radix sort over the keys (priority, standing, remaining cost, id); no allocation per step. */
export class Ranking {
  /** `order[i]` is the robot of rank i, `rank` its inverse. */
  readonly order: Int32Array;
  readonly rank: Int32Array;
  private readonly key: Uint32Array;
  private readonly other: Int32Array;
  private readonly counts = new Int32Array(257);

  constructor(robotCount: number) {
    this.order = new Int32Array(robotCount);
    this.rank = new Int32Array(robotCount);
    this.key = new Uint32Array(robotCount);
    this.other = new Int32Array(robotCount);
  }

  sort(priority: Int32Array, standing: Uint8Array, remaining: Uint16Array): void {
    const { order, rank, key } = this;
    const count = order.length;
    let least = 2147483647;
    let most = -2147483648;
    for (let robot = 0; robot < count; robot += 1) {
      order[robot] = robot;
      key[robot] = ((4 - standing[robot]!) << 16) | remaining[robot]!;
      if (priority[robot]! < least) least = priority[robot]!;
      if (priority[robot]! > most) most = priority[robot]!;
    }
    for (let shift = 0; shift < 24; shift += 8) this.sortByte(shift);
    if (least !== most) {
      for (let robot = 0; robot < count; robot += 1) {
        key[robot] = standing[robot]! >= Standing.stalled ? 0 : most - priority[robot]!;
      }
      for (let shift = 0; shift < 32 && most - least >= powers[shift >> 3]!; shift += 8) this.sortByte(shift);
    }
    for (let i = 0; i < count; i += 1) rank[order[i]!] = i;
  }

  private sortByte(shift: number): void {
    const { order, other, key, counts } = this;
    counts.fill(0);
    for (let i = 0; i < order.length; i += 1) counts[((key[order[i]!]! >>> shift) & 255) + 1]! += 1;
    for (let b = 0; b < 256; b += 1) counts[b + 1]! += counts[b]!;
    for (let i = 0; i < order.length; i += 1) {
      const robot = order[i]!;
      const byte = (key[robot]! >>> shift) & 255;
      other[counts[byte]!] = robot;
      counts[byte]! += 1;
    }
    order.set(other);
  }
}

const powers = [1, 256, 65536, 16777216] as const;
