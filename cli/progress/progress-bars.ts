// Progress on a terminal: one line per strategy, redrawn in place.
import type { Colors, Output } from "../context.ts";
import { formatCount, formatDuration, formatSpeedUp } from "../format.ts";
import { displayWidth, pad, truncate, truncateMiddle } from "../table/display-width.ts";
import type { Text } from "../text/index.ts";
import { type ProgressRow, whereabouts } from "./progress-board.ts";
import type { ProgressView } from "./progress-view.ts";

const REDRAW_MS = 100;
const BAR_MIN = 6;
const BAR_MAX = 24;
const LABEL_MAX = 24;
const STEADY_COLUMNS = 79;
const GAP = "  ";
const CLEAR_LINE = "\u001b[2K";
const cursorUp = (lines: number): string => `\u001b[${lines}A`;

export class ProgressBars implements ProgressView {
  readonly #output: Output;
  readonly #startSeconds: number;
  readonly #clockForm: "time" | "date-time";
  readonly #text: Text;
  readonly #colors: Colors;
  #drawnLines = 0;
  #drawnMs = Number.NEGATIVE_INFINITY;

  constructor(
    output: Output,
    startSeconds: number,
    clockForm: "time" | "date-time",
    text: Text,
    colors: Colors,
  ) {
    this.#output = output;
    this.#startSeconds = startSeconds;
    this.#clockForm = clockForm;
    this.#text = text;
    this.#colors = colors;
  }

  show(rows: readonly ProgressRow[], _share: number, nowMs: number): void {
    if (nowMs - this.#drawnMs < REDRAW_MS) return;
    this.#draw(rows);
    this.#drawnMs = nowMs;
  }

  finish(rows: readonly ProgressRow[]): void {
    this.#draw(rows);
    this.#drawnLines = 0;
  }

  #draw(rows: readonly ProgressRow[]): void {
    const lines = barLines(rows, this.#output.columns - 1, this.#startSeconds, this.#clockForm, this.#text);
    const up = this.#drawnLines === 0 ? "" : cursorUp(this.#drawnLines);
    const body = lines.map((line) => `\r${CLEAR_LINE}${this.#painted(line)}\n`).join("");
    this.#output.write(up + body);
    this.#drawnLines = lines.length;
  }

  #painted(line: string): string {
    return line.replace(/█+/, (bar) => this.#colors.cyan(bar)).replace(/░+/, (bar) => this.#colors.dim(bar));
  }
}

/** One line per row, none wider than `columns`; the bar takes what the numbers leave, and goes when too little is left. */
export function barLines(
  rows: readonly ProgressRow[],
  columns: number,
  startSeconds: number,
  clockForm: "time" | "date-time",
  text: Text,
): readonly string[] {
  const cells = rows.map((row) => [
    `${Math.floor(row.share * 100)}%`,
    whereabouts(row, startSeconds, clockForm),
    text.ordersDone(formatCount(row.ordersDone)),
    formatSpeedUp(row.speedUp),
    timeLeft(row, text),
  ]);
  const widths =
    cells[0]?.map((_, index) => Math.max(...cells.map((row) => displayWidth(row[index]!)))) ?? [];
  widths[0] = Math.max(widths[0] ?? 0, "100%".length);
  if (columns >= STEADY_COLUMNS) {
    // Room for the longest usual time keeps the bars from growing and shrinking.
    widths[4] = Math.max(widths[4] ?? 0, displayWidth(text.timeLeft(formatDuration(3599, text))));
  }
  const numbers = widths.reduce((sum, width) => sum + width + GAP.length, 0);
  const label = Math.min(LABEL_MAX, Math.max(...rows.map((row) => displayWidth(row.label)), 1));
  const room = columns - label - numbers - GAP.length;
  const bar = room < BAR_MIN ? 0 : Math.min(room, BAR_MAX);
  return rows.map((row, index) => {
    const full = Math.round(row.share * bar);
    const parts = [pad(truncateMiddle(row.label, label), label, "left")];
    if (bar > 0) parts.push("█".repeat(full) + "░".repeat(bar - full));
    parts.push(...cells[index]!.map((cell, column) => pad(cell, widths[column]!, "right")));
    return truncate(parts.join(GAP), columns);
  });
}

export function timeLeft(row: ProgressRow, text: Text): string {
  if (row.share >= 1) return "✓";
  return Number.isNaN(row.leftSeconds) ? "…" : text.timeLeft(formatDuration(row.leftSeconds, text));
}
