// What a sorter floor is measured by, besides what every floor is.
import type { Floor, SorterStates } from "../model/index.ts";
import { Counter } from "./counters.ts";
import type { KpiReport } from "./kpi.ts";

/** Adds the chutes whose container is being exchanged in this step. */
export function countShutChutes(sorter: SorterStates | undefined, counters: Float64Array): void {
  if (sorter === undefined) return;
  for (let chute = 0; chute < sorter.exchangeSteps.length; chute += 1) {
    if (sorter.exchangeSteps[chute]! > 0) counters[Counter.chuteFullSteps]! += 1;
  }
}

/** `robotHours` and `steps` of the window. */
export function sortingValues(
  floor: Floor,
  counters: Float64Array,
  robotHours: number,
  steps: number,
): Pick<KpiReport, "parcelsPerRobotHour" | "misSorts" | "chuteFullShare"> {
  if (floor.chutes === undefined) {
    return { parcelsPerRobotHour: Number.NaN, misSorts: Number.NaN, chuteFullShare: Number.NaN };
  }
  const chuteSteps = steps * floor.chutes.count;
  return {
    parcelsPerRobotHour: robotHours > 0 ? counters[Counter.units]! / robotHours : 0,
    misSorts: counters[Counter.misSorts]!,
    chuteFullShare: chuteSteps > 0 ? counters[Counter.chuteFullSteps]! / chuteSteps : 0,
  };
}
