// The virtual robot's door.
export type { RobotBody, VirtualRobotOptions } from "./options.ts";
export { type Quirk, quirkNames, quirks } from "./quirks.ts";
export type { ClockFault } from "./robot-clock.ts";
export type { Publication } from "./robot-voice.ts";
export { VirtualRobot } from "./virtual-robot.ts";
