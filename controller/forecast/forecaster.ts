// The forecaster: level × weekday × hour shape plus the calendar's waves, corrected during the day by what has arrived,
// with quantiles. Deterministic and synchronous; the planner feeds it and asks it at every planning epoch.
import type { SkuTable } from "../../sim/model/index.ts";
import type { SiteKnowledge } from "../controller-port.ts";
import type { DemandForecast } from "../planning/plan.ts";
import { dayOf, daySeconds } from "./calendar-day.ts";
import { CalendarProfile } from "./calendar-profile.ts";
import { buildDayTable } from "./day-table.ts";
import { IntradayCorrection, type IntradayState } from "./intraday.ts";
import { fitLevel } from "./level.ts";
import { learnReleaseLag } from "./release-lag.ts";
import { SkuShares } from "./sku-share.ts";
import { learnSpread, quantile } from "./spread.ts";

export const forecastQuantileLevels: readonly number[] = [0.1, 0.5, 0.8, 0.9, 0.95];

/** Orders of evidence that the site's past units per order count for. */
const unitsPerOrderPrior = 300;
/** Squared coefficient of variation of units per order. */
const unitsPerOrderCv2 = 0.4;
/** Around an opening nobody knows how it will go: periods touching a wave's first hour are this much less certain. */
const openingInflation = 2;

export interface ForecastRequest {
  readonly fromStep: number;
  readonly fromLocalSeconds: number;
  readonly stepSeconds: number;
  readonly periodSteps: number;
  readonly periodCount: number;
}

export interface Forecaster {
  /** Orders per category that arrived between two local times; intervals in order, without gaps, an hour at most. */
  observe(fromLocalSeconds: number, toLocalSeconds: number, ordersPerCategory: ArrayLike<number>): void;
  /** One arrived order line. */
  observeLine(sku: number, units: number): void;
  forecast(request: ForecastRequest): DemandForecast;
  snapshot(): ForecasterState;
  restore(state: ForecasterState): void;
}

export interface ForecasterState {
  readonly intraday: IntradayState;
  readonly skuUnits: Float64Array;
  readonly seenOrders: number;
  readonly seenUnits: number;
}

/**
 * Fits the model to what the site knows. Categories are those of `skus`; a history with fewer is padded with its rules'
 * fallbacks (one order per day). Takes some milliseconds for 400 days of quarter hours.
 */
