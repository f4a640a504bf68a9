// Makes docs/viewer-film.png, twenty seconds of the built viewer: two strategies through the flash sale of `bad-day`, first at
// a pace at which robots can be watched, then an hour in ten seconds, then where robots waited. Every picture is taken at a
// step of its own while the clock stands, so the film is the same on slow machines. Run `npm run build:viewer` first, then
// `npm run capture`.
import { existsSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { startChromium } from "./chromium.ts";
import { makeFilm } from "./film.ts";
import { serveFolder } from "./static-site.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const built = here("../../dist/viewer");
const target = here("../../docs/viewer-film.png");
const bytesMax = 1.5 * 1024 * 1024;
const waitMilliseconds = 1_800_000;
const picturesPerSecond = 8;
const size = { width: 800, height: 500 } as const;
const query = "scenario=bad-day&seed=1&hours=0&a=fcfs-nearest&b=pod-match&lang=en&theme=dark";
/** 14:00, when the sale opens. Steps are two thirds of a second; kept pictures are 15 steps apart. */
const opening = 5400;

interface Act {
  readonly from: number;
  readonly pictures: number;
  readonly stepsPerPicture: number;
  /** Pressed before its first picture. */
  readonly key?: string;
}
const acts: readonly Act[] = [
  { from: opening - 60, pictures: 40, stepsPerPicture: 1 },
  { from: opening, pictures: 80, stepsPerPicture: 60 },
  { from: opening + 80 * 60, pictures: 40, stepsPerPicture: 1, key: "h" },
];

async function goTo(page: Page, step: number): Promise<void> {
  await page.locator("#scrubber").evaluate((input: HTMLInputElement, wanted) => {
    input.value = String(wanted);
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }, step);
}

async function stands(page: Page, step: number): Promise<void> {
  await page.waitForSelector(`#clock[data-step="${step}"]`, { timeout: waitMilliseconds });
  await page.waitForSelector(".busy", { state: "detached", timeout: waitMilliseconds });
}

async function film(page: Page): Promise<Buffer[]> {
  const pictures: Buffer[] = [];
  for (const { from, pictures: count, stepsPerPicture, key } of acts) {
    if (key !== undefined) await page.keyboard.press(key);
    for (let picture = 0; picture < count; picture += 1) {
      const step = from + picture * stepsPerPicture;
      if (picture === 0 || stepsPerPicture > 1) await goTo(page, step);
      else await page.keyboard.press("ArrowRight");
      await stands(page, step);
      await page.waitForTimeout(60);
      pictures.push(await page.screenshot());
      if (pictures.length % 20 === 0) console.log(`${pictures.length} pictures`);
    }
  }
  return pictures;
}

async function main(): Promise<void> {
  if (!existsSync(`${built}/index.html`)) {
    throw new Error("no built viewer in dist/viewer. Run: npm run build:viewer");
  }
  const site = await serveFolder(built);
  const browser = await startChromium();
  try {
    const page = await (await browser.newContext(size)).newPage();
    // All is computed before the first picture, so that the time line stands still.
    const last = acts.at(-1)!;
    const end = last.from + last.pictures * last.stepsPerPicture;
    await page.goto(`${site.address}/?${query}&step=${end}`);
    await stands(page, end);
    console.log("computed");
    writeFileSync(target, makeFilm(await film(page), picturesPerSecond));
  } finally {
    await browser.close();
    await site.close();
  }
  const bytes = statSync(target).size;
  console.log(`docs/viewer-film.png: ${Math.round(bytes / 1024)} KB`);
  if (bytes > bytesMax) throw new Error(`${target} has ${bytes} bytes, more than ${bytesMax}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
