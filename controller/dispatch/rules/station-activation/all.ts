// All stations are open.
import { because } from "../because.ts";
import type { StationActivationRule } from "../rule.ts";

export const all: StationActivationRule = {
  decide: (context) => void context.stations.state.wanted.fill(1),
  explain: () => because("all-open"),
};
