// Finds a Chromium on this machine and starts it headless with a profile of its own.
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
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

export interface Browser {
  readonly context: BrowserContext;
  close(): Promise<void>;
}

export interface BrowserOptions {
  readonly width: number;
  readonly height: number;
  readonly locale?: string;
  readonly deviceScaleFactor?: number;
  readonly colorScheme?: "dark" | "light";
}

/** Throws when no Chromium is found; `close` ends the browser and removes its profile. */
export async function startChromium(options: BrowserOptions): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error(`no Chromium found. Install one: ${chromiumInstallHint}`);
  const profile = mkdtempSync(join(tmpdir(), "peakfleet-chromium-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    viewport: { width: options.width, height: options.height },
    locale: options.locale ?? "en-GB",
    deviceScaleFactor: options.deviceScaleFactor ?? 1,
    colorScheme: options.colorScheme ?? "dark",
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
    context,
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
