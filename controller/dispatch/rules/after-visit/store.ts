// The pod goes back to a storage place after every visit.
import { because } from "../because.ts";
import type { AfterVisitRule } from "../rule.ts";

export const store: AfterVisitRule = { choose: () => -1, explain: () => because("always-stored") };
