// The pod with room that is nearest to the replenishment station; ties by id.
import type { StockPodRule } from "../rule.ts";

export const nearest: StockPodRule = {
  choose(context, station, _sku, _units, accepts) {
    const { geometry, observation } = context;
    const steps = geometry.toStation(station);
    let best = -1;
    let bestSteps = 65536;
    for (let pod = 0; pod < context.setup.podCount; pod += 1) {
      const cell = observation.pods.cell[pod];
      if (cell < 0 || steps[geometry.placeOfCell[cell]] >= bestSteps || !accepts(pod)) continue;
      best = pod;
      bestSteps = steps[geometry.placeOfCell[cell]];
    }
    return best;
  },
};
