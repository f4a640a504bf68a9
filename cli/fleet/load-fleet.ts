// Reads a fleet file from disk.
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Checked } from "../../scenarios/index.ts";
import { type FleetFile, readFleetFile } from "../../scenarios/node/index.ts";

export function loadFleet(path: string): Checked<FleetFile> {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    return { ok: false, problems: [{ source: path, path: "", expected: "a fleet file", found }] };
  }
  return readFleetFile(text, path, (beside) => readFileSync(resolve(dirname(path), beside), "utf8"));
}
