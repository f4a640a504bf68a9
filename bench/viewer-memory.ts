// Does the page's memory stay flat over an hour of play? Two strategies of bad-day play at 64× through their three hours and begin
// again, until as many pictures have been drawn as an hour at 60 a second has, or the asked seconds are over; after each part
// garbage is collected and the heap of the page (not of its workers) measured. Usage: npm run build:viewer, then
// npm run bench:viewer-memory [-- seconds]
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { startChromium } from "../viewer/tools/chromium.ts";
import { serveFolder } from "../viewer/tools/static-site.ts";
import { machine } from "./machine.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const built = here("../dist/viewer");
const secondsMax = Number(process.argv[2] ?? 3600);
const picturesOfAnHour = 216_000;
const parts = 12;
const waitMilliseconds = 300_000;

declare global {
  interface Window {
    /** Animation frames so far. */
    pictures: number;
  }
}

async function main(): Promise<void> {
  if (!existsSync(`${built}/index.html`)) throw new Error("no built viewer. Run: npm run build:viewer");
  const site = await serveFolder(built);
  const browser = await startChromium();
  try {
    const context = await browser.newContext({ width: 640, height: 480 });
    const page = await context.newPage();
    await page.addInitScript({
      content:
        "window.pictures = 0; requestAnimationFrame(function count() { window.pictures += 1; requestAnimationFrame(count); });",
    });
    await page.goto(`${site.address}/?scenario=bad-day&seed=1&hours=0&a=fcfs-nearest&b=pod-match`);
    await page.waitForFunction(
      () => Number(document.querySelector("#clock")?.getAttribute("data-step")) >= 0,
      null,
      { timeout: waitMilliseconds },
    );
    const session = await context.newCDPSession(page);
    const heapMb: number[] = [];
    const steps: number[] = [];
    const measure = async () => {
      await session.send("HeapProfiler.collectGarbage");
      heapMb.push(Number(((await session.send("Runtime.getHeapUsage")).usedSize / 1e6).toFixed(1)));
      steps.push(Number(await page.getAttribute("#clock", "data-step")));
    };
    await page.selectOption("#speed", "64");
    await keepPlaying(page);
    await measure();
    const startedAt = performance.now();
    for (let part = 0; part < parts; part += 1) {
      const until = ((part + 1) / parts) * secondsMax * 1000;
      while (performance.now() - startedAt < until) {
        await page.waitForTimeout(Math.min(1000, until - (performance.now() - startedAt)));
        await keepPlaying(page);
        if ((await picturesOf(page)) >= ((part + 1) / parts) * picturesOfAnHour) break;
      }
      await measure();
    }
    const result = {
      machine: machine(),
      loadAverage: Number(loadavg()[0]!.toFixed(1)),
      seconds: Math.round((performance.now() - startedAt) / 1000),
      pictures: await picturesOf(page),
      steps,
      pageHeapMb: heapMb,
    };
    console.log(JSON.stringify(result, null, 2));
    mkdirSync(here("results"), { recursive: true });
    writeFileSync(here("results/viewer-memory.json"), `${JSON.stringify(result, null, 2)}\n`);
  } finally {
    await browser.close();
    await site.close();
  }
}

const picturesOf = (page: Page) => page.evaluate(() => window.pictures);

/** Plays, from the start again where the run has ended. */
async function keepPlaying(page: Page): Promise<void> {
  await page.evaluate(() => {
    const play = document.querySelector<HTMLButtonElement>("#play");
    const scrubber = document.querySelector<HTMLInputElement>("#scrubber");
    if (play === null || scrubber === null) return;
    if (play.disabled) {
      scrubber.value = "0";
      scrubber.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });
  const isPlaying = await page.evaluate(() =>
    /pause/i.test(document.querySelector("#play")?.ariaLabel ?? ""),
  );
  if (!isPlaying) await page.keyboard.press(" ");
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
