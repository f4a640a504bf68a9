import { expect, test } from "vitest";
import { describeInChromium, visit, waitForStep } from "./built-viewer.ts";

describeInChromium("many seeds", (viewer) => {
  test("give intervals and wins, and a dot opens the run of its seed", async () => {
    const query = "scenario=smoke&seed=1&hours=0.1&a=all-random&b=pod-match&step=5";
    const { page, errors, close } = await visit(viewer(), query, { width: 1100, height: 720 });
    try {
      await page.waitForSelector('#clock[data-step="5"]', { timeout: 120_000 });
      await page.click("#study-button");
      await page.selectOption("#study-seeds", "5");
      await page.click("#study-start");
      await page.waitForFunction(
        () => document.querySelectorAll("tr[data-kpi=pileOn] .seed-dot").length === 5,
        null,
        { timeout: 180_000 },
      );
      const pileOn = page.locator("#study tr[data-kpi=pileOn]");
      expect(await pileOn.getAttribute("class")).toBe("forest-better");
      expect(await pileOn.locator("td").last().textContent()).toBe("5/5");
      await page.locator("tr[data-kpi=pileOn] .seed-dot[data-seed='4']").click();
      await page.waitForSelector("#study", { state: "hidden" });
      expect(await page.inputValue("#seed")).toBe("4");
      await waitForStep(page, 2);
      await page.waitForFunction(() => new URL(location.href).searchParams.get("seed") === "4");
      expect(errors).toEqual([]);
    } finally {
      await close();
    }
  });
});
