// Says that a command was refused, and why; a refused command changes nothing.
import { EventKind, type RejectReason } from "../model/index.ts";
import type { WorldState } from "./world-state.ts";

export function reject(state: WorldState, reason: RejectReason, a: number, b: number): void {
  state.events.add(EventKind.commandRejected, reason, a, b);
}
