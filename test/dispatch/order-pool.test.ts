import { describe, expect, test } from "vitest";
import { OrderPhase, OrderPool } from "../../controller/dispatch/state/order-pool.ts";
import { Random } from "../../sim/kernel/index.ts";
import type { OrderBook } from "../../sim/model/index.ts";

/** An order book of orders with (due, [sku, units]…). */
function bookOf(
  orders: readonly { due: number; lines: readonly (readonly [number, number])[] }[],
): OrderBook {
  const lines = orders.flatMap((order, id) => order.lines.map(([sku, units]) => ({ id, sku, units })));
  const zeros = () => new Int32Array(Math.max(orders.length, lines.length));
  let first = 0;
  return {
    count: orders.length,
    state: new Uint8Array(orders.length),
    priority: new Uint8Array(orders.length),
    arrivalStep: zeros(),
    dueStep: Int32Array.from(orders, (order) => order.due),
    station: zeros(),
    assignedStep: zeros(),
    doneStep: zeros(),
    firstLine: Int32Array.from(orders, (order) => {
      first += order.lines.length;
      return first - order.lines.length;
    }),
    lineCount: Int32Array.from(orders, (order) => order.lines.length),
    lineTotal: lines.length,
    lineOrder: Int32Array.from(lines, (line) => line.id),
    lineSku: Int32Array.from(lines, (line) => line.sku),
    lineUnits: Int32Array.from(lines, (line) => line.units),
    linePicked: zeros(),
    lineReserved: zeros(),
    lineStation: zeros().fill(-1),
    linePart: zeros().fill(-1),
  };
}

/** Orders from oldest to youngest as the pool's list by age has them. */
function byAge(pool: OrderPool): number[] {
  const found: number[] = [];
  for (let entry = pool.state.head; entry >= 0; entry = pool.state.next[entry]) {
    found.push(pool.state.order[entry]);
  }
  return found;
}
function bySku(pool: OrderPool, sku: number): number[] {
  const found: number[] = [];
  for (let node = pool.state.skuHead[sku]; node >= 0; node = pool.state.nodeNext[node]) {
    found.push(pool.state.order[pool.state.nodeEntry[node]]);
  }
  return found;
}

describe("order pool", () => {
  const book = bookOf([
    { due: 30, lines: [[0, 1]] },
    { due: 10, lines: [[1, 2]] },
    {
      due: 20,
      lines: [
        [0, 1],
        [1, 1],
      ],
    },
  ]);
  function filled(): OrderPool {
    const pool = new OrderPool(2);
    for (let order = 0; order < 3; order += 1) pool.release(pool.arrive(book, order));
    return pool;
  }

  test("held orders come out by due time, whatever their age", () => {
    const pool = new OrderPool(2);
    for (let order = 0; order < 3; order += 1) pool.arrive(book, order);
    const out: number[] = [];
    while (pool.heldCount > 0) {
      const entry = pool.firstHeld();
      out.push(pool.state.order[entry]);
      pool.release(entry);
    }
    expect(out).toEqual([1, 2, 0]);
  });

  test("released orders are found by age, by due time and by SKU", () => {
    const pool = filled();
    expect(byAge(pool)).toEqual([0, 1, 2]);
    expect(pool.state.order[pool.firstDue()]).toBe(1);
    expect(bySku(pool, 0)).toEqual([0, 2]);
    expect(bySku(pool, 1)).toEqual([1, 2]);
    expect([...pool.state.skuWaiting]).toEqual([2, 3]);
  });

  test("an assigned order is in no list, and its id is forgotten when it is done", () => {
    const pool = filled();
    pool.assign(pool.entryOf(1), 7);
    expect(byAge(pool)).toEqual([0, 2]);
    expect(bySku(pool, 1)).toEqual([2]);
    expect(pool.state.order[pool.firstDue()]).toBe(2);
    expect(pool.state.station[pool.entryOf(1)]).toBe(7);
    pool.finish(pool.entryOf(1));
    expect(pool.entryOf(1)).toBe(-1);
  });

  test("a blocked order comes back to its place by age when its SKU is there again", () => {
    const pool = filled();
    pool.block(pool.entryOf(0), 0);
    expect([byAge(pool), pool.blockedCount]).toEqual([[1, 2], 1]);
    pool.wake(1, 5);
    expect(pool.blockedCount).toBe(1);
    pool.wake(0, 5);
    expect([byAge(pool), pool.blockedCount]).toEqual([[0, 1, 2], 0]);
  });

  test("memory follows the open orders, not all orders ever", () => {
    const many = bookOf(Array.from({ length: 5000 }, (_, id) => ({ due: id, lines: [[0, 1]] as const })));
    const pool = new OrderPool(1);
    for (let order = 0; order < 5000; order += 1) {
      pool.release(pool.arrive(many, order));
      pool.firstDue();
      pool.assign(pool.entryOf(order), 0);
      pool.finish(pool.entryOf(order));
    }
    expect([pool.state.entryTotal, pool.state.nodeTotal]).toEqual([1, 1]);
  });

  test("any mixture of arrivals, releases, blocks, assignments and ends keeps all indexes true", () => {
    for (let seed = 1; seed <= 12; seed += 1) checkMixture(seed);
  });
});

