// Transport orders from a CSV text: `from,to` and, where there, `id,priority,due`. Warehouse orders: `id,sku,quantity` with one
// line per row, and `station,priority,due`. Each row is judged for itself; good ones are taken.
import { parse } from "csv-parse/sync";
import { inputFaults } from "./input-check.ts";
import { ApiProblem, type Fault } from "./problem.ts";
import { type NewOrderBody, newOrder } from "./schemas.ts";

export const csvLimits = { rowsMax: 10_000 } as const;

export interface CsvOrders {
  readonly orders: readonly { readonly where: string; readonly body: NewOrderBody }[];
  readonly refused: readonly Fault[];
}

interface Row {
  readonly where: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Throws ApiProblem `invalid-input` when the text as a whole cannot be read. */
export function readCsvOrders(text: string): CsvOrders {
  const rows = rowsOf(text);
  const header = Object.keys(rows[0]?.fields ?? {});
  const isTransport = header.includes("from") && header.includes("to");
  if (!isTransport && !(header.includes("id") && header.includes("sku") && header.includes("quantity")))
    throw whole("columns from,to (transport) or id,sku,quantity (warehouse)", header.join(",") || "no rows");
  const wishes = isTransport ? rows.map(transportWish) : warehouseWishes(rows);
  const orders: { where: string; body: NewOrderBody }[] = [];
  const refused: Fault[] = [];
  for (const { where, wish } of wishes) {
    const result = newOrder.safeParse(wish, { reportInput: true });
    if (result.success) orders.push({ where, body: result.data });
    else refused.push(...inputFaults(result.error.issues, wish, where));
  }
  return { orders, refused };
}

function rowsOf(text: string): readonly Row[] {
  let records: readonly {
    readonly info: { readonly lines: number };
    readonly record: Record<string, string>;
  }[];
  try {
    records = parse(text, {
      columns: (names: string[]) => names.map((name) => name.trim().toLowerCase()),
      bom: true,
      trim: true,
      info: true,
      skip_empty_lines: true,
      to: csvLimits.rowsMax + 1,
    }) as unknown as typeof records;
  } catch (error) {
    throw whole("valid CSV with a header row", error instanceof Error ? error.message : String(error));
  }
  if (records.length > csvLimits.rowsMax)
    throw whole(`at most ${csvLimits.rowsMax} rows`, "more; send it in parts");
  return records.map(({ info, record }) => ({ where: `line ${info.lines}`, fields: record }));
}

function transportWish({ where, fields }: Row) {
  const { from, to } = fields;
  return { where, wish: { kind: "transport", from, to, ...commonOf(fields) } };
}

/** Rows of the same id are lines of one order; what is said of the whole order stands in its first row. */
function warehouseWishes(rows: readonly Row[]) {
  const byId = new Map<string, Row[]>();
  for (const row of rows) {
    const id = row.fields["id"] ?? "";
    byId.set(id, [...(byId.get(id) ?? []), row]);
  }
  return [...byId.values()].map((lines) => {
    const [{ where, fields }] = lines as [Row];
    const station = fields["station"] ? { station: fields["station"] } : {};
    return {
      where,
      wish: {
        kind: "warehouse",
        lines: lines.map((line) => ({
          sku: line.fields["sku"],
          quantity: numberOf(line.fields["quantity"]),
        })),
        ...station,
        ...commonOf(fields),
      },
    };
  });
}

function commonOf({ id, priority, due }: Readonly<Record<string, string>>) {
  return {
    ...(id ? { id } : {}),
    ...(priority ? { priority: numberOf(priority) } : {}),
    ...(due ? { due } : {}),
  };
}
/** The number, or the text as it is, so that the fault shows it. */
function numberOf(text: string | undefined): number | string | undefined {
  const number = Number(text);
  return text === undefined || text === "" || Number.isNaN(number) ? text : number;
}

function whole(expected: string, found: string): ApiProblem {
  return new ApiProblem("invalid-input", [
    { where: "body", expected, found, advice: "See docs/api.md for an example." },
  ]);
}
