// Pod choice by keys in order of weight: the first key decides, the next breaks its ties, at last the lower pod id.
import type { Explanation } from "../../../controller-port.ts";
import type { PodCandidates } from "../../state/pod-candidates.ts";
import { because } from "../because.ts";
import type { PodChoiceRule } from "../rule.ts";

type Column = "units" | "complete" | "oldest" | "due" | "waiting" | "distance" | "work";
export type Key = readonly [Column, "most" | "least"];

/** What single rules look at first; joined by "+" they break each other's ties: `completeable+work-amount+nearest`. */
export const podKeys: Readonly<Record<string, Key>> = {
  nearest: ["distance", "least"],
  completeable: ["complete", "most"],
  picks: ["units", "most"],
  "work-amount": ["work", "most"],
  demand: ["waiting", "most"],
  age: ["oldest", "least"],
  lateness: ["due", "least"],
};

export function byKeys(...keys: readonly Key[]): PodChoiceRule {
  return {
    looksAtWaiting: keys.some(([column]) => column === "waiting"),
    looksAtWork: keys.some(([column]) => column === "work"),
    choose(_context, candidates) {
      let best = 0;
      for (let at = 1; at < candidates.count; at += 1) if (isBetter(candidates, keys, at, best)) best = at;
      return best;
    },
    explain: (_context, candidates, _station, chosen) => becauseKeys(candidates, chosen, keys),
  };
}

/** The rule of names joined by "+", or null if one of them is no key. */
export function composed(name: string): PodChoiceRule | null {
  const keys = name.split("+").map((part) => podKeys[part]);
  return keys.every((key) => key !== undefined) ? byKeys(...keys) : null;
}

function isBetter(candidates: PodCandidates, keys: readonly Key[], a: number, b: number): boolean {
  for (const [column, wanted] of keys) {
    const difference = candidates[column][a] - candidates[column][b];
    if (difference !== 0) return wanted === "most" ? difference > 0 : difference < 0;
  }
  return candidates.pod[a] < candidates.pod[b];
}

/** The chosen pod's figures, and which key told it from the next best. */
function becauseKeys(candidates: PodCandidates, chosen: number, keys: readonly Key[]): Explanation {
  const { count, units, complete, distance } = candidates;
  if (count === 1) return because("only-candidate", units[chosen], complete[chosen], distance[chosen]);
  let next = chosen === 0 ? 1 : 0;
  for (let at = 0; at < count; at += 1) {
    if (at !== chosen && isBetter(candidates, keys, at, next)) next = at;
  }
  const key = keys.find(([column]) => candidates[column][chosen] !== candidates[column][next]);
  const { code, values } = because("best-by-keys", count, units[chosen], complete[chosen], distance[chosen]);
  return { code, values: { ...values, decidedBy: key?.[0] ?? "id" } };
}
