// How progress is shown; bars on a terminal, lines elsewhere.
import type { ProgressRow } from "./progress-board.ts";

export interface ProgressView {
  /** May be called as often as reports come in; the view drops what is too much. */
  show(rows: readonly ProgressRow[], share: number, nowMs: number): void;
  /** The last state, always shown. */
  finish(rows: readonly ProgressRow[], share: number): void;
}
