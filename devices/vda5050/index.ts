// The VDA 5050 room's door for everything without network; edge/ has that.
export * from "./fleet/index.ts";
export * from "./model/index.ts";
export { type Quirk, quirkNames, quirks, VirtualRobot, type VirtualRobotOptions } from "./robot/index.ts";
export * from "./topics.ts";
export { GrantDesk, type MapPoint, ZoneGate, ZonePlan } from "./zones/index.ts";
