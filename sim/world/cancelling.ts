// Taking orders and bundles back from a station, and orders that are cancelled: what has been picked for them comes back to
// the dock as a bundle, so that no unit is ever lost.
import { EventKind, OrderState } from "../model/index.ts";
import { release } from "./dispatching.ts";
import type { WorldState } from "./world-state.ts";

/** Cancels an open order, unless it is too far: done, its last unit picked, or begun where that counts. */
export function cancelOrder(state: WorldState, order: number): void {
  const { orders, stations } = state;
  const until = state.setup.faults.cancellation?.until ?? "done";
  const isAssigned = orders.state[order] === OrderState.assigned;
  const isOpen = orders.state[order] === OrderState.waiting || isAssigned;
  if (orders.state[order] === OrderState.cancelled) return;
  if (!isOpen || orders.unitsLeft[order] === 0 || (isAssigned && until === "assigned")) {
    state.events.add(EventKind.cancellationTooLate, order);
    return;
  }
  const station = orders.station[order]!;
  if (isAssigned && !takeOffBelt(state, order, station)) {
    state.events.add(EventKind.cancellationTooLate, order);
    return;
  }
  const first = orders.firstLine[order]!;
  const end = orders.endLine(order);
  if (!isAssigned) orders.waiting -= 1;
  else if (orders.isInParts(order)) returnParts(state, order);
  else {
    takeBackRequests(state, station, first, end);
    stations.slotsUsed[station]! -= 1;
    orders.unassignPart(order, orders.linePart[first]!);
  }
  orders.state[order] = OrderState.cancelled;
  state.events.add(EventKind.orderCancelled, order, station);
  for (let line = first; line < end; line += 1) {
    const picked = orders.linePicked[line]!;
    const sku = orders.lineSku[line]!;
    state.wantedUnits[sku]! -= orders.lineUnits[line]! - picked;
    if (picked === 0) continue;
    state.events.add(EventKind.unitsReturned, state.bundles.add(state.step, sku, picked));
  }
}

/** Takes every part of an order that still holds a slot from its station; what is being put away counts as picked. */
function returnParts(state: WorldState, order: number): void {
  const { orders, stations } = state;
  for (let part = 0; part < orders.parts[order]!; part += 1) {
    const line = orders.lineOfPart(order, part);
    if (line < 0) continue;
    const station = orders.lineStation[line]!;
    const finishing = stations.finishing[station]!;
    const isFinishing =
      finishing >= 0 && orders.lineOrder[finishing] === order && orders.linePart[finishing] === part;
    if (isFinishing) stations.finishing[station] = -1;
    if (isFinishing || orders.leftOfPart(line) > 0) returnPart(state, order, part);
  }
}

/** Takes one part of an order from its station. */
export function returnPart(state: WorldState, order: number, part: number): void {
  const { orders, stations } = state;
  const some = orders.lineOfPart(order, part);
  const station = orders.lineStation[some]!;
  for (let line = some; line < orders.endLine(order); line += 1) {
    if (orders.linePart[line] === part) takeBackRequests(state, station, line, line + 1);
  }
  orders.unassignPart(order, part);
  stations.slotsUsed[station]! -= 1;
  state.events.add(EventKind.orderPartReturned, order, station, some);
}

/** On a sorter floor: takes a parcel off its induction's belt; false when it is on its way already. Elsewhere true. */
export function takeOffBelt({ sorter, stations }: WorldState, order: number, station: number): boolean {
  if (sorter === null) return true;
  if (!sorter.takeOut(station, order, stations.inService[station]!)) return false;
  stations.pendingRequests[station]! -= 1;
  return true;
}

/**
 * Frees everything that has been promised at a station for items `first … end − 1`: lines at a pick station, bundles at a
 * replenishment station. What the person has in hand of it goes back where it came from.
 */
export function takeBackRequests(state: WorldState, station: number, first: number, end: number): void {
  const { requests, stations, robots, pods } = state;
  const robot = stations.dockedRobot[station]!;
  const docked = robot >= 0 && stations.inService[station] === 1 ? robots.pod[robot]! : -1;
  for (let pod = 0; pod < pods.count; pod += 1) {
    const head = requests.first(station, pod);
    if (head < 0) continue;
    const inHand = requests.item[head]!;
    if (pod === docked && inHand >= first && inHand < end) stations.inService[station] = 0;
    requests.takeOut(station, pod, first, end, (item, slot, units) => {
      release(state, station, pod, item, slot, units);
    });
  }
}
