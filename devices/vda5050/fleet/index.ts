// The fleet side's door.
export { type Hindrance, type HindranceCode, stateHindrance } from "./hindrance.ts";
export type * from "./link-port.ts";
export { defaultProfile, type RobotProfile } from "./profile.ts";
export { type ReasonLanguage, type ReasonReader, type ReasonText, reasonText } from "./reasons.ts";
export { RobotLink, type RobotLinkOptions } from "./robot-link.ts";
export { RobotWatch, type WatchCounts } from "./robot-watch.ts";
export type { RouteNode, RouteWay } from "./route.ts";
export { type LinkSettings, linkSettingsDefault } from "./settings.ts";
