import { afterEach, expect, test } from "vitest";
import { defaultSpeed, speeds } from "../../viewer/src/run/playback-clock.ts";
import { describeInChromium, shownStep, type Visit, visit, waitForStep } from "./built-viewer.ts";

describeInChromium("the viewer in Chromium", (viewer) => {
  let current: Visit | null = null;
  const open = async (...args: Parameters<typeof visit> extends [unknown, ...infer R] ? R : never) => {
    current = await visit(viewer(), ...args);
    return current;
  };
  afterEach(async () => {
    await current?.close();
    current = null;
  });

  test("a first visit shows two floors in motion, then KPIs of both", async () => {
    const { page, errors } = await open("");
    await waitForStep(page, 5);
    const floors = page.locator(".pane canvas:not(.minimap)");
    expect(await floors.count()).toBe(2);
    for (const index of [0, 1]) {
      const before = await floors.nth(index).screenshot();
      await waitForStep(page, (await shownStep(page)) + 15);
      expect((await floors.nth(index).screenshot()).equals(before)).toBe(false);
    }
    await page.waitForSelector("tr[data-kpi=ordersDone]", { timeout: 120_000 });
    expect(await page.locator("tr[data-kpi=ordersDone] td").count()).toBe(3);
    expect(errors).toEqual([]);
  });

  test("play, pause, step and speed work by button and by key", async () => {
    const { page, errors } = await open("scenario=smoke&hours=0");
    await waitForStep(page, 10);
    await page.click("#play");
    const paused = await shownStep(page);
    await page.waitForTimeout(700);
    expect(await shownStep(page)).toBe(paused);
    await page.click("#step-forward");
    await page.waitForSelector(`#clock[data-step="${paused + 1}"]`);
    await page.keyboard.press("Shift+ArrowRight");
    await waitForStep(page, paused + 11);
    await page.keyboard.press("ArrowLeft");
    await page.waitForSelector(`#clock[data-step="${paused + 10}"]`);
    expect(new URL(page.url()).searchParams.get("scenario")).toBe("smoke");
    await page.keyboard.press("]");
    expect(await page.inputValue("#speed")).toBe(String(speeds[speeds.indexOf(defaultSpeed) + 1]));
    await page.click("#slower");
    expect(await page.inputValue("#speed")).toBe(String(defaultSpeed));
    await page.keyboard.press(" ");
    await waitForStep(page, paused + 20);
    expect(errors).toEqual([]);
  });

  test("the scrubber goes ahead of what is computed and back, and the address brings the place back", async () => {
    const { page, errors } = await open("scenario=smoke&hours=0");
    await waitForStep(page, 5);
    await page.click("#play");
    const seek = (step: number) =>
      page.locator("#scrubber").evaluate((input: HTMLInputElement, value) => {
        input.value = String(value);
        input.dispatchEvent(new Event("input", { bubbles: true }));
      }, step);
    const at = (step: number) =>
      page.waitForSelector(`#clock[data-step="${step}"]`, { timeout: 120_000 }).then(() => {
        return page.waitForSelector(".busy", { state: "detached", timeout: 120_000 });
      });
    await seek(1500);
    await at(1500);
    // Kept pictures are shown at once: the nearest step of one, 1.8 s apart at most on this floor.
    await seek(200);
    await page.waitForFunction(() => {
      const step = Number(document.querySelector("#clock")?.getAttribute("data-step"));
      return Math.abs(step - 200) <= 15;
    });
    const near = await shownStep(page);
    await page.waitForFunction((step) => new URL(location.href).searchParams.get("step") === step, `${near}`);
    await page.reload();
    await at(near);
    expect(errors).toEqual([]);
  });

  test("switches to Chinese, keeps it in the address, and leaves no English behind", async () => {
    const { page, errors } = await open("scenario=smoke&hours=0&speed=64");
    await page.waitForSelector("#kpis", { timeout: 120_000 });
    // Standing still: a busy machine that draws two floors in software answers clicks late.
    await page.keyboard.press(" ");
    await page.click("#language");
    expect(await page.getAttribute("html", "lang")).toBe("zh-CN");
    await page.waitForFunction(() => new URL(location.href).searchParams.get("lang") === "zh");
    await page.reload();
    await page.waitForSelector("#kpis", { timeout: 120_000 });
    await page.locator(".kpis .link-button[aria-expanded]").click();
    const texts = await page.evaluate(() => {
      // Names of scenarios and strategies, hashes, and the option --strategies are the same in every language.
      const page = document.body.cloneNode(true) as HTMLElement;
      for (const part of page.querySelectorAll("select, code, .strategy-name, [aria-live], noscript, script"))
        part.remove();
      return page.textContent ?? "";
    });
    expect(texts).toContain("当前结果");
    expect(
      (texts.match(/[A-Za-z][a-z]{3,}/g) ?? []).filter(
        (word) => !["peakfleet", "English", "Shift", "strategies"].includes(word),
      ),
    ).toEqual([]);
    expect(errors).toEqual([]);
  });

  test("selects a robot, follows it and lets go", async () => {
    const { page, errors } = await open("scenario=smoke&hours=0");
    await waitForStep(page, 30);
    await page.click("#play");
    await page.keyboard.press("n");
    await page.keyboard.press("n");
    expect(await page.locator(".robot-in-pane").count()).toBe(2);
    const name = await page.textContent(".robot-card h2");
    await page.keyboard.press("f");
    await page.waitForSelector(".robot-card .chip[aria-pressed=true]");
    await page.keyboard.press("Escape");
    expect(await page.locator(".robot-card").count()).toBe(0);
    // Followed, the robot stands in the middle of the first floor: a click there selects it again.
    await page.locator(".pane canvas").first().click();
    expect(await page.textContent(".robot-card h2")).toBe(name);
    expect(errors).toEqual([]);
  });

  test("a scenario it does not know gets the reason and a way out", async () => {
    const { page, errors } = await open("scenario=smokey");
    await page.waitForSelector(".failure", { timeout: 60_000 });
    expect(await page.textContent(".failure pre")).toContain("smoke");
    await page.locator(".failure button").last().click();
    await waitForStep(page, 2);
    expect(errors).toEqual([]);
  });
});
