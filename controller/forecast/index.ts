// The door of forecasting.
export {
  createForecaster,
  type Forecaster,
  type ForecasterState,
  type ForecastRequest,
  forecastQuantileLevels,
} from "./forecaster.ts";
export { createPerfectForecaster } from "./perfect.ts";
export { createSeasonalNaive } from "./seasonal-naive.ts";
