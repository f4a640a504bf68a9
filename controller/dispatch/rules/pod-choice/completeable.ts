// The pod that completes most open orders; then most units of work; then the nearest (the base rule of the reference
// table).
import { byKeys } from "./by-keys.ts";

export const completeable = byKeys(["complete", "most"], ["units", "most"], ["distance", "least"]);
