// Times and counts of the fleet side, per robot. Milliseconds of our own clock; a robot's clock is compared with it only
// to tell how far off it is, and for the end of leases.
import type { ActionPolicies } from "./action-policy.ts";

export interface LinkSettings {
  /** An order that a newer state does not show is sent again after this. */
  readonly repeatMs: number;
  /** A state must have come this much after sending to say anything of what was sent. */
  readonly graceMs: number;
  /** No state since sending for so long: one is asked for. */
  readonly askMs: number;
  /** So often an order is sent before it is given up and cancelled. */
  readonly sendsMax: number;
  /** No state for so long: the robot counts as unknown. The standard allows 30 s between states. */
  readonly staleMs: number;
  /** An instant action without an answer is given up after this. */
  readonly instantTimeoutMs: number;
  /** Waiting after a rejection: doubled each time up to the largest. */
  readonly backOffMs: number;
  readonly backOffMsMax: number;
  /** Rejections in a row after which a person is asked. */
  readonly rejectionsMax: number;
  /** A robot that stands for so long with something left to do gets its order anew; doubled each time up to the largest. */
  readonly stuckMs: number;
  readonly stuckMsMax: number;
  /** Metres from a node within which a robot is believed to have reached it, so that what lies behind may be given away. */
  readonly nodeAccuracy: number;
  /** A robot this near to a node stands on it. */
  readonly nodeTolerance: number;
  /** Metres off its way at which a robot is not sent on by itself. */
  readonly wayTolerance: number;
  /** Widest deviation of a start node. */
  readonly startDeviationMax: number;
  /** After a person has intervened: wait for a person's word, or go on when the robot is ready. */
  readonly afterIntervention: "ask" | "go-on";
  /** How long a grant lasts for a robot that hears nothing more (3.0); renewed after a third of it. */
  readonly leaseMs: number;
  /** A robot's clock further off than this is remarked. */
  readonly clockSkewMs: number;
  /** What becomes of actions that do not work or do not end, by type. */
  readonly actionPolicies: ActionPolicies;
}

export const linkSettingsDefault: LinkSettings = {
  repeatMs: 1_500,
  graceMs: 300,
  askMs: 3_000,
  sendsMax: 8,
  staleMs: 35_000,
  instantTimeoutMs: 30_000,
  backOffMs: 1_000,
  backOffMsMax: 30_000,
  rejectionsMax: 6,
  stuckMs: 20_000,
  stuckMsMax: 160_000,
  nodeAccuracy: 0.12,
  nodeTolerance: 0.15,
  wayTolerance: 0.4,
  startDeviationMax: 1,
  afterIntervention: "ask",
  leaseMs: 15_000,
  clockSkewMs: 5_000,
  actionPolicies: {},
};
