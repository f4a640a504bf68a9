// Part 6 of a step: stations serve the pods at their work cells, one unit or bundle at a time, in the order in which the
// requests were made.
import { math } from "../kernel/index.ts";
import { Activity, BundleState, EventKind, OrderState, StationKind } from "../model/index.ts";
import type { WorldState } from "./world-state.ts";

export function serveStations(state: WorldState): void {
  for (let station = 0; station < state.stations.count; station += 1) serve(state, station);
}

function serve(state: WorldState, station: number): void {
  const { stations, robots, requests } = state;
  if (stations.busySteps[station]! > 0) stations.busySteps[station]! -= 1;
  if (stations.busySteps[station] === 0 && stations.finishing[station]! >= 0) finishOrder(state, station);
  const robot = dock(state, station);
  // One that is on its way through the work cell is not served; in simulation it is busy as well.
  if (robot < 0 || robots.busySteps[robot]! > 0 || robots.entering[robot]! >= 0) return;
  const pod = robots.pod[robot]!;
  if (stations.inService[station] === 1) finishUnit(state, station, pod);
  if (requests.count(station, pod) === 0) {
    if (stations.announced[station] === 0) {
      stations.announced[station] = 1;
      state.events.add(EventKind.podServed, robot, pod, station);
    }
    return;
  }
  stations.announced[station] = 0;
  const isAway = stations.away[station] === 1;
  if (isAway && stations.busySteps[station] === 0) return;
  if (robots.activity[robot] === Activity.waiting) robots.activity[robot] = Activity.serving;
  if (stations.busySteps[station] === 0) startUnit(state, station, robot);
}

/** Notes which laden robot stands at the work cell; returns it or −1. */
function dock(state: WorldState, station: number): number {
  const { stations, robots, pods } = state;
  const workCell = stations.workCell[station]!;
  const occupant = state.occupant[workCell]!;
  // A robot that is still on its way into the cell fills it, but is not there yet.
  const isThere = occupant >= 0 && robots.cell[occupant] === workCell;
  const robot = isThere && robots.pod[occupant]! >= 0 ? occupant : -1;
  if (robot === stations.dockedRobot[station]) return robot;
  stations.dockedRobot[station] = robot;
  stations.announced[station] = 0;
  if (robot < 0) return -1;
  const pod = robots.pod[robot]!;
  stations.podVisits[station]! += 1;
  pods.visits[pod]! += 1;
  state.events.add(EventKind.podArrived, robot, pod, station);
  return robot;
}

/** Fractions of steps are carried on per station, so that service rates are exact on average. */
export function startUnit(state: WorldState, station: number, robot: number): void {
  const { stations, robots } = state;
  const factor = timeFactor(state, station);
  const person =
    scaled(stations.personMilliSteps[station]!, factor) + stations.personDebtMilliSteps[station]!;
  const personSteps = Math.floor(person / 1000);
  stations.personDebtMilliSteps[station] = person - personSteps * 1000;
  stations.busySteps[station] = personSteps;
  const pod = scaled(stations.podMilliSteps[station]!, factor) + stations.podDebtMilliSteps[station]!;
  const podSteps = Math.max(1, Math.floor(pod / 1000));
  // A unit that takes the pod less than a step is paid for by the next ones, as far as one step.
  stations.podDebtMilliSteps[station] = Math.max(-1000, pod - podSteps * 1000);
  stations.inService[station] = 1;
  robots.occupy(robot, podSteps, Activity.serving);
}

/** Time of the next unit over the station's seconds: the person's pace, a spell of slowness, and the unit's own draw. */
function timeFactor({ setup, stations, services }: WorldState, station: number): number {
  const mean = stations.pace[station]! * stations.slowFactor[station]!;
  const service = setup.people?.service;
  if (service === undefined || service.kind === "constant") return mean;
  const random = services[station]!;
  if (service.kind === "exponential") return mean * random.exponential(1);
  const variance = math.log(1 + service.variation * service.variation);
  return mean * math.exp(random.normal(-variance / 2, Math.sqrt(variance)));
}
function scaled(milliSteps: number, factor: number): number {
  return factor === 1 ? milliSteps : Math.round(milliSteps * factor);
}

function finishUnit(state: WorldState, station: number, pod: number): void {
  const { stations, requests } = state;
  const request = requests.first(station, pod);
  const item = requests.item[request]!;
  const slot = requests.slot[request]!;
  stations.inService[station] = 0;
  stations.pendingRequests[station]! -= 1;
  stations.unitsDone[station]! += 1;
  requests.serveFirst(station, pod, 1);
  if (stations.kind[station] === StationKind.pick) unitPicked(state, station, pod, item, slot);
  else bundleStowed(state, station, pod, item, slot);
}

function unitPicked(state: WorldState, station: number, pod: number, line: number, slot: number): void {
  const { orders, pods, stations } = state;
  const order = orders.lineOrder[line]!;
  pods.takeReservedUnit(pod, slot);
  orders.linePicked[line]! += 1;
  state.wantedUnits[orders.lineSku[line]!]! -= 1;
  orders.lineReserved[line]! -= 1;
  orders.unitsLeft[order]! -= 1;
  state.events.add(EventKind.unitPicked, line, pod, station);
  if (orders.leftOfPart(line) > 0) return;
  stations.finishing[station] = line;
  if (stations.busySteps[station] === 0) finishOrder(state, station);
}

/** The person has put the last unit of an order, or of a part of it, away: the pod may have left before. */
function finishOrder(state: WorldState, station: number): void {
  const { orders, stations } = state;
  const line = stations.finishing[station]!;
  const order = orders.lineOrder[line]!;
  stations.finishing[station] = -1;
  stations.slotsUsed[station]! -= 1;
  orders.partsOpen[order]! -= 1;
  if (orders.unitsLeft[order]! > 0 || orders.partsOpen[order]! > 0) {
    state.events.add(EventKind.orderPartDone, order, station, line);
    return;
  }
  orders.state[order] = OrderState.done;
  orders.doneStep[order] = state.step;
  state.events.add(EventKind.orderDone, order, station);
}

function bundleStowed(state: WorldState, station: number, pod: number, bundle: number, slot: number): void {
  const { bundles, pods, stations, setup } = state;
  const units = bundles.units[bundle]!;
  pods.addUnits(pod, slot, units);
  pods.endPromise(pod, slot, units * setup.skus.unitVolume[bundles.sku[bundle]!]!);
  bundles.state[bundle] = BundleState.stowed;
  stations.slotsUsed[station]! -= 1;
  state.events.add(EventKind.bundleStowed, bundle, pod, station);
}
