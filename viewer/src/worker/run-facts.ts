// What the page is told of a run once, and of its per-minute series in parts.
import type { Run } from "../../../scenarios/index.ts";
import { recordedFacts } from "../../../scenarios/recording/index.ts";
import type { RunFacts } from "../protocol/messages.ts";

export function factsOf(run: Run): RunFacts {
  const { robots, pods, stations, chutes, ...facts } = recordedFacts(run, "kept");
  return { ...facts, shape: { robots, pods, stations, chutes } };
}
