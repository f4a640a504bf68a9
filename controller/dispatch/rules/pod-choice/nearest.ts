// The pod nearest to the station that has at least one unit it needs.
import { byKeys } from "./by-keys.ts";

export const nearest = byKeys(["distance", "least"]);
