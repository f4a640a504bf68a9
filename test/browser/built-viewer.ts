// The viewer as a visitor gets it: built from the sources of this checkout, served as static files, opened in Chromium.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { build } from "vite";
import {
  type Browser,
  type BrowserOptions,
  chromiumInstallHint,
  findChromium,
  startChromium,
} from "../../viewer/tools/chromium.ts";
import { type StaticSite, serveFolder } from "../../viewer/tools/static-site.ts";

/** Why browser tests cannot run here, or null. With CI=true they must run: then this throws. */
export function browserMissing(): string | null {
  if (findChromium() !== null) return null;
  const reason = `no Chromium found. Install one: ${chromiumInstallHint}`;
  if (process.env.CI === "true") throw new Error(`browser tests must not be skipped with CI=true: ${reason}`);
  return reason;
}

export interface BuiltViewer {
  readonly address: string;
  close(): Promise<void>;
}

export async function buildViewer(): Promise<BuiltViewer> {
  const folder = mkdtempSync(join(tmpdir(), "peakfleet-viewer-"));
  await build({
    configFile: fileURLToPath(new URL("../../vite.config.ts", import.meta.url)),
    mode: "production",
    logLevel: "error",
    build: { outDir: folder, emptyOutDir: true },
  });
  const site: StaticSite = await serveFolder(folder);
  return {
    address: site.address,
    close: async () => {
      await site.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface Visit {
  readonly page: Page;
  /** Console errors and uncaught errors so far. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

/** Opens the viewer in a browser of its own. */
export async function visit(
  viewer: BuiltViewer,
  query: string,
  options: Partial<BrowserOptions> = {},
): Promise<Visit> {
  const browser: Browser = await startChromium({ width: 1280, height: 800, ...options });
  const page = await browser.context.newPage();
  const errors: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(`${viewer.address}/${query === "" ? "" : `?${query}`}`);
  return { page, errors, close: () => browser.close() };
}

/** The shown step, once all panes show one. */
export async function shownStep(page: Page): Promise<number> {
  return Number(await page.getAttribute("#clock", "data-step"));
}

/** Waits until the shown step is at least `step`. */
export async function waitForStep(page: Page, step: number): Promise<void> {
  await page.waitForFunction(
    (wanted) => Number(document.querySelector("#clock")?.getAttribute("data-step")) >= wanted,
    step,
    { timeout: 120_000 },
  );
}
