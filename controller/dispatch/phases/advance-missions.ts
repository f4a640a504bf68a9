// Moves each robot's mission on by what the world shows: lifted, arrived, served, set down. Special actions (lift, set
// down, charge) are said here; where to drive is said by the goals phase.
import { RobotAction, StationKind } from "../../../sim/model/index.ts";
import type { DispatchContext } from "../context.ts";
import { limits } from "../limits.ts";
import { abandonPod, leaveStation } from "../promises.ts";
import { Mission, unclaimed } from "../state/missions.ts";
import { hasQueueRoom } from "./admission.ts";
import { continueOrStore, findPlace } from "./after-service.ts";
import { sayFetching } from "./assign-tasks.ts";
import { climbTo, countClimbers } from "./climbing.ts";

export function advanceMissions(context: DispatchContext): void {
  countClimbers(context);
  for (let robot = 0; robot < context.missions.robotCount; robot += 1) advance(context, robot);
}

function advance(context: DispatchContext, robot: number): void {
  const { missions, observation } = context;
  const { state } = missions;
  const { robots } = observation;
  const cell = robots.cell[robot];
  const busy = robots.busySteps[robot] > 0;
  // A failure is no progress: its time does not count, but what stood before it still stands after it.
  if (busy && state.failedAt[robot] >= 0) state.progress[robot] += 1;
  else if (busy || cell !== state.lastCell[robot]) state.progress[robot] = context.step;
  state.lastCell[robot] = cell;
  if (state.failedAt[robot] >= 0) {
    if (busy) {
      withdrawIfLong(context, robot);
      return;
    }
    state.failedAt[robot] = -1;
    clearJam(context, robot);
  }
  if (busy) return;
  switch (state.mission[robot]) {
    case Mission.toPod:
      atPod(context, robot);
      break;
    case Mission.lifting:
      if (robots.pod[robot] === state.pod[robot]) bring(context, robot);
      else if (context.step > state.since[robot] + 1) missions.enter(robot, Mission.toPod, context.step);
      break;
    case Mission.toStation:
      if (state.station[robot] < 0 || state.pending[state.pod[robot]] === 0) continueOrStore(context, robot);
      else if (cell === state.goal[robot]) {
        missions.enter(robot, Mission.serving, context.step);
        missions.because(
          robot,
          "serving-pod",
          state.pod[robot],
          state.station[robot],
          state.pending[state.pod[robot]],
        );
      }
      break;
    case Mission.serving:
      if (state.pending[state.pod[robot]] === 0) {
        if (state.station[robot] >= 0) {
          context.stations.noteVisit(state.station[robot], context.step - state.since[robot]);
        }
        continueOrStore(context, robot);
      }
      break;
    case Mission.toPlace:
      if (state.goal[robot] < 0) findPlace(context, robot, -1);
      else if (cell === state.goal[robot]) {
        climbTo(context, robot, context.storage.placeAt(cell, state.pod[robot]), RobotAction.setDown);
      }
      break;
    case Mission.settingDown:
      if (robots.pod[robot] < 0) freeRobot(context, robot);
      else if (context.step > state.since[robot] + 1) missions.enter(robot, Mission.toPlace, context.step);
      break;
    case Mission.toRest:
      if (cell === state.goal[robot]) {
        state.goal[robot] = -1;
        missions.enter(robot, Mission.idle, context.step);
      }
      break;
    default:
      break;
  }
  if (context.step - state.progress[robot] > context.steps(limits.watchdogSeconds)) watchdog(context, robot);
}

/** The robot is sound again: those behind it have had no chance to move until now. */
function clearJam(context: DispatchContext, robot: number): void {
  const { missions, stations } = context;
  const lane = stations.state.jammedBy.indexOf(robot);
  if (lane < 0) return;
  stations.state.jammedBy[lane] = -1;
  for (let k = 0; k < stations.state.podCount[lane]; k += 1) {
    missions.state.progress[missions.state.claim[stations.podAt(lane, k)]] = context.step;
  }
}

