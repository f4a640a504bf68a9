import { expect, test } from "vitest";
import { createNodeLpSolver } from "../../devices/solver/node/index.ts";
import { createRun, openBundledLibrary } from "../../scenarios/index.ts";
import { describeInChromium, visit } from "./built-viewer.ts";

const strategies = ["pod-match", "lp-plan"];

/** Hash of the whole smoke scenario, run in this Node. */
async function hashInNode(strategyName: string): Promise<string> {
  const library = openBundledLibrary();
  if (!library.ok) throw new Error("the bundled library does not open");
  const loaded = library.value.load("smoke", { strategies: [strategyName] });
  if (!loaded.ok) throw new Error("the smoke scenario does not load");
  const solver = createNodeLpSolver();
  const created = createRun({ ...loaded.value, seed: 1, strategy: loaded.value.strategies[0]!, solver });
  if (!created.ok) throw new Error("the smoke scenario does not fit");
  await created.value.advance(created.value.horizonSteps);
  await solver.close();
  return created.value.hash();
}

describeInChromium("the smoke scenario", (viewer) => {
  test("has the same fingerprint in Chromium and in Node, with and without linear programs", async () => {
    const [a, b] = strategies;
    const { page, errors, close } = await visit(
      viewer(),
      `scenario=smoke&seed=1&hours=0&a=${a}&b=${b}&speed=1000`,
    );
    try {
      await page.waitForFunction(
        () => document.querySelectorAll('.fingerprint:not([data-hash=""])').length === 2,
        null,
        { timeout: 180_000, polling: 500 },
      );
      const shown = await page
        .locator(".fingerprint")
        .evaluateAll((marks) => marks.map((mark) => mark.getAttribute("data-hash")));
      expect(shown).toEqual([await hashInNode(a!), await hashInNode(b!)]);
      expect(errors).toEqual([]);
    } finally {
      await close();
    }
  });
});
