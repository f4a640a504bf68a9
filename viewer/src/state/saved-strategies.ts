// Composed strategies that the visitor has saved under a name, in this browser.
import { strategyNamePattern } from "./composition.ts";

export interface SavedStrategy {
  readonly name: string;
  /** As the address takes it: `pod-match+pod-choice=age`. */
  readonly composed: string;
}

const storageKey = "peakfleet.strategies.v1";
const savedMax = 50;
const composedCharactersMax = 400;

/** Whatever somebody else may have written there is left out. */
export function readSaved(storage: Pick<Storage, "getItem">): readonly SavedStrategy[] {
  try {
    const list: unknown = JSON.parse(storage.getItem(storageKey) ?? "[]");
    if (!Array.isArray(list)) return [];
    return list.filter(isSaved).slice(0, savedMax);
  } catch {
    return [];
  }
}

/** The latest first; one name once. */
export function withSaved(list: readonly SavedStrategy[], saved: SavedStrategy): readonly SavedStrategy[] {
  return [saved, ...list.filter(({ name }) => name !== saved.name)].slice(0, savedMax);
}

/** A browser that forbids storage keeps nothing; the composed name in the address still does. */
export function writeSaved(storage: Pick<Storage, "setItem">, list: readonly SavedStrategy[]): void {
  try {
    storage.setItem(storageKey, JSON.stringify(list));
  } catch {
    return;
  }
}

function isSaved(value: unknown): value is SavedStrategy {
  if (typeof value !== "object" || value === null) return false;
  const { name, composed } = value as Record<string, unknown>;
  return (
    typeof name === "string" &&
    strategyNamePattern.test(name) &&
    typeof composed === "string" &&
    composed.length <= composedCharactersMax
  );
}
