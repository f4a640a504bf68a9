// Last phase: what traffic needs to know of each robot.
import type { TrafficInput } from "../../traffic/traffic-port.ts";
import type { DispatchContext } from "../context.ts";
import { Mission } from "../state/missions.ts";

/** Right of way by mission: a robot that leaves a station makes room for all behind it. */
const priorityOf = new Int32Array(10);
priorityOf[Mission.toPlace] = 3;
priorityOf[Mission.toStation] = 2;
priorityOf[Mission.toCharger] = 2;
priorityOf[Mission.toPod] = 1;

export interface GoalArrays extends TrafficInput {
  readonly cell: Int32Array;
}

export function newGoalArrays(robotCount: number): GoalArrays {
  return {
    cell: new Int32Array(robotCount),
    heading: new Uint8Array(robotCount),
    goal: new Int32Array(robotCount).fill(-1),
    laden: new Uint8Array(robotCount),
    frozen: new Uint8Array(robotCount),
    priority: new Int32Array(robotCount),
  };
}

/** Fills the input of traffic. */
export function setGoals(context: DispatchContext, input: GoalArrays): void {
  const { missions, observation, action } = context;
  const { state } = missions;
  const { robots } = observation;
  for (let robot = 0; robot < robots.count; robot += 1) {
    const mission = state.mission[robot];
    input.cell[robot] = robots.cell[robot];
    input.heading[robot] = robots.heading[robot];
    input.laden[robot] = robots.pod[robot] >= 0 ? 1 : 0;
    const stands =
      robots.busySteps[robot] > 0 ||
      action[robot] !== 0 ||
      state.failedAt[robot] >= 0 ||
      mission === Mission.serving;
    input.frozen[robot] = stands ? 1 : 0;
    input.priority[robot] = priorityOf[mission];
    input.goal[robot] = stands ? robots.cell[robot] : state.goal[robot];
  }
}
