// First phase: what happened in the step just taken, and what the last commands have changed.
import { EventKind } from "../../../sim/model/index.ts";
import type { DispatchContext } from "../context.ts";
import { abandonPod, closeOrder, rereadNeeds } from "../promises.ts";
import { Mission } from "../state/missions.ts";
import { repairAfterReject } from "./repair.ts";
import { takeIn } from "./take-in.ts";

export function ingest(context: DispatchContext): void {
  const { observation, stations, stock, dock } = context;
  context.commands.length = 0;
  context.action.fill(0);
  if (context.state.started === 0) takeIn(context);
  let rejected = false;
  const { events } = observation;
  for (let index = 0; index < events.count; index += 1) {
    if (events.kind(index) === EventKind.commandRejected) {
      rejected = true;
      context.missions.state.rejects += 1;
      context.missions.state.lastReject = events.a(index);
    } else take(context, events.kind(index), events.a(index), events.b(index), events.c(index));
  }
  if (rejected) repairAfterReject(context);
  stock.syncTouched(observation.pods);
  let stowsStale = false;
  for (let station = 0; station < stations.count; station += 1) {
    stations.state.slotsFree[station] =
      observation.stations.slots[station] - observation.stations.slotsUsed[station];
    if (stations.state.stale[station] === 0) continue;
    stowsStale = true;
    rereadNeeds(context, station);
  }
  if (stowsStale) dock.takeBack(observation.bundles);
}

function take(context: DispatchContext, kind: EventKind, a: number, b: number, c: number): void {
  const { observation, orders, missions, stock, storage, dock, geometry } = context;
  switch (kind) {
    case EventKind.orderArrived:
      if (orders.entryOf(a) < 0) orders.arrive(observation.orders, a);
      return;
    case EventKind.orderDone:
    case EventKind.orderCancelled:
      closeOrder(context, a);
      return;
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
      if (context.state.started <= context.step) dock.arrive(observation.bundles, a);
      return;
    case EventKind.podLifted:
      storage.leave(geometry.placeOfCell[c]);
      return;
    case EventKind.robotFailed:
    case EventKind.batteryEmpty:
      fail(context, a);
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
  const pod = state.pod[robot];
  missions.because(robot, "robot-failed", pod, observation.robots.busySteps[robot]);
  const mission = state.mission[robot];
  if (mission === Mission.toPod) abandonPod(context, robot);
  if (mission === Mission.toCharger) {
    state.chargerRobot[state.chargerRobot.indexOf(robot)] = -1;
    missions.enter(robot, Mission.idle, context.step);
  }
}
