// Why a robot stands or what it does, from its own state alone: for whoever listens at a broker and asks nobody else. The
// words are the fleet side's where it has them.
import {
  allActionStates,
  type Hindrance,
  type LinkReason,
  type RobotState,
  reasonText,
} from "../../../devices/vda5050/index.ts";
import { Activity } from "../../../sim/model/index.ts";
import type { Localized } from "../protocol/messages.ts";
import type { Standing } from "./live-feed.ts";

/** Below this a robot that stands beside no charger is told of, per cent. */
export const lowChargePercent = 12;
/** A robot with a free way that has not driven for so long is told of. */
export const stuckMs = 10_000;

type OwnCode = "charging" | "battery-low" | "error" | "blocked" | "warning";
const nothing: Localized = { en: "", zh: "" };
const own: Readonly<Record<OwnCode, { why: (detail: string) => Localized; todo: Localized }>> = {
  charging: { why: (at) => ({ en: `charging, ${at}`, zh: `充电中，${at}` }), todo: nothing },
  "battery-low": {
    why: (at) => ({ en: `stands with little charge, ${at}`, zh: `电量不足，停在原地，${at}` }),
    todo: { en: "Bring it to a charger", zh: "将其送至充电桩" },
  },
  error: {
    why: (said) => ({ en: `reports an error: ${said}`, zh: `报告错误：${said}` }),
    todo: {
      en: "Remove the cause at the robot; a new order may be needed",
      zh: "在机器人处排除原因；可能需要重新下单",
    },
  },
  warning: {
    why: (said) => ({ en: `stands and reports: ${said}`, zh: `停止并报告：${said}` }),
    todo: { en: "Look whether it goes on by itself", zh: "观察其能否自行恢复" },
  },
  blocked: {
    why: () => ({ en: "has a free way and does not drive", zh: "前方已放行，但未行驶" }),
    todo: { en: "Look for something in its way", zh: "检查其路线上是否有障碍" },
  },
};

function ownStanding(code: OwnCode, detail: string, needsLook: boolean, hint = ""): Standing {
  const { why, todo } = own[code];
  return { code, why: why(detail), todo: hint === "" ? todo : { en: hint, zh: hint }, needsLook };
}
function linkStanding(reason: LinkReason, detail: string, needsLook: boolean): Standing {
  const en = reasonText({ reason, detail }, "en", "onlooker");
  const zh = reasonText({ reason, detail }, "zh", "onlooker");
  return { code: reason, why: { en: en.why, zh: zh.why }, todo: { en: en.todo, zh: zh.todo }, needsLook };
}

/** `stillMs`: how long it has neither driven nor worked. */
export function standingOf(
  state: RobotState | null,
  hindrance: Hindrance | undefined,
  stillMs: number,
): Standing {
  if (state === null || hindrance !== undefined)
    return linkStanding(hindrance?.code ?? "no-state", hindrance?.detail ?? "", true);
  const { errors, powerSupply } = state;
  const percent = powerSupply.stateOfCharge;
  const charge = percent === null ? "" : `${Math.round(percent)} %`;
  if (state.driving) return linkStanding("driving", "", false);
  const grave = errors.find(({ level }) => level === "CRITICAL" || level === "URGENT");
  if (grave !== undefined) return ownStanding("error", said(grave), true, grave.hint);
  const running = allActionStates(state).find(
    ({ status }) => status === "RUNNING" || status === "INITIALIZING",
  );
  if (running !== undefined && !powerSupply.charging)
    return linkStanding("working", running.actionType ?? "", false);
  if (powerSupply.charging) return ownStanding("charging", charge, false);
  const warning = errors.find(({ level }) => level === "WARNING");
  if (warning !== undefined) return ownStanding("warning", said(warning), stillMs > stuckMs, warning.hint);
  const hasReleased = state.nodeStates.some(({ released }) => released);
  if (hasReleased && stillMs > stuckMs) return ownStanding("blocked", "", true);
  if (!hasReleased && (state.nodeStates.length > 0 || state.newBaseRequest === true))
    return linkStanding("waiting-for-release", "", false);
  if (percent !== null && percent <= lowChargePercent) return ownStanding("battery-low", charge, true);
  return linkStanding(hasReleased ? "waiting-for-release" : "idle", "", false);
}
function said({ errorType, description }: RobotState["errors"][number]): string {
  return description === undefined || description === "" ? errorType : `${errorType}, ${description}`;
}

/** How it is drawn. */
export function activityOfState(state: RobotState | null, standing: Standing): Activity {
  if (state === null || grave.has(standing.code)) return Activity.failed;
  if (state.driving) return Activity.driving;
  if (state.powerSupply.charging) return Activity.charging;
  const running = allActionStates(state).find(({ status }) => status === "RUNNING");
  if (running === undefined) return Activity.waiting;
  if (running.actionType === "pick") return Activity.lifting;
  return running.actionType === "drop" ? Activity.settingDown : Activity.serving;
}
/** What is drawn as a cross: it does not go on without a person, or nobody knows. */
const grave: ReadonlySet<string> = new Set([
  "no-state",
  "offline",
  "stale",
  "emergency-stop",
  "field-violation",
  "mode",
  "intervened",
  "fatal",
  "not-localized",
  "distrusted",
  "error",
  "battery-low",
]);
