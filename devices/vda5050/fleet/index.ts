// The fleet side's door.
export type { ActionPolicies, ActionPolicy } from "./action-policy.ts";
export { type Hindrance, type HindranceCode, stateHindrance } from "./hindrance.ts";
export type { LinkZones, RobotLinkOptions } from "./link-options.ts";
export type * from "./link-port.ts";
export { takesWork } from "./link-status.ts";
export type { WantedMap } from "./map-keeper.ts";
export type { LimitFault } from "./order-limits.ts";
export { defaultProfile, type RobotProfile } from "./profile.ts";
export {
  linkReasons,
  plainWords,
  type ReasonLanguage,
  type ReasonReader,
  type ReasonText,
  reasonText,
} from "./reasons.ts";
export { RobotLink } from "./robot-link.ts";
export { RobotWatch, type WatchCounts } from "./robot-watch.ts";
export { ownId, type RouteNode, type RouteWay } from "./route.ts";
export { type LinkSettings, linkSettingsDefault } from "./settings.ts";
