// The viewer as a visitor gets it: built from the sources of this checkout, served as static files, opened in Chromium.
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, describe, vi } from "vitest";
import {
  type Browser,
  chromiumInstallHint,
  findChromium,
  startChromium,
  type VisitOptions,
} from "../../viewer/tools/chromium.ts";
import { type StaticSite, serveFolder } from "../../viewer/tools/static-site.ts";

/** Software rendering on a busy machine is slow; a test takes seconds on a free one. Waits inside a test are shorter. */
const testMilliseconds = 240_000;

/**
 * A group of tests of the built viewer in one Chromium, both closed behind them; skipped where there is no Chromium.
 * `viewer()` is there once a test runs.
 */
export function describeInChromium(name: string, tests: (viewer: () => BuiltViewer) => void): void {
  const missing = browserMissing();
  if (missing !== null) console.warn(`Browser tests are skipped: ${missing}`);
  vi.setConfig({ testTimeout: testMilliseconds, hookTimeout: testMilliseconds });
  describe.skipIf(missing !== null)(name, () => {
    let viewer: BuiltViewer | undefined;
    beforeAll(async () => {
      viewer = await buildViewer();
    });
    afterAll(async () => {
      await closeBrowser();
      await viewer?.close();
    });
    tests(() => viewer!);
  });
}

/** Why browser tests cannot run here, or null. With CI=true they must run: then this throws. */
function browserMissing(): string | null {
  if (findChromium() !== null) return null;
  const reason = `no Chromium found. Install one: ${chromiumInstallHint}`;
  if (process.env.CI === "true") throw new Error(`browser tests must not be skipped with CI=true: ${reason}`);
  return reason;
}

export interface BuiltViewer {
  readonly address: string;
  /** Of the files, for another server of ours. */
  readonly folder: string;
  close(): Promise<void>;
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const sources = [
  "viewer",
  "scenarios",
  "devices",
  "controller",
  "sim",
  "vite.config.ts",
  "package-lock.json",
];

/** Serves the viewer as these sources make it, from a folder that all test files share and nobody rebuilds. */
async function buildViewer(): Promise<BuiltViewer> {
  const folder = await sharedBuild();
  const site: StaticSite = await serveFolder(folder);
  return { address: site.address, folder, close: () => site.close() };
}

/** Latest change of a file, or of any file under a folder, in milliseconds. */
function newest(path: string): number {
  const about = statSync(path);
  if (!about.isDirectory()) return about.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}
const builtSince = (folder: string, changed: number): boolean =>
  existsSync(join(folder, "index.html")) && statSync(join(folder, "index.html")).mtimeMs > changed;

/** Builds of earlier sources are kept this long: a test run beside this one may still serve them. */
const keptMilliseconds = 3_600_000;

/** Two test files may build at the same time: each into a folder of its own, and the first one to finish is kept. */
async function sharedBuild(): Promise<string> {
  const changed = Math.max(...sources.map((name) => newest(join(root, name))));
  const cache = join(root, "node_modules/.cache/peakfleet-viewer");
  const kept = join(cache, String(Math.round(changed)));
  if (existsSync(kept)) return kept;
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "making-"));
  const dist = join(root, "dist/viewer");
  if (builtSince(dist, changed)) cpSync(dist, folder, { recursive: true });
  else await buildInto(folder);
  if (existsSync(kept)) rmSync(folder, { recursive: true, force: true });
  else renameSync(folder, kept);
  for (const old of readdirSync(cache)) {
    const path = join(cache, old);
    if (Date.now() - statSync(path).mtimeMs > keptMilliseconds)
      rmSync(path, { recursive: true, force: true });
  }
  return kept;
}

async function buildInto(folder: string): Promise<void> {
  await build({
    configFile: join(root, "vite.config.ts"),
    mode: "production",
    logLevel: "error",
    build: { outDir: folder, emptyOutDir: true },
  });
}

export interface Visit {
  readonly page: Page;
  /** Console errors and uncaught errors so far. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

/** One browser for all visits of a test file; the group of tests ends it. */
let running: Promise<Browser> | null = null;

/** Software rendering costs by the pixel; both floors still stand side by side. */
const smallWindow = { width: 820, height: 560 } as const;

/** Serious and critical findings of axe-core (WCAG 2.2 A and AA), as rule and element. */
export async function findings(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    type Finding = {
      id: string;
      impact: string | null;
      nodes: { target: unknown[]; failureSummary: string }[];
    };
    const { axe: checker } = window as unknown as {
      axe: { run(context: Document, options: object): Promise<{ violations: Finding[] }> };
    };
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
    const { violations } = await checker.run(document, { runOnly: tags, resultTypes: ["violations"] });
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .flatMap(({ id, nodes }) =>
        nodes.slice(0, 4).map((node) => `${id}: ${node.target.join(" ")}: ${node.failureSummary}`),
      );
  });
}
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Visible parts that reach beyond the right edge of the page. */
export function tooWide(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("body *")]
      .filter((part) => part.checkVisibility({ visibilityProperty: true }))
      .filter(
        (part) =>
          part.closest("dialog:not([open]), .visually-hidden, .rail, .station-labels, .table-box") === null,
      )
      .filter((part) => part.getBoundingClientRect().right > window.innerWidth + 1)
      .map((part) => `${part.tagName}.${part.className}`),
  );
}

/** Opens the viewer as a visitor without a history: nothing is left of earlier visits. */
export async function visit(
  viewer: BuiltViewer,
  query: string,
  options: Partial<VisitOptions> = {},
): Promise<Visit> {
  running ??= startChromium();
  const context = await (await running).newContext({ ...smallWindow, ...options });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(`${viewer.address}/${query === "" ? "" : `?${query}`}`);
  return { page, errors, close: () => context.close() };
}

async function closeBrowser(): Promise<void> {
  await (await running)?.close();
  running = null;
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
