// The VDA 5050 room's door.
export type { BrokerAddress } from "./edge/mqtt-connection.ts";
export { RobotHost, type RobotHostOptions } from "./edge/robot-host.ts";
export * from "./fleet/index.ts";
export * from "./model/index.ts";
export { type Quirk, quirkNames, quirks, VirtualRobot, type VirtualRobotOptions } from "./robot/index.ts";
export * from "./topics.ts";
