import type { Page } from "playwright-core";
import { afterEach, expect, test } from "vitest";
import { describeInChromium, shownStep, type Visit, visit, waitForStep } from "./built-viewer.ts";

const bothFloors = "scenario=smoke&seed=1&hours=0&a=fcfs-nearest&b=pod-match";

describeInChromium("the floor", (viewer) => {
  let current: Visit | null = null;
  const open = async (query: string, size = { width: 1100, height: 720 }) => {
    current = await visit(viewer(), query, size);
    return current;
  };
  afterEach(async () => {
    await current?.close();
    current = null;
  });
  /** The first floor itself, without what lies over it. */
  const picture = (page: Page) =>
    page.locator(".pane canvas").first().screenshot({
      style: ".floor-tools, .corner, .zoom-buttons, .station-labels, .following { visibility: hidden }",
    });
  const settled = (page: Page, step: number) =>
    page
      .waitForSelector(`#clock[data-step="${step}"]`, { timeout: 120_000 })
      .then(() => page.waitForSelector(".busy", { state: "detached", timeout: 120_000 }))
      .then(() => page.waitForTimeout(400));

  test("says what a robot does and why, on each floor, and what it did before", async () => {
    const { page, errors } = await open(`${bothFloors}&step=600`);
    await settled(page, 600);
    await page.keyboard.press("n");
    const why = page.locator(".robot-why");
    await page.waitForFunction(() => document.querySelectorAll(".robot-why").length === 2);
    for (const text of await why.allTextContents()) expect(text).toMatch(/\w+.*[.]$/);
    await page.keyboard.press("l");
    for (const text of await why.allTextContents()) expect(text).toMatch(/[\u4e00-\u9fff].*。$/);
    expect(errors).toEqual([]);
  });

  test("shows the way of the selected robot, and no way once nothing is selected", async () => {
    const { page, errors } = await open(`${bothFloors}&step=600`);
    await settled(page, 600);
    const plain = await picture(page);
    await page.keyboard.press("n");
    await page.waitForTimeout(500);
    const chosen = await picture(page);
    expect(chosen.equals(plain)).toBe(false);
    await page.keyboard.press("Escape");
    await page.waitForTimeout(500);
    expect((await picture(page)).equals(plain)).toBe(true);
    expect(errors).toEqual([]);
  });

  test("lays waiting and flow over the floor by key and by button, and keeps them in the address", async () => {
    const { page, errors } = await open(`${bothFloors}&step=900&view=20,12,14`);
    await settled(page, 900);
    const plain = await picture(page);
    await page.keyboard.press("h");
    await page.waitForSelector("#layer-heat[aria-pressed=true]");
    await page.waitForTimeout(400);
    const heat = await picture(page);
    expect(heat.equals(plain)).toBe(false);
    expect(await page.textContent(".heat-legend")).toMatch(/\d/);
    await page.click("#layer-flow");
    await page.waitForTimeout(400);
    expect((await picture(page)).equals(heat)).toBe(false);
    await page.waitForFunction(() => new URL(location.href).searchParams.get("layers") === "heat,flow");
    await page.keyboard.press("h");
    await page.keyboard.press("v");
    await page.waitForTimeout(400);
    expect((await picture(page)).equals(plain)).toBe(true);
    expect(errors).toEqual([]);
  });

  test("finds a robot by its number and a station by its name", async () => {
    const { page, errors } = await open(`${bothFloors}&step=300`);
    await settled(page, 300);
    await page.keyboard.press("/");
    await page.keyboard.type("3");
    await page.keyboard.press("Enter");
    expect(await page.textContent(".robot-card h2")).toContain("3");
    await page.waitForSelector(".minimap:visible");
    await page.keyboard.press("/");
    await page.fill("#search", "nowhere");
    await page.keyboard.press("Enter");
    expect(await page.textContent(".search-miss")).toContain("nowhere");
    await page.fill("#search", "P2");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".station-label:visible");
    expect(errors).toEqual([]);
  });

  test("follows a robot, says so, and stops when asked or when the floor is dragged", async () => {
    const { page, errors } = await open(`${bothFloors}&step=300`);
    await settled(page, 300);
    await page.keyboard.press("n");
    await page.keyboard.press("f");
    await page.waitForSelector(".following");
    expect(await page.textContent(".following")).toContain("0");
    await page.keyboard.press(" ");
    await waitForStep(page, 330);
    await page.click(".following");
    await page.waitForSelector(".following", { state: "detached" });
    await page.keyboard.press("f");
    await page.waitForSelector(".following");
    const box = (await page.locator(".pane canvas").first().boundingBox())!;
    await page.mouse.move(box.x + 150, box.y + 150);
    await page.mouse.down();
    await page.mouse.move(box.x + 190, box.y + 170, { steps: 3 });
    await page.mouse.up();
    await page.waitForSelector(".following", { state: "detached" });
    expect(errors).toEqual([]);
  });

  test("an address brings back camera, selection and layers, and with them the same picture", async () => {
    const { page, errors } = await open(`${bothFloors}&step=600`);
    await settled(page, 600);
    await page.keyboard.press("n");
    await page.keyboard.press("n");
    await page.keyboard.press("h");
    await page.keyboard.press("i");
    await page.keyboard.press("+");
    await page.keyboard.press("+");
    await page.waitForFunction(() => new URL(location.href).searchParams.has("view"));
    await page.waitForTimeout(600);
    const before = await picture(page);
    await page.reload();
    await settled(page, 600);
    await page.waitForTimeout(500);
    expect((await picture(page)).equals(before)).toBe(true);
    expect(errors).toEqual([]);
  });

  test("lists what befell the site; a press goes there", async () => {
    const { page, errors } = await open("scenario=bad-day&seed=1&hours=0&a=fcfs-nearest&b=none&step=2800");
    await settled(page, 2800);
    const entries = page.locator(".events li button");
    await page.waitForFunction(() => document.querySelectorAll(".events li").length > 2);
    const texts = await entries.allTextContents();
    expect(texts.some((text) => /Robot 7 failed/.test(text))).toBe(true);
    expect(texts.some((text) => /Cell \(12, 8\) closed/.test(text))).toBe(true);
    await entries.filter({ hasText: "Robot 7 failed" }).click();
    await page.waitForFunction(
      () => Number(document.querySelector("#clock")?.getAttribute("data-step")) < 2000,
    );
    expect(await shownStep(page)).toBeGreaterThan(1000);
    expect(errors).toEqual([]);
  });
});
