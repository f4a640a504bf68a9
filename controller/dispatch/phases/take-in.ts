// Taking over a world, fresh or in full swing: open orders, bundles at the dock, pods on robots.
import { BundleState, OrderState } from "../../../sim/model/index.ts";
import type { DispatchContext } from "../context.ts";
import { Mission, unclaimed } from "../state/missions.ts";

export function takeIn(context: DispatchContext): void {
  const { observation, orders, stations, missions, dock } = context;
  context.state.started = 1;
  for (let order = 0; order < observation.orders.count; order += 1) {
    const phase = observation.orders.state[order];
    if (phase !== OrderState.waiting && phase !== OrderState.assigned) continue;
    const entry = orders.arrive(observation.orders, order);
    if (phase !== OrderState.assigned) continue;
    const station = observation.orders.station[order];
    orders.release(entry);
    orders.assign(entry, station);
    stations.addOrder(station, entry);
    stations.state.stale[station] = 1;
    const { firstNode, nodeSibling, nodeNeed } = orders.state;
    // Needs are read from the order book in the next step, when old requests have been taken back.
    for (let node = firstNode[entry]; node >= 0; node = nodeSibling[node]) nodeNeed[node] = 0;
  }
  for (let bundle = 0; bundle < observation.bundles.count; bundle += 1) {
    const where = observation.bundles.state[bundle];
    if (where === BundleState.dock) dock.arrive(observation.bundles, bundle);
    if (where === BundleState.assigned) dock.arriveAssigned(observation.bundles, bundle);
  }
  for (let station = 0; station < stations.count; station += 1) {
    if (observation.stations.pendingRequests[station] === 0) continue;
    stations.state.stale[station] = 1;
    for (let pod = 0; pod < observation.pods.count; pod += 1) {
      if (observation.requests.count(station, pod) === 0) continue;
      context.commands.push({ kind: "withdraw", station, pod });
      context.stock.touch(pod);
    }
  }
  for (let robot = 0; robot < observation.robots.count; robot += 1) {
    missions.state.lastCell[robot] = observation.robots.cell[robot];
    const pod = observation.robots.pod[robot];
    if (pod < 0) continue;
    if (missions.state.claim[pod] !== unclaimed) continue;
    missions.state.claim[pod] = robot;
    missions.state.pod[robot] = pod;
    missions.enter(robot, Mission.toPlace, context.step);
  }
}
