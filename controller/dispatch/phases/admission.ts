// Whether a pod may set out for its station: no more pods under way than the queue holds, plus those that will be
// served while it drives.
import type { DispatchContext } from "../context.ts";
import { Mission } from "../state/missions.ts";

export function hasQueueRoom(context: DispatchContext, robot: number): boolean {
  const { missions, stations, geometry, observation, setup } = context;
  const pod = missions.state.pod[robot];
  const station = missions.state.station[robot];
  let ahead = 0;
  for (let k = 0; k < stations.state.podCount[station]; k += 1) {
    const other = missions.state.claim[stations.podAt(station, k)];
    const mission = missions.state.mission[other];
    if (mission === Mission.lifting || mission === Mission.toStation || mission === Mission.serving)
      ahead += 1;
  }
  const driveSteps = geometry.toStation(station)[geometry.placeOfCell[observation.pods.cell[pod]]];
  const servedMeanwhile = Math.floor(driveSteps / Math.max(1, stations.state.visitSteps[station]));
  const room = setup.floor.stations[station].queueCells.length + 1 + servedMeanwhile;
  if (ahead < room) return true;
  missions.because(robot, "waiting-for-queue-room", pod, station, ahead);
  return false;
}
