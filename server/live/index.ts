// The live fleet's door: a fleet file, a broker and a journal as a service for the API.
export {
  type FleetService,
  type FleetServiceOptions,
  type FleetServiceResult,
  openFleetService,
} from "./fleet-service.ts";
export { type FleetTask, type TaskRequest, transportTask } from "./fleet-task.ts";
export { lackTexts } from "./live-texts.ts";
export { LiveView } from "./live-view.ts";
export { type OrderLine, openOrderLine } from "./order-line.ts";
export { type Salvage, salvageJournal } from "./salvage-journal.ts";
export { warehouseTask } from "./warehouse-task.ts";
