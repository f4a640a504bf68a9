// The chute with the shortest way to one of its cells; ties by id.
import { because } from "../because.ts";
import type { ChuteChoiceRule } from "../rule.ts";

export const nearest: ChuteChoiceRule = {
  choose(_context, sorter, cell, chutes) {
    let best = chutes[0];
    for (const other of chutes) {
      if (sorter.stepsToChute(cell, other) < sorter.stepsToChute(cell, best)) best = other;
    }
    return best;
  },
  explain: (_context, sorter, cell, chutes, chute) =>
    because("nearest-chute", sorter.stepsToChute(cell, chute), chutes.length),
};
