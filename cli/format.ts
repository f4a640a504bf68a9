// Times, speeds and counts as people read them.
import { formatLocalSeconds } from "../scenarios/index.ts";
import type { Text } from "./text/index.ts";

/** `1,234,567`, the same in both languages. */
export function formatCount(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** At most two decimals: `4`, `0.33`. */
export function formatNumber(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** `45 s`, `3 min 5 s`, `2 h 10 min`. */
export function formatDuration(seconds: number, text: Text): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} ${text.second}`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return join(minutes, text.minute, whole % 60, text.second);
  return join(Math.floor(minutes / 60), text.hour, minutes % 60, text.minute);
}

/** `62×`, `4.3×`; "–" while nothing is known. */
export function formatSpeedUp(speedUp: number): string {
  if (!Number.isFinite(speedUp) || speedUp <= 0) return "–";
  return speedUp < 10 ? `${speedUp.toFixed(1)}×` : `${formatCount(speedUp)}×`;
}

/** The site's clock after some seconds: `21:55`, with the date (`11-11 03:20`) when asked for. */
export function formatClock(startSeconds: number, seconds: number, form: "time" | "date-time"): string {
  const moment = formatLocalSeconds(startSeconds + Math.floor(seconds));
  const time = moment.slice(11, 16);
  return form === "time" ? time : `${moment.slice(5, 10)} ${time}`;
}

function join(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}
