// What a live warehouse leaves in the journal, and how it comes back: where robots stood when it was opened, a copy of the books
// now and then, and every step since.
import type { JournalRecord } from "../../journal/index.ts";
import type { BookStep, SavedBooks } from "./site-books.ts";

export interface WarehouseOpened extends JournalRecord {
  readonly kind: "warehouse-opened";
  readonly cell: readonly number[];
  readonly heading: readonly number[];
}

export interface WarehouseHistory {
  readonly opened: WarehouseOpened;
  readonly saved: SavedBooks | null;
  readonly steps: readonly BookStep[];
}
