// From the plans of a run to columns by minute: what was expected and planned at each time, and, from the shown time on, what
// the latest plan expects and wants.
import type { PlanNote, RunFacts } from "../protocol/messages.ts";
import { type RunHistory, trailingRatePerHour } from "../run/history.ts";
import type { PlanLog } from "../run/plan-log.ts";
import { rateWindowMinutes } from "./chart-data.ts";

/** Minutes of the future that are shown. */
const futureMinutes = 120;

export type Column = readonly (number | null)[];

export interface PlanColumns {
  /** Local seconds at the end of each minute, past and future. */
  readonly x: Float64Array;
  /** Orders per hour: arrived, expected, and the expected range. */
  readonly arrived: Column;
  readonly expected: Column;
  readonly low: Column;
  readonly high: Column;
  /** Pick stations at work, and as many as the plan opens. */
  readonly busy: Column;
  readonly planned: Column;
  /** Open orders, and as many as the plan expects. */
  readonly backlog: Column;
  readonly backlogPlanned: Column;
  /** Orders that one more robot-hour or station-hour is worth. */
  readonly robotPrice: Column;
  readonly stationPrice: Column;
}

/** Null where the strategy has made no plan by the shown step. `minutes` are past and known. */
export function planColumns(
  plans: PlanLog,
  history: RunHistory,
  facts: RunFacts,
  minutes: number,
): PlanColumns | null {
  const stepOf = (minute: number) => Math.round((minute * 60) / facts.stepSeconds);
  if (plans.at(stepOf(minutes)) === null) return null;
  const horizon = Math.floor((facts.horizonSteps * facts.stepSeconds) / 60);
  const count = Math.min(horizon, minutes + futureMinutes);
  const arrivedRate = trailingRatePerHour(history.series.ordersArrived, minutes, rateWindowMinutes);
  const busyRate = trailingRatePerHour(history.series.stationsBusy, minutes, rateWindowMinutes);
  const column = (value: (minute: number) => number | null): Column =>
    Array.from({ length: count }, (_, minute) => value(minute));
  const past = (value: (minute: number) => number): Column =>
    column((minute) => (minute < minutes ? value(minute) : null));
  /** By the plan that held at the minute; for the future the latest one. */
  const planned = (value: (plan: PlanNote, step: number) => number | null): Column =>
    column((minute) => {
      const plan = plans.at(stepOf(Math.min(minute, minutes)));
      return plan === null ? null : value(plan, stepOf(minute));
    });
  const forecast = (
    value: (orders: number, share: number) => number,
    bound: "units" | "unitsLow" | "unitsHigh",
  ) =>
    planned(({ forecast: made }, step) => {
      if (made === null) return null;
      const period = Math.floor((step - made.fromStep) / made.periodSteps);
      const [orders, units] = [made.orders[period], made.units[period]];
      if (orders === undefined || units === undefined) return null;
      // The range is known in units: the same share above and below is taken for orders.
      const share = units > 0 ? made[bound][period]! / units : 1;
      return value((orders * 3600) / (made.periodSteps * facts.stepSeconds), share);
    });
  type DispatchColumn = "pickStationsOpen" | "backlogOrders" | "robotHourPrice" | "stationHourPrice";
  const dispatched = (name: DispatchColumn) =>
    planned(({ dispatch }, step) => {
      if (dispatch === null) return null;
      return dispatch[name][Math.floor((step - dispatch.fromStep) / dispatch.periodSteps)] ?? null;
    });
  return {
    x: Float64Array.from({ length: count }, (_, minute) => facts.startLocalSeconds + (minute + 1) * 60),
    arrived: past((minute) => arrivedRate[minute]!),
    expected: forecast((orders) => orders, "units"),
    low: forecast((orders, share) => orders * share, "unitsLow"),
    high: forecast((orders, share) => orders * share, "unitsHigh"),
    busy: past((minute) => busyRate[minute]! / 60),
    planned: dispatched("pickStationsOpen"),
    backlog: past((minute) => history.series.backlog[minute]!),
    backlogPlanned: dispatched("backlogOrders"),
    robotPrice: dispatched("robotHourPrice"),
    stationPrice: dispatched("stationHourPrice"),
  };
}
