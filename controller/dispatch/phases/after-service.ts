// Where a laden robot goes when no request is left at its station: on to another station that needs the pod, or to a
// storage place.
import { zoneOfPlace } from "../../../sim/model/index.ts";
import type { DispatchContext } from "../context.ts";
import { claimPod, leaveStation, promiseToStation } from "../promises.ts";
import { Mission } from "../state/missions.ts";

export function continueOrStore(context: DispatchContext, robot: number): void {
  const { missions, observation } = context;
  const pod = missions.state.pod[robot];
  const from = missions.state.station[robot];
  leaveStation(context, robot);
  const next = context.rules.afterVisit.choose(context, pod, from);
  context.notes?.add(
    context.step,
    "after-visit",
    { pod, from },
    next < 0 ? null : next,
    context.rules.afterVisit.explain(context, pod, from, next),
  );
  if (next < 0) {
    findPlace(context, robot, from);
    return;
  }
  claimPod(context, robot, pod, next);
  const units = promiseToStation(context, next, pod);
  missions.state.goal[robot] = observation.stations.workCell[next];
  missions.enter(robot, Mission.toStation, context.step);
  missions.because(robot, "pod-needed-elsewhere", pod, next, units);
}

/** Sends the robot to store its pod; without a free place it asks again in the next step. */
export function findPlace(context: DispatchContext, robot: number, from: number): void {
  const { missions, storage, setup } = context;
  const pod = missions.state.pod[robot];
  missions.enter(robot, Mission.toPlace, context.step);
  const place = context.rules.podStorage.choose(context, robot, pod, from);
  context.notes?.add(
    context.step,
    "pod-storage",
    { robot, pod, from },
    place < 0 ? null : place,
    context.rules.podStorage.explain(context, robot, pod, from, place),
  );
  if (place < 0) {
    missions.state.goal[robot] = -1;
    missions.because(robot, "idle-no-place-free", pod);
    return;
  }
  storage.take(place, pod);
  const cell = setup.floor.podPlaces[place];
  missions.state.goal[robot] = cell;
  missions.because(robot, "storing-pod", pod, place, zoneOfPlace(setup.floor, place));
}
