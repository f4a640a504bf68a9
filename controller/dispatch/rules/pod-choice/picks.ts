// The pod with most units that the station wants; then the nearest.
import { byKeys } from "./by-keys.ts";

export const picks = byKeys(["units", "most"], ["distance", "least"]);
