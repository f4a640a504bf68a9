// How a festival's orders come, minute by minute, for whoever drives real robots with it: the scenario's own demand, without its
// contents.
import { buildSite, type ScenarioInputs } from "../build/build-site.ts";
import type { Scenario } from "../schema/scenario-schema.ts";

export interface FestivalRhythm {
  /** Orders of each minute from `fromMinute` on. */
  readonly ordersPerMinute: readonly number[];
}

/** Of the scenario with this seed; empty where the scenario cannot be built. */
export function festivalRhythm(
  scenario: Scenario,
  {
    fromMinute,
    minutes,
    seed,
    inputs = {},
  }: {
    /** From the scenario's start. */
    readonly fromMinute: number;
    readonly minutes: number;
    readonly seed: number;
    readonly inputs?: ScenarioInputs;
  },
): FestivalRhythm {
  const built = buildSite(scenario, inputs, seed);
  if (!built.ok) return { ordersPerMinute: [] };
  const demand = built.value.createDemand();
  const counts = Array.from({ length: minutes }, () => 0);
  // Nobody works here, so nothing waits: what arrives does not depend on it.
  const backlog = { orders: 0, bundles: 0, stockShare: () => 1, spareUnits: () => 1 };
  const steps = Math.floor(((fromMinute + minutes) * 60) / scenario.stepSeconds);
  for (let step = 0; step < steps; step += 1) {
    const minute = Math.floor((step * scenario.stepSeconds) / 60) - fromMinute;
    demand.arrive(step, backlog, {
      order: () => {
        if (minute >= 0) counts[minute]! += 1;
      },
      bundle: () => {},
    });
  }
  return { ordersPerMinute: counts };
}
