// Taking over a world, fresh or in full swing: open orders, bundles at the dock, pods on robots.
import { Activity, BundleState, OrderState } from "../../../sim/model/index.ts";
import type { DispatchContext } from "../context.ts";
import { Mission, unclaimed } from "../state/missions.ts";

export function takeIn(context: DispatchContext): void {
  const { observation, orders, stations, dock } = context;
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
    if (where === BundleState.dock) dock.find(observation.bundles, bundle);
    if (where === BundleState.assigned) dock.findAssigned(observation.bundles, bundle);
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
  for (let robot = 0; robot < observation.robots.count; robot += 1) takeInRobot(context, robot);
}

/** A robot with a pod stores it; one in the middle of a lift or of setting down ends that first. */
function takeInRobot(context: DispatchContext, robot: number): void {
  const { observation, missions, storage, geometry } = context;
  const { robots } = observation;
  const { state } = missions;
  const cell = robots.cell[robot];
  const place = geometry.placeOf(cell, robots.level[robot]);
  const busy = robots.busySteps[robot] > 0;
  state.lastCell[robot] = cell;
  if (busy && robots.activity[robot] === Activity.failed) state.failedAt[robot] = context.step;
  let pod = robots.pod[robot];
  let mission: Mission = Mission.toPlace;
  if (busy && place >= 0) {
    // A robot that failed does not show whether it was lifting: beneath a pod it may be, and lets go of it if not.
    const lifts = robots.activity[robot] === Activity.lifting || robots.activity[robot] === Activity.failed;
    if (pod < 0 && lifts) {
      pod = storage.state.pod[place];
      mission = Mission.lifting;
    } else if (pod >= 0 && storage.isFree(place)) {
      storage.take(place, pod);
      state.goal[robot] = cell;
      mission = Mission.settingDown;
    }
  }
  if (pod < 0 || state.claim[pod] !== unclaimed) return;
  state.claim[pod] = robot;
  state.pod[robot] = pod;
  missions.enter(robot, mission, context.step);
}
