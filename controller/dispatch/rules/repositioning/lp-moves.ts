// Idle robots bring pods into the zones where the slotting plan wants their stock, the largest gain first, within a budget of
// moves per plan. Without a plan nothing moves.
import { zoneOfPlace } from "../../../../sim/model/index.ts";
import type { DispatchContext } from "../../context.ts";
import { limits } from "../../limits.ts";
import { unclaimed } from "../../state/missions.ts";
import { because } from "../because.ts";
import { wantedZone } from "../pod-storage/lp-slotting.ts";
import type { PodMove, RepositioningRule } from "../rule.ts";

export const lpMoves: RepositioningRule = {
  next(context) {
    const { plan, state, setup } = context;
    if (!plan?.slotting) return null;
    if (state.movesPlanStep !== plan.madeAtStep) {
      state.movesPlanStep = plan.madeAtStep;
      state.movesLeft = Math.ceil(limits.movesPerPlan * setup.robotCount);
    }
    if (state.movesLeft <= 0) return null;
    const move = bestMove(context);
    if (move !== null) state.movesLeft -= 1;
    return move;
  },
  explain(context, move) {
    const { plan, state, setup } = context;
    if (!plan?.slotting) return because("no-plan");
    if (move === null) return because(state.movesLeft <= 0 ? "budget-used" : "nothing-to-move");
    return because("plan-wants-nearer-zone", zoneOfPlace(setup.floor, move.place), state.movesLeft);
  },
};

function bestMove(context: DispatchContext): PodMove | null {
  const { setup, missions, observation, stock, geometry } = context;
  const { floor } = setup;
  const freeOf = firstFreeByZone(context);
  let best: PodMove | null = null;
  let bestGain = 0;
  for (let pod = 0; pod < setup.podCount; pod += 1) {
    const cell = observation.pods.cell[pod];
    if (cell < 0 || missions.state.claim[pod] !== unclaimed) continue;
    const zone = wantedZone(context, pod);
    const place = freeOf[zone];
    // Only towards the stations: what is in nobody's way may stay where it is.
    const nearer = zoneOfPlace(floor, geometry.placeOfPod(observation.pods, pod)) - zone;
    if (nearer <= 0 || place < 0) continue;
    const units = stock.pods.capacityVolume - stock.state.podFreeVolume[pod];
    if (nearer * units <= bestGain) continue;
    best = { pod, place };
    bestGain = nearer * units;
  }
  return best;
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
