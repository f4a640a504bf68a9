// When a scenario begins and how long it is, in seconds and steps.
import { parseLocalSeconds, type Scenario } from "../scenarios/index.ts";
import { assert } from "../sim/kernel/index.ts";

/** Local seconds since 1970 at step 0. */
export function startSecondsOf(scenario: Scenario): number {
  const seconds = parseLocalSeconds(scenario.start);
  assert(seconds !== null, `a loaded scenario has a valid start, not ${scenario.start}`);
  return seconds;
}

export function horizonStepsOf(scenario: Scenario): number {
  return Math.max(1, Math.round((scenario.hours * 3600) / scenario.stepSeconds));
}
