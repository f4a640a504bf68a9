// Orders read from a file, as flat arrays that cross workers, and what the reader has to say about bad rows.

/** Orders sorted by time, ties in file order. Lines of order o are `firstLine[o] … firstLine[o + 1] − 1`. */
export interface OrderList {
  readonly orderCount: number;
  readonly lineCount: number;
  /** Site-local seconds since 1970. */
  readonly timeLocalSeconds: Float64Array;
  /** Site-local seconds, NaN = no due time given. */
  readonly dueLocalSeconds: Float64Array;
  readonly firstLine: Int32Array;
  /** Index into `skuNames`. */
  readonly lineSku: Int32Array;
  readonly lineUnits: Int32Array;
  /** In order of first appearance in the file. */
  readonly skuNames: readonly string[];
}

export const badRowReasons = {
  "missing-field": "a field is empty or missing",
  "bad-time": "the time is not a local date and time such as 2025-11-10 20:00:00",
  "bad-due": "the due time is not a local date and time, or lies before the order",
  "bad-quantity": "the quantity is not a whole number",
  "negative-quantity": "the quantity is negative (a cancellation or return)",
  "zero-quantity": "the quantity is zero",
  "broken-row": "the row is not valid CSV",
} as const;
export type BadRowReason = keyof typeof badRowReasons;

export interface BadRow {
  /** 1-based line in the file. */
  readonly line: number;
  readonly reason: BadRowReason;
  /** The field that is wrong and what it holds. */
  readonly detail: string;
}

/** Every row is either in the list or counted here. */
export interface OrderReadReport {
  readonly rows: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly rejectedByReason: Readonly<Record<BadRowReason, number>>;
  /** The first `badRowsKept` bad rows in file order. */
  readonly badRows: readonly BadRow[];
}

export const badRowsKept = 20_000;

/** What came of reading the order file that a scenario names. */
export interface OrderFileReport {
  /** As the scenario names it. */
  readonly file: string;
  readonly report: OrderReadReport;
}

export interface OrderReading {
  readonly orders: OrderList;
  readonly report: OrderReadReport;
}

/** `541,909 rows, 531,285 accepted, 10,624 rejected: 10,624 negative-quantity` as lines of text. */
export function describeReport(report: OrderReadReport, source: string): readonly string[] {
  const number = (value: number) => value.toLocaleString("en-US");
  const lines = [
    `${source}: ${number(report.rows)} rows, ${number(report.accepted)} accepted, ${number(report.rejected)} rejected`,
  ];
  for (const [reason, count] of Object.entries(report.rejectedByReason)) {
    if (count > 0) lines.push(`  ${number(count)} × ${reason}: ${badRowReasons[reason as BadRowReason]}`);
  }
  for (const row of report.badRows.slice(0, 5))
    lines.push(`  line ${row.line}: ${row.reason}: ${row.detail}`);
  if (report.rejected > 5) lines.push(`  … and ${number(report.rejected - 5)} more`);
  return lines;
}
