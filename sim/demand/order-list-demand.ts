// Replays a list of known orders, e.g. a site's own order file.
import { assert } from "../kernel/index.ts";
import type { ArrivalSink, DemandSnapshot, DemandSource } from "../model/index.ts";

/** One known order; an arrival step of 0 or below means before the run (history). `lines` alternates SKU, units. */
export interface KnownOrder {
  readonly arrivalStep: number;
  readonly dueStep: number;
  readonly priority: number;
  readonly lines: readonly number[];
}

/** Replays the orders of the run, in any order given; equal arrival steps keep the order of the list. History is left out. */
export function createOrderListDemand(orders: readonly KnownOrder[]): DemandSource {
  const rank = orders
    .map((order, index) => ({ order, index }))
    .filter(({ order }) => order.arrivalStep > 0)
    .sort((a, b) => a.order.arrivalStep - b.order.arrivalStep || a.index - b.index);
  const arrivalStep = Int32Array.from(rank, ({ order }) => order.arrivalStep);
  const dueStep = Int32Array.from(rank, ({ order }) => order.dueStep);
  const priority = Uint8Array.from(rank, ({ order }) => order.priority);
  const lines = rank.map(({ order }) => {
    assert(order.lines.length >= 2 && order.lines.length % 2 === 0, "an order's lines are SKU, units pairs");
    return Int32Array.from(order.lines);
  });
  let next = 0;
  return {
    arrive(step: number, _backlog: unknown, sink: ArrivalSink): void {
      while (next < arrivalStep.length && arrivalStep[next]! <= step) {
        sink.order(priority[next]!, dueStep[next]!, lines[next]!);
        next += 1;
      }
    },
    snapshot: (): DemandSnapshot => ({ version: 1, state: { next } }),
    restore(snapshot: DemandSnapshot): void {
      assert(snapshot.version === 1, "a demand snapshot of version 1");
      next = snapshot.state.next as number;
    },
  };
}
