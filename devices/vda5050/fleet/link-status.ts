// What a robot is doing, in one word: the gravest reason for standing first.
import type { RobotState } from "../model/index.ts";
import type { Cancellation } from "./cancellation.ts";
import type { Hindrance, HindranceCode } from "./hindrance.ts";
import type { LinkStatus } from "./link-port.ts";
import type { OrderIntent } from "./order-intent.ts";
import type { RejectionRow } from "./rejection-row.ts";

/** Whether the robot can be given work and way in that condition, at once or in a moment. */
export function takesWork({ reason }: LinkStatus): boolean {
  return workable.includes(reason);
}
const workable: readonly LinkStatus["reason"][] = [
  "driving",
  "working",
  "idle",
  "waiting-for-release",
  "waiting-for-answer",
  "cancelling",
  "backing-off",
  "waiting-for-zone",
  "hibernating",
  "waking",
];

export interface LinkPicture {
  readonly state: RobotState | null;
  readonly hindrance: Hindrance | undefined;
  readonly cancelling: Cancellation | null;
  readonly rejections: RejectionRow;
  readonly displaced: boolean;
  readonly foreign: boolean;
  /** Orders of others are left alone until a person has decided. */
  readonly foreignWaits: boolean;
  readonly intent: OrderIntent | null;
  readonly queued: number;
  /** Why nothing of what is queued is sent. */
  readonly stop: LinkStatus | null;
}

/** These end by themselves, or somebody is on it already. */
const passing: readonly HindranceCode[] = [
  "no-state",
  "offline",
  "stale",
  "paused",
  "hibernating",
  "waking",
  "preparing",
];

export function linkStatus(picture: LinkPicture, nowMs: number): LinkStatus {
  const { state, hindrance, cancelling, rejections, displaced, foreign, intent } = picture;
  const say = (reason: LinkStatus["reason"], detail = "", needsPerson = false) => ({
    reason,
    detail,
    needsPerson,
  });
  if (hindrance !== undefined)
    return say(hindrance.code, hindrance.detail, !passing.includes(hindrance.code));
  if (cancelling?.isHopeless) return say("will-not-cancel", "", true);
  if (cancelling !== null) return say("cancelling", cancelling.cause);
  if (rejections.needsPerson) return say("refused", rejections.last, true);
  if (displaced) return say("displaced", "", true);
  if (foreign) return say("foreign-order", state?.orderId ?? "", picture.foreignWaits);
  if (rejections.waits(nowMs)) return say("backing-off", rejections.last);
  if (state?.driving !== true && picture.stop !== null) {
    const { reason, detail, needsPerson } = picture.stop;
    return { reason, detail, needsPerson };
  }
  if (intent === null) return say(picture.queued > 0 ? "waiting-for-answer" : "idle");
  if (!intent.isShown) return say("waiting-for-answer", intent.orderId);
  if (state?.driving === true) return say("driving");
  return say(intent.openActions.size > 0 ? "working" : "waiting-for-release");
}
