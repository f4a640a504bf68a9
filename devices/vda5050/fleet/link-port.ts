// What goes in and out of a robot's link: commands of the live loop, events back to it, messages for the broker.
import type { TopicName } from "../model/index.ts";
import type { HindranceCode } from "./hindrance.ts";
import type { InstantOutcome } from "./instant-tracker.ts";
import type { LimitFault } from "./order-limits.ts";
import type { RejectionKind } from "./rejection.ts";
import type { RouteNode } from "./route.ts";

/** A message for the broker. What is to be journaled goes into the journal before it is published. */
export interface LinkMessage {
  readonly topic: TopicName;
  readonly payload: string;
  /** The intent behind an order; null for repetitions and for everything that may be lost. */
  readonly intent: OrderRecord | null;
}
/** Enough to know our own order again after a crash. */
export interface OrderRecord {
  readonly kind: "order";
  readonly orderId: string;
  readonly orderUpdateId: number;
  readonly nodeIds: readonly string[];
  readonly actionIds: readonly string[];
}

export type LinkEvent =
  | { readonly kind: "passed"; readonly node: RouteNode }
  | { readonly kind: "order-done"; readonly orderId: string }
  /** LOST: the robot has forgotten the action before it was over. */
  | {
      readonly kind: "action";
      readonly actionId: string;
      readonly status: "FINISHED" | "FAILED" | "LOST";
      readonly result: string;
    }
  | { readonly kind: "instant"; readonly outcome: InstantOutcome }
  | {
      readonly kind: "rejected";
      readonly orderId: string;
      readonly rejection: RejectionKind;
      readonly errorType: string;
      readonly description: string;
    }
  /** What was left of the order is released still and will be sent again when the robot can go on. */
  | { readonly kind: "order-lost"; readonly orderId: string; readonly cause: OrderLossCause }
  /** Not on its way: whoever knows the floor has to decide where it stands now. */
  | { readonly kind: "displaced"; readonly x: number; readonly y: number }
  | { readonly kind: "restarted" }
  /** Not sent, for the robot's factsheet does not allow it: another robot may be able to. What was to be sent can be withdrawn. */
  | { readonly kind: "unfit"; readonly nodeIds: readonly string[]; readonly faults: readonly LimitFault[] }
  /** The robot's clock is off by more than it should be; again when that has changed by as much. */
  | { readonly kind: "clock-skew"; readonly offsetMs: number };

/** timed-out: by us, for an action did not end; cancelled: by us; stuck: by us, for it did not move; cleared: by the robot (mode, fault); forgotten: it has another order or none; unanswered: never shown. */
export type OrderLossCause =
  | "cancelled"
  | "cleared"
  | "forgotten"
  | "unanswered"
  | "rejected"
  | "stuck"
  | "timed-out";

/** Why a robot stands, or that it does not. */
export type LinkReason =
  | HindranceCode
  | "driving"
  | "working"
  | "idle"
  | "waiting-for-release"
  | "waiting-for-answer"
  | "cancelling"
  | "will-not-cancel"
  | "foreign-order"
  | "backing-off"
  | "refused"
  | "displaced"
  | "waiting-for-zone"
  | "zone-blocked"
  | "action-not-offered"
  | "beyond-limits";

export interface LinkStatus {
  readonly reason: LinkReason;
  readonly detail: string;
  /** The robot waits for a person. */
  readonly needsPerson: boolean;
}
