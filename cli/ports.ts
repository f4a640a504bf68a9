// What the commands need from the scenarios room; tests put stand-ins in its place.
import type {
  Checked,
  KpiLanguage,
  LoadedScenario,
  LoadOptions,
  PlanJob,
  PlanResult,
  ScenarioLibrary,
} from "../scenarios/index.ts";
import type { PlanHost, RunPool } from "../scenarios/node/index.ts";

export type Language = KpiLanguage;

export interface Services {
  /** Bundled scenarios and strategies. */
  openLibrary(): Checked<ScenarioLibrary>;
  /** By bundled name or by path, with everything that the command line changes in it. */
  loadScenario(
    library: ScenarioLibrary,
    nameOrPath: string,
    options: LoadOptions,
  ): Promise<Checked<LoadedScenario>>;
  /** Worker threads that carry out runs. */
  openPool(workers: number): RunPool;
  /** Carries a run to a moment and plans there. */
  makePlan(job: PlanJob, host: PlanHost): Promise<PlanResult>;
}
