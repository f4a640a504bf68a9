// The Node side of the scenarios room: files, and runs in worker threads.

export { type FleetFile, readFleetFile } from "../fleet/fleet-file.ts";
export { type FleetGround, placeCentre, restPlaces, robotOutline } from "../fleet/fleet-ground.ts";
export type { FleetPlace } from "../fleet/fleet-places.ts";
export { fleetSite } from "../fleet/fleet-site.ts";
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
