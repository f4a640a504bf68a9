import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { displayWidth, pad, truncate, truncateMiddle, wrap } from "../../cli/table/display-width.ts";
import { renderTable } from "../../cli/table/table.ts";

describe("display width", () => {
  test("Chinese takes two columns, accents and colour codes none", () => {
    expect(displayWidth("abc")).toBe(3);
    expect(displayWidth("订单")).toBe(4);
    expect(displayWidth("：（）")).toBe(6);
    expect(displayWidth("e\u0301")).toBe(1);
    expect(displayWidth("\u001b[32mgreen\u001b[39m")).toBe(5);
    expect(displayWidth("− ± × – … █")).toBe(11);
  });

  test("cuts before the limit, never through a wide character", () => {
    expect(truncate("pod-match", 6)).toBe("pod-m…");
    expect(truncate("订单完成", 6)).toBe("订单…");
    expect(truncate("订单", 4)).toBe("订单");
    expect(truncateMiddle("pod-match+order-station=queue", 16)).toBe("pod-…ation=queue");
    expect(truncateMiddle("订单完成+站点=queue", 12)).toBe("订…点=queue");
    expect(truncateMiddle("pod-match", 9)).toBe("pod-match");
  });

  test("wraps at spaces, behind hyphens and between Chinese characters", () => {
    expect(wrap("orders done per hour", 11)).toEqual(["orders done", "per hour"]);
    expect(wrap("pod-match-nearest", 10)).toEqual(["pod-match-", "nearest"]);
    expect(wrap("每小时完成订单", 6)).toEqual(["每小时", "完成订", "单"]);
    expect(wrap("indivisible", 4)).toEqual(["indi", "visi", "ble"]);
    expect(wrap("单次到站件数 (件/次)", 16)).toEqual(["单次到站件数", "(件/次)"]);
    expect(wrap("", 4)).toEqual([""]);
  });

  test("wrapping keeps every character and no line is too wide", () => {
    const word = fc.stringMatching(/^[a-z订单()-]{1,12}$/);
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), fc.integer({ min: 2, max: 20 }), (words, columns) => {
        const lines = wrap(words.join(" "), columns);
        expect(lines.every((line) => displayWidth(line) <= columns)).toBe(true);
        expect(lines.join("").replaceAll(" ", "")).toBe(words.join(""));
      }),
    );
  });

  test("pads to the column, by width and not by length", () => {
    expect(pad("订单", 6, "right")).toBe("  订单");
    expect(pad("ab", 4, "left")).toBe("ab  ");
  });
});

describe("a table", () => {
  const columns = [
    { header: "指标", align: "left" },
    { header: "value", align: "right" },
  ] as const;

  test("aligns numbers on the right beside Chinese names", () => {
    const rows = [
      ["完成订单", "1,234"],
      ["Pile-on", "4.2"],
    ];
    expect(renderTable(columns, rows, { width: 80 })).toEqual([
      "指标      value",
      "────────  ─────",
      "完成订单  1,234",
      "Pile-on     4.2",
    ]);
  });

  test("wraps texts when the terminal is narrow, and never breaks a number", () => {
    const rows = [["a rather long name of some measure of interest", "123,456,789"]];
    const lines = renderTable(columns, rows, { width: 40 });
    expect(lines.every((line) => displayWidth(line) <= 40)).toBe(true);
    expect(lines.join("\n")).toContain("123,456,789");
    expect(lines.length).toBe(4);
  });
});
