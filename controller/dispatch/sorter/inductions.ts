// Parcels onto the belts of the inductions, first come, first served, and empty robots to the inductions.

import { OrderState } from "../../../sim/model/index.ts";
import type { DispatchContext } from "../context.ts";
import { limits } from "../limits.ts";
import { Mission } from "../state/missions.ts";
import type { SorterView } from "./sorter-view.ts";

/** Counts who is bound where, after the last step and before anything is decided. */
export function countBound(context: DispatchContext, sorter: SorterView): void {
  const { state, robotCount } = context.missions;
  sorter.boundFor.fill(0);
  sorter.boundForChute.fill(0);
  sorter.boundForCell.fill(0);
  for (let robot = 0; robot < robotCount; robot += 1) {
    if (state.station[robot] >= 0) sorter.boundFor[state.station[robot]] += 1;
    const chute = sorter.state.chute[robot];
    if (chute < 0) continue;
    sorter.boundForChute[chute] += 1;
    if (state.goal[robot] >= 0) sorter.boundForCell[state.goal[robot]] += 1;
  }
}

/** Each parcel goes to the open induction with most room on its belt; ties by id. */
export function feedInductions(context: DispatchContext, sorter: SorterView): void {
  const { observation, stations } = context;
  const { orders } = observation;
  const { slotsFree, unmet } = stations.state;
  for (let station = 0; station < stations.count; station += 1) {
    slotsFree[station] = observation.stations.slots[station] - observation.stations.slotsUsed[station];
    unmet[station] = observation.stations.slotsUsed[station];
  }
  while (
    sorter.state.firstWaiting < orders.count &&
    orders.state[sorter.state.firstWaiting] !== OrderState.waiting
  ) {
    sorter.state.firstWaiting += 1;
  }
  for (let order = sorter.state.firstWaiting; order < orders.count; order += 1) {
    if (orders.state[order] !== OrderState.waiting) continue;
    let station = -1;
    for (const other of context.pickStations) {
      if (slotsFree[other] <= 0 || observation.stations.open[other] === 0) continue;
      if (station < 0 || slotsFree[other] > slotsFree[station]) station = other;
    }
    if (station < 0) return;
    slotsFree[station] -= 1;
    context.commands.push({ kind: "assign-order", order, station });
  }
}

const inductions: number[] = [];

/** Sends robots with nothing on their tray to inductions that have room for them. */
export function sendToInductions(context: DispatchContext, sorter: SorterView): void {
  const { missions, observation, rules, setup } = context;
  const { state } = missions;
  const shareMin = leastCharge(context);
  context.scratch.freeCount = 0;
  for (let robot = 0; robot < missions.robotCount; robot += 1) {
    if (!isFree(context, robot)) continue;
    const share =
      observation.robots.energyWh[robot] / setup.robotTypes[observation.robots.type[robot]].batteryWh;
    if (share < shareMin) {
      if (!missions.isBecause(robot, "idle-no-charger-free"))
        missions.because(robot, "idle-battery-low", Math.round(share * 100));
      continue;
    }
    inductions.length = 0;
    for (const station of context.pickStations) {
      if (hasRoom(context, sorter, robot, station)) inductions.push(station);
    }
    if (inductions.length === 0) {
      missions.because(robot, "idle-inductions-full", context.pickStations.length);
      context.scratch.freeCount += 1;
      continue;
    }
    const station = rules.robotInduction.choose(context, sorter, robot, inductions);
    context.notes?.add(
      context.step,
      "robot-induction",
      { robot },
      station,
      rules.robotInduction.explain(context, sorter, robot, inductions, station),
    );
    sorter.boundFor[station] += 1;
    state.station[robot] = station;
    state.goal[robot] = observation.stations.workCell[station];
    missions.enter(robot, Mission.toStation, context.step);
    const parcels = observation.stations.slotsUsed[station];
    missions.because(robot, "going-to-induction", station, parcels, sorter.boundFor[station]);
  }
}

function isFree(context: DispatchContext, robot: number): boolean {
  const { missions, observation } = context;
  if (!missions.isFree(robot) || missions.state.failedAt[robot] >= 0) return false;
  return observation.robots.busySteps[robot] === 0 && observation.sorter!.parcel[robot] < 0;
}

/** Below this share of its battery a robot takes no parcel; while no charger is free it goes on a while. */
function leastCharge({ missions, setup }: DispatchContext): number {
  if (setup.floor.chargers.length === 0) return 0;
  return missions.state.chargerRobot.includes(-1) ? limits.batteryLow : limits.batteryCritical;
}

/** Its queue, and besides, where parcels wait, as many as will be served while the robot drives there. */
function hasRoom(context: DispatchContext, sorter: SorterView, robot: number, station: number): boolean {
  const { observation, setup, stations } = context;
  const { open, slotsUsed } = observation.stations;
  if (stations.state.jammedBy[station] >= 0) return false;
  if (open[station] === 0 && slotsUsed[station] === 0) return false;
  const bound = sorter.boundFor[station];
  const queue = setup.floor.stations[station].queueCells.length + 1;
  if (bound < queue) return true;
  if (slotsUsed[station] <= bound) return false;
  const way = sorter.toInduction(station)[observation.robots.cell[robot]];
  return bound < queue + Math.floor(way / context.steps(setup.stations.pickSecondsPerUnit));
}
