// After a refused command: everything that dispatch believes about requests is read anew. Refusals do not occur in
// ordinary runs; they may when a live warehouse changes between observation and command.
import { OrderState } from "../../../sim/model/index.ts";
import type { DispatchContext } from "../context.ts";
import { backToPool, recountPending } from "./take-back.ts";

export function repairAfterReject(context: DispatchContext): void {
  const { observation, orders, stations, stock } = context;
  for (let pod = 0; pod < observation.pods.count; pod += 1) stock.touch(pod);
  for (let station = 0; station < stations.count; station += 1) {
    stations.state.stale[station] = 1;
    for (let k = stations.state.orderCount[station] - 1; k >= 0; k -= 1) {
      const entry = stations.orderAt(station, k);
      if (observation.orders.state[orders.state.order[entry]] !== OrderState.waiting) continue;
      // The world never took the order.
      backToPool(context, station, entry);
    }
  }
  recountPending(context);
}
