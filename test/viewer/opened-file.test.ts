import { describe, expect, test } from "vitest";
import { openedFile, viewText, withOrders } from "../../viewer/src/state/opened-file.ts";

const own = { name: "ring", text: "name: ring\n", overrides: [], files: {} };

describe("a file dropped onto the page", () => {
  test("is a scenario, an order list or a saved view by its name", () => {
    expect(openedFile("My Site.yaml", "name: ring\n")).toEqual({
      kind: "scenario",
      own: { ...own, name: "my-site" },
    });
    expect(
      openedFile(
        "orders.csv",
        "order_id,time,sku,quantity\n1,2025-11-13 06:31:00,A,2\n2,2025-11-13 05:02:00,A,1\n",
      ),
    ).toMatchObject({
      kind: "orders",
      start: "2025-11-13T05:00",
    });
    expect(openedFile("view.json", viewText("scenario=smoke&seed=3", own))).toEqual({
      kind: "view",
      query: "scenario=smoke&seed=3",
      own,
    });
  });
  test("plays its orders in a scenario that is there, from their first hour on", () => {
    const orders = openedFile("Day.csv", "order_id,time,sku,quantity\n1,2025-11-13 06:31,A,2\n");
    if (orders.kind !== "orders") throw new Error(orders.kind);
    expect(withOrders(own, orders)).toEqual({
      name: "day",
      text: own.text,
      overrides: ['demand={kind: orders, file: "Day.csv"}', "skus.count=null", 'start="2025-11-13T06:00"'],
      files: { "Day.csv": orders.text },
    });
  });
  test("is refused with what was expected and found when it is anything else", () => {
    const lines = (file: string, text: string) => {
      const opened = openedFile(file, text);
      return opened.kind === "bad" ? opened.lines : [opened.kind];
    };
    expect(lines("picture.png", "")[0]).toContain("expected a scenario (.yaml), an order list (.csv)");
    expect(lines("view.json", "{")[0]).toContain("view.json: expected JSON; found ");
    expect(lines("view.json", "{}")).toEqual(['view.json: peakfleet: expected "view"; found null']);
    expect(lines("view.json", '{"peakfleet":"view","version":9}')).toEqual([
      "view.json: version: expected 1; found 9",
    ]);
    expect(lines("view.json", '{"peakfleet":"view","version":1,"query":"","own":{"name":3}}')[0]).toContain(
      "own: expected name, text, overrides and files",
    );
  });
});
