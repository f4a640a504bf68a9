import { afterEach, describe, expect, test } from "vitest";
import { reasons } from "../../scenarios/index.ts";
import { reasonForms } from "../../scenarios/recording/index.ts";
import { setLanguage } from "../../viewer/src/i18n/index.ts";
import { reasonText } from "../../viewer/src/i18n/reason-text.ts";
import { reasonsEn } from "../../viewer/src/i18n/reasons-en.ts";
import { reasonsZh } from "../../viewer/src/i18n/reasons-zh.ts";
import type { RunFacts } from "../../viewer/src/protocol/messages.ts";
import { standInFloor } from "./stand-in-run.ts";

const facts = { floor: standInFloor(), reasons: reasonForms } as unknown as RunFacts;
const say = (code: keyof typeof reasons, ...values: number[]) =>
  reasonText(Object.keys(reasons).indexOf(code) + 1, values, facts);

describe("a reason in words", () => {
  afterEach(() => setLanguage("en"));

  test("names stations and cells and counts in English", () => {
    expect(say("fetching-pod-for-picks", 12, 0, 3)).toBe("Fetches pod 12 for P1: 3 units wanted.");
    expect(say("fetching-pod-for-picks", 12, 0, 1)).toBe("Fetches pod 12 for P1: 1 unit wanted.");
    expect(say("going-to-rest", 14)).toBe("Goes out of the way, to (2, 1).");
    expect(say("charging-low-battery", 21, 0)).toBe("Charges at (0, 7): the battery was down to 21 %.");
  });
  test("says the same in Chinese", () => {
    setLanguage("zh");
    expect(say("fetching-pod-for-picks", 12, 0, 3)).toBe("去取货架 12：P1 需要其中 3 件。");
  });
  test("names only values that the reason has, in both languages", () => {
    for (const [code, names] of Object.entries(reasons)) {
      for (const texts of [reasonsEn, reasonsZh]) {
        const used = [...texts[code as keyof typeof reasons].matchAll(/\{(\w+)\}/g)].map(
          (match) => match[1]!,
        );
        expect(
          used.filter((name) => !(names as readonly string[]).includes(name)),
          code,
        ).toEqual([]);
      }
    }
  });
  test("stays empty for a reason it does not know", () => {
    expect(reasonText(0, [1, 2, 3], facts)).toBe("");
  });
});
