// Any pod that has room: a random start, then the next that accepts.
import { because } from "../because.ts";
import type { StockPodRule } from "../rule.ts";

export const random: StockPodRule = {
  choose(context, _station, _sku, _units, accepts) {
    const count = context.setup.podCount;
    const start = context.randomStock.below(count);
    for (let i = 0; i < count; i += 1) {
      const pod = (start + i) % count;
      if (accepts(pod)) return pod;
    }
    return -1;
  },
  explain: (context, _station, sku, units, pod) =>
    pod < 0 ? because("no-pod-has-room", sku, units) : because("drawn-at-random", context.setup.podCount),
};
