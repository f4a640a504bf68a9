// A world before its first step: everything resolved to plain data, so that it crosses workers and is easy to hash.
import type { Floor } from "./floor.ts";
import type { RobotType } from "./robot.ts";
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
  };
  readonly pods: {
    readonly slotsPerPod: number;
    readonly capacityVolume: number;
    readonly emptyKg: number;
    readonly cell: Int32Array;
    readonly slotSku: Int32Array;
    readonly slotUnits: Int32Array;
  };
  readonly stations: StationSetup;
  readonly supply: SupplySetup;
  readonly faults: FaultSetup;
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
}

export interface FaultSetup {
  /** Mean hours of operation between two failures of one robot; 0 = robots never fail. */
  readonly robotMeanHoursBetweenFailures: number;
  readonly robotRepairSecondsMin: number;
  readonly robotRepairSecondsMax: number;
  /** Faults at given times, e.g. a station closed from 21:00 to 21:30. */
  readonly planned: readonly PlannedFault[];
}

export type PlannedFault =
  | { readonly kind: "robot-fails"; readonly step: number; readonly robot: number; readonly steps: number }
  | {
      readonly kind: "station-closes";
      readonly step: number;
      readonly station: number;
      readonly steps: number;
    };
