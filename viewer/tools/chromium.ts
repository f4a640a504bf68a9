// Finds a Chromium on this machine and starts it headless, each visit with a profile of its own.
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type BrowserContext, chromium } from "playwright-core";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
export const chromiumInstallHint =
  "apt-get install chromium   (or: npx playwright-core install chromium; or set CHROMIUM_PATH)";

/** Path of a Chromium: CHROMIUM_PATH, the search path, the usual Mac place, or Playwright's own; null when none. */
export function findChromium(): string | null {
  const candidates = [
    process.env.CHROMIUM_PATH,
    ...(process.env.PATH ?? "").split(delimiter).flatMap((folder) => names.map((name) => join(folder, name))),
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    chromium.executablePath(),
  ];
  return candidates.find((path) => path !== undefined && path !== "" && existsSync(path)) ?? null;
}

export interface VisitOptions {
  readonly width: number;
  readonly height: number;
  readonly locale?: string;
  readonly deviceScaleFactor?: number;
  readonly colorScheme?: "dark" | "light";
  readonly reducedMotion?: "reduce" | "no-preference";
}

export interface Browser {
  /** A visitor of their own: no cookies, storage or cache of another. */
  newContext(options: VisitOptions): Promise<BrowserContext>;
  close(): Promise<void>;
}

/** Throws when no Chromium is found; `close` ends the browser and removes its profile. */
export async function startChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error(`no Chromium found. Install one: ${chromiumInstallHint}`);
  const browser = await chromium.launch({
    executablePath,
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
  return {
    newContext: ({ width, height, ...options }) =>
      browser.newContext({
        viewport: { width, height },
        locale: "en-GB",
        colorScheme: "dark",
        ...options,
      }),
    close: () => browser.close(),
  };
}
