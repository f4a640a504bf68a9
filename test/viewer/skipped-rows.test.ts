import { expect, test } from "vitest";
import { openNodeLibrary } from "../../scenarios/node/index.ts";
import { openedFile, withOrders } from "../../viewer/src/state/opened-file.ts";
import { skippedRows } from "../../viewer/src/worker/skipped-rows.ts";

const opened = openNodeLibrary();
if (!opened.ok) throw new Error("no library");
const library = opened.value;

/** What comes of dropping a list while a bundled scenario is chosen. */
function dropped(scenario: string, rows: readonly string[]) {
  const text = ["order_id,time,sku,quantity", ...rows, ""].join("\n");
  const orders = openedFile("day.csv", text);
  if (orders.kind !== "orders") throw new Error("it is an order list");
  const base = { name: scenario, text: library.text(scenario)!, overrides: [], files: {} };
  const own = withOrders(base, orders);
  return library.loadText(own.text, "day.yaml", { overrides: own.overrides }, own.files);
}

test.each(library.scenarioNames.filter((name) => !/sort|reference/.test(name)))(
  "an order list can be played in %s",
  (name) => {
    const loaded = dropped(name, ["1,2025-11-10 20:01,A,1", "2,2025-11-10 20:02,B,2"]);
    expect(loaded.ok ? loaded.value.inputs.orders?.orderCount : loaded.problems).toBe(2);
  },
);

test("its bad rows are told with line, column, expected and found", () => {
  const rows = ["1,2025-11-10 20:01,A,1", "2,soon,B,2", "3,2025-11-10 20:02,A,x", "4,2025-11-10 20:02,A,-1"];
  const loaded = dropped("smoke", rows);
  if (!loaded.ok || loaded.value.orderFile === null) throw new Error("it loads");
  expect(skippedRows(loaded.value.orderFile)).toEqual([
    "day.csv:3: time: expected a local date and time such as 2025-11-10 20:00:00; found soon",
    "day.csv:4: quantity: expected a whole number; found x",
    "day.csv:5: quantity: expected a whole number above 0; found -1",
  ]);
});

test("of many bad rows the first ones are told, and how many more there are", () => {
  const rows = Array.from({ length: 30 }, (_, index) => `${index},soon,A,1`);
  const loaded = dropped("smoke", ["a,2025-11-10 20:01,A,1", ...rows]);
  if (!loaded.ok || loaded.value.orderFile === null) throw new Error("it loads");
  const lines = skippedRows(loaded.value.orderFile);
  expect(lines).toHaveLength(21);
  expect(lines[20]).toBe("day.csv: 10 more of 31 rows");
});
