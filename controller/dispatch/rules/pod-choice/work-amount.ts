// Most work net of the trip: units, those of completed orders twice, less a third of a unit per second of the way.
import { byKeys } from "./by-keys.ts";

export const workAmount = byKeys(["work", "most"], ["distance", "least"]);
