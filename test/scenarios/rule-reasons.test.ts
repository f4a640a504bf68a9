import { describe, expect, test } from "vitest";
import { ruleReasons } from "../../controller/dispatch/rules/because.ts";
import { createNodeLpSolver } from "../../devices/solver/node/index.ts";
import { ruleReasonSentences } from "../../scenarios/explain/rule-reasons.ts";
import { openBundledLibrary, reasonSentence } from "../../scenarios/index.ts";
import { hostRun } from "../../scenarios/node/index.ts";

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).sort();

describe("the sentence of a reason", () => {
  test.each(Object.entries(ruleReasons))("%s says all its values, in both languages", (code, names) => {
    const { en, zh } = ruleReasonSentences[code as keyof typeof ruleReasons];
    // Pod choice adds which measure decided.
    const values: readonly string[] = code === "best-by-keys" ? [...names, "decidedBy"] : names;
    expect(placeholders(en)).toEqual([...values].sort());
    expect(placeholders(zh)).toEqual([...values].sort());
    expect(zh).toMatch(/[\u4e00-\u9fff]/);
  });

  test("rounds what is not whole, and names what decided", () => {
    const values = { of: 2, units: 3, complete: 1, distance: 4.25, decidedBy: "distance" };
    expect(reasonSentence({ code: "best-by-keys", values }, "en")).toBe(
      "best of 2 by distance: 3 units, completes 1 orders, 4.25 steps away",
    );
    expect(reasonSentence({ code: "best-by-keys", values }, "zh")).toContain("按距离为 2 个中最优");
    const cost = { code: "least-reduced-cost", values: { order: 7, cost: 0.123456 } };
    expect(reasonSentence(cost, "en")).toBe("order 7 is the cheapest at the plan's prices, 0.123 orders");
  });

  test("of a rule unknown here is its code with its values", () => {
    expect(reasonSentence({ code: "my-own", values: { units: 3 } }, "en")).toBe("my-own, units 3");
  });
});

test.each([
  ["smoke", "best-known"],
  ["bad-day", "pod-match"],
  ["sorting-hub", "sort-balanced"],
])(
  "a run of %s by %s that explains itself is the same run, and has a sentence for everything",
  async (name, strategy) => {
    const library = openBundledLibrary();
    const loaded = library.ok
      ? library.value.load(name, { overrides: ["hours=0.1", "warmupMinutes=0"], strategies: [strategy] })
      : library;
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
    const { scenario, inputs, strategies } = loaded.value;
    const job = { scenario, inputs, seed: 1, strategy: strategies[0]! };
    const solver = createNodeLpSolver();
    const hosting = { solver, onProgress: () => {}, stopWanted: () => false };
    try {
      const [plain, explained] = [
        await hostRun(job, hosting),
        await hostRun({ ...job, explain: true }, hosting),
      ];
      if (plain.kind !== "complete" || explained.kind !== "complete") throw new Error("a run failed");
      expect(explained.hash).toBe(plain.hash);
      expect(plain.decisions).toBeUndefined();
      const { notes, tallies } = explained.decisions!;
      expect(notes.length).toBeGreaterThan(20);
      expect(tallies.length).toBeGreaterThan(2);
      for (const { latest } of tallies) {
        expect(reasonSentence(latest, "en")).not.toMatch(/[{}–]/);
        expect(reasonSentence(latest, "zh")).not.toMatch(/[{}–]/);
      }
    } finally {
      await solver.close();
    }
  },
  120_000,
);
