// KPI values and differences as short text.
import type { KpiDefinition } from "../../../scenarios/index.ts";
import { formatNumber, text } from "../i18n/index.ts";
import { chargeUnknown } from "../protocol/frame-codec.ts";

/** Differences below this share of the larger value count as even: two seeds differ by as much. */
const evenShare = 0.005;

const isShare = (kpi: KpiDefinition): boolean => kpi.unit === "share";
const isTime = (kpi: KpiDefinition): boolean => kpi.unit === "s";

export function formatKpi(kpi: KpiDefinition, value: number): string {
  if (!Number.isFinite(value)) return text().kpi.none;
  if (isShare(kpi)) return `${formatNumber(value * 100, 1)} %`;
  if (isTime(kpi)) return formatDuration(value);
  return formatNumber(value, kpi.decimals);
}

/** B − A: shares in percentage points, everything else in per cent of A. */
export function differenceOf(kpi: KpiDefinition, a: number, b: number): string {
  if (!Number.isFinite(a) || !Number.isFinite(b)) return text().kpi.none;
  if (isShare(kpi)) return `${signed((b - a) * 100, 1)} ${text().kpi.points}`;
  if (a === 0) return b === 0 ? "0 %" : text().kpi.none;
  return `${signed((b / a - 1) * 100, Math.abs(b / a - 1) < 0.0995 ? 1 : 0)} %`;
}

/** Whether B is better or worse than A. */
export function verdictOf(kpi: KpiDefinition, a: number, b: number): "better" | "worse" | "even" {
  if (kpi.better === "neutral" || !Number.isFinite(a) || !Number.isFinite(b)) return "even";
  const larger = Math.max(Math.abs(a), Math.abs(b));
  if (Math.abs(b - a) <= larger * evenShare) return "even";
  return b > a === (kpi.better === "higher") ? "better" : "worse";
}

/** `48 s`, `12:05` minutes or `3 h 12`. */
export function formatDuration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${formatNumber(whole)} ${text().seconds}`;
  const two = (value: number) => String(value).padStart(2, "0");
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}:${two(whole % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
}

/** A share as a difference in per cent: `+4.2 %`. */
export function formatShare(share: number): string {
  if (!Number.isFinite(share)) return text().kpi.none;
  return `${signed(share * 100, Math.abs(share) < 0.0995 ? 1 : 0)} %`;
}

function signed(value: number, decimals: number): string {
  const shown = formatNumber(Math.abs(value), decimals);
  if (Number(Math.abs(value).toFixed(decimals)) === 0) return shown;
  return `${value < 0 ? "−" : "+"}${shown}`;
}

/** A robot's charge as a frame has it. */
export function chargeText(percent: number): string {
  return percent === chargeUnknown ? text().kpi.none : `${formatNumber(percent)} %`;
}
