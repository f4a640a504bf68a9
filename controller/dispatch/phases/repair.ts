// After a refused command: everything that dispatch believes about requests is read anew. Refusals do not occur in
// ordinary runs; they may when a live warehouse changes between observation and command.
import type { DispatchContext } from "../context.ts";
import { backToPool, recountPending } from "./take-back.ts";

export function repairAfterReject(context: DispatchContext): void {
  const { observation, orders, stations, stock } = context;
  for (let pod = 0; pod < observation.pods.count; pod += 1) stock.touch(pod);
  for (let station = 0; station < stations.count; station += 1) {
    stations.state.stale[station] = 1;
    for (let k = stations.state.orderCount[station] - 1; k >= 0; k -= 1) {
      const entry = stations.orderAt(station, k);
      const line = orders.state.nodeLine[orders.state.firstNode[entry]];
      if (observation.orders.lineStation[line] >= 0) continue;
      // The world never took the order, or this part of it.
      backToPool(context, station, entry);
    }
  }
  recountPending(context);
}
