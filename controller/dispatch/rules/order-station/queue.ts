// Look-ahead queues: every station keeps a queue of waiting orders that match its coming pods or its open orders, and fills free
// slots from it: orders due within ten minutes first, then those that the pod at the work cell completes, then those that
// all coming pods complete, then the longest queued. After the queue manager of RAWSim-O and its defaults.
import type { DispatchContext } from "../../context.ts";
import { limits } from "../../limits.ts";
import { because } from "../because.ts";
import type { OrderStationRule } from "../rule.ts";
import { countOpenLines } from "./lines-in-common.ts";
import { dueSeconds } from "./order-reasons.ts";
import { clearUnits, coveredUnits, gatherPods, isCovered, sumOverLines } from "./sku-match.ts";

/** Orders that wait in a station's queue. */
const queueLength = 20;
/** An order due within this time goes first. */
const vacantSeconds = 600;

export const queue: OrderStationRule = {
  choose(context, station) {
    fillQueue(context, station);
    return firstOfQueue(context, station);
  },
  explain(context, station, entry) {
    if (entry < 0) return because("no-order-waits");
    const { head, next, queuedFor, order } = context.orders.state;
    let queued = 0;
    for (let other = head; other >= 0; other = next[other]) if (queuedFor[other] === station) queued += 1;
    return because("first-in-queue", order[entry], queued, dueSeconds(context, entry));
  },
};

/** Stale reservations (orders set aside for want of stock and back again) keep their place. */
function fillQueue(context: DispatchContext, station: number): void {
  const { head, next, queuedFor } = context.orders.state;
  let queued = 0;
  let waiting = 0;
  let looked = 0;
  for (let entry = head; entry >= 0 && looked < limits.orderCandidatesMax; entry = next[entry]) {
    looked += 1;
    if (queuedFor[entry] === station) queued += 1;
    else if (queuedFor[entry] < 0) waiting += 1;
  }
  for (; queued < queueLength && waiting > 0; queued += 1, waiting -= 1) {
    const entry = bestForQueue(context, station);
    queuedFor[entry] = station;
  }
}

/** Most units on coming pods, then most lines in common with the open orders, then due first. */
function bestForQueue(context: DispatchContext, station: number): number {
  const { orders } = context;
  const matches = measure(context, gatherPods(context, station, "all"), coveredUnits);
  const common = measure(context, countOpenLines(context, station), sumOverLines);
  let best = -1;
  let bestAt = -1;
  forUnqueued(context, (entry, at) => {
    const better =
      best < 0 ||
      (matches[at] !== matches[bestAt]
        ? matches[at] > matches[bestAt]
        : common[at] !== common[bestAt]
          ? common[at] > common[bestAt]
          : orders.state.due[entry] < orders.state.due[best]);
    if (!better) return;
    best = entry;
    bestAt = at;
  });
  return best;
}

function measure(
  context: DispatchContext,
  skuCount: number,
  of: (context: DispatchContext, entry: number) => number,
): readonly number[] {
  const values: number[] = [];
  forUnqueued(context, (entry) => values.push(of(context, entry)));
  clearUnits(context, skuCount);
  return values;
}

function forUnqueued(context: DispatchContext, visit: (entry: number, at: number) => void): void {
  const { head, next, queuedFor } = context.orders.state;
  let looked = 0;
  let at = 0;
  for (let entry = head; entry >= 0 && looked < limits.orderCandidatesMax; entry = next[entry]) {
    looked += 1;
    if (queuedFor[entry] < 0) visit(entry, at++);
  }
}

function firstOfQueue(context: DispatchContext, station: number): number {
  const { head, next, queuedFor, due } = context.orders.state;
  const vacant = context.step + context.steps(vacantSeconds);
  const score = new Map<number, number>();
  const queued: number[] = [];
  let looked = 0;
  for (let entry = head; entry >= 0 && looked < limits.orderCandidatesMax; entry = next[entry]) {
    looked += 1;
    if (queuedFor[entry] !== station) continue;
    queued.push(entry);
    score.set(entry, due[entry] <= vacant ? 4 : 0);
  }
  for (const [which, value] of [
    ["docked", 2],
    ["all", 1],
  ] as const) {
    const skuCount = gatherPods(context, station, which);
    for (const entry of queued) if (isCovered(context, entry)) score.set(entry, score.get(entry)! + value);
    clearUnits(context, skuCount);
  }
  let best = -1;
  for (const entry of queued) if (best < 0 || score.get(entry)! > score.get(best)!) best = entry;
  return best;
}
