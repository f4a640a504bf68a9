// The journal room's door.
export { DamagedEntryError } from "./entry-codec.ts";
export * from "./journal-port.ts";
export {
  createMemoryStore,
  type JournalStore,
  type JournalStoreOptions,
  type JournalStoreResult,
  openJournalStore,
} from "./journal-store.ts";
export { LeaseKeeper, type LeaseKeeperOptions, type LeaseState } from "./lease-keeper.ts";
export { createMemoryJournal, type MemoryJournalOptions } from "./memory-journal.ts";
export { type SalvagedStream, salvageFolder } from "./salvage.ts";
