// Any chute of the destination.
import { because } from "../because.ts";
import type { ChuteChoiceRule } from "../rule.ts";

export const random: ChuteChoiceRule = {
  choose: (context, _sorter, _cell, chutes) => chutes[context.randomPlace.below(chutes.length)],
  explain: (_context, _sorter, _cell, chutes) => because("drawn-at-random", chutes.length),
};
