// A world before its first step: everything resolved to plain data, so that it crosses workers and is easy to hash.
import type { FaultSetup, PeopleSetup } from "./fault.ts";
import type { Floor } from "./floor.ts";
import type { RobotType } from "./robot.ts";
import type { SorterSetup } from "./sorter.ts";
import type { SkuTable } from "./stock.ts";

export interface WorldSetup {
  readonly seed: number;
  readonly stepSeconds: number;
  readonly startLocalSeconds: number;
  readonly horizonSteps: number;
  readonly floor: Floor;
  readonly skus: SkuTable;
  readonly robotTypes: readonly RobotType[];
  readonly robots: {
    readonly type: Uint8Array;
    readonly cell: Int32Array;
    readonly heading: Uint8Array;
    /** Share of a full battery at the start, 0..1. */
    readonly charge: Float64Array;
    /** 1 = begins in the yard, on a blocked cell; left out = all begin on the floor. */
    readonly away?: Uint8Array;
  };
  readonly pods: {
    readonly slotsPerPod: number;
    readonly capacityVolume: number;
    readonly emptyKg: number;
    readonly cell: Int32Array;
    /** Level of each pod on tall racks; left out = 0. */
    readonly level?: Uint8Array;
    readonly slotSku: Int32Array;
    readonly slotUnits: Int32Array;
  };
  readonly stations: StationSetup;
  /** What a sorter floor, and only such a one, has besides. */
  readonly sorter?: SorterSetup;
  readonly supply: SupplySetup;
  readonly faults: FaultSetup;
  /** Steady people if left out. */
  readonly people?: PeopleSetup;
  /** How actions are carried out; lockstep if left out. */
  readonly motion?: MotionSetup;
}

/**
 * `lockstep`: an action is done in the step in which it begins, all robots move at once and may follow each other directly.
 * `delayed`: an action takes as many steps as the robot's type needs, a robot between two cells fills both, and robots
 * are delayed at random.
 * `reported`: nobody simulates robots. The world keeps the books and takes what real robots say of themselves.
 */
export type MotionSetup =
  | { readonly kind: "lockstep" }
  | { readonly kind: "reported" }
  | { readonly kind: "delayed"; readonly delays: DelaySetup };

/** Random delays, as in the League of Robot Runners of 2026: a delayed robot does nothing for some steps. */
export interface DelaySetup {
  /** `bernoulli`: each robot that is not delayed draws by itself; `poisson`: a number of robots is drawn per step. */
  readonly event: "bernoulli" | "poisson";
  /** Chance per robot and step that a delay begins. */
  readonly perRobotStep: number;
  readonly stepsMin: number;
  readonly stepsMax: number;
  readonly duration: "uniform" | "gaussian";
  /** Of a gaussian duration: place of the mean between the bounds (0 to 1), and the deviation, as shares of the range. */
  readonly meanShare: number;
  readonly deviationShare: number;
}

/** Per kind: the seconds a unit (pick) or bundle (replenish) keeps the person busy, and how long it needs the pod. */
export interface StationSetup {
  readonly pickSecondsPerUnit: number;
  readonly pickPodSecondsPerUnit: number;
  readonly stowSecondsPerBundle: number;
  readonly pickSlots: number;
  readonly replenishSlots: number;
}

export interface SupplySetup {
  /** From `request-supply` to arrival at the dock, seconds: uniform between the two bounds. */
  readonly leadSecondsMin: number;
  readonly leadSecondsMax: number;
  /** Share of the deliveries that are late, and by how much, uniform between the bounds. None if left out. */
  readonly late?: { readonly share: number; readonly secondsMin: number; readonly secondsMax: number };
}
