// The door of forecasting series of any kind: what `peakfleet forecast` asks.
export {
  type BacktestPath,
  type BacktestRequest,
  type BacktestResult,
  backtest,
  ownModel,
} from "./backtest.ts";
export {
  emptyCalendar,
  type Festival,
  type FestivalOccurrence,
  type FestivalPlan,
  type LeadingIndicator,
  type SeriesCalendar,
} from "./calendar.ts";
export {
  forecastSeries,
  type NodeForecast,
  type SeriesForecast,
  type SeriesForecastRequest,
} from "./forecast-series.ts";
export type { ForecastScores } from "./scores.ts";
export { type NodeKind, type SeriesNode, type SeriesSet, treeOf } from "./series-set.ts";
