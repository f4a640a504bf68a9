import { expect, test } from "vitest";
import { describeInChromium, findings, tooWide, visit } from "./built-viewer.ts";

describeInChromium("for everybody", (viewer) => {
  test("the page, its dialogs and its tables have no serious finding of axe-core, in both themes", async () => {
    const query = "scenario=bad-day&seed=1&hours=0&a=fcfs-nearest&b=pod-match&step=1900&robot=7&layers=heat";
    const { page, errors, close } = await visit(viewer(), query, { width: 1280, height: 800 });
    try {
      await page.waitForSelector('#clock[data-step="1900"]', { timeout: 120_000 });
      await page.waitForSelector(".busy", { state: "detached", timeout: 120_000 });
      await page.click("#robot-table-button");
      await page.waitForSelector("#robot-table tbody tr");
      expect(await findings(page)).toEqual([]);
      await page.click("#theme");
      expect(await findings(page)).toEqual([]);
      for (const key of ["?", "x", "m"]) {
        await page.keyboard.press(key);
        await page.waitForSelector("dialog[open]");
        expect(await findings(page), key).toEqual([]);
        await page.keyboard.press("Escape");
        await page.waitForFunction(() => document.querySelector("dialog[open]") === null);
      }
      expect(errors).toEqual([]);
    } finally {
      await close();
    }
  });

  test("the keyboard alone starts, steps, finds, follows, injects and compares", async () => {
    const query = "scenario=smoke&seed=1&hours=0.2&a=fcfs-nearest&b=none&step=100";
    const { page, errors, close } = await visit(viewer(), query, { width: 1000, height: 700 });
    const settled = (step: number) =>
      page.waitForSelector(`#clock[data-step="${step}"]`, { timeout: 120_000 });
    try {
      await settled(100);
      await page.keyboard.press("ArrowRight");
      await settled(101);
      await page.keyboard.press("/");
      await page.keyboard.type("2");
      await page.keyboard.press("Enter");
      await page.keyboard.press("f");
      await page.waitForSelector(".following");
      await page.keyboard.press("Escape");
      await page.keyboard.press("n");
      await page.keyboard.press("x");
      await page.waitForSelector("#act[open]");
      await page.focus("#act-minutes");
      await page.keyboard.press("Enter");
      await page.waitForSelector("#act", { state: "hidden" });
      await page.waitForFunction(() => new URL(location.href).searchParams.has("ax"));
      // The table twin: a robot is reached by Tab, and Enter follows it.
      await page.focus("#robot-table-button");
      await page.keyboard.press("Enter");
      await page.waitForSelector("#robot-table tbody tr");
      await page.locator("#robot-table tbody button").nth(3).focus();
      await page.keyboard.press("Enter");
      await page.waitForSelector(".following");
      expect(await page.textContent(".robot-card h2")).toContain("3");
      expect(errors).toEqual([]);
    } finally {
      await close();
    }
  });

  test("a screen 360 pixels wide shows everything without scrolling sideways", async () => {
    const query = "scenario=smoke&seed=1&hours=0.2&a=fcfs-nearest&b=pod-match&step=100&robot=3&layers=heat";
    const { page, errors, close } = await visit(viewer(), query, { width: 360, height: 740 });
    try {
      await page.waitForSelector('#clock[data-step="100"]', { timeout: 120_000 });
      for (const language of ["en", "zh"]) {
        const wide = await tooWide(page);
        expect(wide, language).toEqual([]);
        await page.keyboard.press("l");
      }
      expect(errors).toEqual([]);
    } finally {
      await close();
    }
  });
});
