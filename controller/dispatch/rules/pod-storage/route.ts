// The ways that a laden robot has to the pod places.
import type { DispatchContext } from "../../context.ts";

/** Laden steps to each pod place from the station that the pod leaves, else from where the robot stands. */
export function routeSteps(context: DispatchContext, robot: number, station: number): Uint16Array {
  const { geometry, observation } = context;
  return station >= 0 ? geometry.fromStation(station) : geometry.fromCell(observation.robots.cell[robot]);
}
