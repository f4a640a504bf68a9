// A trial is one piece of the procedure; it decides one check or a small family of them.
import type { Bench } from "./bench.ts";
import type { ClauseName } from "./clauses.ts";
import type { CheckText } from "./model.ts";
import type { Script } from "./script.ts";

export interface Check extends CheckText {
  readonly id: string;
  readonly clauses: readonly ClauseName[];
}

export interface Trial {
  /** The first names the trial. */
  readonly checks: readonly [Check, ...Check[]];
  /** ear: listens only; voice: says what the robot should answer; drive: lets it drive. */
  readonly kind: "ear" | "voice" | "drive";
  /** Nothing can be done without it. */
  readonly always?: true;
  run(bench: Bench): Script;
}
