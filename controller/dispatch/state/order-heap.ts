// A binary heap of open orders by due time, ties by id. Orders that have left are skipped when they surface, and the
// heap is rebuilt when most of it is stale, so that it never outgrows the open orders by more than a factor of two.
import { copyState, grownInt32 } from "./plain-state.ts";

interface HeapState {
  order: Int32Array;
  due: Int32Array;
  size: number;
}

export class OrderHeap {
  private state: HeapState = {
    order: new Int32Array(64),
    due: new Int32Array(64),
    size: 0,
  };

  get size(): number {
    return this.state.size;
  }
  push(order: number, due: number): void {
    const state = this.state;
    state.order = grownInt32(state.order, state.size + 1, 0);
    state.due = grownInt32(state.due, state.size + 1, 0);
    let at = state.size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!before(due, order, state.due[parent], state.order[parent])) break;
      state.order[at] = state.order[parent];
      state.due[at] = state.due[parent];
      at = parent;
    }
    state.order[at] = order;
    state.due[at] = due;
  }
  /** The order with the earliest due time, or −1. */
  top(): number {
    return this.state.size > 0 ? this.state.order[0] : -1;
  }
  pop(): number {
    const state = this.state;
    if (state.size === 0) return -1;
    const top = state.order[0];
    state.size -= 1;
    if (state.size > 0) this.sink(0, state.order[state.size], state.due[state.size]);
    return top;
  }
  /** Keeps only the orders for which `keep` holds. */
  compact(keep: (order: number) => boolean): void {
    const state = this.state;
    let size = 0;
    for (let i = 0; i < state.size; i += 1) {
      if (!keep(state.order[i])) continue;
      state.order[size] = state.order[i];
      state.due[size++] = state.due[i];
    }
    state.size = size;
    for (let i = (size >> 1) - 1; i >= 0; i -= 1) this.sink(i, state.order[i], state.due[i]);
  }

  private sink(from: number, order: number, due: number): void {
    const state = this.state;
    let at = from;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= state.size) break;
      const right = child + 1;
      if (
        right < state.size &&
        before(state.due[right], state.order[right], state.due[child], state.order[child])
      ) {
        child = right;
      }
      if (!before(state.due[child], state.order[child], due, order)) break;
      state.order[at] = state.order[child];
      state.due[at] = state.due[child];
      at = child;
    }
    state.order[at] = order;
    state.due[at] = due;
  }

  snapshot(): HeapState {
    return copyState(this.state);
  }
  restore(state: HeapState): void {
    this.state = copyState(state);
  }
}

function before(dueA: number, orderA: number, dueB: number, orderB: number): boolean {
  return dueA < dueB || (dueA === dueB && orderA < orderB);
}
