// The zones' door: geometry, the sets in force, who may be where.
export { type DeskAnswer, GrantDesk } from "./grant-desk.ts";
export * from "./polygon.ts";
export { type GateAnswer, type GateNeeds, ZoneGate } from "./zone-gate.ts";
export { type MapPoint, ZonePlan, zoneResource } from "./zone-plan.ts";
