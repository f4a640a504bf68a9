// The open orders as dispatch sees them: held back, released, blocked for want of stock, or assigned. Released orders
// can be walked by age, by due time, by SKU, or drawn at random, each in constant time per order looked at; memory
// follows the number of open orders, not of all orders ever.
import { assert } from "../../../sim/kernel/index.ts";
import type { OrderBook } from "../../../sim/model/index.ts";
import { OrderHeap } from "./order-heap.ts";
import { copyState, grownInt32 } from "./plain-state.ts";

/** Where an open order stands. */
export const OrderPhase = { none: 0, held: 1, released: 2, blocked: 3, assigned: 4 } as const;

/** How far a returning order is walked towards its place by age. */
const reinsertWalkMax = 64;

export class OrderPool {
  private readonly heldHeap = new OrderHeap();
  private readonly dueHeap = new OrderHeap();
  /** Entry arrays are indexed by entry, node arrays (one node per order line) by node. */
  state: ReturnType<typeof emptyState>;

  constructor(skuCount: number) {
    this.state = emptyState(skuCount);
  }

  get heldCount(): number {
    return this.state.heldCount;
  }
  get releasedCount(): number {
    return this.state.releasedCount;
  }
  get blockedCount(): number {
    return this.state.blockedCount;
  }
  /** Entry of an order, or −1 when it is not open; of an order in parts the first, `nextPart` leads to the others. */
  entryOf(order: number): number {
    return order < this.state.entryOf.length ? this.state.entryOf[order] : -1;
  }
  isInParts(entry: number): boolean {
    const first = this.entryOf(this.state.order[entry]);
    return this.state.nextPart[first] >= 0;
  }
  /** Entry of the part of an order that an order line is in, or −1. */
  entryOfLine(order: number, line: number): number {
    const { nextPart, firstNode, nodeSibling, nodeLine } = this.state;
    for (let entry = this.entryOf(order); entry >= 0; entry = nextPart[entry]) {
      for (let node = firstNode[entry]; node >= 0; node = nodeSibling[node]) {
        if (nodeLine[node] === line) return entry;
      }
    }
    return -1;
  }

