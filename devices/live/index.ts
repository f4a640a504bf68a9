// The live loop's door.
export { GridMap } from "./grid-map.ts";
export { type FleetEvent, LiveFleet, type LiveFleetOptions, type LiveRobot, tickMs } from "./live-fleet.ts";
export type { StartLack } from "./start-up.ts";
export type { TransportOrder, TransportPhase, TransportStatus } from "./transport-orders.ts";
