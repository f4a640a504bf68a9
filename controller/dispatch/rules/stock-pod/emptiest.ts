// The pod with most free volume; ties by id.
import { because } from "../because.ts";
import type { StockPodRule } from "../rule.ts";
import { freePercent } from "./free-percent.ts";

export const emptiest: StockPodRule = {
  choose(context, _station, _sku, _units, accepts) {
    const { podFreeVolume } = context.stock.state;
    let best = -1;
    for (let pod = 0; pod < podFreeVolume.length; pod += 1) {
      if ((best < 0 || podFreeVolume[pod] > podFreeVolume[best]) && accepts(pod)) best = pod;
    }
    return best;
  },
  explain: (context, _station, sku, units, pod) =>
    pod < 0 ? because("no-pod-has-room", sku, units) : because("most-free-volume", freePercent(context, pod)),
};
