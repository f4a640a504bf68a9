import { describe, expect, test } from "vitest";
import { packOwn, unpackOwn } from "../../viewer/src/state/own-address.ts";
import { readSettings, writeSettings } from "../../viewer/src/state/url-state.ts";

const own = {
  name: "mine",
  text: "name: mine\n# 双十一\nfleet: { count: 12 }\n".repeat(20),
  overrides: ["hours=2"],
  files: { "orders.csv": 'order,"a, b"\n' },
};

describe("an own scenario in the address", () => {
  test("comes back whole, through the address", async () => {
    const packed = await packOwn(own);
    expect(packed).toMatch(/^[\w-]+$/);
    const query = writeSettings({ ...readSettings("scenario=mine"), own: packed });
    expect(await unpackOwn(readSettings(query).own ?? "")).toEqual(own);
  });
  test("that is cut, changed or something else is none", async () => {
    const packed = await packOwn(own);
    for (const wrong of [packed.slice(0, packed.length / 2), "abc", btoa("hello"), "%%%"]) {
      expect(await unpackOwn(wrong)).toBeNull();
    }
    expect(readSettings("own=a%20b").own).toBeUndefined();
  });
});
