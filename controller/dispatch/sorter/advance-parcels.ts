// Moves each robot of a sorter on by what the world shows: at the induction, loaded, at the chute, tipped.
import { RobotAction } from "../../../sim/model/index.ts";
import type { DispatchContext } from "../context.ts";
import { Mission } from "../state/missions.ts";
import type { SorterView } from "./sorter-view.ts";

export function advanceParcels(context: DispatchContext, sorter: SorterView): void {
  sorter.tipsNow.fill(0);
  for (let robot = 0; robot < context.missions.robotCount; robot += 1) advance(context, sorter, robot);
}

function advance(context: DispatchContext, sorter: SorterView, robot: number): void {
  const { missions, observation, stations } = context;
  const { state } = missions;
  if (observation.robots.busySteps[robot] > 0) return;
  if (state.failedAt[robot] >= 0) {
    state.failedAt[robot] = -1;
    const lane = stations.state.jammedBy.indexOf(robot);
    if (lane >= 0) stations.state.jammedBy[lane] = -1;
  }
  const cell = observation.robots.cell[robot];
  const parcel = observation.sorter!.parcel[robot];
  switch (state.mission[robot]) {
    case Mission.toStation:
      if (cell !== state.goal[robot]) return;
      missions.enter(robot, Mission.serving, context.step);
      missions.because(robot, "waiting-for-parcel", state.station[robot]);
      return;
    case Mission.serving:
      if (parcel >= 0) bring(context, sorter, robot, parcel);
      else if (isShut(context, state.station[robot])) setFree(context, sorter, robot);
      return;
    case Mission.toPlace:
      if (cell === state.goal[robot]) atChute(context, sorter, robot, parcel);
      else if ((observation.cellClosedUntil?.[state.goal[robot]] ?? 0) > 0)
        bringElsewhere(context, sorter, robot, parcel);
      return;
    case Mission.settingDown:
      if (parcel < 0) setFree(context, sorter, robot);
      else if (context.step > state.since[robot] + 1) missions.enter(robot, Mission.toPlace, context.step);
      return;
    default:
      // A brain that takes over a sorter in full swing finds parcels on trays.
      if (parcel >= 0) bring(context, sorter, robot, parcel);
  }
}

/** Nothing comes to this induction any more. */
function isShut({ observation }: DispatchContext, station: number): boolean {
  return observation.stations.open[station] === 0 && observation.stations.slotsUsed[station] === 0;
}

/** Sends the robot to a chute of the parcel's destination: one with room, if there is any. */
function bring(context: DispatchContext, sorter: SorterView, robot: number, parcel: number): void {
  const { missions, observation, rules } = context;
  const { orders } = observation;
  const { state } = missions;
  const destination = orders.lineSku[orders.firstLine[parcel]];
  const all = sorter.chutesOf[destination];
  const open = all.filter((chute) => sorter.hasRoom(chute));
  const cell = observation.robots.cell[robot];
  const chutes = open.length > 0 ? open : all;
  const chute = rules.chuteChoice.choose(context, sorter, cell, chutes);
  context.notes?.add(
    context.step,
    "chute-choice",
    { order: parcel, robot },
    chute,
    rules.chuteChoice.explain(context, sorter, cell, chutes, chute),
  );
  sorter.state.chute[robot] = chute;
  state.station[robot] = -1;
  state.goal[robot] = sorter.tipCell(cell, chute, observation.cellClosedUntil);
  sorter.boundForChute[chute] += 1;
  sorter.boundForCell[state.goal[robot]] += 1;
  missions.enter(robot, Mission.toPlace, context.step);
  missions.because(robot, "bringing-parcel", parcel, chute, destination);
}

function atChute(context: DispatchContext, sorter: SorterView, robot: number, parcel: number): void {
  const { missions, observation } = context;
  const { orders } = observation;
  const chute = sorter.state.chute[robot];
  if (sorter.mayTip(chute)) {
    sorter.tipsNow[chute] += 1;
    context.action[robot] = RobotAction.tip;
    missions.enter(robot, Mission.settingDown, context.step);
    return;
  }
  const destination = orders.lineSku[orders.firstLine[parcel]];
  if (sorter.chutesOf[destination].some((other) => other !== chute && sorter.hasRoom(other))) {
    bringElsewhere(context, sorter, robot, parcel);
    return;
  }
  missions.because(robot, "waiting-for-chute", parcel, chute, observation.sorter!.exchangeSteps[chute]);
}

/** Chooses anew; the robot no longer counts as bound for where it was going. */
function bringElsewhere(context: DispatchContext, sorter: SorterView, robot: number, parcel: number): void {
  sorter.boundForChute[sorter.state.chute[robot]] -= 1;
  sorter.boundForCell[context.missions.state.goal[robot]] -= 1;
  bring(context, sorter, robot, parcel);
}

function setFree(context: DispatchContext, sorter: SorterView, robot: number): void {
  const { missions } = context;
  sorter.state.chute[robot] = -1;
  missions.state.station[robot] = -1;
  missions.state.goal[robot] = -1;
  missions.enter(robot, Mission.idle, context.step);
}
