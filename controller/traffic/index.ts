// The door of the traffic room.
export { createTraffic } from "./engine.ts";
export { unboundedTries } from "./improvement-end.ts";
export type { RoadCosts } from "./road-graph.ts";
export type * from "./traffic-port.ts";
