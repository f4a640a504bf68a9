// The chute with fewest parcels in it and on their way to it; ties by way, then id.
import { because } from "../because.ts";
import type { ChuteChoiceRule } from "../rule.ts";

export const leastFull: ChuteChoiceRule = {
  choose(_context, sorter, cell, chutes) {
    let best = -1;
    for (const other of chutes) {
      const less = best < 0 ? 1 : sorter.parcelsFor(best) - sorter.parcelsFor(other);
      if (less < 0 || (less === 0 && sorter.stepsToChute(cell, other) >= sorter.stepsToChute(cell, best)))
        continue;
      best = other;
    }
    return best;
  },
  explain: (_context, sorter, _cell, chutes, chute) =>
    because("fewest-parcels", sorter.parcelsFor(chute), chutes.length),
};
