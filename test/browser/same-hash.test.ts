import { expect, test } from "vitest";
import { createNodeLpSolver } from "../../devices/solver/node/index.ts";
import { createRun, openBundledLibrary } from "../../scenarios/index.ts";
import { describeInChromium, visit } from "./built-viewer.ts";

/** Hash of a scenario, its whole horizon or `hours` of it, run in this Node. */
async function hashInNode(scenario: string, strategyName: string, hours: number): Promise<string> {
  const library = openBundledLibrary();
  if (!library.ok) throw new Error("the bundled library does not open");
  const loaded = library.value.load(scenario, {
    strategies: [strategyName],
    overrides: hours === 0 ? [] : [`hours=${hours}`],
  });
  if (!loaded.ok) throw new Error("the scenario does not load");
  const solver = createNodeLpSolver();
  const created = createRun({ ...loaded.value, seed: 1, strategy: loaded.value.strategies[0]!, solver });
  if (!created.ok) throw new Error("the scenario does not fit");
  await created.value.advance(created.value.horizonSteps);
  await solver.close();
  return created.value.hash();
}

/** `hours` 0 = all of it. */
const runs = [
  { scenario: "smoke", hours: 0, a: "pod-match", b: "lp-plan" },
  { scenario: "tall-rack-618", hours: 0.6, a: "fcfs-nearest", b: "pod-match" },
  { scenario: "sorting-hub", hours: 0.4, a: "sort-nearest", b: "sort-balanced" },
] as const;

describeInChromium("a run", (viewer) => {
  test.each(runs)(
    "of $scenario has the same fingerprint in Chromium and in Node: $a, $b",
    async ({ scenario, hours, a, b }) => {
      const query = `scenario=${scenario}&seed=1&hours=${hours}&a=${a}&b=${b}&speed=1000`;
      const { page, errors, close } = await visit(viewer(), query);
      try {
        await page.waitForFunction(
          () => document.querySelectorAll('.fingerprint:not([data-hash=""])').length === 2,
          null,
          { timeout: 180_000, polling: 500 },
        );
        const shown = await page
          .locator(".fingerprint")
          .evaluateAll((marks) => marks.map((mark) => mark.getAttribute("data-hash")));
        expect(shown).toEqual([await hashInNode(scenario, a, hours), await hashInNode(scenario, b, hours)]);
        expect(errors).toEqual([]);
      } finally {
        await close();
      }
    },
  );
});
