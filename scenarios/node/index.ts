// The Node side of the scenarios room: files, and runs in worker threads.

export {
  type FleetFile,
  type FleetGround,
  type FleetPlace,
  fleetSite,
  type LoadedWarehouse,
  placeCentre,
  readFleetFile,
  restPlaces,
  robotOutline,
  type WarehouseWords,
  warehouseOfFleet,
} from "../fleet/index.ts";
export { type ProfileFile, readProfileFile } from "../fleet/profile-file.ts";
export { claimExperimentFolder, type ExperimentIdentity, experimentFile } from "./experiment-claim.ts";
export { hostPlan, type PlanHost } from "./host-plan.ts";
export { hostRun, type RunHosting } from "./host-run.ts";
export { readLeagueInstance, readLeagueResult, writeLeagueResult } from "./league-files.ts";
export { loadScenario, openNodeLibrary } from "./library.ts";
export { type HistoryOptions, type HistoryReading, readHistory } from "./read-history.ts";
export { readOrderFile } from "./read-order-file.ts";
export { type RequestWords, recordedRequest } from "./recorded-request.ts";
export { openRunPool, type RunPool } from "./run-pool.ts";
export { openRunStore, type RunStore } from "./run-store.ts";
export { scenarioSchemaText } from "./schema-file.ts";
