// What is known of a robot type beyond the standard: the switches that real robots have made necessary. Defaults are cautious.
import type { InstantActionsKey } from "../codec/index.ts";
import type { VdaVersion } from "../model/index.ts";

export interface RobotProfile {
  readonly version: VdaVersion;
  /** Header's `version`, where the robot wants another than the release's "x.y.0". */
  readonly versionText?: string;
  readonly interfaceName?: string;
  readonly instantActionsKey: InstantActionsKey;
  /** Whether the stitching node of an update brings its actions again: 3.0 asks for it, some robots of 2.x break on it. */
  readonly stitchingActions: "with" | "without";
  /** "new-order": the robot cannot be stitched; each piece is an order of its own, sent when the last is done. */
  readonly updates: "stitch" | "new-order";
  /** "fraction": the robot reports its charge from 0 to 1, not in percent. */
  readonly chargeScale: "percent" | "fraction";
  /** "manage": maps are enabled and downloaded by instant actions; "check": a person does it; "ignore": the list means nothing. */
  readonly maps: MapHabit;
  /** "manage": zone sets are sent and enabled (3.0); "none": the robot is held back before zones, and that is all. */
  readonly zoneSets: "manage" | "none";
}
export type MapHabit = "manage" | "check" | "ignore";

export function defaultProfile(version: VdaVersion): RobotProfile {
  return {
    version,
    instantActionsKey: "actions",
    stitchingActions: version === "3.0" ? "with" : "without",
    updates: "stitch",
    chargeScale: "percent",
    maps: "manage",
    zoneSets: "manage",
  };
}