export function createForecaster(knowledge: SiteKnowledge, skus: SkuTable): Forecaster {
  const { calendar, history } = knowledge;
  const table = buildDayTable(history, calendar);
  const level = padLevel(fitLevel(table), skus.categoryNames.length);
  const spread = learnSpread(table, level);
  const profile = new CalendarProfile(calendar, level, table, learnReleaseLag(history, calendar));
  const intraday = new IntradayCorrection(profile, spread.cvOfDay, spread.overdispersion);
  const shares = new SkuShares(skus, history.skuUnits, calendar.waves);
  const { categoryCount, componentCount } = profile;
  let seenOrders = 0;
  let seenUnits = 0;
  recallBrokenDay(history, categoryCount, intraday);

  function unitsPerOrder(): number {
    const past = history.unitsPerOrder > 0 ? history.unitsPerOrder : 1;
    if (seenUnits === 0) return past;
    return (unitsPerOrderPrior * past + seenUnits) / (unitsPerOrderPrior + seenOrders);
  }
  function isOpening(from: number, to: number): boolean {
    return calendar.waves.some((wave) => wave.openLocalSeconds < to && wave.openLocalSeconds + 3600 > from);
  }

  return {
    observe(from, to, orders) {
      intraday.observe(from, to, orders);
      shares.fade(to - from);
      for (let category = 0; category < categoryCount; category += 1) seenOrders += orders[category] ?? 0;
    },
    observeLine(sku, units) {
      seenUnits += units;
      shares.observe(sku, units);
    },
    forecast({ fromStep, fromLocalSeconds, stepSeconds, periodSteps, periodCount }) {
      const orders = new Float64Array(periodCount);
      const units = new Float64Array(categoryCount * periodCount);
      const unitQuantiles = forecastQuantileLevels.map(() => new Float64Array(periodCount));
      const byComponent = new Float64Array(componentCount * categoryCount);
      const perOrder = unitsPerOrder();
      // Overdispersion is that of quarter hours, which are independent: longer periods average it out.
      const binShare = Math.min(1, 900 / (periodSteps * stepSeconds));
      for (let period = 0; period < periodCount; period += 1) {
        const from = fromLocalSeconds + period * periodSteps * stepSeconds;
        const to = from + periodSteps * stepSeconds;
        let total = 0;
        let variance = 0;
        for (let component = 0; component < componentCount; component += 1) {
          let ofComponent = 0;
          for (let category = 0; category < categoryCount; category += 1) {
            const expected = profile.expected(component, category, from, to);
            if (expected === 0) continue;
            const mean = expected * intraday.factor(component, category);
            ofComponent += mean;
            const at = category * periodCount + period;
            units[at] = units[at]! + mean * perOrder;
            const slot = component * categoryCount + category;
            byComponent[slot] = byComponent[slot]! + mean * perOrder;
          }
          total += ofComponent;
          variance += ofComponent * ofComponent * intraday.variance(component);
        }
        orders[period] = total;
        if (isOpening(from, to)) variance *= openingInflation;
        variance += total * (1 + unitsPerOrderCv2) + spread.overdispersion * binShare * total * total;
        const scores = profile.isFestival(from, to) ? noScores : spread.scores;
        forecastQuantileLevels.forEach((q, index) => {
          unitQuantiles[index]![period] = perOrder * quantile(q, total, variance, scores);
        });
      }
      return {
        fromStep,
        periodSteps,
        periodCount,
        quantileLevels: forecastQuantileLevels,
        orders,
        units,
        unitQuantiles,
        skuUnits: shares.spread(byComponent, componentCount),
      };
    },
    snapshot: () => ({
      intraday: intraday.snapshot(),
      skuUnits: shares.snapshot(),
      seenOrders,
      seenUnits,
    }),
    restore(state) {
      intraday.restore(state.intraday);
      shares.restore(state.skuUnits);
      seenOrders = state.seenOrders;
      seenUnits = state.seenUnits;
    },
  };
}

const noScores = new Float64Array(0);

/** Shows the correction the hours of the run's first day that lie before it: too few for the level, which takes whole days. */
function recallBrokenDay(
  history: SiteKnowledge["history"],
  categoryCount: number,
  intraday: IntradayCorrection,
): void {
  const { startLocalSeconds, periodSeconds, periodCount } = history;
  if (periodSeconds > 3600) return;
  const orders = new Float64Array(categoryCount);
  const midnight = dayOf(startLocalSeconds + periodSeconds * periodCount) * daySeconds;
  const first = Math.max(0, Math.ceil((midnight - startLocalSeconds) / periodSeconds));
  for (let period = first; period < periodCount; period += 1) {
    for (let category = 0; category < categoryCount; category += 1) {
      orders[category] = history.orders[category * periodCount + period] ?? 0;
    }
    const from = startLocalSeconds + period * periodSeconds;
    intraday.observe(from, from + periodSeconds, orders);
  }
}

function padLevel(level: ReturnType<typeof fitLevel>, categoryCount: number): ReturnType<typeof fitLevel> {
  if (level.ordersPerDay.length >= categoryCount) return level;
  const ordersPerDay = new Float64Array(categoryCount).fill(1);
  const weekdayFactor = new Float64Array(categoryCount * 7).fill(1);
  ordersPerDay.set(level.ordersPerDay);
  weekdayFactor.set(level.weekdayFactor);
  return { ...level, ordersPerDay, weekdayFactor };
}
