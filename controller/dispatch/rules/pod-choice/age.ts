// The pod that serves the oldest open order; then most units; then the nearest.
import { byKeys } from "./by-keys.ts";

export const age = byKeys(["oldest", "least"], ["units", "most"], ["distance", "least"]);
