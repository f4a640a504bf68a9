// What the run worker needs from the simulation: a catalogue and a factory of runs. The worker's entry fills it from
// scenarios/; tests fill it with a tiny run of their own.
import type { Run } from "../../../scenarios/index.ts";
import type { PlannedFault } from "../../../sim/model/index.ts";
import type { Catalog, OwnScenario, RunRequest, ScenarioCheck } from "../protocol/messages.ts";

export interface RunHost {
  catalog(): Catalog;
  /** Throws `InvalidInput` for a request or a scenario that cannot be run. */
  create(request: RunRequest): Promise<Run>;
  /** Orders that will arrive in each minute of the run, or null where that depends on the strategy. */
  outlook(request: RunRequest): Float64Array | null;
  check(own: OwnScenario): ScenarioCheck;
  /** Text of a scenario by name; empty when there is none. */
  text(scenario: string): string;
  /** What `text` injects into a run of the request. Throws `InvalidInput` where it does not fit. */
  injection(request: RunRequest, text: string): PlannedFault;
}

/** Input that cannot be run; each line says where, what was expected, what was found, what to do. */
export class InvalidInput extends Error {
  override readonly name = "InvalidInput";
  constructor(readonly lines: readonly string[]) {
    super(lines.join("\n"));
  }
}
