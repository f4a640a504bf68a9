// What a live warehouse leaves in the journal, and how it comes back: where robots stood when it was opened, a copy of the books
// now and then, every step since, and what robots were told to do with their pods.
import type { JournalRecord } from "../../journal/index.ts";
import type { HandlingKind } from "./carrier.ts";
import type { BookStep, SavedBooks } from "./site-books.ts";

export interface WarehouseOpened extends JournalRecord {
  readonly kind: "warehouse-opened";
  readonly cell: readonly number[];
  readonly heading: readonly number[];
}

/** Written before the robot is told. */
export interface HandlingBegun extends JournalRecord {
  readonly kind: "warehouse-handling";
  readonly robot: number;
  readonly handling: HandlingKind;
  readonly actionId: string;
  /** −1 for charging. */
  readonly pod: number;
  /** Where the robot stands. */
  readonly place: number;
}

export type WarehouseRecord = WarehouseOpened | HandlingBegun | BookStep;

export interface WarehouseHistory {
  readonly opened: WarehouseOpened;
  readonly saved: SavedBooks | null;
  readonly steps: readonly BookStep[];
  /** The last one of each robot. */
  readonly handlings: readonly HandlingBegun[];
}

/** What records lead to, on top of a copy; null: there is nothing yet. */
export function historyOf(
  copy: Omit<WarehouseHistory, "steps"> | null,
  records: Iterable<WarehouseRecord>,
): WarehouseHistory | null {
  let opened = copy?.opened ?? null;
  const steps: BookStep[] = [];
  const handlings = new Map((copy?.handlings ?? []).map((begun) => [begun.robot, begun]));
  for (const record of records) {
    if (record.kind === "warehouse-opened") opened = record;
    else if (record.kind === "warehouse-step") steps.push(record);
    else handlings.set(record.robot, record);
  }
  if (opened === null) return null;
  return { opened, saved: copy?.saved ?? null, steps, handlings: [...handlings.values()] };
}
