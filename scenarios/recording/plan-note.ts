// What the page is told of a plan.
import type { Run } from "../run-port.ts";
import type { PlanNote } from "./recording-port.ts";

type Plan = NonNullable<Run["brain"]["plan"]>;

export function planNote({ madeAtStep, forecast, dispatch }: Plan): PlanNote {
  return {
    madeAtStep,
    forecast: forecast === null ? null : forecastNote(forecast),
    dispatch:
      dispatch === null
        ? null
        : {
            fromStep: dispatch.fromStep,
            periodSteps: dispatch.periodSteps,
            pickStationsOpen: dispatch.pickStationsOpen,
            backlogOrders: dispatch.backlogOrders,
            robotHourPrice: dispatch.robotHourPrice,
            stationHourPrice: dispatch.stationHourPrice,
          },
  };
}

function forecastNote(forecast: NonNullable<Plan["forecast"]>): PlanNote["forecast"] {
  const { fromStep, periodSteps, periodCount, orders, units, unitQuantiles, quantileLevels } = forecast;
  const total = new Float64Array(periodCount);
  for (let at = 0; at < units.length; at += 1) total[at % periodCount]! += units[at]!;
  return {
    fromStep,
    periodSteps,
    orders,
    units: total,
    unitsLow: unitQuantiles[0] ?? total,
    unitsHigh: unitQuantiles.at(-1) ?? total,
    levels: [quantileLevels[0] ?? 0.5, quantileLevels.at(-1) ?? 0.5],
  };
}
