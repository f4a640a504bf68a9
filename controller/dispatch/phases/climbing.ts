// Tall racks: whose turn it is to climb. What a rack cannot take waits on the floor beneath its own place.
import { RobotAction } from "../../../sim/model/index.ts";
import type { DispatchContext } from "../context.ts";
import { Mission } from "../state/missions.ts";

/** Counts who climbs in each rack now; a failed robot half-way up keeps its turn. */
export function countClimbers(context: DispatchContext): void {
  const { missions, observation, scratch } = context;
  const { racks } = observation.floor;
  if (racks === undefined) return;
  scratch.climbers.fill(0);
  for (let robot = 0; robot < missions.robotCount; robot += 1) {
    const mission = missions.state.mission[robot];
    if (mission !== Mission.lifting && mission !== Mission.settingDown) continue;
    const rack = racks.rackOfCell[observation.robots.cell[robot]];
    if (rack >= 0) scratch.climbers[rack] += 1;
  }
}

/** Tells the robot to lift or set down at a place; false, with the reason, when its rack has all the climbers it can take. */
export function climbTo(
  context: DispatchContext,
  robot: number,
  place: number,
  action: typeof RobotAction.lift | typeof RobotAction.setDown,
): boolean {
  const { missions, geometry, scratch } = context;
  const { racks } = geometry.floor;
  if (racks !== undefined) {
    const rack = racks.rackOfCell[geometry.floor.podPlaces[place]];
    if (rack >= 0 && scratch.climbers[rack] >= racks.climbersMax) {
      missions.state.progress[robot] = context.step;
      missions.because(robot, "waiting-for-rack", missions.state.pod[robot], rack, scratch.climbers[rack]);
      return false;
    }
    if (rack >= 0) scratch.climbers[rack] += 1;
    context.level[robot] = racks.placeLevel[place];
  }
  context.action[robot] = action;
  missions.enter(robot, action === RobotAction.lift ? Mission.lifting : Mission.settingDown, context.step);
  return true;
}
