import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { describeInChromium, visit } from "./built-viewer.ts";

const sizes = [
  [1440, 900],
  [1024, 768],
  [390, 800],
] as const;

/** Parts of the page that must not lie over one another, by selector of their parents' children. */
const groups = [
  ".page > *:not(dialog):not(.rail)",
  ".transport > *",
  ".top-actions > *",
  ".results > *",
  ".scrub .ends > *",
];

/** Pairs of visible siblings whose boxes overlap by more than a pixel. */
function overlaps(page: Page): Promise<readonly string[]> {
  return page.evaluate((selectors) => {
    const found: string[] = [];
    for (const selector of selectors) {
      const parts = [...document.querySelectorAll(selector)].map(
        (part) => [part, part.getBoundingClientRect()] as const,
      );
      parts.forEach(([one, a], index) => {
        for (const [other, b] of parts.slice(index + 1)) {
          const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
          const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
          if (width > 1 && height > 1) found.push(`${one.className} over ${other.className}`);
        }
      });
    }
    return found;
  }, groups);
}

/** Texts with a contrast below 4.5:1 to what lies behind them (WCAG 2.2, relative luminance). */
function faintTexts(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const parse = (color: string) => {
      const [red = 0, green = 0, blue = 0, alpha = 1] = (color.match(/[\d.]+/g) ?? []).map(Number);
      return { rgb: [red, green, blue], alpha };
    };
    const luminance = (rgb: readonly number[]) => {
      const [red, green, blue] = rgb.map((value) => {
        const share = value / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
    };
    const groundOf = (element: Element): number[] => {
      const { rgb, alpha } = parse(getComputedStyle(element).backgroundColor);
      if (alpha === 1 || element.parentElement === null) return rgb;
      const below = groundOf(element.parentElement);
      return rgb.map((value, at) => value * alpha + below[at]! * (1 - alpha));
    };
    const faint: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      const words = node.textContent?.trim() ?? "";
      if (words === "" || element === null || !element.checkVisibility({ visibilityProperty: true }))
        continue;
      if (element.closest("noscript, script, style, option, :disabled")) continue;
      const [ink, ground] = [
        luminance(parse(getComputedStyle(element).color).rgb),
        luminance(groundOf(element)),
      ];
      const contrast = (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
      if (contrast < 4.5) faint.push(`${words.slice(0, 30)} (${contrast.toFixed(2)})`);
    }
    return faint;
  });
}

describeInChromium("the page's layout", (viewer) => {
  test.each(sizes)(
    "nothing overlaps or is cut off at %i × %i, and all text is legible in both themes",
    async (width, height) => {
      const { page, errors, close } = await visit(viewer(), "scenario=smoke&hours=0&speed=64", {
        width,
        height,
      });
      try {
        await page.waitForSelector("#kpis", { timeout: 120_000 });
        await page.keyboard.press(" ");
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
        ).toBeLessThanOrEqual(0);
        for (const language of ["English", "Chinese"]) {
          expect(await overlaps(page), language).toEqual([]);
          expect(await faintTexts(page), language).toEqual([]);
          await page.click("#theme");
          expect(await faintTexts(page), `${language}, other theme`).toEqual([]);
          await page.click("#language");
        }
        await page.click("#help-button");
        expect(await page.locator("#help").isVisible()).toBe(true);
        expect(await faintTexts(page)).toEqual([]);
        await page.keyboard.press("Escape");
        expect(errors).toEqual([]);
      } finally {
        await close();
      }
    },
  );

  test("a single floor fills its place on a narrow screen, where two share tabs", async () => {
    for (const b of ["none", "fcfs-nearest"]) {
      const { page, close } = await visit(viewer(), `scenario=smoke&seed=1&a=pod-match&b=${b}`, {
        width: 360,
        height: 740,
      });
      await page.waitForSelector(".canvas-box > canvas", { timeout: 120_000 });
      const heights = await page
        .locator(".pane-slot:not([hidden]) .canvas-box > canvas")
        .evaluateAll((all) => all.map((canvas) => canvas.getBoundingClientRect().height));
      expect(heights).toHaveLength(1);
      expect(heights[0], `b=${b}`).toBeGreaterThan(250);
      await close();
    }
  });
});
