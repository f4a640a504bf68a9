// Prices of a plan by the hour: what one more robot or station is worth while it is there.
import type { PlanOutcome } from "../../scenarios/index.ts";
import type { CliContext } from "../context.ts";
import { formatClock, formatCount, formatNumber } from "../format.ts";

/** Below this a price is what rounding left. */
const ordersMin = 0.05;
const hour = 3600;

export interface HourlyPrice {
  /** Seconds after the scenario's start. */
  readonly fromSeconds: number;
  readonly toSeconds: number;
  /** Orders on time that one more of it, there for the whole time, brings. */
  readonly orders: number;
}

/** Sums prices per hour of a resource over stretches of an hour. */
export function hourlyPrices(
  outcome: PlanOutcome,
  pick: "robotHourPrice" | "stationHourPrice",
): readonly HourlyPrice[] {
  const { dispatch, stepSeconds } = outcome;
  if (dispatch === null) return [];
  const periodSeconds = dispatch.periodSteps * stepSeconds;
  const perHour = Math.max(1, Math.round(hour / periodSeconds));
  const prices: HourlyPrice[] = [];
  for (let t = 0; t < dispatch.periodCount; t += perHour) {
    const end = Math.min(dispatch.periodCount, t + perHour);
    let orders = 0;
    for (let each = t; each < end; each += 1) orders += (dispatch[pick][each]! * periodSeconds) / hour;
    const at = (period: number) => dispatch.fromStep * stepSeconds + period * periodSeconds;
    prices.push({ fromSeconds: at(t), toSeconds: at(end), orders });
  }
  return prices;
}

/** Sentences, one per hour in which something is scarce; what is not scarce is said once. */
export function priceSentences(
  { text: { plan: text } }: CliContext,
  outcome: PlanOutcome,
  startSeconds: number,
): readonly string[] {
  const sentences: string[] = [];
  const clock = (seconds: number) => formatClock(startSeconds, Math.round(seconds), "time");
  const resources = [
    { prices: hourlyPrices(outcome, "robotHourPrice"), say: text.robotWorth, enough: text.robotsEnough },
    {
      prices: hourlyPrices(outcome, "stationHourPrice"),
      say: text.stationWorth,
      enough: text.stationsEnough,
    },
  ];
  for (const { prices, say, enough } of outcome.dispatch === null ? [] : resources) {
    const scarce = prices.filter(({ orders }) => orders >= ordersMin);
    for (const { fromSeconds, toSeconds, orders } of scarce) {
      sentences.push(say(clock(fromSeconds), clock(toSeconds), formatOrders(orders)));
    }
    if (scarce.length === 0) sentences.push(enough);
  }
  if (outcome.slotting !== null) {
    const scarce = outcome.zones.filter(({ price }) => price > 1e-6);
    for (const { zone, price } of scarce) sentences.push(text.zoneWorth(zone + 1, formatNumber(price)));
    if (scarce.length === 0) sentences.push(text.zonesEnough);
    const { movePrice } = outcome.slotting;
    if (movePrice > 1e-6) sentences.push(text.moveWorth(formatNumber(100 * movePrice)));
  }
  sentences.push(...aisleSentences(text, outcome, clock));
  return sentences;
}

/** Aisles that let too little through, over the time in which they do. */
function aisleSentences(
  text: CliContext["text"]["plan"],
  { dispatch, stepSeconds }: PlanOutcome,
  clock: (seconds: number) => string,
): readonly string[] {
  if (dispatch === null) return [];
  const { periodCount, zoneCount, zoneUnitPrice } = dispatch;
  const at = (period: number) => clock((dispatch.fromStep + period * dispatch.periodSteps) * stepSeconds);
  const sentences: string[] = [];
  for (let zone = 0; zone < zoneCount; zone += 1) {
    for (let t = 0; t < periodCount; t += 1) {
      const from = t;
      let orders = 0;
      while (t < periodCount && 100 * zoneUnitPrice[zone * periodCount + t]! >= ordersMin) {
        orders = Math.max(orders, 100 * zoneUnitPrice[zone * periodCount + t]!);
        t += 1;
      }
      if (t > from) sentences.push(text.aislesWorth(zone + 1, at(from), at(t), formatOrders(orders)));
    }
  }
  return sentences;
}

export function formatOrders(orders: number): string {
  return orders >= 10 ? formatCount(orders) : String(Math.round(orders * 10) / 10);
}
