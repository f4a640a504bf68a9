// Whether a robot may be probed at all, and when a probe must end at once. Not a safety function: the robot's own devices are.
import { isBusy } from "../vda5050/fleet/busy.ts";
import { stateHindrance } from "../vda5050/fleet/hindrance.ts";
import type { RobotState } from "../vda5050/model/index.ts";
import type { Ear } from "./ear.ts";
import { isInside } from "./ground.ts";
import { type Area, type Bilingual, t } from "./model.ts";

const hindranceTexts: Readonly<Record<string, readonly [string, string]>> = {
  "emergency-stop": ["emergency stop", "急停"],
  "field-violation": ["something is in its protective field", "防护区内有物体"],
  mode: ["not in automatic mode", "不在自动模式"],
  intervened: ["a person has intervened", "有人介入"],
  fatal: ["it reports a fatal error", "报告致命错误"],
  "not-localized": ["it does not know where it is", "未定位"],
  paused: ["it is paused", "已暂停"],
};

/** All that stands against a beginning; empty: it may begin. */
export function unready(ear: Ear, options: { readonly mayCarry: boolean }): readonly Bilingual[] {
  const { state, connection } = ear;
  if (state === null) return [t("no state was heard", "未收到状态消息")];
  const reasons: Bilingual[] = [];
  if (connection !== null && connection !== "ONLINE")
    reasons.push(t(`its connection is ${connection}`, `连接状态为 ${connection}`));
  const hindrance = stateHindrance(state);
  if (hindrance !== undefined) reasons.push(hindranceText(hindrance.code, hindrance.detail));
  // SEMIAUTOMATIC takes orders, but a person holds the speed in hand.
  else if (state.operatingMode !== "AUTOMATIC") reasons.push(hindranceText("mode", state.operatingMode));
  if (state.driving) reasons.push(t("it is driving", "正在行驶"));
  else if (isBusy(state, null, () => false))
    reasons.push(t(`it has an order: ${state.orderId}`, `正在执行订单：${state.orderId}`));
  if (state.position === undefined)
    reasons.push(t("it does not say where it is, so it cannot be watched", "未上报位置，无法监视其运动"));
  if (!options.mayCarry && (state.loads?.length ?? 0) > 0)
    reasons.push(t("it carries a load (--allow-load)", "载有货物（可用 --allow-load 允许）"));
  return reasons;
}

export type Tolerated = "fatal" | "offline" | "paused";

/** Why the probe has to stop now, or nothing. */
export function hazard(
  ear: Ear,
  area: Area,
  nowMs: number,
  tolerated: ReadonlySet<Tolerated>,
): Bilingual | undefined {
  const { state, connection, stateMs } = ear;
  if (state === null) return undefined;
  const hindrance = stateHindrance(state);
  if (hindrance !== undefined && !tolerated.has(hindrance.code as Tolerated))
    return hindranceText(hindrance.code, hindrance.detail);
  if (hindrance === undefined && state.operatingMode !== "AUTOMATIC")
    return hindranceText("mode", state.operatingMode);
  if (tolerated.has("offline")) return undefined;
  if (connection !== null && connection !== "ONLINE")
    return t(`its connection is ${connection}`, `连接状态为 ${connection}`);
  if (nowMs - stateMs > staleMs) return t("no state for 35 s", "35 秒未收到状态");
  return outside(state, area);
}
const staleMs = 35_000;

function outside({ position }: RobotState, area: Area): Bilingual | undefined {
  if (position === undefined || isInside(position, area)) return undefined;
  const at = `${position.x.toFixed(2)}, ${position.y.toFixed(2)}`;
  return t(`it has left its area: ${at}`, `已驶出区域：${at}`);
}
function hindranceText(code: string, detail: string): Bilingual {
  const [en, zh] = hindranceTexts[code] ?? [code, code];
  return detail === "" ? t(en, zh) : t(`${en}: ${detail}`, `${zh}：${detail}`);
}
