// The few changes that dispatch makes to orders, pods and stations, each with its command to the world.
import type { DispatchContext } from "./context.ts";
import { Mission, unclaimed } from "./state/missions.ts";
import { OrderPhase } from "./state/order-pool.ts";

/** The SKU that an order, or some lines (nodes) of it, lacks on the floor; −1 when every line can be served. */
export function lackingSku(context: DispatchContext, entry: number, nodes: readonly number[] = []): number {
  const { firstNode, nodeSibling, nodeSku, nodeNeed } = context.orders.state;
  for (let node = firstNode[entry]; node >= 0; node = nodeSibling[node]) {
    if (nodes.length > 0 && !nodes.includes(node)) continue;
    let need = nodeNeed[node];
    for (let other = nodeSibling[node]; other >= 0; other = nodeSibling[other]) {
      if (nodeSku[other] === nodeSku[node]) need += nodeNeed[other];
    }
    if (context.spareUnits(nodeSku[node]) < need) return nodeSku[node];
  }
  return -1;
}

/**
 * Gives an order, or as a part of it some of its lines (nodes), to a station and takes what it can from pods already bound
 * for it (injection).
 */
export function assignOrder(
  context: DispatchContext,
  wanted: number,
  station: number,
  nodes: readonly number[] = [],
): void {
  const { orders, stations } = context;
  const entry = nodes.length > 0 ? orders.assignPart(wanted, nodes, station) : wanted;
  if (entry === wanted) orders.assign(entry, station);
  const order = orders.state.order[entry];
  // An order that goes to one station as a whole needs no list of lines.
  context.commands.push(
    orders.isInParts(entry)
      ? { kind: "assign-order", order, station, lines: linesOf(context, entry) }
      : { kind: "assign-order", order, station },
  );
  stations.addOrder(station, entry);
  stations.state.slotsFree[station] -= 1;
  stations.state.assignments[station] += 1;
  const { firstNode, nodeSibling, nodeSku, nodeNeed } = orders.state;
  for (let node = firstNode[entry]; node >= 0; node = nodeSibling[node]) {
    stations.state.unmet[station] += nodeNeed[node];
    context.state.skuUnpromised[nodeSku[node]] += nodeNeed[node];
  }
  for (let k = 0; k < stations.state.podCount[station]; k += 1) {
    const pod = stations.podAt(station, k);
    if (servesInjection(context, pod)) promiseFromPod(context, entry, station, pod);
  }
}

function linesOf(context: DispatchContext, entry: number): readonly number[] {
  const { firstNode, nodeSibling, nodeLine } = context.orders.state;
  const lines: number[] = [];
  for (let node = firstNode[entry]; node >= 0; node = nodeSibling[node]) lines.push(nodeLine[node]);
  return lines;
}

/** True for a pod whose mission is sound, so that new requests may rely on it. */
export function servesInjection(context: DispatchContext, pod: number): boolean {
  const robot = context.missions.state.claim[pod];
  return robot !== unclaimed && context.missions.state.failedAt[robot] < 0;
}

/** Promises all units of an order that the pod has free; returns how many. */
export function promiseFromPod(
  context: DispatchContext,
  entry: number,
  station: number,
  pod: number,
): number {
  const { orders, stock, stations, missions } = context;
  const { firstNode, nodeSibling, nodeSku, nodeNeed, nodeLine } = orders.state;
  let promised = 0;
  for (let node = firstNode[entry]; node >= 0; node = nodeSibling[node]) {
    if (nodeNeed[node] === 0) continue;
    const sku = nodeSku[node];
    const units = Math.min(nodeNeed[node], stock.freeOf(pod, sku));
    if (units === 0) continue;
    context.commands.push({ kind: "pick", station, pod, line: nodeLine[node], units });
    stock.take(pod, sku, units);
    nodeNeed[node] -= units;
    stations.state.unmet[station] -= units;
    context.state.skuUnpromised[sku] -= units;
    promised += units;
  }
  missions.state.pending[pod] += promised;
  return promised;
}

/** Promises to a station's open orders, oldest first, all that a pod bound for it has free; returns the units. */
export function promiseToStation(context: DispatchContext, station: number, pod: number): number {
  const { stations } = context;
  let promised = 0;
  for (let k = 0; k < stations.state.orderCount[station] && stations.state.unmet[station] > 0; k += 1) {
    promised += promiseFromPod(context, stations.orderAt(station, k), station, pod);
  }
  return promised;
}

