// What page and run worker say to each other. One version for the whole conversation; either side refuses another.

import type { KpiDefinition, KpiReport } from "../../../scenarios/index.ts";
import type { Floor } from "../../../sim/model/index.ts";
import type { FrameShape } from "./frame-codec.ts";

/** Raised whenever a message or the packed frame changes its meaning. */
export const protocolVersion = 1;

/** Everything that makes a run: the same request always gives the same frames. */
export interface RunRequest {
  readonly scenario: string;
  readonly seed: number;
  readonly strategy: string;
  /** Simulated hours to run, or null for the scenario's own horizon. */
  readonly hours: number | null;
}

export type ToWorker =
  | { readonly kind: "catalog"; readonly version: typeof protocolVersion }
  | { readonly kind: "init"; readonly version: typeof protocolVersion; readonly request: RunRequest }
  /** Run ahead up to this step, sending every `stride`-th frame, then stop until told to go on. */
  | { readonly kind: "run-until"; readonly step: number; readonly stride: number }
  /** Go to a step: on from here, or back to the nearest keyframe. Later frames carry `epoch`. */
  | { readonly kind: "seek"; readonly step: number; readonly epoch: number }
  /** A frame buffer the page no longer shows. */
  | { readonly kind: "recycle"; readonly buffer: ArrayBuffer }
  | { readonly kind: "stop" };

/** What can be run, in both languages; the page holds no scenario code of its own. */
export interface Catalog {
  readonly scenarios: readonly ScenarioEntry[];
  readonly strategies: readonly StrategyEntry[];
  readonly kpis: readonly KpiDefinition[];
}
export interface ScenarioEntry {
  readonly name: string;
  readonly summary: Localized;
  readonly seed: number;
  /** The scenario's whole horizon. */
  readonly hours: number;
  /** Strategies compared when none is chosen. */
  readonly strategies: readonly string[];
  readonly robots: number;
}
export interface StrategyEntry {
  readonly name: string;
  readonly summary: Localized;
}
export interface Localized {
  readonly en: string;
  readonly zh: string;
}

/** The fixed facts of a run. */
export interface RunFacts {
  readonly floor: Floor;
  readonly shape: FrameShape;
  readonly stepSeconds: number;
  readonly startLocalSeconds: number;
  readonly horizonSteps: number;
  /** Order or bundle slots of each station. */
  readonly stationSlots: Int32Array;
}

/** Minutes `from … from + count − 1` of the per-minute series. */
export interface SeriesPart {
  readonly from: number;
  readonly count: number;
  readonly ordersArrived: Float64Array;
  readonly ordersDone: Float64Array;
  readonly unitsPicked: Float64Array;
  readonly backlog: Float64Array;
  readonly lateOrders: Float64Array;
  /** `robots[activity * count + minute]` */
  readonly robots: Float64Array;
}

export type FromWorker =
  | { readonly kind: "catalog"; readonly version: number; readonly catalog: Catalog }
  | { readonly kind: "ready"; readonly version: number; readonly facts: RunFacts }
  /** `count` packed frames, oldest first, one after the other in `buffer`. */
  | { readonly kind: "frames"; readonly buffer: ArrayBuffer; readonly count: number; readonly epoch: number }
  | { readonly kind: "kpi"; readonly step: number; readonly report: KpiReport; readonly series: SeriesPart }
  | {
      readonly kind: "progress";
      readonly step: number;
      readonly horizonSteps: number;
      readonly epoch: number;
      /** Simulated seconds per second of work so far. */
      readonly speedUp: number;
    }
  | { readonly kind: "done"; readonly step: number; readonly hash: string }
  | { readonly kind: "failed"; readonly failure: RunFailure };

/** Why a run cannot start or go on. For bad input each line says where, what was expected and what was found. */
export interface RunFailure {
  readonly reason: "bad-input" | "run-broke" | "worker-lost" | "version";
  readonly lines: readonly string[];
}
