// A real run of 10,000 robots on the page: JavaScript of each picture, memory of the page, and how long one waits for the first.
// Usage: npm run build:viewer, then npm run bench:viewer-large [-- robots seconds]
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { startChromium } from "../viewer/tools/chromium.ts";
import { serveFolder } from "../viewer/tools/static-site.ts";
import { machine } from "./machine.ts";
import { speedCases } from "./speed-scenarios.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const built = here("../dist/viewer");
const robots = Number(process.argv[2] ?? 10_000);
const playSeconds = Number(process.argv[3] ?? 60);
const waitMilliseconds = 600_000;

/** Times what the page does in each animation frame in which it draws. */
const timeFrames = `
  window.frameTimes = [];
  let drew = false;
  for (const name of ["drawElements", "drawArrays", "drawElementsInstanced", "drawArraysInstanced"]) {
    const draw = WebGL2RenderingContext.prototype[name];
    WebGL2RenderingContext.prototype[name] = function (...values) {
      drew = true;
      return draw.apply(this, values);
    };
  }
  const request = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (callback) => request((now) => {
    const began = performance.now();
    drew = false;
    callback(now);
    if (drew) window.frameTimes.push(performance.now() - began);
  });
`;

async function main(): Promise<void> {
  if (!existsSync(`${built}/index.html`)) throw new Error("no built viewer. Run: npm run build:viewer");
  const site = await serveFolder(built);
  const browser = await startChromium();
  try {
    const context = await browser.newContext({ width: 640, height: 480 });
    const page = await context.newPage();
    await page.addInitScript(timeFrames);
    await page.goto(`${site.address}/?scenario=smoke&seed=1&hours=0.01&a=fcfs-nearest&b=none&step=0`);
    await page.waitForSelector('#clock[data-step="0"]', { timeout: waitMilliseconds });
    const startedAt = performance.now();
    const chosen = speedCases.find((entry) => entry.robots === robots);
    if (chosen === undefined) throw new Error(`no speed case of ${robots} robots`);
    await page.setInputFiles("#open-file", {
      name: "large.yaml",
      mimeType: "application/yaml",
      buffer: Buffer.from(chosen.yaml),
    });
    await page.waitForFunction(
      (count) => document.querySelector(".facts")?.textContent?.replaceAll(",", "").includes(`${count} /`),
      robots,
      { timeout: waitMilliseconds },
    );
    const atStep = (step: number) =>
      page.waitForFunction(
        (wanted) => Number(document.querySelector("#clock")?.getAttribute("data-step")) >= wanted,
        step,
        { timeout: waitMilliseconds },
      );
    await atStep(1);
    const firstPictureSeconds = (performance.now() - startedAt) / 1000;
    const session = await context.newCDPSession(page);
    const heapMb = async () => {
      await session.send("HeapProfiler.collectGarbage");
      return (await session.send("Runtime.getHeapUsage")).usedSize / 1e6;
    };
    const before = await heapMb();
    await page.evaluate("window.frameTimes.length = 0");
    const from = Number(await page.getAttribute("#clock", "data-step"));
    await page.waitForTimeout(playSeconds * 1000);
    const times = ((await page.evaluate("window.frameTimes")) as number[]).sort((a, b) => a - b);
    const at = (share: number) => Number((times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(1));
    const result = {
      machine: machine(),
      loadAverage: Number(loadavg()[0]!.toFixed(1)),
      robots,
      firstPictureSeconds: Number(firstPictureSeconds.toFixed(1)),
      playSeconds,
      stepsPlayed: Number(await page.getAttribute("#clock", "data-step")) - from,
      frames: times.length,
      frameMilliseconds: { median: at(0.5), p95: at(0.95), most: at(1) },
      pageHeapMb: [before, await heapMb()].map((megabytes) => Number(megabytes.toFixed(1))),
      failure: await page.locator(".failure").allTextContents(),
    };
    console.log(JSON.stringify(result, null, 2));
    mkdirSync(here("results"), { recursive: true });
    writeFileSync(here("results/viewer-large.json"), `${JSON.stringify(result, null, 2)}\n`);
  } finally {
    await browser.close();
    await site.close();
  }
}

await main();
