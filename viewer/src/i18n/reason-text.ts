// A reason of a frame as a sentence in the page's language.

import { formatDuration } from "../panels/kpi-format.ts";
import type { RunFacts } from "../protocol/messages.ts";
import { formatNumber, language, localized } from "./index.ts";
import { type ReasonTexts, reasonsEn } from "./reasons-en.ts";
import { reasonsZh } from "./reasons-zh.ts";

const texts: Readonly<Record<"en" | "zh", ReasonTexts>> = { en: reasonsEn, zh: reasonsZh };

/** Values that are names and not amounts. */
const ids: ReadonlySet<string> = new Set(["pod", "robot", "order", "chute", "destination", "zone", "rack"]);
/** Values that name a place on the floor, as a cell. */
function cellOf(name: string, value: number, { floor }: RunFacts): number | undefined {
  if (name === "cell") return value;
  if (name === "place") return floor.podPlaces[value];
  return name === "charger" ? floor.chargers[value] : undefined;
}

export const cellName = (cell: number, width: number): string =>
  `(${cell % width}, ${Math.floor(cell / width)})`;

/** `index` is the frame's reason word, 0 = unknown; `values` are its three words. */
export function reasonText(index: number, values: ArrayLike<number>, facts: RunFacts): string {
  const form = facts.reasons[index - 1];
  if (form?.said !== undefined) return localized(form.said.why);
  const text = form === undefined ? undefined : texts[language()][form.code as keyof ReasonTexts];
  if (form === undefined || text === undefined) return form?.code ?? "";
  return singular(text, form.values, values).replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[form.values.indexOf(name)] ?? -1;
    if (name === "station") return facts.floor.stations[value]?.name ?? "–";
    if (name === "steps") return formatDuration(Math.max(0, value) * facts.stepSeconds);
    const cell = cellOf(name, value, facts);
    if (cell !== undefined && cell >= 0) return cellName(cell, facts.floor.width);
    if (value < 0) return "–";
    return ids.has(name) ? String(value) : formatNumber(value);
  });
}

/** What to do about it; empty: nothing, or nobody says. */
export function todoText(index: number, facts: RunFacts): string {
  const said = facts.reasons[index - 1]?.said;
  return said === undefined ? "" : localized(said.todo);
}

/** English counts of one: "{units} units" with units = 1 is "{units} unit". Chinese has no plural. */
function singular(text: string, names: readonly string[], values: ArrayLike<number>): string {
  return text.replaceAll(/\{(\w+)\} (\w*[a-z])s\b/g, (whole, name: string, noun: string) =>
    values[names.indexOf(name)] === 1 ? `{${name}} ${noun}` : whole,
  );
}
