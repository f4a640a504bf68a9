// Files that somebody drops onto the page: a scenario, an order list, or a saved view. What a file is follows from its name
// and its first characters; anything else is refused with the reason.
import type { OwnScenario } from "../protocol/messages.ts";

export type OpenedFile =
  | { readonly kind: "scenario"; readonly own: OwnScenario }
  | { readonly kind: "orders"; readonly file: string; readonly text: string; readonly start: string | null }
  | { readonly kind: "view"; readonly query: string; readonly own: OwnScenario | null }
  | { readonly kind: "bad"; readonly lines: readonly string[] };

export const fileBytesMax = 64 << 20;
const viewVersion = 1;

export function openedFile(file: string, text: string): OpenedFile {
  if (/\.ya?ml$/i.test(file)) {
    return { kind: "scenario", own: { name: stem(file), text, overrides: [], files: {} } };
  }
  if (/\.csv$/i.test(file)) return { kind: "orders", file, text, start: firstHour(text) };
  if (/\.json$/i.test(file)) return readView(file, text);
  return bad(
    file,
    "a scenario (.yaml), an order list (.csv), a recording (.pfrec) or a saved view (.json)",
    `a file ${file}`,
  );
}

/** The page as a file: its address, and the scenario where it is the visitor's own. */
export function viewText(query: string, own: OwnScenario | null): string {
  return `${JSON.stringify({ peakfleet: "view", version: viewVersion, query, own }, null, 2)}\n`;
}

/** Plays the orders of a list in a scenario that is there, from the list's first hour on. */
export function withOrders(
  base: OwnScenario,
  { file, text, start }: Extract<OpenedFile, { kind: "orders" }>,
): OwnScenario {
  return {
    name: stem(file),
    text: base.text,
    overrides: [
      ...base.overrides,
      `demand={kind: orders, file: ${JSON.stringify(file)}}`,
      // The SKUs are those of the list.
      "skus.count=null",
      ...(start === null ? [] : [`start="${start}"`]),
    ],
    files: { ...base.files, [file]: text },
  };
}

function readView(file: string, text: string): OpenedFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return bad(file, "JSON", error instanceof Error ? error.message : String(error));
  }
  const view = typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  if (view["peakfleet"] !== "view")
    return bad(`${file}: peakfleet`, '"view"', JSON.stringify(view["peakfleet"] ?? null));
  if (view["version"] !== viewVersion) {
    return bad(`${file}: version`, String(viewVersion), JSON.stringify(view["version"] ?? null));
  }
  if (typeof view["query"] !== "string")
    return bad(`${file}: query`, "an address", JSON.stringify(view["query"] ?? null));
  const own = view["own"] ?? null;
  if (own !== null && !isOwn(own))
    return bad(`${file}: own`, "name, text, overrides and files of a scenario", typeof own);
  return { kind: "view", query: view["query"], own };
}

export function isOwn(value: unknown): value is OwnScenario {
  if (typeof value !== "object" || value === null) return false;
  const { name, text, overrides, files } = value as Record<string, unknown>;
  return (
    typeof name === "string" &&
    typeof text === "string" &&
    Array.isArray(overrides) &&
    overrides.every((entry) => typeof entry === "string") &&
    typeof files === "object" &&
    files !== null &&
    Object.values(files).every((content) => typeof content === "string")
  );
}

/** The full hour of the earliest time in the list's first rows: `2025-11-10T20:00`. */
function firstHour(text: string): string | null {
  const times = [...text.slice(0, 200_000).matchAll(/(\d{4}-\d{2}-\d{2})[ T](\d{2}):\d{2}/g)];
  const hours = times.map((match) => `${match[1]}T${match[2]}:00`).sort();
  return hours[0] ?? null;
}
const stem = (file: string): string =>
  file
    .replace(/\.[^.]+$/, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "") || "own";

function bad(where: string, expected: string, found: string): OpenedFile {
  return { kind: "bad", lines: [`${where}: expected ${expected}; found ${found}`] };
}
