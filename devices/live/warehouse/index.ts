// The door to a warehouse as work of a live fleet.
export { Carrier, type Handling, type HandlingKind } from "./carrier.ts";
export { type LoadWord, loadWord, podName } from "./pod-names.ts";
export type { BookProgress, BookStep, SavedBooks } from "./site-books.ts";
export { SiteBooks } from "./site-books.ts";
export { WarehouseDesk } from "./warehouse-desk.ts";
export {
  type HandlingBegun,
  historyOf,
  type WarehouseHistory,
  type WarehouseOpened,
  type WarehouseRecord,
} from "./warehouse-history.ts";
export { type OpenedWarehouse, WarehouseJournal } from "./warehouse-journal.ts";
export { WarehouseWork, type WarehouseWorkOptions } from "./warehouse-work.ts";
