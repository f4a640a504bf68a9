// The door of sim/demand: where orders come from, what lies on the pods at the start, and what a site knows of both.
export * from "./config.ts";
export { demandHistory } from "./demand-history.ts";
export { festivalCalendar } from "./festival-calendar.ts";
export { createFestivalDemand } from "./festival-demand.ts";
export { type InitialStock, type InitialStockConfig, initialStock } from "./initial-stock.ts";
export {
  expectedConversions,
  festivalIntensity,
  type Intensity,
  mixMinutes,
  peakScale,
} from "./intensity.ts";
export { createOrderListDemand, type KnownOrder } from "./order-list-demand.ts";
export { type KnownOrdersSite, knownOrdersCalendar, knownOrdersHistory } from "./order-list-knowledge.ts";
export { plannedPopularity } from "./planned-popularity.ts";
export { rankWeights, skuPopularity } from "./popularity.ts";
export { createSaturatedDemand } from "./saturated-demand.ts";
export { generateSkus, type SkuCategoryConfig, type SkuConfig } from "./sku-table.ts";
export { cumulativeShare, openingShape2019, ordinaryHourShape, waveMinuteShares } from "./wave-shape.ts";
