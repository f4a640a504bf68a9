// What a robot's link is made with.
import type { RobotIdentity } from "../model/index.ts";
import type { GrantDesk, ZonePlan } from "../zones/index.ts";
import type { WantedMap } from "./map-keeper.ts";
import type { RobotProfile } from "./profile.ts";
import type { LinkSettings } from "./settings.ts";

export interface RobotLinkOptions {
  readonly identity: RobotIdentity;
  readonly profile: RobotProfile;
  readonly settings?: Partial<LinkSettings>;
  /** Makes ids unique among runs of the fleet side: no two of them ever give an order the same name. */
  readonly idPrefix: string;
  /** Cancel an order that this run has not given, or leave it and wait until a person confirms. Default: cancel all. */
  readonly foreignOrders?: (orderId: string) => "cancel" | "wait";
  /** Maps that have to be enabled, with version and address where those matter. Maps of orders have to be in any case. */
  readonly maps?: readonly WantedMap[];
  readonly zones?: LinkZones;
}

/** The zones in force, and the desk at which all robots of the fleet share them. */
export interface LinkZones {
  readonly plan: ZonePlan;
  readonly desk: GrantDesk;
  /** Metres around the robot's middle that are the robot: half its diagonal. */
  readonly clearance: number;
  /** Where sets can be got that are too large for a message, by id. */
  readonly links?: Readonly<Record<string, string>>;
}
