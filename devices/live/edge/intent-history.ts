// What the journal of intents tells after a restart: which ids are ours, and for which orders robots have been told to act.
import type { Journal } from "../../journal/index.ts";
import { actedFor } from "../transport-recovery.ts";

export interface IntentHistory {
  /** What ids of this fleet side begin with, newest run last. */
  readonly ownIds: readonly string[];
  /** Ids of orders for which a robot has been told to pick or drop. */
  readonly acted: ReadonlySet<string>;
}

/** Runs whose orders robots may still have; older ones are forgotten. */
const runsMax = 1_000;

/** A run writes its own ids' beginning before it says anything. */
export function sessionRecord(idPrefix: string) {
  return { kind: "session", idPrefix } as const;
}

/** Throws DamagedEntryError. */
export async function readIntents(journal: Journal): Promise<IntentHistory> {
  const snapshot = await journal.readSnapshot();
  const state = (snapshot?.state ?? {}) as {
    readonly ownIds?: readonly string[];
    readonly acted?: readonly string[];
  };
  const ownIds = [...(state.ownIds ?? [])];
  const acted = new Set(state.acted);
  for await (const { record } of journal.readFrom(journal.firstSequence)) {
    if (record.kind === "session") ownIds.push(String(record["idPrefix"]));
    const actionIds = record["actionIds"];
    if (Array.isArray(actionIds)) for (const order of actedFor(actionIds)) acted.add(order);
  }
  return { ownIds: ownIds.slice(-runsMax), acted };
}

/** What is kept of a history when its older part is forgotten; orders that are over need not be known. */
export function intentSnapshot({ ownIds, acted }: IntentHistory, isOpen: (orderId: string) => boolean) {
  return { ownIds, acted: [...acted].filter(isOpen) };
}
