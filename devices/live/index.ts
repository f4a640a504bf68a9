// The live loop's door.
export {
  type Charger,
  type ChargerFailure,
  type ChargingPolicy,
  chargingPolicyDefault,
} from "./charging-policy.ts";
export { type ChargingOptions, ChargingWork } from "./charging-work.ts";
export * from "./fleet-work-port.ts";
export { GridMap } from "./grid-map.ts";
export { type GridSiteOptions, gridSite } from "./grid-site.ts";
export { type FleetEvent, LiveFleet, type LiveFleetOptions, type LiveRobot } from "./live-fleet.ts";
export type * from "./live-site-port.ts";
export { tickMs } from "./live-tick.ts";
export { LiveTraffic, type LiveTrafficOptions } from "./live-traffic.ts";
export type { OperationAnswer, OperationRefusal } from "./operations.ts";
export type { Fence, OutCause, PlaceLack } from "./placing.ts";
export { type RoadSiteOptions, roadSite } from "./roads/road-site.ts";
export { SiteOrders } from "./site-orders.ts";
export type { TransportOrder, TransportPhase, TransportStatus } from "./transport-order.ts";
export { type LoadWord, type TransportOptions, TransportOrders } from "./transport-orders.ts";
export { actedFor, type Begun } from "./transport-recovery.ts";
export { troubleText } from "./work-trouble-text.ts";
