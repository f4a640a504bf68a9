// The pod that serves the open order due first; then most units; then the nearest.
import { byKeys } from "./by-keys.ts";

export const lateness = byKeys(["due", "least"], ["units", "most"], ["distance", "least"]);
