// The door to roads: free-form layouts made ready for driving, and traffic on them.
export type { ConflictTable, Coverage } from "./conflicts.ts";
export { type Course, curvePoint, pieceDirection, wrapAngle } from "./course.ts";
export { findShutIn, placesOfRest, type ShutIn } from "./resting-places.ts";
export { Passage, RoadNetwork, type RoadNetworkOptions } from "./road-network.ts";
export { createRoadTraffic, type RoadTrafficOptions } from "./road-traffic.ts";
export type * from "./road-traffic-port.ts";
export { type Area, areaDistance, disc, hull } from "./shapes.ts";
export { outline, turningRadius } from "./sweep.ts";
