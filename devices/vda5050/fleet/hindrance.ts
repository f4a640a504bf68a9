// Why nothing may be released to a robot now, from what it says of itself. A safety function this is not: the robot's own
// devices stop it, this only keeps us from sending it on.
import type { RobotState } from "../model/index.ts";

export const hindranceCodes = [
  "no-state",
  "offline",
  "stale",
  "emergency-stop",
  "field-violation",
  "mode",
  "intervened",
  "fatal",
  "not-localized",
  "paused",
  "needs-confirmation",
  "distrusted",
  "hibernating",
  "waking",
  "preparing",
  "wrong-map",
  "wrong-zones",
] as const;
export type HindranceCode = (typeof hindranceCodes)[number];

export interface Hindrance {
  readonly code: HindranceCode;
  /** The mode, the kind of stop, the error: as the robot named it. */
  readonly detail: string;
}

/** What the robot's own state forbids; the gravest first. */
export function stateHindrance(state: RobotState): Hindrance | undefined {
  const { operatingMode, emergencyStop, errors, position } = state;
  if (emergencyStop !== "NONE") return { code: "emergency-stop", detail: emergencyStop };
  if (state.fieldViolation) return { code: "field-violation", detail: "" };
  if (operatingMode === "INTERVENED") return { code: "intervened", detail: operatingMode };
  if (operatingMode !== "AUTOMATIC" && operatingMode !== "SEMIAUTOMATIC")
    return { code: "mode", detail: operatingMode };
  const fatal = errors.find(({ level }) => level === "FATAL");
  if (fatal !== undefined) return { code: "fatal", detail: fatal.description ?? fatal.errorType };
  if (position !== undefined && !position.localized) return { code: "not-localized", detail: "" };
  if (state.paused === true) return { code: "paused", detail: "" };
  return undefined;
}

/** Modes in which a person has had the robot in hand. */
export function isHandled({ operatingMode }: RobotState): boolean {
  return ["MANUAL", "SERVICE", "TEACH_IN", "INTERVENED"].includes(operatingMode);
}
