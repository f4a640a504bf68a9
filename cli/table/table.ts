// Plain text tables: numbers aligned on the right, texts wrapped, never wider than the terminal.
import { displayWidth, pad, wrap } from "./display-width.ts";

export interface Column {
  readonly header: string;
  readonly align: "left" | "right";
  /** False for names that must stay in one piece; a left-aligned column is wrapped otherwise. */
  readonly wrap?: boolean;
  /** Narrowest a wrapped column may become, if its texts are not narrower anyway. */
  readonly wrapAt?: number;
  /** Paints a cell after it has been padded, e.g. in colour; must not change its width. */
  readonly paint?: (padded: string, row: number) => string;
}

export interface TableOptions {
  /** Terminal columns; a table narrower than this keeps its own width. */
  readonly width: number;
  readonly paintHeader?: (padded: string) => string;
}

/** Narrowest table that is still laid out; below this, lines run over. */
export const TABLE_WIDTH_MIN = 40;
const GAP = 2;
const TEXT_COLUMN_MIN = 8;

/**
 * The lines of a table. Only left-aligned columns and headers are wrapped when the width is short: a number is never
 * broken or cut.
 */
export function renderTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  options: TableOptions,
): readonly string[] {
  const widths = columnWidths(columns, rows, Math.max(options.width, TABLE_WIDTH_MIN));
  const lines: string[] = [];
  const headers = columns.map((column) => column.header);
  lines.push(...layOut(columns, headers, widths, (_, padded) => options.paintHeader?.(padded) ?? padded));
  lines.push(widths.map((width) => "─".repeat(width)).join(" ".repeat(GAP)));
  rows.forEach((row, index) => {
    lines.push(...layOut(columns, row, widths, (column, padded) => column.paint?.(padded, index) ?? padded));
  });
  return lines;
}

function columnWidths(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  tableWidth: number,
): readonly number[] {
  const wanted = columns.map((column, index) =>
    Math.max(displayWidth(column.header), widest(rows, index), 1),
  );
  const narrowest = columns.map((column, index) =>
    column.align === "right" || column.wrap === false
      ? Math.max(widest(rows, index), longestWord(column.header))
      : Math.min(wanted[index]!, column.wrapAt ?? TEXT_COLUMN_MIN),
  );
  let excess = sum(wanted) + GAP * (columns.length - 1) - tableWidth;
  while (excess > 0) {
    const index = widestShrinkable(columns, wanted, narrowest);
    if (index < 0) break;
    wanted[index] = wanted[index]! - 1;
    excess--;
  }
  return wanted;
}

/** Headers of number columns give way first, then the widest text column. */
function widestShrinkable(
  columns: readonly Column[],
  widths: readonly number[],
  narrowest: readonly number[],
): number {
  let best = -1;
  for (const align of ["right", "left"] as const) {
    columns.forEach((column, index) => {
      if (column.align !== align || widths[index]! <= narrowest[index]!) return;
      if (best < 0 || widths[index]! > widths[best]!) best = index;
    });
    if (best >= 0) return best;
  }
  return best;
}

function layOut(
  columns: readonly Column[],
  cells: readonly string[],
  widths: readonly number[],
  paint: (column: Column, padded: string) => string,
): readonly string[] {
  const wrapped = cells.map((cell, index) => wrap(cell, widths[index]!));
  const height = Math.max(...wrapped.map((lines) => lines.length));
  const lines: string[] = [];
  for (let line = 0; line < height; line++) {
    const parts = columns.map((column, index) =>
      paint(column, pad(wrapped[index]![line] ?? "", widths[index]!, column.align)),
    );
    lines.push(parts.join(" ".repeat(GAP)).trimEnd());
  }
  return lines;
}

function widest(rows: readonly (readonly string[])[], column: number): number {
  return rows.reduce((width, row) => Math.max(width, displayWidth(row[column] ?? "")), 0);
}

function longestWord(header: string): number {
  return Math.max(...header.split(/\s|(?<=-)/u).map(displayWidth));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
