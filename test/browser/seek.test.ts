import { afterEach, expect, test } from "vitest";
import { describeInChromium, type Visit, visit } from "./built-viewer.ts";

describeInChromium("going anywhere in a run", (viewer) => {
  let current: Visit | null = null;
  afterEach(async () => {
    await current?.close();
    current = null;
  });

  test("the scrubber shows every computed part at once, and what it shows is what plays on from there", async () => {
    current = await visit(viewer(), "scenario=smoke&seed=1&hours=0&a=fcfs-nearest&b=pod-match&step=1700");
    const { page, errors } = current;
    await page.waitForSelector('#clock[data-step="1700"]', { timeout: 120_000 });
    await page.waitForSelector(".busy", { state: "detached", timeout: 120_000 });
    for (const wanted of [400, 1500, 77, 1200]) {
      const shown = await page.locator("#scrubber").evaluate(async (input: HTMLInputElement, step) => {
        input.value = String(step);
        input.dispatchEvent(new Event("input", { bubbles: true }));
        // Two frames: the picture of the kept step is drawn in the first.
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        const busy = document.querySelector(".busy") !== null;
        return { busy, step: Number(document.querySelector("#clock")?.getAttribute("data-step")) };
      }, wanted);
      expect(shown.busy).toBe(false);
      expect(Math.abs(shown.step - wanted)).toBeLessThanOrEqual(15);
    }
    const canvas = page.locator(".pane canvas").first();
    const look = () =>
      canvas.screenshot({
        style: ".floor-tools, .corner, .zoom-buttons, .station-labels { visibility: hidden }",
      });
    const kept = await look();
    // One step on and back again: now the frame made anew is drawn.
    await page.keyboard.press("ArrowRight");
    await page.waitForTimeout(600);
    await page.keyboard.press("ArrowLeft");
    await page.waitForTimeout(600);
    expect((await look()).equals(kept)).toBe(true);
    expect(errors).toEqual([]);
  });

  test("the whole run's arrivals stand behind the scrubber before they are played", async () => {
    current = await visit(viewer(), "scenario=double-11-2025&seed=1&hours=4&a=fcfs-nearest&b=none&step=3");
    const { page, errors } = current;
    await page.waitForFunction(
      () => {
        const path = document.querySelector(".arrivals path")?.getAttribute("d") ?? "";
        return Number(/L([\d.]+) 100 Z$/.exec(path)?.[1] ?? 0) > 990;
      },
      null,
      { timeout: 120_000 },
    );
    expect(errors).toEqual([]);
  });
});
