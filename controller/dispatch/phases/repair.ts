// After a refused command: everything that dispatch believes about requests is read anew. Refusals do not occur in
// ordinary runs; they may when a live warehouse changes between observation and command.
import { OrderState } from "../../../sim/model/index.ts";
import type { DispatchContext } from "../context.ts";

export function repairAfterReject(context: DispatchContext): void {
  const { observation, orders, stations, missions, stock } = context;
  for (let pod = 0; pod < observation.pods.count; pod += 1) stock.touch(pod);
  for (let station = 0; station < stations.count; station += 1) {
    stations.state.stale[station] = 1;
    for (let k = stations.state.orderCount[station] - 1; k >= 0; k -= 1) {
      const entry = stations.orderAt(station, k);
      if (observation.orders.state[orders.state.order[entry]] !== OrderState.waiting) continue;
      // The world never took the order: it goes back to the pool with all its needs.
      const { firstNode, nodeSibling, nodeSku, nodeNeed, nodeLine } = orders.state;
      for (let node = firstNode[entry]; node >= 0; node = nodeSibling[node]) {
        stations.state.unmet[station] -= nodeNeed[node];
        context.state.skuUnpromised[nodeSku[node]] -= nodeNeed[node];
        nodeNeed[node] = observation.orders.lineUnits[nodeLine[node]];
      }
      stations.removeOrder(station, entry);
      orders.unassign(entry);
    }
  }
  for (let robot = 0; robot < missions.robotCount; robot += 1) {
    const pod = missions.state.pod[robot];
    const station = missions.state.station[robot];
    if (pod >= 0 && station >= 0) missions.state.pending[pod] = observation.requests.count(station, pod);
  }
}
