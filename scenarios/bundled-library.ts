// The library as the browser has it: texts from the bundle.
import { ruleNames } from "../controller/index.ts";
import { assert } from "../sim/kernel/index.ts";
import { inlinedTexts } from "./bundled-texts.ts";
import { openLibrary, type ScenarioLibrary } from "./load/library.ts";
import type { Checked } from "./load/problem.ts";

/** Scenarios and strategies that come with peakfleet. Works where Vite has built the code; see scenarios/node for Node. */
export function openBundledLibrary(): Checked<ScenarioLibrary> {
  const texts = inlinedTexts();
  assert(texts !== null, "bundled scenarios are in the bundle; from the sources use scenarios/node");
  return openLibrary(texts, ruleNames);
}
