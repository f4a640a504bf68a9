// How much JavaScript does a picture of the floor cost, by number of robots? In a Chromium of this machine, with software
// rendering; rasterising is not counted. Usage: npm run bench:viewer-frame
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { startChromium } from "../viewer/tools/chromium.ts";
import { serveFolder } from "../viewer/tools/static-site.ts";
import { machine } from "./machine.ts";
import type { FrameTimes } from "./viewer-page/frame-page.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
/** Robots, budget in milliseconds for the median picture, pictures drawn. */
const cases = [
  [1000, 1, 96],
  [10_000, 2, 48],
  [50_000, 5, 24],
] as const;

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "peakfleet-frames-"));
  try {
    await build({
      configFile: false,
      root: here("viewer-page"),
      base: "./",
      logLevel: "error",
      build: { outDir: folder, emptyOutDir: true, target: "es2022" },
    });
    const site = await serveFolder(folder);
    const browser = await startChromium();
    const results: (FrameTimes & { readonly robots: number; readonly budget: number })[] = [];
    try {
      for (const [robots, budget, pictures] of cases) {
        const context = await browser.newContext({ width: 700, height: 420 });
        const page = await context.newPage();
        await page.goto(`${site.address}/`);
        await page.waitForFunction(() => typeof window.measureFrames === "function");
        const times = await page.evaluate(([count, draws]) => window.measureFrames(count, draws), [
          robots,
          pictures,
        ] as const);
        results.push({ robots, budget, ...times });
        console.log(
          `${robots} robots: median ${times.median.toFixed(2)} ms, 95 % ${times.p95.toFixed(2)} ms; budget ${budget} ms`,
        );
        await context.close();
      }
    } finally {
      await browser.close();
      await site.close();
    }
    mkdirSync(here("results"), { recursive: true });
    const result = { machine: machine(), size: "640 × 360", milliseconds: results };
    writeFileSync(here("results/viewer-frame.json"), `${JSON.stringify(result, null, 2)}\n`);
    console.log("written: bench/results/viewer-frame.json");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
