// Makes the pictures of the documentation from the built viewer, small enough to be kept: docs/viewer.png as a first visitor
// sees it, and those of docs/viewer.md. Run `npm run build:viewer` first, then `npm run screenshot` (or with some of the names).
// docs/viewer-live.png is of a fleet that runs: `npm run screenshot -- live http://127.0.0.1:8420`, with `peakfleet serve` there.
import { existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { type Browser, startChromium } from "./chromium.ts";
import { shrinkPng } from "./small-png.ts";
import { serveFolder } from "./static-site.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const built = here("../../dist/viewer");
const waitMilliseconds = 300_000;
const bytesMax = 250 * 1024;

interface Picture {
  readonly name: string;
  readonly query: string;
  /** Paused at this step. */
  readonly step: number;
  readonly width: number;
  readonly height: number;
  /** What is done before the picture is taken. */
  readonly act?: (page: Page) => Promise<unknown>;
}

const pictures: readonly Picture[] = [
  {
    name: "viewer",
    // 20:30: the backlogs of the two strategies have parted. Steps are two thirds of a second.
    query: "scenario=double-11-2025&seed=1&hours=4&a=fcfs-nearest&b=lp-plan&lang=en&theme=dark",
    step: 2700,
    width: 1440,
    height: 900,
  },
  {
    name: "viewer-floor",
    query:
      "scenario=bad-day&seed=1&hours=0&a=fcfs-nearest&b=pod-match&lang=en&theme=dark&robot=5&layers=heat,flow,numbers&view=34,11,20",
    step: 3600,
    width: 1100,
    height: 760,
  },
  {
    name: "viewer-act",
    query: "scenario=bad-day&seed=1&hours=0&a=fcfs-nearest&b=pod-match&lang=en&theme=light&robot=5",
    step: 1900,
    width: 900,
    height: 640,
    act: (page) => page.keyboard.press("x"),
  },
  {
    name: "viewer-seeds",
    query: "scenario=smoke&seed=1&hours=0.2&a=all-random&b=pod-match&lang=en&theme=light",
    step: 5,
    width: 900,
    height: 640,
    act: async (page) => {
      await page.keyboard.press("m");
      await page.selectOption("#study-seeds", "5");
      await page.click("#study-start");
      const all = "tr[data-kpi=pileOn] .seed-dot";
      await page.waitForFunction((dots) => document.querySelectorAll(dots).length === 5, all, {
        timeout: waitMilliseconds,
      });
    },
  },
];

async function take(browser: Browser, address: string, picture: Picture): Promise<void> {
  const context = await browser.newContext({ width: picture.width, height: picture.height });
  const page = await context.newPage();
  await page.goto(`${address}/?${picture.query}&step=${picture.step}`);
  await page.waitForSelector(`#clock[data-step="${picture.step}"]`, { timeout: waitMilliseconds });
  await page.waitForSelector(".busy", { state: "detached", timeout: waitMilliseconds });
  await page.waitForTimeout(1500);
  await picture.act?.(page);
  await page.waitForTimeout(800);
  save(picture.name, await page.screenshot());
  await context.close();
}
function save(name: string, png: Buffer): void {
  const target = here(`../../docs/${name}.png`);
  writeFileSync(target, shrinkPng(png));
  const bytes = statSync(target).size;
  if (bytes > bytesMax) throw new Error(`${target} has ${bytes} bytes, more than ${bytesMax}`);
  console.log(`docs/${name}.png: ${Math.round(bytes / 1024)} KB`);
}

/** A robot of the fleet is selected; the picture is taken once it has driven for a while. */
async function takeLive(browser: Browser, address: string): Promise<void> {
  const context = await browser.newContext({ width: 1280, height: 800 });
  const page = await context.newPage();
  await page.goto(`${address}/?live&lang=en&theme=dark&layers=numbers`);
  await page.waitForSelector(".canvas-box > canvas", { timeout: waitMilliseconds });
  await page.keyboard.press("n");
  await page.waitForTimeout(20_000);
  save("viewer-live", await page.screenshot());
  await context.close();
}

async function main(): Promise<void> {
  const [first, liveAddress] = process.argv.slice(2);
  if (first === "live") {
    if (liveAddress === undefined)
      throw new Error("which fleet server? npm run screenshot -- live http://127.0.0.1:8420");
    const browser = await startChromium();
    await takeLive(browser, liveAddress).finally(() => browser.close());
    return;
  }
  if (!existsSync(`${built}/index.html`)) {
    throw new Error("no built viewer in dist/viewer. Run: npm run build:viewer");
  }
  const names = process.argv.slice(2);
  const wanted = pictures.filter(({ name }) => names.length === 0 || names.includes(name));
  if (wanted.length === 0) throw new Error(`known pictures: ${pictures.map(({ name }) => name).join(", ")}`);
  mkdirSync(here("../../docs"), { recursive: true });
  const site = await serveFolder(built);
  const browser = await startChromium();
  try {
    for (const picture of wanted) await take(browser, site.address, picture);
  } finally {
    await browser.close();
    await site.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
