// What can be wrong with a floor that somebody asked for.
import type { Floor } from "../model/index.ts";
import type { FloorCheck } from "./check-floor.ts";

/** `text`: a place in a map file, counted from 1. `option`: an option of the generator or of an import. */
export type FloorProblem =
  | {
      readonly kind: "text";
      readonly line: number;
      readonly column: number;
      readonly expected: string;
      readonly found: string;
    }
  | { readonly kind: "option"; readonly option: string; readonly expected: string; readonly found: string };

export type FloorResult =
  | { readonly ok: true; readonly floor: Floor; readonly check: FloorCheck }
  | { readonly ok: false; readonly problems: readonly FloorProblem[] };

/** Largest floor, in cells. */
export const cellLimit = 4_000_000;
/** Most slotting zones: zone ids are bytes and 255 means "no pod place". */
export const zoneLimit = 255;

export function optionProblem(option: string, expected: string, found: number | string): FloorProblem {
  return { kind: "option", option, expected, found: String(found) };
}
