// Reads an order file that is already text: what the browser does with a dropped file, and Node with a small one.
import { type Info, type Options, parse } from "csv-parse/browser/esm/sync";
import type { Checked } from "../load/problem.ts";
import { OrderCollector } from "./order-collector.ts";
import { defaultOrderColumns, type OrderColumns } from "./order-columns.ts";
import type { OrderReading } from "./order-list.ts";

/** A row longer than this is a quote that was never closed. */
export const rowCharactersMax = 100_000;

/** csv-parse options that hand every row to the collector: BOM, quotes, ragged rows. */
export function csvOptions(collector: OrderCollector): Options<string[]> {
  return {
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: rowCharactersMax,
    on_record: (fields: string[], context: Info) => {
      collector.row(fields, context.lines);
      return null;
    },
    on_skip: (error) => {
      if (error !== undefined) collector.brokenRow(Number(error.lines ?? 0), error.message);
      return undefined;
    },
  } as Options<string[]>;
}

/** Parses order lines; a bad row is in the report, an unusable file is a problem. */
export function readOrderText(
  text: string,
  source: string,
  columns: OrderColumns = defaultOrderColumns,
): Checked<OrderReading> {
  const collector = new OrderCollector(source, columns);
  try {
    parse(text, csvOptions(collector));
  } catch (error) {
    return csvFailure(source, error);
  }
  return collector.finish();
}

export function csvFailure(source: string, error: unknown): Checked<never> {
  const found = error instanceof Error ? error.message : String(error);
  return { ok: false, problems: [{ source, path: "", expected: "a CSV file of order lines", found }] };
}
