// Pods move only on their way to and from stations.
import type { RepositioningRule } from "../rule.ts";

export const none: RepositioningRule = { next: () => null };
