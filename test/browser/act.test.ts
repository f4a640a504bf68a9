import type { Page } from "playwright-core";
import { afterEach, expect, test } from "vitest";
import { createNodeLpSolver } from "../../devices/solver/node/index.ts";
import { createRun } from "../../scenarios/index.ts";
import { loadScenario, openNodeLibrary } from "../../scenarios/node/index.ts";
import { describeInChromium, type Visit, visit, waitForStep } from "./built-viewer.ts";

describeInChromium("letting something happen", (viewer) => {
  let current: Visit | null = null;
  const open = async (query: string) => {
    current = await visit(viewer(), query, { width: 1100, height: 720 });
    return current;
  };
  afterEach(async () => {
    await current?.close();
    current = null;
  });
  const settled = (page: Page, step: number) =>
    page
      .waitForSelector(`#clock[data-step="${step}"]`, { timeout: 120_000 })
      .then(() => page.waitForSelector(".busy", { state: "detached", timeout: 120_000 }));
  const hashes = (page: Page) =>
    page.locator(".fingerprint").evaluateAll((marks) => marks.map((mark) => mark.getAttribute("data-hash")));

  test("a robot fails on all floors, is listed, and the address brings it back", async () => {
    const { page, errors } = await open("scenario=smoke&seed=1&hours=0&a=fcfs-nearest&b=pod-match&step=300");
    await settled(page, 300);
    await page.keyboard.press("n");
    await page.keyboard.press("n");
    await page.keyboard.press("x");
    expect(await page.inputValue("#act-kind")).toBe("robot-fails");
    expect(await page.inputValue("#act-robot")).toBe("1");
    await page.fill("#act-robot", "9999");
    expect(await page.locator("#act-here").isDisabled()).toBe(true);
    await page.fill("#act-robot", "1");
    await page.click("#act-here");
    await settled(page, 300);
    await page.keyboard.press("Shift+ArrowRight");
    await settled(page, 310);
    const failed = page.locator(".events li", { hasText: "Robot 1 failed" }).locator(".badge");
    await failed.first().waitFor();
    expect(await failed.allTextContents()).toEqual(["A", "B"]);
    await page.waitForFunction(() => document.querySelectorAll(".robot-why").length === 2);
    expect(await page.textContent(".robot-why")).toContain("Failed");
    // The address follows a moment later: both the fault and the step must be in it before the page is loaded anew.
    await page.waitForFunction(() => {
      const { searchParams } = new URL(location.href);
      return searchParams.get("bx")?.includes("robot 1 fails 10m") && searchParams.get("step") === "310";
    });
    await page.reload();
    await settled(page, 310);
    await page.waitForSelector(".events li:has-text('Robot 1 failed')");
    expect(errors).toEqual([]);
  });

  test("a click with the right button closes a cell, in one floor alone", async () => {
    const { page, errors } = await open("scenario=smoke&seed=1&hours=0&a=fcfs-nearest&b=pod-match&step=100");
    await settled(page, 100);
    const box = (await page.locator(".pane canvas").first().boundingBox())!;
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2 + 40, { button: "right" });
    await page.waitForSelector("#act[open]");
    await page.selectOption("#act-kind", "cell-closes");
    await page.selectOption("#act-target", "B");
    await page.click("#act-here");
    await settled(page, 100);
    await page.keyboard.press("ArrowRight");
    await settled(page, 101);
    const closed = page.locator(".events li", { hasText: "closed" }).first().locator(".badge");
    await closed.first().waitFor();
    expect(await closed.allTextContents()).toEqual(["B"]);
    expect(errors).toEqual([]);
  });

  test("what if: a branch runs as its floor did and differs from there on, as the command line would", async () => {
    const { page, errors } = await open(
      "scenario=smoke&seed=1&hours=0&a=pod-match&b=none&step=450&speed=1000",
    );
    await settled(page, 450);
    await page.keyboard.press("x");
    await page.selectOption("#act-kind", "station-closes");
    await page.fill("#act-minutes", "4");
    await page.click("#act-branch");
    await page.waitForFunction(() => document.querySelectorAll(".pane").length === 2);
    await settled(page, 450);
    await page.waitForFunction(() => document.querySelectorAll("tr[data-kpi=ordersDone] td").length === 3);
    expect(await page.textContent("tr[data-kpi=ordersDone] .difference")).toContain("0");
    // The new floor is drawn: its stations have their labels.
    await page.waitForSelector('.pane[data-pane="B"] .station-labels > *');
    const words = await page.evaluate(() => new URL(location.href).searchParams.getAll("bx"));
    expect(words).toHaveLength(1);
    await page.keyboard.press(" ");
    await waitForStep(page, 1500);
    await page.waitForFunction(
      () => document.querySelectorAll('.fingerprint:not([data-hash=""])').length === 2,
      null,
      {
        timeout: 120_000,
      },
    );
    expect(await hashes(page)).toEqual([await hashInNode([]), await hashInNode(words)]);
    expect(errors).toEqual([]);
  });

  test("what if from here with three more robots: the same until then, and as the command line would", async () => {
    const { page, errors } = await open(
      "scenario=smoke&seed=1&hours=0&a=pod-match&b=none&step=450&speed=1000",
    );
    await settled(page, 450);
    await page.keyboard.press("x");
    await page.selectOption("#act-kind", "fleet-size");
    const now = Number(await page.inputValue("#act-fleetSize"));
    await page.fill("#act-fleetSize", String(now + 1));
    await page.click("#act-branch");
    await page.waitForFunction(() => document.querySelectorAll(".pane").length === 2);
    await settled(page, 450);
    await page.waitForFunction(() => document.querySelectorAll("tr[data-kpi=ordersDone] td").length === 3);
    expect(await page.textContent("tr[data-kpi=ordersDone] .difference")).toContain("0");
    const words = await page.evaluate(() => new URL(location.href).searchParams.getAll("bx"));
    expect(words).toEqual([expect.stringMatching(/^5m0\.667s: \d+ robots join$/)]);
    await page.keyboard.press(" ");
    await page.waitForFunction(
      () => document.querySelectorAll('.fingerprint:not([data-hash=""])').length === 2,
      null,
      { timeout: 120_000 },
    );
    await page.waitForSelector(".events li:has-text('joined the fleet')");
    expect(await hashes(page)).toEqual([await hashInNode([]), await hashInNode(words)]);
    // The address alone gives the same two floors, the second one with its yard.
    await page.goto(page.url());
    await page.waitForFunction(() => document.querySelectorAll(".pane figcaption").length === 2);
    await waitForStep(page, 450);
    expect(await page.locator(".failure").count()).toBe(0);
    expect(errors).toEqual([]);
  });
});

/** The whole of smoke under pod-match, with what is injected, as the command line runs it. */
async function hashInNode(injections: readonly string[]): Promise<string> {
  const library = openNodeLibrary();
  if (!library.ok) throw new Error("the library does not open");
  const loaded = await loadScenario(library.value, "smoke", { strategies: ["pod-match"], injections });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const solver = createNodeLpSolver();
  const created = createRun({ ...loaded.value, seed: 1, strategy: loaded.value.strategies[0]!, solver });
  if (!created.ok) throw new Error("the scenario does not fit");
  await created.value.advance(created.value.horizonSteps);
  await solver.close();
  return created.value.hash();
}
