import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { describeInChromium, visit, waitForStep } from "./built-viewer.ts";

const smoke = readFileSync(new URL("../../scenarios/bundled/smoke.yaml", import.meta.url), "utf8");

/** Drops a file onto the page, as a hand would. */
async function drop(page: Page, name: string, content: string): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([file, text]) => {
      const data = new DataTransfer();
      data.items.add(new File([text!], file!));
      return data;
    },
    [name, content],
  );
  await page.dispatchEvent("body", "dragover", { dataTransfer: transfer });
  await page.waitForSelector(".drop-here");
  await page.dispatchEvent("body", "drop", { dataTransfer: transfer });
}

describeInChromium("files", (viewer) => {
  test("a good scenario runs, a bad one says why with line and field, a saved view comes back, the editor checks what is typed", async () => {
    const { page, errors, close } = await visit(
      viewer(),
      "scenario=smoke&seed=1&hours=0.1&a=pod-match&b=none&step=3",
      {
        width: 1240,
        height: 700,
      },
    );
    try {
      await waitForStep(page, 3);
      await drop(page, "mine.yaml", smoke.replace(/count: \d+/, "count: -4"));
      await page.waitForSelector(".file-problem");
      const problem = (await page.textContent(".file-problem li")) ?? "";
      expect(problem).toMatch(/^mine\.yaml:\d+:\d+: .*count: expected .*; found -4/);
      expect(await page.inputValue("#scenario")).toBe("smoke");

      await drop(page, "mine.yaml", smoke.replace(/^name: .*$/m, "name: mine"));
      await page.waitForSelector(".file-problem", { state: "detached" });
      await page.waitForFunction(
        () => document.querySelector<HTMLSelectElement>("#scenario")?.value === "mine",
      );
      await waitForStep(page, 2);
      await page.keyboard.press(" ");

      // The address holds the scenario itself.
      await page.waitForFunction(() => location.search.includes("own="));
      await page.goto(page.url());
      await page.waitForFunction(
        () => document.querySelector<HTMLSelectElement>("#scenario")?.value === "mine",
      );
      await waitForStep(page, 1);
      await page.keyboard.press(" ");

      const saved = await Promise.all([page.waitForEvent("download"), page.click("#save-view")]);
      const view = readFileSync(await saved[0].path(), "utf8");
      expect(JSON.parse(view)).toMatchObject({ peakfleet: "view", own: { name: "mine" } });
      await page.goto(`${viewer().address}/?scenario=smoke&seed=1&hours=0.1&a=pod-match&b=none&step=1`);
      await waitForStep(page, 1);
      await drop(page, "view.json", view);
      await page.waitForFunction(
        () => document.querySelector<HTMLSelectElement>("#scenario")?.value === "mine",
      );
      await waitForStep(page, 1);

      await page.click("#edit-scenario");
      await page.waitForFunction(
        () => document.querySelector("#scenario-problems")?.textContent === "Can be run.",
      );
      await page.fill("#scenario-text", "name: 7\n");
      await page.waitForSelector(".problems li");
      expect(await page.locator("#scenario-run").isDisabled()).toBe(true);
      expect(errors).toEqual([]);
    } finally {
      await close();
    }
  });

  test("an order list is played in the scenario that is chosen, its bad rows are told, and one without a good row is refused", async () => {
    const { page, errors, close } = await visit(
      viewer(),
      "scenario=smoke&seed=1&hours=0.1&a=pod-match&b=none&step=3",
    );
    try {
      await waitForStep(page, 3);
      const head = "order_id,time,sku,quantity\n";
      await drop(page, "none.csv", `${head}1,soon,A,1\n`);
      await page.waitForSelector(".file-problem");
      expect(await page.textContent(".file-problem h2")).toBe("none.csv cannot be used");
      await drop(
        page,
        "day.csv",
        `${head}1,2025-11-10T20:01,A,1\n2,2025-11-10T20:02,B,-3\n3,2025-11-10 20:02,A,2\n`,
      );
      await page.waitForFunction(
        () => document.querySelector<HTMLSelectElement>("#scenario")?.value === "day",
      );
      await waitForStep(page, 1);
      expect(await page.locator(".file-problem li").allTextContents()).toEqual([
        "day.csv:3: quantity: expected a whole number above 0; found -3",
      ]);
      expect(errors).toEqual([]);
    } finally {
      await close();
    }
  });
});
