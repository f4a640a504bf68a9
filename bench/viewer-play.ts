// What does the built viewer cost its visitor? Bytes and time until the first picture, long tasks of the page while two
// strategies of 300 robots play, seeks, and the page's memory over the time played. Tasks are counted twice: as they lasted, and
// by the processor time that the page's thread spent in them, which other work on the machine does not change.
// Usage: npm run build:viewer, then npm run bench:viewer-play [-- seconds]
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { startChromium } from "../viewer/tools/chromium.ts";
import { serveFolder } from "../viewer/tools/static-site.ts";
import { machine } from "./machine.ts";
import { traceTasks } from "./page-tasks.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const built = here("../dist/viewer");
const playSeconds = Number(process.argv[2] ?? 60);
const robots = 300;
const seeks = 12;
const waitMilliseconds = 300_000;

async function main(): Promise<void> {
  if (!existsSync(`${built}/index.html`)) throw new Error("no built viewer. Run: npm run build:viewer");
  const site = await serveFolder(built);
  const browser = await startChromium();
  try {
    const first = await firstVisit(browser, site.address);
    const played = await play(browser, site.address);
    // Other work on the machine shows in every time below.
    const loadAverage = Number(loadavg()[0]!.toFixed(1));
    const result = { machine: machine(), loadAverage, ...first, ...played };
    console.log(JSON.stringify(result, null, 2));
    mkdirSync(here("results"), { recursive: true });
    writeFileSync(here("results/viewer-play.json"), `${JSON.stringify(result, null, 2)}\n`);
  } finally {
    await browser.close();
    await site.close();
  }
}

type Browser = Awaited<ReturnType<typeof startChromium>>;

/** Gzipped bytes that come before the first picture of a bundled scenario, page and worker apart, and its time. */
async function firstVisit(browser: Browser, address: string) {
  const context = await browser.newContext({ width: 640, height: 480 });
  const page = await context.newPage();
  const loaded = new Set<string>();
  page.on("response", (response) => loaded.add(new URL(response.url()).pathname));
  const startedAt = performance.now();
  await page.goto(`${address}/?scenario=smoke&seed=1&hours=0&a=fcfs-nearest&b=pod-match`);
  await page.waitForFunction(
    () => Number(document.querySelector("#clock")?.getAttribute("data-step")) >= 0,
    null,
    {
      timeout: waitMilliseconds,
    },
  );
  const firstPictureSeconds = (performance.now() - startedAt) / 1000;
  await context.close();
  const kilobytes = (files: readonly string[]) =>
    Math.round(files.reduce((sum, path) => sum + gzipSync(readFileSync(built + path)).length, 0) / 1024);
  const files = [...loaded].filter((path) => /\.(js|css|html)$/.test(path));
  const isWorker = (path: string) => path.includes("worker");
  return {
    firstLoadKb: kilobytes(files.filter((path) => !isWorker(path))),
    simulationKb: kilobytes(files.filter(isWorker)),
    firstPictureSeconds: Number(firstPictureSeconds.toFixed(2)),
  };
}

async function play(browser: Browser, address: string) {
  const context = await browser.newContext({ width: 640, height: 480 });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const tasks: number[] = [];
    (window as unknown as { longTasks: number[] }).longTasks = tasks;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) tasks.push(entry.duration);
    }).observe({ type: "longtask" });
  });
  await page.goto(`${address}/?scenario=smoke&seed=1&hours=0.01&a=fcfs-nearest&b=pod-match&step=0`);
  await atStep(page, 0);
  await openLarger(page);
  await atStep(page, 0);
  await page.waitForTimeout(3000);
  const session = await context.newCDPSession(page);
  const heapMb = async () => {
    await session.send("HeapProfiler.collectGarbage");
    return (await session.send("Runtime.getHeapUsage")).usedSize / 1e6;
  };
  const heaps = [await heapMb()];
  // Collecting garbage on demand is a long task itself: it counts before and after, not while playing.
  await page.evaluate(() => {
    (window as unknown as { longTasks: number[] }).longTasks.length = 0;
  });
  const endTrace = await traceTasks(session);
  await page.keyboard.press(" ");
  await page.waitForTimeout(playSeconds * 1000);
  await page.keyboard.press(" ");
  const pageThread = await endTrace();
  const tasks = await page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks);
  heaps.push(await heapMb());
  const played = Number(await page.getAttribute("#clock", "data-step"));
  const seekMilliseconds = await seekTimes(page, played);
  await context.close();
  return {
    robots,
    playSeconds,
    stepsPlayed: played,
    longTasks: tasks.length,
    longestTaskMilliseconds: Math.round(Math.max(0, ...tasks)),
    pageThread,
    pageHeapMb: heaps.map((megabytes) => Number(megabytes.toFixed(1))),
    seekMilliseconds,
  };
}

/** The bundled scenario with 300 robots, dropped as a file. */
async function openLarger(page: Page): Promise<void> {
  const text = readFileSync(here("../scenarios/bundled/double-11-2025.yaml"), "utf8").replace(
    /(fleet:[\s\S]*?count: )240/,
    `$1${robots}`,
  );
  await page.setInputFiles("#open-file", {
    name: "double-11-300.yaml",
    mimeType: "application/yaml",
    buffer: Buffer.from(text),
  });
  await page.waitForFunction(
    (count) => document.querySelector(".facts")?.textContent?.includes(`${count} /`),
    robots,
    { timeout: waitMilliseconds },
  );
  await page.keyboard.press(" ");
}

async function atStep(page: Page, step: number): Promise<void> {
  await page.waitForFunction(
    (wanted) => Number(document.querySelector("#clock")?.getAttribute("data-step")) >= wanted,
    step,
    { timeout: waitMilliseconds },
  );
}

/** From moving the scrubber to the picture that shows the place, anywhere in what has been computed. */
async function seekTimes(page: Page, last: number) {
  const times: number[] = [];
  for (let index = 0; index < seeks; index += 1) {
    const step = Math.round((((index * 7) % seeks) / seeks) * last);
    times.push(
      await page.locator("#scrubber").evaluate(async (input: HTMLInputElement, wanted) => {
        const startedAt = performance.now();
        input.value = String(wanted);
        input.dispatchEvent(new Event("input", { bubbles: true }));
        await new Promise((resolve) => requestAnimationFrame(resolve));
        return performance.now() - startedAt;
      }, step),
    );
    await page.waitForTimeout(400);
  }
  times.sort((a, b) => a - b);
  return { median: Math.round(times[Math.floor(times.length / 2)]!), most: Math.round(times.at(-1)!) };
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
