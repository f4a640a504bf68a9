// Opens and closes stations as the rule wants them. A station that a fault has closed is left alone until it opens.
import type { DispatchContext } from "../context.ts";
import { limits } from "../limits.ts";

export function activateStations(context: DispatchContext): void {
  if (context.step % context.steps(limits.activationSeconds) !== 0) return;
  const { wanted } = context.stations.state;
  const before = wanted.slice();
  context.rules.stationActivation.decide(context);
  for (let station = 0; station < wanted.length; station += 1) {
    context.notes?.add(
      context.step,
      "station-activation",
      { station },
      wanted[station],
      context.rules.stationActivation.explain(context, station),
    );
    if (wanted[station] === before[station]) continue;
    const open = context.observation.stations.open[station] === 1;
    if (wanted[station] === 1 && !open) context.commands.push({ kind: "open-station", station });
    if (wanted[station] === 0 && open) context.commands.push({ kind: "close-station", station });
  }
}
