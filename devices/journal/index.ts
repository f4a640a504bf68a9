// The journal room's door.
export type * from "./journal-port.ts";
export { createMemoryJournal } from "./memory-journal.ts";
