// The scenario and strategy files that come with peakfleet, as text.

export interface BundledTexts {
  /** `smoke.yaml` → its text. */
  readonly scenarios: Readonly<Record<string, string>>;
  readonly strategies: Readonly<Record<string, string>>;
}

/**
 * The texts that Vite has put into the bundle (browser, dist/node, vitest), or null where there is no bundle: sources run
 * by tsx read the folders instead (scenarios/node).
 */
export function inlinedTexts(): BundledTexts | null {
  try {
    return {
      scenarios: byFileName(
        import.meta.glob<string>("./bundled/*.yaml", { query: "?raw", import: "default", eager: true }),
      ),
      strategies: byFileName(
        import.meta.glob<string>("./strategies/*.yaml", { query: "?raw", import: "default", eager: true }),
      ),
    };
  } catch {
    return null;
  }
}

function byFileName(texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(texts)
      .map(([path, text]) => [path.slice(path.lastIndexOf("/") + 1), text] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
