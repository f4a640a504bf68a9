// Takes the pictures of scenes in a Chromium: with boxes instead of letters to be compared, with letters to be looked at.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { BrowserContext, Page } from "playwright-core";
import { build } from "vite";
import type { Browser } from "../../viewer/tools/chromium.ts";
import { type Pixels, readPng } from "../../viewer/tools/png.ts";
import { serveFolder } from "../../viewer/tools/static-site.ts";
import { makeBoxFont } from "./box-font.ts";
import type { FloorScene, PageScene, Scene } from "./scene-list.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const floorSize = { width: 540, height: 300 } as const;
const waitMilliseconds = 60_000;
/** Panels follow the clock a few times a second. */
const settleMilliseconds = 1000;

/** `boxes`: the same on every machine; `letters`: as people see it. */
export type Writing = "boxes" | "letters";

export interface SceneStudio {
  /** `shiftedRobot`: a fault on purpose, that robot of a floor scene stands one cell to the right. */
  take(scene: Scene, shiftedRobot?: number): Promise<Pixels>;
  close(): Promise<void>;
}

/** `viewer` is the address of the built viewer. */
export async function openStudio(browser: Browser, viewer: string, writing: Writing): Promise<SceneStudio> {
  const folder = mkdtempSync(join(tmpdir(), "peakfleet-scenes-"));
  await build({
    configFile: false,
    root: here("page"),
    base: "./",
    logLevel: "error",
    build: { outDir: folder, emptyOutDir: true, target: "es2022", minify: false },
  });
  const site = await serveFolder(folder);
  const contexts: BrowserContext[] = [];
  const open = async (size: { readonly width: number; readonly height: number }): Promise<Page> => {
    const context = await browser.newContext({ ...size, reducedMotion: "reduce" });
    contexts.push(context);
    const page = await context.newPage();
    if (writing === "boxes") await page.addInitScript(writeBoxes, makeBoxFont().toString("base64"));
    return page;
  };
  let floors: Promise<Page> | null = null;
  const openFloors = async () => {
    const page = await open(floorSize);
    await page.goto(`${site.address}/`);
    await page.waitForFunction(() => typeof window.showScene === "function");
    return page;
  };
  return {
    take: async (scene, shiftedRobot) => {
      if (scene.kind === "page") return takePage(await open(scene), viewer, scene);
      floors ??= openFloors();
      return takeFloor(await floors, scene, shiftedRobot);
    },
    close: async () => {
      for (const context of contexts) await context.close();
      await site.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function takeFloor(page: Page, scene: FloorScene, shiftedRobot: number | undefined): Promise<Pixels> {
  await page.evaluate(([sketch, theme, robot]) => window.showScene(sketch, theme, robot), [
    scene.sketch,
    scene.theme,
    shiftedRobot,
  ] as const);
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setEmulatedVisionDeficiency", { type: scene.seenBy ?? "none" });
  const picture = readPng(await page.screenshot());
  await session.detach();
  return picture;
}

async function takePage(page: Page, viewer: string, scene: PageScene): Promise<Pixels> {
  // Hardly anything is simulated before the recordings stand in its place.
  await page.goto(`${viewer}/?scenario=smoke&seed=1&hours=0.01&a=fcfs-nearest&${scene.query}`);
  await page.waitForSelector('.fingerprint:not([data-hash=""])', {
    state: "attached",
    timeout: waitMilliseconds,
  });
  for (const [index, recording] of scene.recordings.entries()) {
    await page.setInputFiles("#open-file", here(`recordings/${recording}`));
    await page.waitForFunction(
      (count) =>
        document.querySelectorAll("figcaption .recorded").length === count &&
        document.querySelectorAll('.fingerprint:not([data-hash=""])').length === count,
      index + 1,
      { timeout: waitMilliseconds },
    );
  }
  await page.locator("#scrubber").evaluate((input: HTMLInputElement, step) => {
    input.value = String(step);
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }, scene.step);
  await page.waitForSelector(`#clock[data-step="${scene.step}"]`, { timeout: waitMilliseconds });
  await page.waitForSelector(".busy", { state: "detached", timeout: waitMilliseconds });
  await page.waitForTimeout(settleMilliseconds);
  return readPng(await page.screenshot({ fullPage: true, animations: "disabled", caret: "hide" }));
}

/** In the page, before its own code: the font of boxes for all text, on canvases too. */
function writeBoxes(font: string): void {
  const family = "Boxes";
  const face = new FontFace(family, `url(data:font/ttf;base64,${font})`);
  document.fonts.add(face);
  face.load().catch((error: unknown) => console.error("the font of boxes", error));
  // No function of its own name here: what compiles this file would call a helper that the page does not have.
  document.addEventListener("DOMContentLoaded", () => {
    const style = document.createElement("style");
    style.textContent = `*, ::before, ::after { font-family: ${family} !important; font-style: normal !important; } .fact-part { visibility: hidden; }`;
    document.head.append(style);
  });
  for (const kind of [CanvasRenderingContext2D, OffscreenCanvasRenderingContext2D]) {
    const own = Object.getOwnPropertyDescriptor(kind.prototype, "font")!;
    Object.defineProperty(kind.prototype, "font", {
      ...own,
      set(value: string) {
        own.set!.call(this, value.replace(/(\d(?:px|pt|em|%)(?:\/\S+)?)\s.*$/, `$1 ${family}`));
      },
    });
  }
}
