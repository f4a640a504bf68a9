// Why a rule chose what it chose, or refused: codes with the names of their values, so that a viewer can say them in any
// language. docs/rules.md says what each means.
import type { Explanation } from "../../controller-port.ts";

export const ruleReasons = {
  // Any decision
  "drawn-at-random": ["of"],
  "best-score": ["score", "of"],
  "none-fits": [],
  "no-plan": [],
  // Order release
  "released-on-arrival": ["orders"],
  "wave-begins": ["orders"],
  "wave-not-due": ["seconds"],
  "plan-releases": ["orders", "period"],
  "pool-as-planned": ["released"],
  // Order → station
  "no-order-waits": [],
  "oldest-order": ["order", "waitedSeconds"],
  "due-first": ["order", "dueSeconds"],
  "nearly-late": ["order", "dueSeconds"],
  "pods-nearest": ["order", "steps"],
  "lines-in-common": ["order", "lines"],
  "units-on-coming-pods": ["order", "units", "of"],
  "lines-on-coming-pods": ["order", "lines", "of"],
  "pod-at-station-completes": ["order", "units"],
  "slot-kept-for-fast-lane": [],
  "first-in-queue": ["order", "queued", "dueSeconds"],
  "other-station-has-less-work": ["station", "units"],
  "least-work": ["order", "units"],
  "other-station-fits-better": ["station", "lines"],
  "least-reduced-cost": ["order", "cost"],
  "most-net-of-person": ["order", "net"],
  // Pod choice
  "best-by-keys": ["of", "units", "complete", "distance"],
  "only-candidate": ["units", "complete", "distance"],
  "best-net-of-trip": ["of", "units", "distance", "unitsPerStep"],
  // After a visit
  "wanted-at-station": ["units"],
  "wanted-nowhere": [],
  "always-stored": [],
  // Pod storage
  "nearest-free-place": ["steps"],
  "own-place": [],
  "own-place-taken": ["steps"],
  "near-pick-stations": ["freePercent", "steps"],
  "near-replenish-stations": ["freePercent", "steps"],
  "in-demand-in-cache": ["steps"],
  "outside-cache": ["steps"],
  "cache-is-full": ["steps"],
  "turnover-zone": ["zone", "unitsPerHour"],
  "plan-wants-zone": ["zone"],
  "no-free-place": ["free"],
  // Stock → pod
  "most-free-volume": ["freePercent"],
  "nearest-with-room": ["steps"],
  "rank-by-demand": ["rankPercent", "steps"],
  "least-wanted": ["units"],
  "ordered-together": ["lines"],
  "no-pod-has-room": ["sku", "units"],
  // Bundle → replenishment station
  "fewest-pods-coming": ["pods"],
  "nearest-to-robot": ["steps"],
  "pod-with-room-coming": ["freePercent"],
  // Robot → task
  "nearest-robot": ["steps"],
  "free-longest": ["seconds"],
  "least-total-way": ["steps"],
  "nearest-pair-first": ["steps"],
  "most-regret-first": ["steps"],
  "no-robot-carries-it": ["kg"],
  // Robot → induction, parcel → chute
  "nearest-induction": ["steps", "of"],
  "most-parcels-per-robot": ["parcels", "robots"],
  "nearest-chute": ["steps", "of"],
  "fewest-parcels": ["parcels", "of"],
  // Station activation
  "all-open": [],
  "backlog-needs": ["stations", "orders"],
  "plan-opens": ["stations", "period"],
  // Charging
  "below-threshold": ["percent"],
  "idle-and-charger-free": ["percent"],
  "window-of-plan": ["percent", "planned"],
  "enough-charge": ["percent"],
  // Repositioning
  "in-demand-towards-stations": ["unitsPerHour"],
  "robots-as-planned": ["robots"],
  "nothing-to-move": [],
  "pods-stay": [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type RuleReasonCode = keyof typeof ruleReasons;

/** A reason with its values in the order of their names. */
export function because(code: RuleReasonCode, ...values: readonly number[]): Explanation {
  const named: Record<string, number> = {};
  for (const [index, name] of ruleReasons[code].entries()) named[name] = values[index] ?? 0;
  return { code, values: named };
}
