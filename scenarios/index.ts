// The door of the scenarios room, browser-safe. What needs Node is behind scenarios/node.
export * from "./compare.ts";
export * from "./load/load-scenario.ts";
export { nearestName, suggestName } from "./load/near-name.ts";
export { type Checked, formatProblem, type InputProblem } from "./load/problem.ts";
export { scenarioJsonSchema } from "./load/schema-tree.ts";
export * from "./load/strategy-catalog.ts";
export * from "./orders/order-list.ts";
export { readOrderText } from "./orders/read-order-text.ts";
export type * from "./run-port.ts";
export { formatLocalSeconds, parseLocalSeconds } from "./schema/fields.ts";
export * from "./schema/scenario-schema.ts";
export { tQuantile } from "./statistics.ts";
