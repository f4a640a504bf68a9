// Orders split over stations (after Xie, Thieme, Krenzler, Li 2021): chosen as by pod-match-urgent, but of an order that the
// coming pods do not complete the station takes only the lines that they have in full; the others wait for a station whose
// pods have them. An order that is nearly late, or of which no line is covered, is not split.
import type { DispatchContext } from "../../context.ts";
import { because } from "../because.ts";
import type { OrderStationRule } from "../rule.ts";
import { podMatchUrgent } from "./pod-match-urgent.ts";
import { clearUnits, gatherPods } from "./sku-match.ts";
import { urgentOrder } from "./urgent.ts";

export const split: OrderStationRule = {
  choose: podMatchUrgent.choose,
  part(context, station, entry) {
    if (entry === urgentOrder(context, station)) return [];
    const skuCount = gatherPods(context, station, "all");
    const covered = coveredLines(context, entry);
    clearUnits(context, skuCount);
    return covered.length < lineCount(context, entry) ? covered : [];
  },
  explain(context, station, entry) {
    const lines = entry < 0 ? 0 : split.part!(context, station, entry).length;
    if (lines === 0) return podMatchUrgent.explain(context, station, entry);
    return because(
      "lines-on-coming-pods",
      context.orders.state.order[entry],
      lines,
      lineCount(context, entry),
    );
  },
};

/** Nodes of the order that `scratch.skuUnits` covers in full; lines of one SKU share its units. */
function coveredLines(context: DispatchContext, entry: number): readonly number[] {
  const { firstNode, nodeSibling, nodeSku, nodeNeed } = context.orders.state;
  const { skuUnits } = context.scratch;
  const covered: number[] = [];
  for (let node = firstNode[entry]; node >= 0; node = nodeSibling[node]) {
    let left = skuUnits[nodeSku[node]];
    for (const other of covered) if (nodeSku[other] === nodeSku[node]) left -= nodeNeed[other];
    if (left >= nodeNeed[node]) covered.push(node);
  }
  return covered;
}

function lineCount(context: DispatchContext, entry: number): number {
  const { firstNode, nodeSibling } = context.orders.state;
  let lines = 0;
  for (let node = firstNode[entry]; node >= 0; node = nodeSibling[node]) lines += 1;
  return lines;
}
