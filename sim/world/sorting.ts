// What a sorter does besides driving: people put parcels on trays at the inductions, robots tip them into chutes, full
// containers beneath chutes are exchanged.
import { Activity, EventKind, OrderState, RejectReason } from "../model/index.ts";
import { reject } from "./reject.ts";
import { Pending } from "./robot-table.ts";
import { startUnit } from "./serving.ts";
import type { SorterTable } from "./sorter-table.ts";
import type { WorldState } from "./world-state.ts";

/** Begins to tip the robot's parcel into the chute it was told, beside which it stands. Takes `setDownSteps`. */
export function startTip(state: WorldState, robot: number): void {
  const { robots, sorter, floor } = state;
  const chute = sorter === null ? -1 : sorter.target[robot]!;
  const cell = robots.cell[robot]!;
  if (sorter === null || sorter.parcel[robot]! < 0) {
    reject(state, RejectReason.noParcel, robot, cell);
    return;
  }
  if (floor.chutes?.tipCells[chute]?.includes(cell) !== true) {
    reject(state, RejectReason.notAtChute, robot, cell);
    return;
  }
  if (!takesParcel(sorter, chute)) {
    reject(state, RejectReason.chuteFull, robot, chute);
    return;
  }
  sorter.tipping[chute]! += 1;
  robots.activity[robot] = Activity.settingDown;
  robots.pending[robot] = Pending.tip;
  robots.occupy(robot, robots.types.setDownSteps[robots.type[robot]!]! - 1, Activity.settingDown);
  if (robots.busySteps[robot] === 0) finishTip(state, robot);
}

/** The parcel has fallen. In a chute of another destination it is lost for its own: the order ends as cancelled. */
export function finishTip(state: WorldState, robot: number): void {
  const { sorter, robots, orders, events } = state;
  if (sorter === null) return;
  const chute = sorter.target[robot]!;
  const order = sorter.parcel[robot]!;
  const line = orders.firstLine[order]!;
  robots.pending[robot] = Pending.nothing;
  sorter.parcel[robot] = -1;
  sorter.tipping[chute]! -= 1;
  sorter.fill[chute]! += 1;
  orders.partsOpen[order]! -= 1;
  events.add(EventKind.parcelTipped, robot, order, chute);
  if (orders.lineSku[line] === sorter.destination[chute]) {
    orders.linePicked[line] = 1;
    orders.unitsLeft[order] = 0;
    orders.state[order] = OrderState.done;
    orders.doneStep[order] = state.step;
    events.add(EventKind.unitPicked, line, -1, orders.station[order]!);
    events.add(EventKind.orderDone, order, orders.station[order]!);
  } else {
    sorter.misSorts += 1;
    orders.state[order] = OrderState.cancelled;
    events.add(EventKind.orderCancelled, order);
  }
  state.wantedUnits[orders.lineSku[line]!]! -= 1;
  if (sorter.fill[chute] !== sorter.capacity) return;
  sorter.exchangeSteps[chute] = sorter.stepsPerExchange;
  events.add(EventKind.chuteFull, chute);
}

function takesParcel(sorter: SorterTable, chute: number): boolean {
  return sorter.exchangeSteps[chute] === 0 && sorter.fill[chute]! + sorter.tipping[chute]! < sorter.capacity;
}

/** Part 6 of a step on a sorter floor. */
export function runSorter(state: WorldState, sorter: SorterTable): void {
  for (let chute = 0; chute < sorter.fill.length; chute += 1) {
    if (sorter.exchangeSteps[chute] === 0) continue;
    sorter.exchangeSteps[chute]! -= 1;
    if (sorter.exchangeSteps[chute]! > 0) continue;
    sorter.fill[chute] = 0;
    state.events.add(EventKind.chuteEmptied, chute);
  }
  for (let station = 0; station < state.stations.count; station += 1) induct(state, sorter, station);
}

function induct(state: WorldState, sorter: SorterTable, station: number): void {
  const { stations, robots } = state;
  if (stations.busySteps[station]! > 0) stations.busySteps[station]! -= 1;
  const robot = emptyTrayAt(state, sorter, station);
  if (robot < 0 || robots.busySteps[robot]! > 0) return;
  if (stations.inService[station] === 1) {
    putOnTray(state, sorter, station, robot);
    return;
  }
  const isBusy = stations.busySteps[station]! > 0;
  if (sorter.beltCount[station] === 0 || (stations.away[station] === 1 && !isBusy)) return;
  if (robots.activity[robot] === Activity.waiting) robots.activity[robot] = Activity.serving;
  if (!isBusy) startUnit(state, station, robot);
}

/** Notes which robot with an empty tray stands at the work cell; returns it or −1. */
function emptyTrayAt(state: WorldState, sorter: SorterTable, station: number): number {
  const { stations, robots } = state;
  const workCell = stations.workCell[station]!;
  const occupant = state.occupant[workCell]!;
  const isThere = occupant >= 0 && robots.cell[occupant] === workCell && sorter.parcel[occupant]! < 0;
  const robot = isThere ? occupant : -1;
  if (robot === stations.dockedRobot[station]) return robot;
  stations.dockedRobot[station] = robot;
  if (robot < 0) return -1;
  stations.podVisits[station]! += 1;
  state.events.add(EventKind.podArrived, robot, -1, station);
  return robot;
}

function putOnTray(state: WorldState, sorter: SorterTable, station: number, robot: number): void {
  const { stations } = state;
  const order = sorter.take(station);
  stations.inService[station] = 0;
  stations.slotsUsed[station]! -= 1;
  stations.pendingRequests[station]! -= 1;
  stations.unitsDone[station]! += 1;
  sorter.parcel[robot] = order;
  state.events.add(EventKind.parcelLoaded, robot, order, station);
}
