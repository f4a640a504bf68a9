import { afterEach, describe, expect, test } from "vitest";
import { kpiDefinitions, openBundledLibrary } from "../../scenarios/index.ts";
import { activityNames } from "../../sim/model/index.ts";
import { en } from "../../viewer/src/i18n/en.ts";
import {
  formatDay,
  formatNumber,
  formatTime,
  preferredLanguage,
  setLanguage,
} from "../../viewer/src/i18n/index.ts";
import { zh } from "../../viewer/src/i18n/zh.ts";

/** Path and value of every leaf; functions are called with a number for each parameter. */
function leaves(value: unknown, path = ""): readonly (readonly [string, string])[] {
  if (typeof value === "function") {
    const call = value as (...args: number[]) => string;
    return [[path, call(...Array.from({ length: call.length }, (_, at) => at + 2))]];
  }
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([key, entry]) =>
      leaves(entry, path === "" ? key : `${path}.${key}`),
    );
  }
  return [[path, String(value)]];
}
const chinese = /\p{Script=Han}/u;
/** The same in every language: keys, marks and the label of the difference. */
const wordless = new Set([
  "kpi.difference",
  "kpi.none",
  ...leaves(en.help.rows, "help.rows").map(([path]) => path),
]);

afterEach(() => setLanguage("en"));

describe("the dictionaries", () => {
  test("have the same entries, none of them empty", () => {
    expect(leaves(zh).map(([path]) => path)).toEqual(leaves(en).map(([path]) => path));
    expect([...leaves(en), ...leaves(zh)].filter(([, words]) => words.trim() === "")).toEqual([]);
  });
  test("are each in their own language", () => {
    const other = new Set([...wordless, "toLanguage", "facts.fleetValue"]);
    const untranslated = leaves(zh).filter(([path, words]) => !other.has(path) && !chinese.test(words));
    expect(untranslated).toEqual([]);
    expect(leaves(en).filter(([path, words]) => !other.has(path) && chinese.test(words))).toEqual([]);
  });
  test("explain every key in both languages and name every activity of a robot", () => {
    const meanings = zh.help.rows.map(([, meaning]) => meaning);
    expect(meanings.filter((meaning) => !chinese.test(meaning))).toEqual([]);
    expect(zh.help.rows.length).toBe(en.help.rows.length);
    for (const dictionary of [en, zh]) expect(dictionary.robot.activity.length).toBe(activityNames.length);
  });
  test("find Chinese and English for everything the simulation names", () => {
    const library = openBundledLibrary();
    if (!library.ok) throw new Error("the bundled library does not open");
    const listed = library.value.list();
    if (!listed.ok) throw new Error("the bundled scenarios do not list");
    const texts = [
      ...kpiDefinitions.flatMap(({ label, description }) => [label, description]),
      ...library.value.catalog.strategies.map(({ summary }) => summary),
      ...listed.value.map(({ description }) => description),
    ];
    expect(texts.length).toBeGreaterThan(kpiDefinitions.length * 2);
    expect(
      texts.filter((words) => !chinese.test(words.zh) || chinese.test(words.en) || words.en === ""),
    ).toEqual([]);
  });
});

describe("numbers and times", () => {
  test("show the site's own clock, whatever the visitor's time zone", () => {
    const evening = Date.UTC(2025, 10, 10, 20, 0, 5) / 1000;
    expect(formatTime(evening)).toBe("20:00:05");
    expect(formatDay(evening)).toMatch(/10/);
    setLanguage("zh");
    expect(formatDay(evening)).toMatch(/11月10日/);
  });
  test("keep the asked number of decimals", () => {
    expect([formatNumber(1234.5), formatNumber(1234.56, 1), formatNumber(0, 2)]).toEqual([
      "1,235",
      "1,234.6",
      "0.00",
    ]);
  });
});

describe("the language of a first visit", () => {
  test("is Chinese where the browser prefers any Chinese, otherwise English", () => {
    expect([["zh-TW", "en"], ["zh"], ["en-US", "zh"], ["fr"], []].map(preferredLanguage)).toEqual([
      "zh",
      "zh",
      "en",
      "en",
      "en",
    ]);
  });
});
