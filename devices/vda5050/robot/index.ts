// The virtual robot's door.
export type { RobotBody, VirtualRobotOptions } from "./options.ts";
export { type Quirk, quirkNames, quirks } from "./quirks.ts";
export { type Publication, VirtualRobot } from "./virtual-robot.ts";
