// Visual scenes against their references. Text is drawn as boxes (`test/scenes/box-font.ts`): fonts differ between machines.
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Browser, startChromium } from "../../viewer/tools/chromium.ts";
import { comparePictures } from "../scenes/compare-pictures.ts";
import { judge } from "../scenes/judge-scenes.ts";
import { scenes } from "../scenes/scene-list.ts";
import { openStudio, type SceneStudio } from "../scenes/scene-studio.ts";
import { describeInChromium } from "./built-viewer.ts";

describeInChromium("visual scenes", (viewer) => {
  let browser: Browser;
  let studio: SceneStudio;
  beforeAll(async () => {
    browser = await startChromium();
    studio = await openStudio(browser, viewer().address, "boxes");
  });
  afterAll(async () => {
    await studio?.close();
    await browser?.close();
  });

  test.each(scenes)("$name looks as it was accepted", async (scene) => {
    const problem = judge(scene.name, await studio.take(scene));
    expect(problem, problem ?? "").toBeNull();
  });

  test("a robot one cell off is found", async () => {
    const scene = scenes.find(({ name }) => name === "states")!;
    const right = await studio.take(scene);
    const wrong = await studio.take(scene, 1);
    expect(comparePictures(right, await studio.take(scene)).pixels).toBe(0);
    expect(comparePictures(right, wrong).pixels).toBeGreaterThan(200);
  });
});
