// The vocabulary of explanations: each code with the names of up to three values, so that a viewer can say it in any
// language.

export const reasons = {
  "starting-up": [],
  // At work
  "fetching-pod-for-picks": ["pod", "station", "units"],
  "fetching-pod-for-stow": ["pod", "station", "bundles"],
  "waiting-for-queue-room": ["pod", "station", "podsAhead"],
  "waiting-behind-failed-robot": ["pod", "station", "robot"],
  "waiting-for-rack": ["pod", "rack", "climbers"],
  "bringing-pod": ["pod", "station", "requests"],
  "serving-pod": ["pod", "station", "requests"],
  "pod-needed-elsewhere": ["pod", "station", "units"],
  "storing-pod": ["pod", "place", "zone"],
  // On a sorter floor
  "going-to-induction": ["station", "parcels", "robots"],
  "waiting-for-parcel": ["station"],
  "bringing-parcel": ["order", "chute", "destination"],
  "waiting-for-chute": ["order", "chute", "steps"],
  "idle-inductions-full": ["inductions"],
  "charging-low-battery": ["percent", "charger"],
  "charging-while-idle": ["percent", "charger"],
  "charging-in-window": ["percent", "charger"],
  "moving-pod": ["pod", "place", "zone"],
  "going-to-rest": ["cell"],
  // Nothing to do, and why
  /** No order is open that needs one more pod, and no bundle waits. */
  "idle-no-demand": [],
  "idle-orders-held": ["orders"],
  "idle-orders-wait-for-slot": ["orders"],
  "idle-orders-lack-stock": ["orders"],
  "idle-bundles-wait": ["bundles"],
  "idle-stations-full": ["stations"],
  "idle-stations-jammed": ["stations"],
  "idle-no-pod": ["stations"],
  "idle-other-robot-better": ["tasks"],
  "idle-battery-low": ["percent"],
  "idle-no-charger-free": ["percent"],
  "idle-no-place-free": ["pod"],
  // Trouble
  "robot-failed": ["pod", "steps"],
  "picks-withdrawn-after-failure": ["pod", "station", "units"],
  "watchdog-reset": ["mission", "steps"],
  "pod-not-needed-any-more": ["pod", "station"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type ReasonCode = keyof typeof reasons;
export const reasonCodes = Object.keys(reasons) as readonly ReasonCode[];
