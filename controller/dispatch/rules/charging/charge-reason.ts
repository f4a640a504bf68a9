// What every charging rule can say of a robot.
import type { Explanation } from "../../../controller-port.ts";
import type { ReasonCode } from "../../state/reasons.ts";
import { because } from "../because.ts";

/** `planned` robots at chargers, where a plan says so. */
export function becauseCharge(share: number, wants: ReasonCode | null, planned = 0): Explanation {
  const percent = Math.round(100 * share);
  if (wants === "charging-low-battery") return because("below-threshold", percent);
  if (wants === "charging-while-idle") return because("idle-and-charger-free", percent);
  if (wants === "charging-in-window") return because("window-of-plan", percent, planned);
  return because("enough-charge", percent);
}
