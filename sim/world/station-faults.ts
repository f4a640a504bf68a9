// What befalls a station and its person: closed for a time, away, slower, another person with another pace.
import { EventKind, OrderState, type OrdersOfClosedStation, StationKind } from "../model/index.ts";
import { returnPart, takeBackRequests, takeOffBelt } from "./cancelling.ts";
import type { WorldState } from "./world-state.ts";

/** Closes the station; returns the step in which it may open again, later closings included. */
export function closeForFault(
  state: WorldState,
  station: number,
  steps: number,
  orders: OrdersOfClosedStation,
): number {
  const { stations } = state;
  if (stations.open[station] === 1) {
    stations.open[station] = 0;
    stations.reopens[station] = 1;
    state.events.add(EventKind.stationClosed, station);
  }
  const until = Math.max(stations.closedUntilStep[station]!, state.step + Math.max(1, steps));
  stations.closedUntilStep[station] = until;
  if (orders === "hand-back") handBack(state, station);
  return until;
}

export function endFaultClosing(state: WorldState, station: number): void {
  const { stations } = state;
  if (state.step < stations.closedUntilStep[station]!) return;
  stations.closedUntilStep[station] = 0;
  if (stations.reopens[station] === 0) return;
  stations.reopens[station] = 0;
  stations.open[station] = 1;
  state.events.add(EventKind.stationOpened, station);
}

/** Nobody works until the step returned, other absences included; a unit in hand is finished. */
export function goAway(state: WorldState, station: number, steps: number): number {
  const { stations } = state;
  const until = Math.max(stations.awayUntilStep[station]!, state.step + Math.max(1, steps));
  stations.away[station] = 1;
  stations.awayUntilStep[station] = until;
  return until;
}

export function comeBack({ stations, step }: WorldState, station: number): void {
  if (step < stations.awayUntilStep[station]!) return;
  stations.away[station] = 0;
  stations.awayUntilStep[station] = 0;
}

/** Units begun until the step returned take longer; a second slowing replaces the first one's factor. */
export function slowDown(state: WorldState, station: number, steps: number, timeFactor: number): number {
  const { stations } = state;
  const until = Math.max(stations.slowUntilStep[station]!, state.step + Math.max(1, steps));
  stations.slowUntilStep[station] = until;
  stations.slowFactor[station] = timeFactor;
  return until;
}

export function stopSlowing({ stations, step }: WorldState, station: number): void {
  if (step < stations.slowUntilStep[station]!) return;
  stations.slowUntilStep[station] = 0;
  stations.slowFactor[station] = 1;
}

/** Draws a pace for every person, from the station's own stream: normal around 1, drawn again while out of bounds. */
export function drawPaces(state: WorldState): void {
  const { people } = state.setup;
  if (people === undefined) return;
  const { pace } = state.stations;
  for (let station = 0; station < pace.length; station += 1) {
    const given = people.pace[station] ?? Number.NaN;
    pace[station] = Number.isNaN(given) ? drawPace(state, station) : given;
  }
}

const drawsMax = 64;

function drawPace(state: WorldState, station: number): number {
  const { paceDeviation, paceMin, paceMax } = state.setup.people!;
  if (paceDeviation === 0) return Math.min(paceMax, Math.max(paceMin, 1));
  let pace = 1;
  for (let draw = 0; draw < drawsMax; draw += 1) {
    pace = state.people[station]!.normal(1, paceDeviation);
    if (pace >= paceMin && pace <= paceMax) return pace;
  }
  return Math.min(paceMax, Math.max(paceMin, pace));
}

/** Orders of which nothing has been picked go back to wait for a station. Bundles wait where they are. */
function handBack(state: WorldState, station: number): void {
  const { orders, stations } = state;
  if (stations.kind[station] !== StationKind.pick) return;
  for (let order = 0; order < orders.count; order += 1) {
    if (orders.state[order] !== OrderState.assigned) continue;
    if (orders.isInParts(order)) handBackParts(state, order, station);
    else if (orders.station[order] === station && orders.unitsPicked(order) === 0) {
      if (takeOffBelt(state, order, station)) returnOrder(state, order, station);
    }
  }
}

/** An order of which no part is left anywhere, none done either, waits as it did when it came. */
function handBackParts(state: WorldState, order: number, station: number): void {
  const { orders } = state;
  for (let part = 0; part < orders.parts[order]!; part += 1) {
    const line = orders.lineOfPart(order, part);
    if (line < 0 || orders.lineStation[line] !== station || orders.pickedOfPart(order, part) > 0) continue;
    if (orders.partsOpen[order] === 1 && orders.unitsPicked(order) === 0) returnOrder(state, order, station);
    else returnPart(state, order, part);
  }
}

function returnOrder(state: WorldState, order: number, station: number): void {
  const { orders, stations } = state;
  const first = orders.firstLine[order]!;
  takeBackRequests(state, station, first, orders.endLine(order));
  for (let line = first; line < orders.endLine(order); line += 1) {
    orders.lineStation[line] = -1;
    orders.linePart[line] = -1;
  }
  orders.parts[order] = 0;
  orders.partsOpen[order] = 0;
  orders.state[order] = OrderState.waiting;
  orders.station[order] = -1;
  orders.assignedStep[order] = -1;
  orders.waiting += 1;
  stations.slotsUsed[station]! -= 1;
  state.events.add(EventKind.orderReturned, order, station);
}
