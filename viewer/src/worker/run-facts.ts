// What the page is told of a run once, and of its per-minute series in parts.
import type { Run } from "../../../scenarios/index.ts";
import { reasonForms } from "../../../scenarios/recording/index.ts";
import type { RunFacts } from "../protocol/messages.ts";

export function factsOf(run: Run): RunFacts {
  const { setup, floor } = run;
  const { pickSlots, replenishSlots } = setup.stations;
  return {
    floor,
    shape: {
      robots: setup.robots.cell.length,
      pods: setup.pods.cell.length,
      stations: floor.stations.length,
      chutes: floor.chutes?.count ?? 0,
    },
    stepSeconds: setup.stepSeconds,
    startLocalSeconds: setup.startLocalSeconds,
    horizonSteps: run.horizonSteps,
    stationSlots: Int32Array.from(floor.stations, (site) => (site.kind === 0 ? pickSlots : replenishSlots)),
    reasons: reasonForms,
  };
}