  /** Takes in an order that has arrived; it is held until released. */
  arrive(orders: OrderBook, order: number): number {
    const state = this.state;
    state.entryOf = grownInt32(state.entryOf, order + 1, -1);
    assert(state.entryOf[order] < 0, "an order arrives once");
    const entry = this.newEntry();
    state.entryOf[order] = entry;
    state.order[entry] = order;
    state.due[entry] = orders.dueStep[order];
    state.nextPart[entry] = -1;
    state.phase[entry] = OrderPhase.held;
    state.heldCount += 1;
    let last = -1;
    for (let k = 0; k < orders.lineCount[order]; k += 1) {
      const line = orders.firstLine[order] + k;
      const node = this.newNode();
      state.nodeEntry[node] = entry;
      state.nodeLine[node] = line;
      state.nodeSku[node] = orders.lineSku[line];
      state.nodeNeed[node] = orders.lineUnits[line] - orders.linePicked[line] - orders.lineReserved[line];
      state.nodeSibling[node] = -1;
      if (last < 0) state.firstNode[entry] = node;
      else state.nodeSibling[last] = node;
      last = node;
    }
    this.heldHeap.push(order, orders.dueStep[order]);
    return entry;
  }
  /** The held order that is due first, or −1. */
  firstHeld(): number {
    const state = this.state;
    for (;;) {
      const order = this.heldHeap.top();
      if (order < 0) return -1;
      const entry = state.entryOf[order];
      if (entry >= 0 && state.phase[entry] === OrderPhase.held) return entry;
      this.heldHeap.pop();
    }
  }
  /** Lets an order into the pool that stations choose from. */
  release(entry: number): void {
    assert(this.state.phase[entry] === OrderPhase.held, "only a held order is released");
    if (this.heldHeap.top() === this.state.order[entry]) this.heldHeap.pop();
    this.state.heldCount -= 1;
    this.enterReleased(entry);
  }
  /** Sets an order aside until stock of `sku` arrives. */
  block(entry: number, sku: number): void {
    const state = this.state;
    this.leaveReleased(entry);
    state.phase[entry] = OrderPhase.blocked;
    state.blockedCount += 1;
    state.blockedSku[entry] = sku;
    state.previous[entry] = state.blockedTail[sku];
    state.next[entry] = -1;
    if (state.blockedTail[sku] >= 0) state.next[state.blockedTail[sku]] = entry;
    else state.blockedHead[sku] = entry;
    state.blockedTail[sku] = entry;
    state.blockedOfSku[sku] += 1;
  }
  /** Brings back the orders blocked on a SKU, oldest block first, at most `most` of them. */
  wake(sku: number, most: number): void {
    const state = this.state;
    for (let count = 0; count < most && state.blockedHead[sku] >= 0; count += 1) {
      const entry = state.blockedHead[sku];
      this.leaveBlocked(entry);
      this.enterReleased(entry);
    }
  }
  /** The order leaves the pool for a station; its entry stays until `finish`. */
  assign(entry: number, station: number): void {
    this.leaveReleased(entry);
    this.state.station[entry] = station;
    this.state.phase[entry] = OrderPhase.assigned;
    this.state.assignedCount += 1;
  }
  /**
   * Some lines (nodes, not all) of a released order go to a station as a part with an entry of its own, which is returned;
   * the others stay released.
   */
  assignPart(entry: number, nodes: readonly number[], station: number): number {
    assert(
      this.state.phase[entry] === OrderPhase.released,
      "only a released order goes to a station in parts",
    );
    const part = this.newEntry();
    const state = this.state;
    state.order[part] = state.order[entry];
    state.due[part] = state.due[entry];
    state.firstNode[part] = -1;
    let lastKept = -1;
    let lastTaken = -1;
    for (let node = state.firstNode[entry]; node >= 0; ) {
      const sibling = state.nodeSibling[node];
      const isTaken = nodes.includes(node);
      if (isTaken) {
        this.leaveSku(node);
        state.nodeEntry[node] = part;
      }
      const last = isTaken ? lastTaken : lastKept;
      if (last >= 0) state.nodeSibling[last] = node;
      else state.firstNode[isTaken ? part : entry] = node;
      if (isTaken) lastTaken = node;
      else lastKept = node;
      node = sibling;
    }
    assert(lastKept >= 0 && lastTaken >= 0, "a part is some lines of an order, not all and not none");
    state.nodeSibling[lastKept] = -1;
    state.nodeSibling[lastTaken] = -1;
    const first = state.entryOf[state.order[entry]];
    state.nextPart[part] = state.nextPart[first];
    state.nextPart[first] = part;
    state.station[part] = station;
    state.phase[part] = OrderPhase.assigned;
    state.assignedCount += 1;
    return part;
  }
  /** Brings an order back that its station did not take after all. */
  unassign(entry: number): void {
    assert(this.state.phase[entry] === OrderPhase.assigned, "only an assigned order comes back");
    this.state.assignedCount -= 1;
    this.enterReleased(entry);
  }
  /** Forgets an order, or a part of one, that is done or cancelled. */
  finish(entry: number): void {
    const state = this.state;
    switch (state.phase[entry]) {
      case OrderPhase.held:
        state.heldCount -= 1;
        break;
      case OrderPhase.released:
        this.leaveReleased(entry);
        break;
      case OrderPhase.blocked:
        this.leaveBlocked(entry);
        break;
      default:
        state.assignedCount -= 1;
    }
    for (let node = state.firstNode[entry]; node >= 0; ) {
      const sibling = state.nodeSibling[node];
      state.nodeSibling[node] = state.freeNode;
      state.freeNode = node;
      node = sibling;
    }
    this.leaveParts(entry);
    state.phase[entry] = OrderPhase.none;
    state.next[entry] = state.freeEntry;
    state.freeEntry = entry;
  }
  private leaveParts(entry: number): void {
    const { entryOf, order, nextPart } = this.state;
    let before = entryOf[order[entry]];
    if (before === entry) {
      entryOf[order[entry]] = nextPart[entry];
      return;
    }
    while (nextPart[before] !== entry) before = nextPart[before];
    nextPart[before] = nextPart[entry];
  }
  /** The released order that is due first, or −1. */
  firstDue(): number {
    const state = this.state;
    if (this.dueHeap.size > 256 && this.dueHeap.size > 2 * state.releasedCount) {
      this.dueHeap.compact((order) => this.releasedEntry(order) >= 0 || this.leftDueHeap(order));
    }
    for (;;) {
      const order = this.dueHeap.top();
      if (order < 0) return -1;
      const entry = this.releasedEntry(order);
      if (entry >= 0) return entry;
      this.dueHeap.pop();
      this.leftDueHeap(order);
    }
  }
  /** Notes that an order is no longer in the heap by due time; always false. */
  private leftDueHeap(order: number): false {
    const { inDueHeap, nextPart } = this.state;
    for (let entry = this.state.entryOf[order]; entry >= 0; entry = nextPart[entry]) inDueHeap[entry] = 0;
    return false;
  }
  /** The order's entry that is released, or −1. */
  private releasedEntry(order: number): number {
    const { phase, nextPart } = this.state;
    let entry = this.state.entryOf[order];
    while (entry >= 0 && phase[entry] !== OrderPhase.released) entry = nextPart[entry];
    return entry;
  }

