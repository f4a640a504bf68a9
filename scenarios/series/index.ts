// The door of forecasting series from files.
export * from "../../controller/forecast/series/index.ts";
export { readSeriesCalendar } from "./calendar-file.ts";
export * from "./read-series.ts";
