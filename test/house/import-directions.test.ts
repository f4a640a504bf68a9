// The house rules that a compiler cannot check: who may import whom, one door per room, and what deterministic rooms
// may not touch.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/** Rooms in the order of their file prefixes: the first match names the room. */
const rooms = [
  "sim/model",
  "sim/kernel",
  "sim/floor",
  "sim/world",
  "sim/demand",
  "sim/record",
  "controller",
  "devices",
  "scenarios",
  "server",
  "cli",
  "viewer",
  "test",
  "bench",
] as const;
type Room = (typeof rooms)[number];

const vocabulary: readonly Room[] = ["sim/model", "sim/kernel"];
const mayImport: Record<Room, readonly Room[]> = {
  "sim/kernel": [],
  "sim/model": ["sim/kernel"],
  "sim/floor": vocabulary,
  "sim/world": vocabulary,
  "sim/demand": vocabulary,
  "sim/record": vocabulary,
  controller: vocabulary,
  devices: [...vocabulary, "sim/world", "controller"],
  scenarios: [...vocabulary, "sim/floor", "sim/world", "sim/demand", "sim/record", "controller", "devices"],
  server: [...vocabulary, "controller", "devices", "scenarios"],
  cli: [...vocabulary, "devices", "scenarios", "server"],
  viewer: [...vocabulary, "devices", "scenarios"],
  test: rooms,
  bench: rooms,
};

function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder)).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(join(root, path)).isDirectory()) return sourceFiles(path);
    return /\.tsx?$/.test(name) ? [path] : [];
  });
}

function roomOf(path: string): Room | undefined {
  return rooms.find((room) => path === room || path.startsWith(`${room}/`));
}

const importPattern = /(?:^|\n)\s*(?:import|export)\s[^;]*?from\s*"([^"]+)"|import\(\s*"([^"]+)"\s*\)/g;

/** Local imports of a file as paths from the root. */
function localImports(path: string): string[] {
  const text = readFileSync(join(root, path), "utf8");
  return [...text.matchAll(importPattern)]
    .map((match) => match[1] ?? match[2] ?? "")
    .filter((target) => target.startsWith("."))
    .map((target) => relative(root, resolve(root, dirname(path), target.replace(/\?.*$/, ""))));
}

/** What is wrong with one import, or nothing. */
function importFault(from: string, to: string): string | undefined {
  const source = roomOf(from);
  const target = roomOf(to);
  if (source === undefined || target === undefined || source === target) return undefined;
  if (!mayImport[source].includes(target)) return `${from} imports ${to}: ${source} may not import ${target}`;
  const isDoor = /(^|\/)(index|[a-z-]+-port|plan)\.ts$/.test(to) || source === "test" || source === "bench";
  return isDoor ? undefined : `${from} imports ${to}: go through the room's door (index.ts)`;
}

const folders = ["sim", "controller", "devices", "scenarios", "server", "cli", "viewer"];
const files = folders.flatMap(sourceFiles);

describe("house rules", () => {
  test("every file imports only from rooms it may know, through their doors", () => {
    const faults = files.flatMap((file) =>
      localImports(file).flatMap((target) => importFault(file, target) ?? []),
    );
    expect(faults).toEqual([]);
  });

  test("the check itself catches a wrong direction and a side door", () => {
    expect(importFault("sim/world/world.ts", "controller/index.ts")).toContain("may not import controller");
    expect(importFault("cli/main.ts", "scenarios/build.ts")).toContain("door");
    expect(importFault("devices/simulated/fleet.ts", "sim/world/index.ts")).toBeUndefined();
  });

  /** Things that differ between engines, machines or moments. */
  const forbidden: readonly [RegExp, string][] = [
    [
      /\bMath\.(random|exp|expm1|log|log2|log10|log1p|pow|sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|cbrt)\b/,
      "Math",
    ],
    [/\bnew Date\b|\bDate\.(now|UTC|parse)\b/, "Date"],
    [/\b(setTimeout|setInterval|setImmediate|queueMicrotask|requestAnimationFrame)\b/, "timers"],
    [/\bperformance\.now\b|\bprocess\.\w/, "host"],
    [
      /from "node:|from "rxjs|\bdocument\.|\bglobalThis\b|\bwindow\.(document|location|navigator)/,
      "host imports",
    ],
    [/[\w)\]]\s\*\*=?\s/, "the ** operator"],
  ];

  test("sim and controller touch no clock, timer, host or engine-dependent math", () => {
    const faults = files
      .filter((file) => file.startsWith("sim/") || file.startsWith("controller/"))
      .flatMap((file) =>
        readFileSync(join(root, file), "utf8")
          .split("\n")
          .flatMap((line, index) => {
            const code = line.replace(/\/\/.*$/, "").replace(/^\s*\*.*$/, "");
            return forbidden
              .filter(([pattern]) => pattern.test(code))
              .map(([, what]) => `${file}:${index + 1} uses ${what}: ${line.trim()}`);
          }),
      );
    expect(faults).toEqual([]);
  });

  test("nobody uses default exports, enums, namespaces or decorators", () => {
    const faults = files.filter((file) => {
      const text = readFileSync(join(root, file), "utf8");
      return /^\s*(export default|(export )?(const )?enum |(export )?namespace |@\w+\()/m.test(text);
    });
    expect(faults).toEqual([]);
  });
});
