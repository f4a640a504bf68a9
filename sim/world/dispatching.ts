// Part 4 of a step: dispatch commands, in list order. A command that cannot be done is refused with its reason; ids that
// do not exist are faults of the brain.
import { assert } from "../kernel/index.ts";
import {
  BundleState,
  type DispatchCommand,
  EventKind,
  OrderState,
  RejectReason,
  StationKind,
} from "../model/index.ts";
import { reject } from "./reject.ts";
import { requestSupply } from "./supply.ts";
import type { WorldState } from "./world-state.ts";

/** Why a command was refused; `accepted` when it was not. */
type Refusal = RejectReason | typeof accepted;
const accepted = -1;

export function dispatch(state: WorldState, command: DispatchCommand): void {
  switch (command.kind) {
    case "assign-order": {
      const { order, station, lines } = command;
      report(state, assignOrder(state, order, station, lines), order, station);
      break;
    }
    case "pick": {
      const { station, pod, line, units } = command;
      report(state, pick(state, station, pod, line, units), line, pod);
      break;
    }
    case "stow": {
      const { station, pod, bundle } = command;
      report(state, stow(state, station, pod, bundle), bundle, pod);
      break;
    }
    case "withdraw":
      withdraw(state, command.station, command.pod);
      break;
    case "request-supply":
      checkId("SKU", command.sku, state.setup.skus.count);
      checkUnits(command.units);
      requestSupply(state, command.sku, command.units);
      break;
    case "open-station":
      report(state, openStation(state, command.station), command.station, -1);
      break;
    case "close-station":
      closeStation(state, command.station);
      break;
  }
}

function report(state: WorldState, refusal: Refusal, a: number, b: number): void {
  if (refusal !== accepted) reject(state, refusal, a, b);
}

/** Whether a station of this kind can take one more order or bundle. */
function roomAt({ stations }: WorldState, station: number, kind: StationKind): Refusal {
  if (stations.kind[station] !== kind) return RejectReason.wrongStationKind;
  if (stations.open[station] === 0) return RejectReason.stationClosed;
  if (stations.slotsUsed[station]! >= stations.slots[station]!) return RejectReason.stationFull;
  return accepted;
}

function assignOrder(
  state: WorldState,
  order: number,
  station: number,
  lines: readonly number[] | undefined,
): Refusal {
  const { orders, stations } = state;
  checkId("order", order, orders.count);
  checkId("station", station, stations.count);
  const isFirst = orders.state[order] === OrderState.waiting;
  if (!isFirst && orders.state[order] !== OrderState.assigned) return RejectReason.orderNotWaiting;
  const taken = lines ?? unassignedLines(state, order);
  if (taken.length === 0) return RejectReason.orderNotWaiting;
  for (const line of taken) {
    checkId("line", line, orders.lineTotal);
    assert(orders.lineOrder[line] === order, `line ${line} must belong to order ${order}`);
    if (orders.lineStation[line]! >= 0) return RejectReason.orderNotWaiting;
  }
  const refusal = roomAt(state, station, StationKind.pick);
  if (refusal !== accepted) return refusal;
  const part = orders.parts[order]!;
  orders.parts[order] = part + 1;
  orders.partsOpen[order]! += 1;
  for (const line of taken) {
    orders.lineStation[line] = station;
    orders.linePart[line] = part;
  }
  stations.slotsUsed[station]! += 1;
  if (!isFirst) {
    state.events.add(EventKind.orderPartAssigned, order, station, taken[0]!);
    return accepted;
  }
  orders.state[order] = OrderState.assigned;
  orders.station[order] = station;
  orders.assignedStep[order] = state.step;
  orders.waiting -= 1;
  if (state.sorter !== null) {
    state.sorter.feed(station, order);
    stations.pendingRequests[station]! += 1;
  }
  state.events.add(EventKind.orderAssigned, order, station);
  return accepted;
}

function unassignedLines({ orders }: WorldState, order: number): readonly number[] {
  const lines: number[] = [];
  for (let line = orders.firstLine[order]!; line < orders.endLine(order); line += 1) {
    if (orders.lineStation[line]! < 0) lines.push(line);
  }
  return lines;
}

