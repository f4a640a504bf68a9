// Random delays under delayed motion: now and then a robot does nothing for some steps, whatever it is in the middle of.
// They depend on nothing but earlier delays, so that two strategies meet the same ones.
import type { DelaySetup } from "../model/index.ts";
import type { WorldState } from "./world-state.ts";

/** Lets delays begin, after the step's actions: who is delayed now does nothing from the next step on. */
export function strikeDelays(state: WorldState, delays: DelaySetup): void {
  if (delays.perRobotStep <= 0) return;
  const { robots, delays: random } = state;
  if (delays.event === "bernoulli") {
    for (let robot = 0; robot < robots.count; robot += 1) {
      if (robots.delayLeft[robot]! > 0) robots.delayLeft[robot]! -= 1;
      else if (random.uniform() < delays.perRobotStep) delay(state, robot, delays);
    }
    return;
  }
  for (let robot = 0; robot < robots.count; robot += 1) {
    if (robots.delayLeft[robot]! > 0) robots.delayLeft[robot]! -= 1;
  }
  const strikes = random.poisson(robots.count * delays.perRobotStep);
  for (let strike = 0; strike < strikes; strike += 1) {
    const robot = random.below(robots.count);
    if (robots.delayLeft[robot] === 0) delay(state, robot, delays);
  }
}

function delay(state: WorldState, robot: number, delays: DelaySetup): void {
  const steps = drawSteps(state, delays);
  const { robots } = state;
  robots.delayLeft[robot] = steps;
  robots.busySteps[robot]! += steps;
  robots.delaySteps[robot]! += steps;
}

/** A duration between the bounds; a gaussian one beyond them is held to them. */
function drawSteps({ delays: random }: WorldState, delays: DelaySetup): number {
  const { stepsMin, stepsMax, meanShare, deviationShare } = delays;
  const range = stepsMax - stepsMin;
  if (delays.duration === "uniform") return stepsMin + random.below(range + 1);
  const drawn = Math.round(random.normal(stepsMin + meanShare * range, deviationShare * range));
  return Math.min(stepsMax, Math.max(stepsMin, drawn));
}
