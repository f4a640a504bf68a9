// All stations are open.
import type { StationActivationRule } from "../rule.ts";

export const all: StationActivationRule = { decide: (context) => void context.stations.state.wanted.fill(1) };
