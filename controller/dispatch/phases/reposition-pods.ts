// Idle robots move stored pods to better places, where the strategy has a rule for it.
import { zoneOfPlace } from "../../../sim/model/index.ts";
import type { DispatchContext } from "../context.ts";
import { limits } from "../limits.ts";
import { none } from "../rules/repositioning/none.ts";
import type { PodMove } from "../rules/rule.ts";
import { unreachable } from "../state/geometry.ts";
import { Mission } from "../state/missions.ts";

export function repositionPods(context: DispatchContext): void {
  const { rules, missions, scratch } = context;
  if (rules.repositioning === none || scratch.freeCount === 0) return;
  const most = Math.max(1, Math.floor(limits.movesAtOnceShare * missions.robotCount));
  let moving = 0;
  for (let robot = 0; robot < missions.robotCount; robot += 1) {
    if (missions.state.moveTo[robot] >= 0) moving += 1;
  }
  if (moving >= most) return;
  const idle = longIdle(context);
  if (idle.length === 0) return;
  const move = rules.repositioning.next(context);
  context.notes?.add(
    context.step,
    "repositioning",
    move === null ? {} : { place: move.place },
    move === null ? null : move.pod,
    rules.repositioning.explain(context, move),
  );
  if (move !== null) start(context, idle, move);
}

/** Free robots, some time without a task, with enough charge. */
function longIdle(context: DispatchContext): readonly number[] {
  const { scratch, missions } = context;
  const since = context.step - context.steps(limits.idleBeforeMovingSeconds);
  const idle: number[] = [];
  for (let i = 0; i < scratch.freeCount; i += 1) {
    const robot = scratch.freeRobots[i];
    if (missions.state.mission[robot] === Mission.idle && missions.state.since[robot] <= since)
      idle.push(robot);
  }
  return idle;
}

/** Sends the nearest robot that can carry the pod; a move that no way leads to is left. */
function start(context: DispatchContext, idle: readonly number[], { pod, place }: PodMove): void {
  const { geometry, missions, observation, setup, stock, storage } = context;
  const cell = observation.pods.cell[pod];
  if (geometry.fromCell(cell)[place] === unreachable) return;
  let best = -1;
  let bestSteps = Number.POSITIVE_INFINITY;
  for (const robot of idle) {
    const steps = geometry.manhattan(observation.robots.cell[robot], cell);
    const carries = stock.state.podKg[pod] <= setup.robotTypes[observation.robots.type[robot]].payloadKg;
    if (!carries || steps >= bestSteps) continue;
    best = robot;
    bestSteps = steps;
  }
  if (best < 0) return;
  storage.take(place, pod);
  missions.state.claim[pod] = best;
  missions.state.pod[best] = pod;
  missions.state.station[best] = -1;
  missions.state.moveTo[best] = place;
  missions.state.goal[best] = cell;
  missions.enter(best, Mission.toPod, context.step);
  missions.because(best, "moving-pod", pod, place, zoneOfPlace(setup.floor, place));
}
