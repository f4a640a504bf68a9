// Which column of an order file holds what, by the names the scenario gives.
import { nearestName } from "../load/near-name.ts";
import type { Checked } from "../load/problem.ts";
import type { OrdersDemandSpec } from "../schema/demand-schema.ts";

/** Column names of an order file. `due` may be missing in the file. */
export type OrderColumns = OrdersDemandSpec["columns"];

export const defaultOrderColumns: OrderColumns = {
  order: "order_id",
  time: "time",
  sku: "sku",
  quantity: "quantity",
  due: "due",
};

/** Names that other systems use, for advice only: a column is never guessed. */
const otherNames = {
  order: ["order", "orderid", "order_no", "order_number", "invoiceno", "invoice", "订单号"],
  time: [
    "order_time",
    "ordered_at",
    "created_at",
    "timestamp",
    "datetime",
    "date",
    "invoicedate",
    "下单时间",
  ],
  sku: ["sku_id", "item", "item_id", "product", "product_id", "stockcode", "article", "商品编码"],
  quantity: ["qty", "units", "count", "amount", "数量"],
} as const;

/** Position of each field in a row; due −1 = the file has none. */
export interface ColumnPositions {
  readonly order: number;
  readonly time: number;
  readonly sku: number;
  readonly quantity: number;
  readonly due: number;
}

/** Finds the columns in the header row at a 1-based line; a missing one is a problem that names the columns there are. */
export function findColumns(
  header: readonly string[],
  columns: OrderColumns,
  source: string,
  line: number,
): Checked<ColumnPositions> {
  const names = header.map((name) => name.trim());
  const needed = ["order", "time", "sku", "quantity"] as const;
  const missing = needed.filter((field) => !names.includes(columns[field]));
  if (missing.length > 0) {
    return {
      ok: false,
      problems: missing.map((field) => ({
        source,
        line,
        column: 1,
        path: field,
        expected: `a column ${columns[field]}`,
        found:
          names.length === 1 && /[;\t]/.test(names[0]!)
            ? `no commas: ${names[0]}`
            : `columns ${names.join(", ")}`,
        advice: columnAdvice(field, columns[field], names),
      })),
    };
  }
  const at = (field: keyof OrderColumns) => names.indexOf(columns[field]);
  return {
    ok: true,
    value: { order: at("order"), time: at("time"), sku: at("sku"), quantity: at("quantity"), due: at("due") },
  };
}

function columnAdvice(field: keyof typeof otherNames, wanted: string, names: readonly string[]): string {
  if (names.length === 1) return "Separate the columns with commas";
  const other = names.find((name) => otherNames[field].some((known) => known === name.toLowerCase()));
  const meant = other ?? nearestName(wanted, names) ?? "…";
  return `Name it in the scenario: demand.columns.${field}: ${meant}`;
}
