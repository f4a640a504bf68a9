// What reading the ground of a fleet file comes to.
import type { InputProblem } from "../load/problem.ts";
import type { FleetPlace } from "./fleet-places.ts";

/** A field of the fleet file that is wrong. */
export interface FieldFault {
  readonly path: (string | number)[];
  readonly expected: string;
  readonly found: string;
  readonly advice?: string;
}
export interface GroundOf<Ground> {
  readonly ground: Ground;
  readonly stations: readonly FleetPlace[];
  readonly chargers: readonly FleetPlace[];
}
export type GroundReading<Ground> =
  | { readonly ok: true; readonly value: GroundOf<Ground> }
  | { readonly ok: false; readonly fault: FieldFault }
  /** Faults of another file that it names. */
  | { readonly ok: false; readonly problems: readonly InputProblem[] };
