// Makes docs/viewer.png: the opening half hour of Double 11 under two strategies, as a first visitor sees it.
// Run `npm run build:viewer` first, then `npm run screenshot`.
import { existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { startChromium } from "./chromium.ts";
import { shrinkPng } from "./small-png.ts";
import { serveFolder } from "./static-site.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const built = here("../../dist/viewer");
const target = process.argv[2] ?? here("../../docs/viewer.png");

/** 20:30: the backlogs of the two strategies have parted. Steps are two thirds of a second. */
const step = 2700;
const query = `scenario=double-11-2025&seed=1&hours=4&a=fcfs-nearest&b=lp-plan&step=${step}&lang=en&theme=dark`;
const waitMilliseconds = 300_000;
const bytesMax = 250 * 1024;

async function main(): Promise<void> {
  if (!existsSync(`${built}/index.html`)) {
    throw new Error("no built viewer in dist/viewer. Run: npm run build:viewer");
  }
  mkdirSync(here("../../docs"), { recursive: true });
  const site = await serveFolder(built);
  const browser = await startChromium();
  try {
    const context = await browser.newContext({ width: 1440, height: 900 });
    const page = await context.newPage();
    await page.goto(`${site.address}/?${query}`);
    await page.waitForSelector(`#clock[data-step="${step}"]`, { timeout: waitMilliseconds });
    await page.waitForSelector(".busy", { state: "detached", timeout: waitMilliseconds });
    await page.waitForTimeout(1000);
    writeFileSync(target, shrinkPng(await page.screenshot()));
  } finally {
    await browser.close();
    await site.close();
  }
  const bytes = statSync(target).size;
  if (bytes > bytesMax) throw new Error(`${target} has ${bytes} bytes, more than ${bytesMax}`);
  console.log(`${target}: ${Math.round(bytes / 1024)} KB`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
