// From the per-minute history of the panes to the columns a chart draws, cut at the shown time.
import { Activity } from "../../../sim/model/index.ts";
import type { RunFacts } from "../protocol/messages.ts";
import { type RunHistory, trailingRatePerHour } from "../run/history.ts";

/** Trailing window of rates: longer than an order's usual way through the site, so that no saw-tooth shows. */
export const rateWindowMinutes = 10;

/** Full minutes that all histories know and that are past at the shown step. */
export function shownMinutes(histories: readonly RunHistory[], facts: RunFacts, shownStep: number): number {
  const passed = Math.floor((Math.max(0, shownStep) * facts.stepSeconds) / 60);
  return Math.min(passed, ...histories.map((history) => history.minutes));
}

/** Local seconds at the end of each minute. */
export function minuteAxis(facts: RunFacts, minutes: number): Float64Array {
  return Float64Array.from({ length: minutes }, (_, minute) => facts.startLocalSeconds + (minute + 1) * 60);
}

export function throughput(history: RunHistory, minutes: number): Float64Array {
  return trailingRatePerHour(history.series.unitsPicked, minutes, rateWindowMinutes);
}
export function backlog(history: RunHistory, minutes: number): Float64Array {
  return history.series.backlog.slice(0, minutes);
}

/** Orders that passed their due time undone, per hour. */
export function lateOrders(history: RunHistory, minutes: number): Float64Array {
  return trailingRatePerHour(history.series.lateOrders, minutes, rateWindowMinutes);
}
/** Pick stations at work, mean of the window. */
export function stationsBusy(history: RunHistory, minutes: number): Float64Array {
  return trailingRatePerHour(history.series.stationsBusy, minutes, rateWindowMinutes).map(
    (value) => value / 60,
  );
}

/** Activities that belong together in the picture, bottom of the stack first. */
export const stateGroups = [
  { key: "driving", look: "empty", activities: [Activity.driving, Activity.turning] },
  { key: "lifting", look: "lifting", activities: [Activity.lifting, Activity.settingDown] },
  { key: "serving", look: "serving", activities: [Activity.serving] },
  { key: "charging", look: "charging", activities: [Activity.charging] },
  { key: "failed", look: "failed", activities: [Activity.failed] },
  { key: "waiting", look: "resting", activities: [Activity.waiting] },
] as const;

/** Robots per group and minute, not stacked: `[group][minute]`. */
export function stateCounts(history: RunHistory, minutes: number): readonly Float64Array[] {
  return stateGroups.map((group) => {
    const sum = new Float64Array(minutes);
    for (const activity of group.activities) {
      const column = history.series.robots[activity]!;
      for (let minute = 0; minute < minutes; minute += 1) sum[minute]! += column[minute]!;
    }
    return sum;
  });
}

/** Running sums from the bottom of the stack, so that each area reaches from zero to its top. */
export function stack(columns: readonly Float64Array[]): readonly Float64Array[] {
  let below: Float64Array | null = null;
  return columns.map((column) => {
    const top: Float64Array =
      below === null ? column.slice() : column.map((value, at) => value + below![at]!);
    below = top;
    return top;
  });
}
