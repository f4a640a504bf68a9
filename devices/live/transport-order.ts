// What is known of one transport order.

/** unclear: begun by an earlier run, and where its load is has not been found out yet. */
export type TransportPhase =
  | "unclear"
  | "waiting"
  | "to-pickup"
  | "picking"
  | "to-drop"
  | "dropping"
  | "done"
  | "failed"
  | "cancelled";

export interface TransportOrder {
  readonly id: string;
  /** Places of the site's map. */
  readonly from: number;
  readonly to: number;
  /** Larger goes first. */
  readonly priority: number;
  /** When it is to be done, ms of our clock. */
  readonly dueMs?: number;
}
export interface TransportStatus extends TransportOrder {
  readonly phase: TransportPhase;
  /** −1: none. */
  readonly robot: number;
  /** Why it waits, failed, or was cancelled; empty otherwise. */
  readonly note: string;
  readonly cancelRequested: boolean;
}

/** The same as it changes. */
export interface TransportEntry {
  order: TransportOrder;
  phase: TransportPhase;
  robot: number;
  /** Action under way, or the last one. */
  actionId: string;
  tries: number;
  note: string;
  /** Since when it waits; NaN: it has not been looked at. */
  sinceMs: number;
  cancelReason: string | null;
  /** Robots that cannot do it, by what they say of themselves. */
  readonly unable: Set<number>;
}

export function isOver(phase: TransportPhase): boolean {
  return phase === "done" || phase === "failed" || phase === "cancelled";
}
