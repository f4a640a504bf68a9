// Quirks that the fleet side has to get along with.
import type { RobotProfile } from "../../devices/vda5050/fleet/profile.ts";
import type { Quirk } from "../../devices/vda5050/robot/index.ts";

/** Quirks, each with what a profile has to know of it. */
export const survivable: readonly (readonly [Quirk, Partial<RobotProfile>])[] = [
  ["instant-actions-key", { instantActionsKey: "both" }],
  ["ignores-actions-key", { instantActionsKey: "instantActions" }],
  ["stitching-action-twice", { stitchingActions: "without" }],
  ["literal-version", {}],
  ["empty-factsheet", {}],
  ["connection-qos-0", {}],
  ["silent-non-json", {}],
  ["accepts-other-order", {}],
  ["keeps-passed-nodes", {}],
  ["cancel-stays-waiting", {}],
  ["timestamps-without-z", {}],
  ["null-battery", {}],
  ["version-echo", {}],
  ["no-last-will", {}],
  ["online-not-retained", {}],
  ["ignores-released", {}],
  ["keeps-node-states", {}],
  ["silent-rejection", {}],
  ["keeps-edge-states", {}],
  ["bogus-finished", {}],
  ["malformed-fatal", {}],
];
