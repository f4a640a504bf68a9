// First phase: what happened in the step just taken, and what the last commands have changed.
import { EventKind } from "../../../sim/model/index.ts";
import type { DispatchContext } from "../context.ts";
import { abandonPod, closeEntry, closeOrder, rereadNeeds } from "../promises.ts";
import { Mission } from "../state/missions.ts";
import { OrderPhase } from "../state/order-pool.ts";
import { repairAfterReject } from "./repair.ts";
import { backToPool, recountPending, touchPodsOf } from "./take-back.ts";
import { takeIn } from "./take-in.ts";

export function ingest(context: DispatchContext): void {
  const { observation, stock } = context;
  context.commands.length = 0;
  context.action.fill(0);
  if (context.state.started === 0) {
    takeIn(context);
    countFreeSlots(context);
    return;
  }
  let rejected = false;
  let failures = false;
  let takenBack = false;
  const { events } = observation;
  for (let index = 0; index < events.count; index += 1) {
    const kind = events.kind(index);
    if (kind === EventKind.commandRejected) {
      rejected = true;
      context.missions.state.rejects += 1;
      context.missions.state.lastReject = events.a(index);
    } else if (isFailure(kind)) failures = true;
    else if (isTakenBack(kind)) {
      const station = events.b(index);
      takeBack(context, kind, events.a(index), station, events.c(index));
      if (station >= 0) touchPodsOf(context, station);
      takenBack = true;
    } else take(context, kind, events.a(index), events.b(index), events.c(index));
  }
  if (rejected) repairAfterReject(context);
  if (takenBack) recountPending(context);
  stock.syncTouched(observation.pods);
  countFreeSlots(context);
  rereadStale(context);
  // Failures come last: what they withdraw is to be read anew in the next step, not in this one.
  if (failures) takeFailures(context);
}

function isTakenBack(kind: EventKind): boolean {
  return (
    kind === EventKind.orderCancelled ||
    kind === EventKind.orderReturned ||
    kind === EventKind.orderPartReturned
  );
}

/** An order, or the part of it that `line` is in, is no longer at its station. */
function takeBack(
  context: DispatchContext,
  kind: EventKind,
  order: number,
  station: number,
  line: number,
): void {
  const { orders } = context;
  if (kind === EventKind.orderCancelled) closeOrder(context, order);
  else if (kind === EventKind.orderPartReturned) {
    backToPool(context, station, orders.entryOfLine(order, line));
  } else {
    // No other part of it is at a station.
    let entry = orders.entryOf(order);
    while (orders.state.phase[entry] !== OrderPhase.assigned) entry = orders.state.nextPart[entry];
    backToPool(context, station, entry);
  }
}

function countFreeSlots(context: DispatchContext): void {
  const { slots, slotsUsed } = context.observation.stations;
  const { slotsFree } = context.stations.state;
  for (let station = 0; station < slotsFree.length; station += 1) {
    slotsFree[station] = slots[station] - slotsUsed[station];
  }
}

function rereadStale(context: DispatchContext): void {
  const { stations, dock, observation } = context;
  let stale = false;
  for (let station = 0; station < stations.count; station += 1) {
    if (stations.state.stale[station] === 0) continue;
    stale = true;
    rereadNeeds(context, station);
  }
  if (stale) dock.takeBack(observation.bundles);
}

function takeFailures(context: DispatchContext): void {
  const { events } = context.observation;
  for (let index = 0; index < events.count; index += 1) {
    const kind = events.kind(index);
    if (isFailure(kind)) fail(context, events.a(index));
  }
}

/** The robot can do nothing for now; one that has left the floor is never heard of again. */
const isFailure = (kind: EventKind): boolean =>
  kind === EventKind.robotFailed || kind === EventKind.batteryEmpty || kind === EventKind.robotLeft;

function take(context: DispatchContext, kind: EventKind, a: number, b: number, c: number): void {
  const { observation, orders, missions, stock, storage, dock, geometry } = context;
  switch (kind) {
    case EventKind.orderArrived:
      orders.arrive(observation.orders, a);
      return;
    case EventKind.orderDone:
      closeOrder(context, a);
      return;
    case EventKind.orderPartDone: {
      // One that was done when the warehouse was taken over is not known.
      const entry = orders.entryOfLine(a, c);
      if (entry >= 0) closeEntry(context, entry);
      return;
    }
    case EventKind.unitPicked:
      stock.touch(b);
      if (missions.state.pending[b] > 0) missions.state.pending[b] -= 1;
      return;
    case EventKind.bundleStowed: {
      stock.touch(b);
      if (missions.state.pending[b] > 0) missions.state.pending[b] -= 1;
      dock.stowed(observation.bundles, a);
      orders.wake(observation.bundles.sku[a], observation.bundles.units[a]);
      return;
    }
    case EventKind.bundleArrived:
      dock.arrive(observation.bundles, a);
      return;
    case EventKind.unitsReturned:
      dock.returned(observation.bundles, a);
      return;
    case EventKind.stockLost:
      stock.touch(c);
      return;
    case EventKind.podLifted:
      storage.leave(geometry.placeOf(c, observation.pods.level[b]));
      return;
    default:
      return;
  }
}

/** A robot that has no pod on it drops its mission at once; a laden one keeps its pod and is looked at later. */
function fail(context: DispatchContext, robot: number): void {
  const { missions, observation } = context;
  const { state } = missions;
  state.failedAt[robot] = context.step;
  const lane = context.geometry.laneOfCell[observation.robots.cell[robot]];
  if (lane >= 0) context.stations.state.jammedBy[lane] = robot;
  const mission = state.mission[robot];
  if (mission === Mission.toPod) abandonPod(context, robot);
  if (mission === Mission.toCharger) {
    state.chargerRobot[state.chargerRobot.indexOf(robot)] = -1;
    missions.enter(robot, Mission.idle, context.step);
  }
}
