// Idle robots carry out the slotting plan's moves, those that save most first, as many at once as the dispatch plan has robots for.
// Where the wanted zone is full, a pod that should stand elsewhere makes room first. Without a plan nothing moves.
import { zoneOfPlace } from "../../../../sim/model/index.ts";
import type { PodMoves } from "../../../planning/plan.ts";
import type { DispatchContext } from "../../context.ts";
import { limits } from "../../limits.ts";
import { unclaimed } from "../../state/missions.ts";
import { because } from "../because.ts";
import { planPeriod } from "../plan-period.ts";
import type { PodMove, RepositioningRule } from "../rule.ts";

export const lpMoves: RepositioningRule = {
  next(context) {
    const { plan, state } = context;
    if (!plan?.slotting) return null;
    if (state.movesPlanStep !== plan.madeAtStep) {
      state.movesPlanStep = plan.madeAtStep;
      state.movesNext = 0;
      state.movesRestUntil = 0;
    }
    if (context.step < state.movesRestUntil || movingRobots(context) >= plannedRobots(context)) return null;
    const move = firstMove(context, plan.slotting.moves);
    // Nothing fits now: places become free only as pods come and go.
    if (move === null) state.movesRestUntil = context.step + context.steps(limits.noMoveRetrySeconds);
    return move;
  },
  explain(context, move) {
    const { plan, setup } = context;
    if (!plan?.slotting) return because("no-plan");
    const planned = plannedRobots(context);
    if (move === null) {
      return movingRobots(context) >= planned
        ? because("robots-as-planned", planned)
        : because("nothing-to-move");
    }
    return because("plan-wants-zone", zoneOfPlace(setup.floor, move.place));
  },
};

/** Robots that may move pods now; without a dispatch plan the phase's own bound holds. */
function plannedRobots(context: DispatchContext): number {
  const plan = context.plan?.dispatch;
  const period = planPeriod(context);
  if (!plan || period < 0) return context.missions.robotCount;
  return Math.ceil(plan.robotsReposition[period] - 1e-6);
}

function movingRobots({ missions }: DispatchContext): number {
  let moving = 0;
  for (let robot = 0; robot < missions.robotCount; robot += 1) {
    if (missions.state.moveTo[robot] >= 0) moving += 1;
  }
  return moving;
}

function firstMove(context: DispatchContext, moves: PodMoves): PodMove | null {
  const { state } = context;
  const freeOf = firstFreeByZone(context);
  for (let index = state.movesNext; index < moves.inwardCount; index += 1) {
    if (!isOpen(context, moves, index)) {
      if (index === state.movesNext) state.movesNext += 1;
      continue;
    }
    const zone = moves.zone[index];
    if (freeOf[zone] >= 0) return { pod: moves.pod[index], place: freeOf[zone] };
    const room = makeRoom(context, moves, zone, freeOf);
    if (room !== null) return room;
  }
  return null;
}

/** The least wanted pod of a full zone that should stand elsewhere and can. */
function makeRoom(
  context: DispatchContext,
  moves: PodMoves,
  zone: number,
  freeOf: Int32Array,
): PodMove | null {
  for (let index = moves.inwardCount; index < moves.pod.length; index += 1) {
    const place = freeOf[moves.zone[index]];
    if (place < 0 || !isOpen(context, moves, index)) continue;
    if (zoneNow(context, moves.pod[index]) === zone) return { pod: moves.pod[index], place };
  }
  return null;
}

/** Whether the pod stands unclaimed and not yet where it should. */
function isOpen(context: DispatchContext, moves: PodMoves, index: number): boolean {
  const { missions, observation } = context;
  const pod = moves.pod[index];
  if (observation.pods.cell[pod] < 0 || missions.state.claim[pod] !== unclaimed) return false;
  return zoneNow(context, pod) !== moves.zone[index];
}

function zoneNow({ geometry, observation }: DispatchContext, pod: number): number {
  return zoneOfPlace(geometry.floor, geometry.placeOfPod(observation.pods, pod));
}

/** The free place with the lowest index in each zone, −1 = none. */
function firstFreeByZone(context: DispatchContext): Int32Array {
  const { floor } = context.setup;
  const first = new Int32Array(Math.max(1, floor.zoneCount)).fill(-1);
  for (let i = 0; i < context.storage.freeCount; i += 1) {
    const place = context.storage.state.free[i];
    const zone = zoneOfPlace(floor, place);
    if (first[zone] < 0 || place < first[zone]) first[zone] = place;
  }
  return first;
}
