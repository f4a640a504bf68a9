// What dispatch believes of requests and assigned orders, read anew after the world took some of them back: an order was
// cancelled or handed back by its station, or a command was refused.
import type { DispatchContext } from "../context.ts";

/** An order that its station does not have (any more) goes back to the pool with all its needs. */
export function backToPool(context: DispatchContext, station: number, entry: number): void {
  const { orders, stations, observation } = context;
  const { firstNode, nodeSibling, nodeSku, nodeNeed, nodeLine } = orders.state;
  for (let node = firstNode[entry]; node >= 0; node = nodeSibling[node]) {
    stations.state.unmet[station] -= nodeNeed[node];
    context.state.skuUnpromised[nodeSku[node]] -= nodeNeed[node];
    nodeNeed[node] = observation.orders.lineUnits[nodeLine[node]];
  }
  stations.removeOrder(station, entry);
  orders.unassign(entry);
}

/** Counts what every pod under way still has to do at its station, as the world has it. */
export function recountPending(context: DispatchContext): void {
  const { missions, observation } = context;
  for (let robot = 0; robot < missions.robotCount; robot += 1) {
    const pod = missions.state.pod[robot];
    const station = missions.state.station[robot];
    if (pod >= 0 && station >= 0) missions.state.pending[pod] = observation.requests.count(station, pod);
  }
}

/** Reads the stock of every pod bound for the station anew: units promised there may be free again. */
export function touchPodsOf(context: DispatchContext, station: number): void {
  const { stations, stock } = context;
  for (let k = 0; k < stations.state.podCount[station]; k += 1) stock.touch(stations.podAt(station, k));
}
