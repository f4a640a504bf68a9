// Robots are shared out to the stations: picking and replenishing 2 : 1, weighted by how many stations of each kind have work,
// evenly over the stations of a kind, none more than its cap. A station gets no more robots than its share, even if others
// rest. Which robot fetches a pod: the nearest. After the balanced bot manager of RAWSim-O.
import type { DispatchContext } from "../../context.ts";
import { limits } from "../../limits.ts";
import { Mission } from "../../state/missions.ts";
import type { RobotTaskRule } from "../rule.ts";
import { nearest } from "./nearest.ts";

export const balanced: RobotTaskRule = {
  choose: nearest.choose,
  explain: nearest.explain,
  shareOut(context, goals) {
    goals.fill(0);
    const picking = fromTheEdge(
      context,
      context.pickStations,
      (station) => context.stations.state.orderCount[station] > 0,
    );
    const stowing = fromTheEdge(
      context,
      context.replenishStations,
      (station) =>
        context.takesWork(station) &&
        (context.dock.state.count > 0 || context.observation.stations.slotsUsed[station] > 0),
    );
    const pickWeight = share(limits.pickShare, picking.length, context.pickStations.length);
    const stowWeight = share(1 - limits.pickShare, stowing.length, context.replenishStations.length);
    if (pickWeight + stowWeight === 0) return;
    const robots = workingRobots(context);
    const picks = Math.floor((robots * pickWeight) / (pickWeight + stowWeight));
    const stows = Math.floor((robots * stowWeight) / (pickWeight + stowWeight));
    const rest = robots - picks - stows;
    dealOut(goals, picking, picks + (stows < picks ? 0 : rest));
    dealOut(goals, stowing, stows + (stows < picks ? rest : 0));
    capAndPassOn(context, goals, [...picking, ...stowing]);
  },
};

function share(weight: number, active: number, all: number): number {
  return all === 0 ? 0 : (weight * active) / all;
}

/** Robots that neither charge, fail nor stand still on an empty battery. */
function workingRobots(context: DispatchContext): number {
  const { mission, failedAt } = context.missions.state;
  let robots = 0;
  for (let robot = 0; robot < context.missions.robotCount; robot += 1) {
    const charges = mission[robot] === Mission.toCharger || mission[robot] === Mission.charging;
    if (!charges && failedAt[robot] < 0) robots += 1;
  }
  return robots;
}

/** The stations with work, farthest from the middle of the floor first: those in the middle share robots more easily. */
function fromTheEdge(
  context: DispatchContext,
  stations: Int32Array,
  hasWork: (station: number) => boolean,
): readonly number[] {
  const { width, height, stations: sites } = context.setup.floor;
  const fromMiddle = (station: number) => {
    const { workCell } = sites[station];
    return Math.abs(2 * (workCell % width) - width) + Math.abs(2 * Math.floor(workCell / width) - height);
  };
  return [...stations].filter(hasWork).sort((a, b) => fromMiddle(b) - fromMiddle(a) || a - b);
}

function dealOut(goals: Int32Array, stations: readonly number[], robots: number): void {
  for (let i = 0; i < robots && stations.length > 0; i += 1) goals[stations[i % stations.length]] += 1;
}

function capAndPassOn(context: DispatchContext, goals: Int32Array, stations: readonly number[]): void {
  const most = context.robotsPerStationMax();
  let over = 0;
  for (const station of stations) {
    over += Math.max(0, goals[station] - most);
    goals[station] = Math.min(goals[station], most);
  }
  for (const station of stations) {
    const taken = Math.min(over, most - goals[station]);
    goals[station] += taken;
    over -= taken;
  }
}
