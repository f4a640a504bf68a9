// The pod with most units that anyone waits for, released orders not yet at a station included: it will be reused.
import { byKeys } from "./by-keys.ts";

export const demand = byKeys(["waiting", "most"], ["units", "most"], ["distance", "least"]);
