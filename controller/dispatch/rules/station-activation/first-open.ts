// Opening a number of stations of one kind: those that are open stay open as far as the number goes, then lower ids.
import type { DispatchContext } from "../../context.ts";

export function wantOpen(context: DispatchContext, stations: Int32Array, count: number): void {
  const { wanted } = context.stations.state;
  let rest = Math.max(0, count);
  for (const station of stations) {
    if (wanted[station] !== 1) continue;
    if (rest > 0) rest -= 1;
    else wanted[station] = 0;
  }
  for (const station of stations) {
    if (rest === 0) return;
    if (wanted[station] === 1) continue;
    wanted[station] = 1;
    rest -= 1;
  }
}