/** Sends the k-th bundle of the dock into a pod bound for a replenishment station. */
export function promiseStow(context: DispatchContext, k: number, station: number, pod: number): void {
  const { dock, stock, stations, missions, observation } = context;
  const bundle = dock.state.bundle[k];
  context.commands.push({ kind: "stow", station, pod, bundle });
  stock.takeRoom(pod, observation.bundles.sku[bundle], observation.bundles.units[bundle]);
  stations.state.slotsFree[station] -= 1;
  missions.state.pending[pod] += 1;
  dock.promiseAt(k);
}

/** Claims a pod for a robot's mission to a station. */
export function claimPod(context: DispatchContext, robot: number, pod: number, station: number): void {
  const { missions, stations } = context;
  missions.state.claim[pod] = robot;
  missions.state.pod[robot] = pod;
  missions.state.station[robot] = station;
  missions.state.pending[pod] = 0;
  stations.addPod(station, pod);
}

/** The pod is bound for its station no more; what it had promised is taken back and looked for anew next step. */
export function leaveStation(context: DispatchContext, robot: number): void {
  const { missions, stations, stock } = context;
  const pod = missions.state.pod[robot];
  const station = missions.state.station[robot];
  if (station < 0) return;
  stations.removePod(station, pod);
  if (missions.state.pending[pod] > 0) {
    context.commands.push({ kind: "withdraw", station, pod });
    stations.state.stale[station] = 1;
    stock.touch(pod);
    missions.state.pending[pod] = 0;
  }
  missions.state.station[robot] = -1;
}

/** Gives up a mission whose pod has not been lifted: the pod is free for others. */
export function abandonPod(context: DispatchContext, robot: number): void {
  const { missions, storage } = context;
  leaveStation(context, robot);
  if (missions.state.moveTo[robot] >= 0) storage.leave(missions.state.moveTo[robot]);
  missions.state.moveTo[robot] = -1;
  missions.state.claim[missions.state.pod[robot]] = unclaimed;
  missions.state.pod[robot] = -1;
  missions.state.goal[robot] = -1;
  missions.enter(robot, Mission.idle, context.step);
}

/** Reads the needs of a station's open orders anew, after requests were taken back or refused. */
export function rereadNeeds(context: DispatchContext, station: number): void {
  const { stations, orders, observation } = context;
  const { lineUnits, linePicked, lineReserved } = observation.orders;
  const { firstNode, nodeSibling, nodeSku, nodeNeed, nodeLine, phase } = orders.state;
  for (let k = 0; k < stations.state.orderCount[station]; k += 1) {
    const entry = stations.orderAt(station, k);
    if (phase[entry] !== OrderPhase.assigned) continue;
    for (let node = firstNode[entry]; node >= 0; node = nodeSibling[node]) {
      const line = nodeLine[node];
      const need = lineUnits[line] - linePicked[line] - lineReserved[line];
      stations.state.unmet[station] += need - nodeNeed[node];
      context.state.skuUnpromised[nodeSku[node]] += need - nodeNeed[node];
      nodeNeed[node] = need;
    }
  }
  stations.state.stale[station] = 0;
}

/** Takes an order that is done or cancelled, with all its parts, off its stations and out of the pool. */
export function closeOrder(context: DispatchContext, order: number): void {
  for (let entry = context.orders.entryOf(order); entry >= 0; entry = context.orders.entryOf(order)) {
    closeEntry(context, entry);
  }
}

/** Takes an order, or one part of it, off its station and out of the pool. */
export function closeEntry(context: DispatchContext, entry: number): void {
  const { orders, stations } = context;
  if (orders.state.phase[entry] === OrderPhase.assigned) {
    const station = orders.state.station[entry];
    const { firstNode, nodeSibling, nodeSku, nodeNeed } = orders.state;
    for (let node = firstNode[entry]; node >= 0; node = nodeSibling[node]) {
      stations.state.unmet[station] -= nodeNeed[node];
      context.state.skuUnpromised[nodeSku[node]] -= nodeNeed[node];
    }
    stations.removeOrder(station, entry);
  }
  orders.finish(entry);
}
