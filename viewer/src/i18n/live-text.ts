// Texts of the page that watches a running fleet, and its words for short times.
import { formatNumber, language } from "./index.ts";
import { type LiveDictionary, liveEn } from "./live-en.ts";
import { liveZh } from "./live-zh.ts";

const dictionaries: Readonly<Record<"en" | "zh", LiveDictionary>> = { en: liveEn, zh: liveZh };

export const liveText = (): LiveDictionary => dictionaries[language()];

/** `0.4 s`, `12 s`, `3 min`, `2 h`. */
export function shortTime(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1000;
  const [s, min, h] = language() === "zh" ? ["秒", "分钟", "小时"] : ["s", "min", "h"];
  if (seconds < 10) return `${formatNumber(seconds, 1)} ${s}`;
  if (seconds < 120) return `${formatNumber(seconds)} ${s}`;
  if (seconds < 7200) return `${formatNumber(seconds / 60)} ${min}`;
  return `${formatNumber(seconds / 3600)} ${h}`;
}

/** Time of day of a moment, by this machine's clock. */
export function clockOf(milliseconds: number): string {
  const date = new Date(milliseconds);
  return [date.getHours(), date.getMinutes(), date.getSeconds()]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");
}
