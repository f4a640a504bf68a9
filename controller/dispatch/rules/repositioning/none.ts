// Pods move only on their way to and from stations.
import { because } from "../because.ts";
import type { RepositioningRule } from "../rule.ts";

export const none: RepositioningRule = { next: () => null, explain: () => because("pods-stay") };
