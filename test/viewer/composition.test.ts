import { describe, expect, test } from "vitest";
import { composedName, parseComposition, ruleOf, strategyYaml } from "../../viewer/src/state/composition.ts";
import { readSaved, withSaved, writeSaved } from "../../viewer/src/state/saved-strategies.ts";
import { standInCatalog as catalog } from "./stand-in-run.ts";

describe("a composed strategy", () => {
  test("is read from its name, rules joined by + included", () => {
    expect(parseComposition("pod-match+pod-choice=age+nearest+charging=threshold")).toEqual({
      base: "pod-match",
      changes: { "pod-choice": "age+nearest", charging: "threshold" },
    });
    expect(parseComposition("pod-match")).toEqual({ base: "pod-match", changes: {} });
  });
  test("names only what its base does not do anyway, in one order", () => {
    const changes = { charging: "opportunity", "robot-task": "random" };
    const name = composedName({ base: "fast", changes }, catalog);
    expect(name).toBe("fast+robot-task=random+charging=opportunity");
    expect(composedName(parseComposition(name), catalog)).toBe(name);
    expect(composedName({ base: "fast", changes: { charging: "threshold" } }, catalog)).toBe("fast");
    expect(ruleOf(parseComposition(name), "charging", catalog)).toBe("opportunity");
  });
  test("becomes a file with a rule for every decision", () => {
    const text = strategyYaml("mine", parseComposition("fast+charging=opportunity"), catalog);
    expect(text).toContain("name: mine\n");
    expect(text).toContain("rules:\n  robot-task: nearest\n  charging: opportunity\n");
  });
});

describe("saved strategies", () => {
  const storage = () => {
    const kept = new Map<string, string>();
    return {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    };
  };
  test("come back, the latest first and each name once", () => {
    const kept = storage();
    let list = withSaved([], { name: "one", composed: "fast" });
    list = withSaved(list, { name: "two", composed: "steady" });
    list = withSaved(list, { name: "one", composed: "steady+charging=opportunity" });
    writeSaved(kept, list);
    expect(readSaved(kept)).toEqual([
      { name: "one", composed: "steady+charging=opportunity" },
      { name: "two", composed: "steady" },
    ]);
  });
  test("are none where something else stands in the storage, or nothing may be stored", () => {
    const spoilt = storage();
    for (const text of ["{", "7", '[{"name":"Not a name","composed":"fast"}]']) {
      spoilt.setItem("peakfleet.strategies.v1", text);
      expect(readSaved(spoilt)).toEqual([]);
    }
    const full = {
      setItem: () => {
        throw new Error("quota");
      },
    };
    expect(() => writeSaved(full, [])).not.toThrow();
  });
});
