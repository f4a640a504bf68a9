// Events to come, in order of (time, priority, sequence of pushing). A binary heap of row numbers over flat columns, so
// that pushing and popping allocate nothing once the columns are large enough.
import { assert } from "./assert.ts";

/** What an event carries: a kind and two numbers, whose meaning is the owner's. */
export interface QueuedEvent {
  time: number;
  kind: number;
  a: number;
  b: number;
}

/** Plain, structured-cloneable state: six numbers per event (time, priority, sequence, kind, a, b), then nothing else. */
export interface EventQueueSnapshot {
  readonly version: 1;
  readonly nextSequence: number;
  readonly rows: Float64Array;
}

const width = 6;

export class EventQueue {
  private size = 0;
  private nextSequence = 0;
  private rows: Float64Array;
  /** `heap[0 … size − 1]` are the rows in use; the rest are free rows. */
  private heap: Int32Array;

  constructor(capacity = 64) {
    assert(
      Number.isInteger(capacity) && capacity > 0,
      `event queue capacity must be positive, got ${capacity}`,
    );
    this.rows = new Float64Array(capacity * width);
    this.heap = Int32Array.from({ length: capacity }, (_, row) => row);
  }

  get count(): number {
    return this.size;
  }
  /** Time of the earliest event; Infinity when there is none. */
  get nextTime(): number {
    return this.size === 0 ? Infinity : this.rows[this.heap[0]! * width]!;
  }

  /** Smaller priorities come first among events of one time. */
  push(time: number, priority: number, kind: number, a = -1, b = -1): void {
    if (this.size === this.heap.length) this.grow();
    const at = this.heap[this.size]! * width;
    this.rows[at] = time;
    this.rows[at + 1] = priority;
    this.rows[at + 2] = this.nextSequence++;
    this.rows[at + 3] = kind;
    this.rows[at + 4] = a;
    this.rows[at + 5] = b;
    this.siftUp(this.size++);
  }

  /** Takes the earliest event into `out`; false when there is none. */
  pop(out: QueuedEvent): boolean {
    if (this.size === 0) return false;
    const row = this.heap[0]!;
    const at = row * width;
    out.time = this.rows[at]!;
    out.kind = this.rows[at + 3]!;
    out.a = this.rows[at + 4]!;
    out.b = this.rows[at + 5]!;
    this.size -= 1;
    this.heap[0] = this.heap[this.size]!;
    this.heap[this.size] = row;
    this.siftDown(0);
    return true;
  }

  snapshot(): EventQueueSnapshot {
    const rows = new Float64Array(this.size * width);
    for (let i = 0; i < this.size; i += 1) {
      const at = this.heap[i]! * width;
      rows.set(this.rows.subarray(at, at + width), i * width);
    }
    return { version: 1, nextSequence: this.nextSequence, rows };
  }
  restore(snapshot: EventQueueSnapshot): void {
    const size = snapshot.rows.length / width;
    while (this.heap.length < size) this.grow();
    this.rows.set(snapshot.rows);
    for (let i = 0; i < this.heap.length; i += 1) this.heap[i] = i;
    this.size = size;
    this.nextSequence = snapshot.nextSequence;
  }

  private before(left: number, right: number): boolean {
    const a = left * width;
    const b = right * width;
    const time = this.rows[a]! - this.rows[b]!;
    if (time !== 0) return time < 0;
    const priority = this.rows[a + 1]! - this.rows[b + 1]!;
    if (priority !== 0) return priority < 0;
    return this.rows[a + 2]! < this.rows[b + 2]!;
  }
  private siftUp(from: number): void {
    const row = this.heap[from]!;
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.before(row, this.heap[parent]!)) break;
      this.heap[at] = this.heap[parent]!;
      at = parent;
    }
    this.heap[at] = row;
  }
  private siftDown(from: number): void {
    if (this.size === 0) return;
    const row = this.heap[from]!;
    let at = from;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.size) break;
      if (child + 1 < this.size && this.before(this.heap[child + 1]!, this.heap[child]!)) child += 1;
      if (!this.before(this.heap[child]!, row)) break;
      this.heap[at] = this.heap[child]!;
      at = child;
    }
    this.heap[at] = row;
  }
  private grow(): void {
    const capacity = this.heap.length;
    const rows = new Float64Array(capacity * 2 * width);
    rows.set(this.rows);
    this.rows = rows;
    const heap = new Int32Array(capacity * 2);
    heap.set(this.heap);
    for (let i = capacity; i < heap.length; i += 1) heap[i] = i;
    this.heap = heap;
  }
}
