// The page's language as a signal, its dictionary, and numbers and times in that language.
import { createSignal } from "solid-js";
import { type Dictionary, en } from "./en.ts";
import { zh } from "./zh.ts";

export const languages = ["en", "zh"] as const;
export type Language = (typeof languages)[number];

const dictionaries: Readonly<Record<Language, Dictionary>> = { en, zh };
const locales: Readonly<Record<Language, string>> = { en: "en-GB", zh: "zh-CN" };

const [language, setSignal] = createSignal<Language>("en");

export { language };

export function setLanguage(next: Language): void {
  setSignal(next);
  document.documentElement.lang = locales[next];
}
/** The texts of the present language. */
export const text = (): Dictionary => dictionaries[language()];
export const localized = (value: { readonly en: string; readonly zh: string }): string => value[language()];

/** The browser's own preference: Chinese where it asks for any Chinese, otherwise English. */
export function preferredLanguage(wanted: readonly string[]): Language {
  return wanted[0]?.toLowerCase().startsWith("zh") ? "zh" : "en";
}

const numberFormats = new Map<string, Intl.NumberFormat>();
export function formatNumber(value: number, decimals = 0): string {
  const key = `${language()} ${decimals}`;
  let format = numberFormats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(locales[language()], {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
    numberFormats.set(key, format);
  }
  return format.format(value);
}

/** The site's local clock: seconds since 1970-01-01T00:00 local time, so no time zone is applied. */
export function formatTime(localSeconds: number): string {
  return new Date(localSeconds * 1000).toISOString().slice(11, 19);
}
export function formatDay(localSeconds: number): string {
  return new Intl.DateTimeFormat(locales[language()], {
    weekday: "short",
    day: "numeric",
    month: "short",
    timeZone: "UTC",
  }).format(new Date(localSeconds * 1000));
}
