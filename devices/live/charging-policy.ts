// When robots charge. Percent of the battery; a robot that does not say its charge is never sent.

export interface ChargingPolicy {
  /** Below: it charges before it gets anything new to do. */
  readonly lowPercent: number;
  /** A robot that was low gets work again from here on. */
  readonly resumePercent: number;
  /** Below: it gives up even work that it has, unless it is loaded. */
  readonly criticalPercent: number;
  /** Robots without work charge, and leave when there is some. */
  readonly whenIdle: boolean;
}
export const chargingPolicyDefault: ChargingPolicy = {
  lowPercent: 25,
  resumePercent: 80,
  criticalPercent: 10,
  whenIdle: true,
};

export interface Charger {
  readonly name: string;
  readonly place: number;
}

/** A charger at which a robot stood and was not charged. Nobody is sent there for half an hour. */
export interface ChargerFailure {
  readonly charger: Charger;
  readonly robot: number;
  readonly sinceMs: number;
}

/** Percent over `lowPercent` from which a robot may leave a charger that it went to for want of work. */
export const spareAboveLow = 10;
/** Above this no robot is sent to charge for want of work. */
export const nearlyFullPercent = 90;
/** A robot without work for so long goes to charge. */
export const idleMs = 20_000;
/** At a charger and not charged for so long: the charger has failed. */
export const noChargeMs = 20_000;
export const failedForMs = 30 * 60_000;
/** Chargers in a row at which a robot is not charged before it is the robot that is not believed. */
export const failuresMax = 2;
