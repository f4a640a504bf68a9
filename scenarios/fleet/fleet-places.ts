// Letters in a floor's plan: each is a place that orders may name, or a charger.
import { z } from "zod";

export interface FleetPlace {
  readonly name: string;
  readonly kind: string;
  /** A cell, or a node of the roads. */
  readonly place: number;
}

/** What a letter of the plan stands for. */
export const placeSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[^\p{C}]{1,60}$/u)
    .optional(),
  /** `charger`, or whatever the site calls it. */
  kind: z
    .string()
    .regex(/^[^\p{C}]{1,60}$/u)
    .default("station"),
});
export const placeLetter = /[A-Za-z0-9]/;
const chargerKind = "charger";

export interface PlanPlaces {
  readonly stations: readonly FleetPlace[];
  readonly chargers: readonly FleetPlace[];
}

/**
 * The places of a plan, by rows from the north. A letter is a place of that name, or of the name that `places` gives it; where it
 * stands several times, `-1`, `-2` … stand behind the name.
 */
export function planPlaces(
  lines: readonly string[],
  places: Readonly<Record<string, z.output<typeof placeSchema>>>,
): PlanPlaces {
  const cells = new Map<string, number[]>();
  for (const [row, line] of lines.entries())
    for (const [column, letter] of [...line].entries())
      if (placeLetter.test(letter))
        cells.set(letter, [...(cells.get(letter) ?? []), row * line.length + column]);
  const made = [...cells].flatMap(([letter, at]) => {
    const { name = letter, kind = "station" } = places[letter] ?? {};
    return at.map((place, i) => ({ name: at.length === 1 ? name : `${name}-${i + 1}`, kind, place }));
  });
  return {
    stations: made.filter(({ kind }) => kind !== chargerKind),
    chargers: made.filter(({ kind }) => kind === chargerKind),
  };
}
