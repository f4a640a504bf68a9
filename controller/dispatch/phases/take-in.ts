// Taking over a world, fresh or in full swing: open orders, bundles at the dock, pods on robots.
import { Activity, BundleState, OrderState } from "../../../sim/model/index.ts";
import type { DispatchContext } from "../context.ts";
import { closeEntry } from "../promises.ts";
import { Mission, unclaimed } from "../state/missions.ts";

export function takeIn(context: DispatchContext): void {
  const { observation, orders, stations, dock } = context;
  context.state.started = 1;
  for (let order = 0; order < observation.orders.count; order += 1) {
    const phase = observation.orders.state[order];
    if (phase !== OrderState.waiting && phase !== OrderState.assigned) continue;
    const entry = orders.arrive(observation.orders, order);
    if (phase === OrderState.assigned) takeInAssigned(context, entry);
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

/** Each part of the order goes to its station, those that are done leave; lines that no station has wait on. */
function takeInAssigned(context: DispatchContext, entry: number): void {
  const { observation, orders } = context;
  const { lineStation, linePart, lineUnits, linePicked } = observation.orders;
  orders.release(entry);
  const { firstNode, nodeSibling, nodeLine } = orders.state;
  const parts = new Map<number, number[]>();
  let lines = 0;
  for (let node = firstNode[entry]; node >= 0; node = nodeSibling[node]) {
    const part = linePart[nodeLine[node]];
    if (part >= 0) parts.set(part, [...(parts.get(part) ?? []), node]);
    lines += 1;
  }
  for (const nodes of parts.values()) {
    const station = lineStation[nodeLine[nodes[0]]];
    const isDone = nodes.every((node) => lineUnits[nodeLine[node]] === linePicked[nodeLine[node]]);
    const isAll = nodes.length === lines;
    lines -= nodes.length;
    if (isAll) orders.assign(entry, station);
    const part = isAll ? entry : orders.assignPart(entry, nodes, station);
    takeInPart(context, part, station);
    // What the person is still putting away keeps its slot in the world, not here.
    if (isDone && parts.size > 1) closeEntry(context, part);
  }
}

function takeInPart(context: DispatchContext, entry: number, station: number): void {
  const { stations, orders } = context;
  stations.addOrder(station, entry);
  stations.state.stale[station] = 1;
  const { firstNode, nodeSibling, nodeNeed } = orders.state;
  // Needs are read from the order book in the next step, when old requests have been taken back.
  for (let node = firstNode[entry]; node >= 0; node = nodeSibling[node]) nodeNeed[node] = 0;
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
