// Nearest robot; the pick : replenish balance itself is kept for every rule by the task phase.
import { nearest } from "./nearest.ts";

export const balanced = nearest;