  private enterReleased(entry: number): void {
    const state = this.state;
    state.phase[entry] = OrderPhase.released;
    if (state.inDueHeap[entry] !== 1) {
      state.inDueHeap[entry] = 1;
      this.dueHeap.push(state.order[entry], state.due[entry]);
    }
    state.position[entry] = state.releasedCount;
    state.dense = grownInt32(state.dense, state.releasedCount + 1, -1);
    state.dense[state.releasedCount++] = entry;
    // By age from the young end: a new order is the youngest, a woken one walks a little.
    let after = state.tail;
    let walked = 0;
    while (after >= 0 && state.order[after] > state.order[entry] && walked < reinsertWalkMax) {
      after = state.previous[after];
      walked += 1;
    }
    if (after >= 0 && state.order[after] > state.order[entry]) after = -1;
    this.linkAfter(entry, after);
    for (let node = state.firstNode[entry]; node >= 0; node = state.nodeSibling[node]) {
      const sku = state.nodeSku[node];
      state.skuWaiting[sku] += state.nodeNeed[node];
      state.nodePrevious[node] = state.skuTail[sku];
      state.nodeNext[node] = -1;
      if (state.skuTail[sku] >= 0) state.nodeNext[state.skuTail[sku]] = node;
      else state.skuHead[sku] = node;
      state.skuTail[sku] = node;
    }
  }
  private linkAfter(entry: number, after: number): void {
    const state = this.state;
    const next = after >= 0 ? state.next[after] : state.head;
    state.previous[entry] = after;
    state.next[entry] = next;
    if (after >= 0) state.next[after] = entry;
    else state.head = entry;
    if (next >= 0) state.previous[next] = entry;
    else state.tail = entry;
  }
  private leaveReleased(entry: number): void {
    const state = this.state;
    assert(state.phase[entry] === OrderPhase.released, "only a released order can leave the pool");
    const last = state.dense[--state.releasedCount];
    state.dense[state.position[entry]] = last;
    state.position[last] = state.position[entry];
    if (state.previous[entry] >= 0) state.next[state.previous[entry]] = state.next[entry];
    else state.head = state.next[entry];
    if (state.next[entry] >= 0) state.previous[state.next[entry]] = state.previous[entry];
    else state.tail = state.previous[entry];
    for (let node = state.firstNode[entry]; node >= 0; node = state.nodeSibling[node]) this.leaveSku(node);
  }
  /** Takes a line out of its SKU's list of released ones. */
  private leaveSku(node: number): void {
    const state = this.state;
    const sku = state.nodeSku[node];
    state.skuWaiting[sku] -= state.nodeNeed[node];
    if (state.nodePrevious[node] >= 0) state.nodeNext[state.nodePrevious[node]] = state.nodeNext[node];
    else state.skuHead[sku] = state.nodeNext[node];
    if (state.nodeNext[node] >= 0) state.nodePrevious[state.nodeNext[node]] = state.nodePrevious[node];
    else state.skuTail[sku] = state.nodePrevious[node];
  }
  private leaveBlocked(entry: number): void {
    const state = this.state;
    const sku = state.blockedSku[entry];
    if (state.previous[entry] >= 0) state.next[state.previous[entry]] = state.next[entry];
    else state.blockedHead[sku] = state.next[entry];
    if (state.next[entry] >= 0) state.previous[state.next[entry]] = state.previous[entry];
    else state.blockedTail[sku] = state.previous[entry];
    state.blockedCount -= 1;
    state.blockedOfSku[sku] -= 1;
  }
  private newEntry(): number {
    const state = this.state;
    if (state.freeEntry >= 0) {
      const entry = state.freeEntry;
      state.freeEntry = state.next[entry];
      state.firstNode[entry] = -1;
      state.inDueHeap[entry] = 0;
      state.queuedFor[entry] = -1;
      return entry;
    }
    const entry = state.entryTotal++;
    for (const name of entryArrays) state[name] = grownInt32(state[name], state.entryTotal, -1);
    return entry;
  }
  private newNode(): number {
    const state = this.state;
    if (state.freeNode >= 0) {
      const node = state.freeNode;
      state.freeNode = state.nodeSibling[node];
      return node;
    }
    const node = state.nodeTotal++;
    for (const name of nodeArrays) state[name] = grownInt32(state[name], state.nodeTotal, -1);
    return node;
  }

