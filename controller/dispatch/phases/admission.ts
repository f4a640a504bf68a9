// Whether a pod may set out for its station: no more pods under way than the queue holds, plus those that will be
// served while it drives.
import type { DispatchContext } from "../context.ts";
import { Mission } from "../state/missions.ts";

export function hasQueueRoom(context: DispatchContext, robot: number): boolean {
  const { missions, stations, geometry, observation, setup, scratch } = context;
  const pod = missions.state.pod[robot];
  const station = missions.state.station[robot];
  if (stations.state.jammedBy[station] >= 0) {
    missions.because(robot, "waiting-behind-failed-robot", pod, station, stations.state.jammedBy[station]);
    return false;
  }
  if (scratch.aheadStep[station] !== context.step) {
    scratch.aheadStep[station] = context.step;
    scratch.ahead[station] = podsUnderWay(context, station);
  }
  const driveSteps = geometry.toStation(station)[geometry.placeOfPod(observation.pods, pod)];
  const servedMeanwhile = Math.floor(driveSteps / Math.max(1, stations.state.visitSteps[station]));
  const room = setup.floor.stations[station].queueCells.length + 1 + servedMeanwhile;
  if (scratch.ahead[station] < room) {
    scratch.ahead[station] += 1;
    return true;
  }
  missions.because(robot, "waiting-for-queue-room", pod, station, scratch.ahead[station]);
  return false;
}

/** Pods lifted for the station and not yet away from it. */
function podsUnderWay(context: DispatchContext, station: number): number {
  const { missions, stations } = context;
  let count = 0;
  for (let k = 0; k < stations.state.podCount[station]; k += 1) {
    const mission = missions.state.mission[missions.state.claim[stations.podAt(station, k)]];
    if (mission === Mission.lifting || mission === Mission.toStation || mission === Mission.serving)
      count += 1;
  }
  return count;
}
