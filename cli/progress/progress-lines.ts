// Progress where nothing can be redrawn (a log, a pipe): a plain line now and then, about twenty in all.
import type { Output } from "../context.ts";
import { formatCount, formatDuration, formatSpeedUp } from "../format.ts";
import type { Text } from "../text/index.ts";
import { type ProgressRow, whereabouts } from "./progress-board.ts";
import type { ProgressView } from "./progress-view.ts";

/** No two lines closer than this, except the last. */
const LINE_EVERY_MS = 3000;
/** Nor closer than this share of the work: at most 20 lines. */
const LINE_EVERY_SHARE = 0.05;

export class ProgressLines implements ProgressView {
  readonly #output: Output;
  readonly #startSeconds: number;
  readonly #clockForm: "time" | "date-time";
  readonly #text: Text;
  #printedMs = Number.NEGATIVE_INFINITY;
  #printedShare = Number.NEGATIVE_INFINITY;

  constructor(output: Output, startSeconds: number, clockForm: "time" | "date-time", text: Text) {
    this.#output = output;
    this.#startSeconds = startSeconds;
    this.#clockForm = clockForm;
    this.#text = text;
  }

  show(rows: readonly ProgressRow[], share: number, nowMs: number): void {
    if (nowMs - this.#printedMs < LINE_EVERY_MS || share - this.#printedShare < LINE_EVERY_SHARE) return;
    this.#printedMs = nowMs;
    this.#printedShare = share;
    this.#print(rows, share);
  }

  finish(rows: readonly ProgressRow[], share: number): void {
    this.#print(rows, share);
  }

  #print(rows: readonly ProgressRow[], share: number): void {
    this.#output.write(`${progressLine(rows, share, this.#startSeconds, this.#clockForm, this.#text)}\n`);
  }
}

/** ` 25%  pod-match 21:05 3,456 done 95×, fcfs 20:55 3,201 done 93×; 1 min 20 s left`; the seeds of one row have no common clock. */
export function progressLine(
  rows: readonly ProgressRow[],
  share: number,
  startSeconds: number,
  clockForm: "time" | "date-time",
  text: Text,
): string {
  const percent = `${Math.floor(share * 100)}%`.padStart(4);
  const parts = rows.map((row) => {
    const where = whereabouts(row, startSeconds, clockForm);
    return `${row.label} ${where} ${text.ordersDone(formatCount(row.ordersDone))} ${formatSpeedUp(row.speedUp)}`;
  });
  const left = Math.max(...rows.map((row) => (Number.isNaN(row.leftSeconds) ? 0 : row.leftSeconds)));
  const tail = share < 1 && left > 0 ? `; ${text.timeLeft(formatDuration(left, text))}` : "";
  return `${percent}  ${parts.join(", ")}${tail}`;
}
