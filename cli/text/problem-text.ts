// What is wrong with an input, in the user's language: where, what was expected, what was found, what to do. Checks say it in
// English; Chinese comes phrase by phrase, and a phrase that has none stays as it is.
import { formatProblem, type InputProblem } from "../../scenarios/index.ts";
import type { Language } from "../ports.ts";
import { layoutPhrasesZh } from "./layout-phrases-zh.ts";
import { phrasesZh } from "./phrases-zh.ts";
import { probePhrasesZh } from "./probe-phrases-zh.ts";

/** What says most in words of its own comes first. */
const patterns = [...phrasesZh, ...layoutPhrasesZh, ...probePhrasesZh]
  .map(([en, zh]) => ({ pattern: patternOf(en), zh, length: en.replaceAll("{}", "").length }))
  .sort((a, b) => b.length - a.length);
/** A phrase within a phrase within a phrase, and no deeper. */
const depthMax = 3;

/** A problem as one line. */
export function problemText(problem: InputProblem, language: Language): string {
  if (language === "en") return formatProblem(problem);
  const place = problem.line === undefined ? "" : `:${problem.line}:${problem.column ?? 1}`;
  const path = problem.path === "" ? "" : `${problem.path}：`;
  const advice = problem.advice === undefined || problem.advice === "" ? "" : `。${phraseZh(problem.advice)}`;
  const [expected, found] = [phraseZh(problem.expected), phraseZh(problem.found)];
  return spaced(`${problem.source}${place}：${path}应为${expected}；实际为${found}${advice}`);
}

/** A message in free words, as league files and commander have them: `name: expected …, found …; what to do`. */
export function messageText(message: string, language: Language): string {
  if (language === "en") return message;
  const whole = phraseZh(message);
  if (whole !== message) return spaced(whole);
  const parts = /^(?:(.*?): )?expected (.*?)(?:, found (.*?))?(?:; (.*))?$/s.exec(message);
  if (parts === null) return message;
  const [, where, expected, found, advice] = parts;
  const told = [
    where === undefined ? "" : `${phraseZh(where)}：`,
    `应为${phraseZh(expected!)}`,
    found === undefined ? "" : `；实际为${phraseZh(found)}`,
    advice === undefined ? "" : `。${phraseZh(advice)}`,
  ];
  return spaced(told.join(""));
}

/** The phrase in Chinese; as it is where there is none. */
export function phraseZh(phrase: string, depth = 0): string {
  for (const { pattern, zh } of patterns) {
    const found = pattern.exec(phrase);
    if (found === null) continue;
    return zh.replace(/\{(\d)(!?)\}/g, (_, group: string, asIs: string) => {
      const inner = found[Number(group)]!;
      return depth + 1 < depthMax && asIs === "" ? phraseOrMessage(inner, depth + 1) : inner;
    });
  }
  return phrase;
}

/** Parts of a phrase may be whole messages: `robot 3: expected a cell id, found "x"`. */
function phraseOrMessage(text: string, depth: number): string {
  return /^expected .*, found /s.test(text) ? messageText(text, "zh") : phraseZh(text, depth);
}

/** A space before what is not Chinese. */
function spaced(text: string): string {
  return text.replace(/(应为|实际为)(?=[!-~])/g, "$1 ");
}

function patternOf(en: string): RegExp {
  const source = en
    .split("{}")
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join("(.+?)");
  return new RegExp(`^${source}$`, "s");
}