  snapshot() {
    return {
      pool: copyState(this.state),
      held: this.heldHeap.snapshot(),
      due: this.dueHeap.snapshot(),
    };
  }
  restore(snapshot: ReturnType<OrderPool["snapshot"]>): void {
    this.state = copyState(snapshot.pool);
    this.heldHeap.restore(snapshot.held);
    this.dueHeap.restore(snapshot.due);
  }
}

const entryArrays = [
  "order",
  "due",
  "phase",
  "firstNode",
  "position",
  "previous",
  "next",
  "blockedSku",
  "inDueHeap",
  "station",
  "queuedFor",
  "nextPart",
] as const;
const nodeArrays = [
  "nodeEntry",
  "nodeLine",
  "nodeSku",
  "nodeNeed",
  "nodeSibling",
  "nodePrevious",
  "nodeNext",
] as const;

function emptyState(skuCount: number) {
  const none = (): Int32Array => new Int32Array(0);
  return {
    entryOf: none(),
    order: none(),
    due: none(),
    phase: none(),
    firstNode: none(),
    /** Index in `dense`, the released entries in no order. */
    position: none(),
    dense: none(),
    /** Neighbours by age among released entries, or in the SKU's queue of blocked ones; free list. */
    previous: none(),
    next: none(),
    head: -1,
    tail: -1,
    blockedSku: none(),
    inDueHeap: none(),
    /** Station of an assigned order. */
    station: none(),
    /** Next entry of an order in parts, or −1. */
    nextPart: none(),
    /** Station whose queue a released order stands in, or −1; only with the queue rule. */
    queuedFor: none(),
    blockedHead: new Int32Array(skuCount).fill(-1),
    blockedTail: new Int32Array(skuCount).fill(-1),
    blockedOfSku: new Int32Array(skuCount),
    nodeEntry: none(),
    nodeLine: none(),
    nodeSku: none(),
    /** Units of the line not promised from any pod yet. */
    nodeNeed: none(),
    /** Next line of the same order; free list. */
    nodeSibling: none(),
    nodePrevious: none(),
    nodeNext: none(),
    skuHead: new Int32Array(skuCount).fill(-1),
    skuTail: new Int32Array(skuCount).fill(-1),
    /** Units wanted by released orders. */
    skuWaiting: new Int32Array(skuCount),
    entryTotal: 0,
    nodeTotal: 0,
    freeEntry: -1,
    freeNode: -1,
    heldCount: 0,
    releasedCount: 0,
    blockedCount: 0,
    assignedCount: 0,
  };
}
