// The pod with room that is nearest to the replenishment station; ties by id.
import { because } from "../because.ts";
import type { StockPodRule } from "../rule.ts";

export const nearest: StockPodRule = {
  choose(context, station, _sku, _units, accepts) {
    const { geometry, observation } = context;
    const steps = geometry.toStation(station);
    let best = -1;
    let bestSteps = 65536;
    for (let pod = 0; pod < context.setup.podCount; pod += 1) {
      if (observation.pods.cell[pod] < 0) continue;
      const place = geometry.placeOfPod(observation.pods, pod);
      if (steps[place] >= bestSteps || !accepts(pod)) continue;
      best = pod;
      bestSteps = steps[place];
    }
    return best;
  },
  explain(context, station, sku, units, pod) {
    if (pod < 0) return because("no-pod-has-room", sku, units);
    const { geometry, observation } = context;
    return because(
      "nearest-with-room",
      geometry.toStation(station)[geometry.placeOfPod(observation.pods, pod)],
    );
  },
};
