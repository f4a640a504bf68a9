// Pods as robots name them, and what a robot's state says of its load.
import type { RobotState } from "../../vda5050/index.ts";

export function podName(pod: number): string {
  return `pod-${pod}`;
}

/** What a robot says that it carries. */
export type LoadWord =
  /** It says nothing of loads. */
  | { readonly kind: "not-said" }
  | { readonly kind: "none" }
  | { readonly kind: "pod"; readonly pod: number }
  /** Something, without a name. */
  | { readonly kind: "unnamed" }
  | { readonly kind: "other"; readonly name: string };

export function loadWord(state: RobotState | null, podCount: number): LoadWord {
  const loads = state?.loads;
  if (loads === undefined) return { kind: "not-said" };
  if (loads.length === 0) return { kind: "none" };
  const name = loads[0]!.loadId;
  if (loads.length > 1) return { kind: "other", name: loads.map(({ loadId = "?" }) => loadId).join(", ") };
  if (name === undefined || name === "") return { kind: "unnamed" };
  const pod = /^pod-(0|[1-9]\d{0,8})$/.exec(name);
  const number = pod === null ? -1 : Number(pod[1]);
  return number >= 0 && number < podCount ? { kind: "pod", pod: number } : { kind: "other", name };
}
