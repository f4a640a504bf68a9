// Idle robots rest beneath stored pods, never in aisles, queues, work cells or on chargers.
import { CellKind } from "../../../sim/model/index.ts";
import type { DispatchContext } from "../context.ts";
import { Mission, unclaimed } from "../state/missions.ts";

export function parkRobots(context: DispatchContext): void {
  const { missions, observation, setup } = context;
  const { state } = missions;
  let restTaken: Uint8Array | undefined;
  for (let robot = 0; robot < missions.robotCount; robot += 1) {
    if (state.mission[robot] !== Mission.idle || state.failedAt[robot] >= 0) continue;
    if (observation.robots.pod[robot] >= 0) continue;
    if (setup.floor.kind[observation.robots.cell[robot]] === CellKind.podPlace) continue;
    restTaken ??= restPlaces(context);
    const place = nearestRest(context, robot, restTaken);
    if (place < 0) continue;
    restTaken[place] = 1;
    state.goal[robot] = setup.floor.podPlaces[place];
    missions.enter(robot, Mission.toRest, context.step);
    missions.because(robot, "going-to-rest", state.goal[robot]);
  }
}

/** 1 where a robot rests or is going to. */
function restPlaces(context: DispatchContext): Uint8Array {
  const { missions, geometry, observation } = context;
  const taken = context.scratch.restTaken.fill(0);
  for (let robot = 0; robot < missions.robotCount; robot += 1) {
    const resting = missions.state.mission[robot] === Mission.idle;
    if (!resting && missions.state.mission[robot] !== Mission.toRest) continue;
    const cell = resting ? observation.robots.cell[robot] : missions.state.goal[robot];
    if (geometry.placeOfCell[cell] >= 0) taken[geometry.placeOfCell[cell]] = 1;
  }
  return taken;
}

/** Nearest place with a stored pod that nobody is fetching; any other free place if there is none. */
function nearestRest(context: DispatchContext, robot: number, taken: Uint8Array): number {
  const { geometry, storage, missions, observation } = context;
  const { podPlaces } = geometry.floor;
  const cell = observation.robots.cell[robot];
  let best = -1;
  let bestScore = Number.POSITIVE_INFINITY;
  for (let place = 0; place < podPlaces.length; place += 1) {
    if (taken[place] === 1 || geometry.levelOfPlace(place) > 0) continue;
    const pod = storage.state.pod[place];
    const quiet = pod >= 0 && missions.state.claim[pod] === unclaimed;
    const score = geometry.manhattan(cell, podPlaces[place]) + (quiet ? 0 : 1e6);
    if (score >= bestScore) continue;
    best = place;
    bestScore = score;
  }
  return best;
}
