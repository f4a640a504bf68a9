// Any pod that has at least one unit the station needs.
import type { PodChoiceRule } from "../rule.ts";

export const random: PodChoiceRule = {
  choose: (context, candidates) => context.randomPod.below(candidates.count),
};
