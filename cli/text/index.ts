// The command's dictionary.
import type { Language } from "../ports.ts";
import { en, type Text } from "./en.ts";
import { zh } from "./zh.ts";

export type { Text };

export const languages = ["en", "zh"] as const satisfies readonly Language[];

export function textOf(language: Language): Text {
  return language === "zh" ? zh : en;
}

/** Chinese when the environment's locale says so (LC_ALL over LC_MESSAGES over LANG), English otherwise. */
export function languageOf(environment: Readonly<Record<string, string | undefined>>): Language {
  const locale = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || "";
  return /^zh/i.test(locale) ? "zh" : "en";
}