function atPod(context: DispatchContext, robot: number): void {
  const { missions, observation } = context;
  const { state } = missions;
  const pod = state.pod[robot];
  const isMove = state.moveTo[robot] >= 0;
  if (!isMove && state.pending[pod] === 0) {
    const station = state.station[robot];
    abandonPod(context, robot);
    missions.because(robot, "pod-not-needed-any-more", pod, station);
    return;
  }
  const cell = observation.pods.cell[pod];
  state.goal[robot] = cell;
  if (observation.robots.cell[robot] !== cell) return;
  if (!isMove && !hasQueueRoom(context, robot)) {
    state.progress[robot] = context.step;
    return;
  }
  const place = context.geometry.placeOfPod(observation.pods, pod);
  if (climbTo(context, robot, place, RobotAction.lift) && !isMove) sayFetching(context, robot);
}

function bring(context: DispatchContext, robot: number): void {
  const { missions, observation } = context;
  const { state } = missions;
  const place = state.moveTo[robot];
  if (place >= 0) {
    state.moveTo[robot] = -1;
    state.goal[robot] = context.setup.floor.podPlaces[place];
    missions.enter(robot, Mission.toPlace, context.step);
    return;
  }
  missions.enter(robot, Mission.toStation, context.step);
  const pod = state.pod[robot];
  const station = state.station[robot];
  if (station < 0) return;
  state.goal[robot] = observation.stations.workCell[station];
  missions.because(robot, "bringing-pod", pod, station, state.pending[pod]);
}

function freeRobot(context: DispatchContext, robot: number): void {
  const { missions } = context;
  missions.state.claim[missions.state.pod[robot]] = unclaimed;
  missions.state.pod[robot] = -1;
  missions.state.goal[robot] = -1;
  missions.enter(robot, Mission.idle, context.step);
}

/** What a failed, laden robot has promised goes to other pods after a while; it keeps its pod. */
function withdrawIfLong(context: DispatchContext, robot: number): void {
  const { missions } = context;
  const { state } = missions;
  const station = state.station[robot];
  if (station < 0 || state.pod[robot] < 0) return;
  if (context.step - state.failedAt[robot] < context.steps(limits.failedWithdrawSeconds)) return;
  // In the station's own lane it holds up all other pods as well: nothing is gained by taking its picks away.
  if (context.geometry.laneOfCell[context.observation.robots.cell[robot]] === station) return;
  if (context.observation.stations.kind[station] === StationKind.replenish) return;
  missions.because(
    robot,
    "picks-withdrawn-after-failure",
    state.pod[robot],
    station,
    state.pending[state.pod[robot]],
  );
  leaveStation(context, robot);
}

/** A mission that has not moved for long starts over: the pod is dropped, or stored elsewhere. */
function watchdog(context: DispatchContext, robot: number): void {
  const { missions, storage, stations } = context;
  const { state } = missions;
  const mission = state.mission[robot];
  const stoodSteps = context.step - state.progress[robot];
  state.progress[robot] = context.step;
  const station = state.station[robot];
  const ahead = station >= 0 ? stations.state.jammedBy[station] : -1;
  if (mission === Mission.toStation && ahead >= 0) {
    missions.because(robot, "waiting-behind-failed-robot", state.pod[robot], station, ahead);
    return;
  }
  switch (mission) {
    case Mission.toPod:
      abandonPod(context, robot);
      break;
    case Mission.toStation:
      leaveStation(context, robot);
      findPlace(context, robot, -1);
      break;
    case Mission.toPlace: {
      // The old place stays promised while another is chosen: it cannot be reached, or it would have been.
      const before = state.goal[robot] < 0 ? -1 : storage.placeAt(state.goal[robot], state.pod[robot]);
      findPlace(context, robot, -1);
      if (before >= 0) storage.leave(before);
      break;
    }
    case Mission.toCharger:
      state.chargerRobot[state.chargerRobot.indexOf(robot)] = -1;
      missions.enter(robot, Mission.idle, context.step);
      break;
    case Mission.toRest:
      missions.enter(robot, Mission.idle, context.step);
      break;
    default:
      return;
  }
  state.watchdogResets += 1;
  missions.because(robot, "watchdog-reset", mission, stoodSteps);
}
