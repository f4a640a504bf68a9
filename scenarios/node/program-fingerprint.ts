// A hash of the program that simulates, so that kept results of another build are noticed even where the version is the
// same: the run worker with all it imports in a build, the rooms behind it in the sources.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const roomsOfARun = ["sim", "controller", "devices", "scenarios"];

/** 16 hexadecimal digits. */
export function programFingerprint(): string {
  const here = fileURLToPath(import.meta.url);
  const files = here.endsWith(".ts")
    ? roomsOfARun.flatMap((room) => sourcesIn(resolve(dirname(here), "../..", room)))
    : importedBy(builtWorker(dirname(here)));
  const hash = createHash("sha256");
  for (const file of files.sort()) hash.update(readFileSync(file)).update("\0");
  return hash.digest("hex").slice(0, 16);
}

function sourcesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourcesIn(path);
    return /\.(ts|yaml)$/.test(entry.name) ? [path] : [];
  });
}

function builtWorker(folder: string): string {
  const beside = join(folder, "run-worker.js");
  return existsSync(beside) ? beside : join(folder, "..", "run-worker.js");
}

/** A built file and what it imports from its own folders, however deep. */
function importedBy(entry: string): string[] {
  const found = new Set<string>();
  const waiting = [entry];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path) || !existsSync(path)) continue;
    found.add(path);
    const text = readFileSync(path, "utf8");
    for (const [, target] of text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+\.js)"/g)) {
      waiting.push(resolve(dirname(path), target!));
    }
  }
  return [...found];
}