/** Reserves the units slot by slot, one request per slot they come from. */
function pick(state: WorldState, station: number, pod: number, line: number, units: number): Refusal {
  const { orders, stations, pods } = state;
  checkId("station", station, stations.count);
  checkId("pod", pod, pods.count);
  checkId("line", line, orders.lineTotal);
  checkUnits(units);
  const order = orders.lineOrder[line]!;
  if (orders.state[order] !== OrderState.assigned || orders.lineStation[line] !== station) {
    return RejectReason.orderNotAtStation;
  }
  if (orders.lineUnits[line]! - orders.linePicked[line]! - orders.lineReserved[line]! < units) {
    return RejectReason.lineNeedsFewer;
  }
  const sku = orders.lineSku[line]!;
  if (pods.unpromisedUnits(pod, sku) < units) return RejectReason.podLacksUnits;
  let left = units;
  for (let slot = pod * pods.slotsPerPod; left > 0; slot += 1) {
    if (pods.slotSku[slot] !== sku) continue;
    const taken = Math.min(left, pods.slotUnits[slot]! - pods.slotReserved[slot]!);
    if (taken === 0) continue;
    pods.slotReserved[slot]! += taken;
    state.requests.add(station, pod, line, slot, taken);
    left -= taken;
  }
  orders.lineReserved[line]! += units;
  stations.pendingRequests[station]! += units;
  return accepted;
}

function stow(state: WorldState, station: number, pod: number, bundle: number): Refusal {
  const { bundles, stations, pods, setup } = state;
  checkId("station", station, stations.count);
  checkId("pod", pod, pods.count);
  checkId("bundle", bundle, bundles.count);
  if (bundles.state[bundle] !== BundleState.dock) return RejectReason.bundleNotAtDock;
  const refusal = roomAt(state, station, StationKind.replenish);
  if (refusal !== accepted) return refusal;
  const sku = bundles.sku[bundle]!;
  const volume = bundles.units[bundle]! * setup.skus.unitVolume[sku]!;
  const slot = pods.slotFor(pod, sku);
  if (slot < 0 || !pods.hasRoom(pod, volume)) return RejectReason.podLacksSpace;
  pods.promise(pod, slot, sku, volume);
  bundles.state[bundle] = BundleState.assigned;
  bundles.station[bundle] = station;
  bundles.pod[bundle] = pod;
  bundles.slot[bundle] = slot;
  bundles.atDock -= 1;
  state.requests.add(station, pod, bundle, slot, 1);
  stations.slotsUsed[station]! += 1;
  stations.pendingRequests[station]! += 1;
  return accepted;
}

/** A unit or bundle already in the person's hands is finished; everything else is taken back. */
function withdraw(state: WorldState, station: number, pod: number): void {
  const { requests, stations, robots } = state;
  checkId("station", station, stations.count);
  checkId("pod", pod, state.pods.count);
  const docked = stations.dockedRobot[station]!;
  const kept = stations.inService[station] === 1 && robots.pod[docked] === pod ? 1 : 0;
  let keep = kept;
  for (let request = requests.first(station, pod); request >= 0; request = requests.next[request]!) {
    const units = requests.units[request]! - keep;
    keep = 0;
    if (units > 0) release(state, station, pod, requests.item[request]!, requests.slot[request]!, units);
  }
  requests.truncate(station, pod, kept);
}

/** Frees what one request held, the request itself left to the caller. */
export function release(
  state: WorldState,
  station: number,
  pod: number,
  item: number,
  slot: number,
  units: number,
): void {
  const { stations, orders, bundles, pods } = state;
  stations.pendingRequests[station]! -= units;
  if (stations.kind[station] === StationKind.pick) {
    pods.slotReserved[slot]! -= units;
    orders.lineReserved[item]! -= units;
    return;
  }
  stations.slotsUsed[station]! -= 1;
  bundles.state[item] = BundleState.dock;
  bundles.station[item] = -1;
  bundles.pod[item] = -1;
  bundles.slot[item] = -1;
  bundles.atDock += 1;
  pods.endPromise(pod, slot, bundles.units[item]! * state.setup.skus.unitVolume[bundles.sku[item]!]!);
}

function openStation(state: WorldState, station: number): Refusal {
  const { stations } = state;
  checkId("station", station, stations.count);
  if (stations.open[station] === 1) return accepted;
  if (stations.closedUntilStep[station]! > 0) return RejectReason.stationClosed;
  stations.open[station] = 1;
  state.events.add(EventKind.stationOpened, station);
  return accepted;
}

/** The station takes nothing new and finishes what it holds. Under a fault it then stays closed when the fault ends. */
function closeStation(state: WorldState, station: number): void {
  const { stations } = state;
  checkId("station", station, stations.count);
  stations.reopens[station] = 0;
  if (stations.open[station] === 0) return;
  stations.open[station] = 0;
  state.events.add(EventKind.stationClosed, station);
}

function checkId(what: string, id: number, count: number): void {
  assert(Number.isInteger(id) && id >= 0 && id < count, `${what} must be 0 … ${count - 1}, got ${id}`);
}
function checkUnits(units: number): void {
  assert(Number.isInteger(units) && units > 0, `units must be a positive integer, got ${units}`);
}
