// Rows of an order list that are left out, each with its place, what was expected and what was found.
import type { OrderFileReport } from "../../../scenarios/index.ts";

type BadRow = OrderFileReport["report"]["badRows"][number];

/** Rows told one by one. */
const toldMax = 20;

const expectedOf: Readonly<Record<BadRow["reason"], readonly [column: string, expected: string]>> = {
  "missing-field": ["row", "an order, a time, a SKU and a quantity"],
  "bad-time": ["time", "a local date and time such as 2025-11-10 20:00:00"],
  "bad-due": ["due", "a local date and time, not before the order's"],
  "bad-quantity": ["quantity", "a whole number"],
  "negative-quantity": ["quantity", "a whole number above 0"],
  "zero-quantity": ["quantity", "a whole number above 0"],
  "broken-row": ["row", "a row of CSV"],
};

export function skippedRows({ file, report }: OrderFileReport): readonly string[] {
  const told = report.badRows.slice(0, toldMax).map(({ line, reason, detail }) => {
    const [column, expected] = expectedOf[reason];
    return `${file}:${line}: ${column}: expected ${expected}; found ${detail}`;
  });
  const more = report.rejected - told.length;
  return more > 0 ? [...told, `${file}: ${more} more of ${report.rows} rows`] : told;
}
