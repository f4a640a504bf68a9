// Any pod that has at least one unit the station needs.
import { because } from "../because.ts";
import type { PodChoiceRule } from "../rule.ts";

export const random: PodChoiceRule = {
  choose: (context, candidates) => context.randomPod.below(candidates.count),
  explain: (_context, candidates) => because("drawn-at-random", candidates.count),
};