function checkMixture(seed: number): void {
  const random = new Random(seed, "test");
  const skuCount = 4;
  const orders = Array.from({ length: 120 }, () => ({
    due: random.below(50),
    lines: Array.from(
      { length: 1 + random.below(3) },
      () => [random.below(skuCount), 1 + random.below(3)] as const,
    ),
  }));
  const book = bookOf(orders);
  const pool = new OrderPool(skuCount);
  const phase = new Map<number, number>();
  const inPhase = (wanted: number) => [...phase].filter(([, found]) => found === wanted).map(([id]) => id);
  let arrived = 0;
  for (let move = 0; move < 300; move += 1) {
    const dice = random.uniform();
    const released = inPhase(OrderPhase.released);
    if (dice < 0.3 && arrived < orders.length) {
      pool.arrive(book, arrived);
      phase.set(arrived++, OrderPhase.held);
    } else if (dice < 0.5 && pool.heldCount > 0) {
      const entry = pool.firstHeld();
      phase.set(pool.state.order[entry], OrderPhase.released);
      pool.release(entry);
    } else if (dice < 0.65 && released.length > 0) {
      const order = released[random.below(released.length)];
      pool.block(pool.entryOf(order), orders[order].lines[0][0]);
      phase.set(order, OrderPhase.blocked);
    } else if (dice < 0.75) {
      const sku = random.below(skuCount);
      pool.wake(sku, 2);
      for (const order of inPhase(OrderPhase.blocked)) {
        phase.set(order, pool.state.phase[pool.entryOf(order)]);
      }
    } else if (dice < 0.9 && released.length > 0) {
      const entry = random.uniform() < 0.5 ? pool.firstDue() : pool.state.head;
      phase.set(pool.state.order[entry], OrderPhase.assigned);
      pool.assign(entry, 0);
    } else if (phase.size > 0) {
      const all = [...phase.keys()];
      const order = all[random.below(all.length)];
      pool.finish(pool.entryOf(order));
      phase.delete(order);
    }
    if (move % 5 !== 0) continue;
    const restored = new OrderPool(skuCount);
    restored.restore(pool.snapshot());
    for (const checked of move % 50 === 0 ? [pool, restored] : [pool]) {
      const why = `seed ${seed}, move ${move}; repeat: npx vitest run test/dispatch/order-pool`;
      const now = inPhase(OrderPhase.released);
      expect(
        byAge(checked).sort((a, b) => a - b),
        why,
      ).toEqual(now.sort((a, b) => a - b));
      expect(checked.releasedCount, why).toBe(now.length);
      expect(checked.blockedCount, why).toBe(inPhase(OrderPhase.blocked).length);
      expect(checked.heldCount, why).toBe(inPhase(OrderPhase.held).length);
      const dueFirst = now.sort((a, b) => orders[a].due - orders[b].due || a - b)[0] ?? -1;
      const entry = checked.firstDue();
      expect(entry < 0 ? -1 : checked.state.order[entry], why).toBe(dueFirst);
      for (let sku = 0; sku < skuCount; sku += 1) {
        const lines = now.flatMap((order) => orders[order].lines.filter(([other]) => other === sku));
        expect(bySku(checked, sku).length, why).toBe(lines.length);
        expect(checked.state.skuWaiting[sku], why).toBe(lines.reduce((sum, [, units]) => sum + units, 0));
      }
    }
  }
}
