// What page and run worker say to each other. One version for the whole conversation; either side refuses another.

import type { KpiDefinition, KpiReport, PairedKpi, RunSnapshot } from "../../../scenarios/index.ts";
import type {
  PlanNote,
  SeriesPart,
  SiteNote,
  TrafficPart,
  WitnessState,
} from "../../../scenarios/recording/recording-port.ts";
import type { Floor } from "../../../sim/model/index.ts";
import type { FrameShape } from "./frame-codec.ts";

export type { PlanNote, SeriesPart, TrafficPart, WitnessState };

/** Raised whenever a message or the packed frame changes its meaning. */
export const protocolVersion = 2;

/** Everything that makes a run: the same request always gives the same frames. */
export interface RunRequest {
  readonly scenario: string;
  readonly seed: number;
  readonly strategy: string;
  /** Simulated hours to run, or null for the scenario's own horizon. */
  readonly hours: number | null;
  /** What happens besides what the scenario says, as on the command line: `2h: robot 7 fails 10m`. */
  readonly injections: readonly string[];
  /** A scenario that did not come with peakfleet; null = `scenario` names one that did. */
  readonly own: OwnScenario | null;
  /** Name of the open recording that shows the run; left out = it is simulated. */
  readonly recording?: string;
}

/** A scenario as its text, and the texts of the files that it names. */
export interface OwnScenario {
  readonly name: string;
  readonly text: string;
  /** Fields set on top of the text, as `--set` takes them. */
  readonly overrides: readonly string[];
  readonly files: Readonly<Record<string, string>>;
}

export type ToWorker =
  | { readonly kind: "catalog"; readonly version: typeof protocolVersion }
  | {
      readonly kind: "init";
      readonly version: typeof protocolVersion;
      readonly request: RunRequest;
      /** Brings a `ForkedRun` of the same request; null: the run begins at step 0. */
      readonly from: MessagePort | null;
    }
  /** Run ahead up to this step, sending every `stride`-th frame, then stop until told to go on. */
  | { readonly kind: "run-until"; readonly step: number; readonly stride: number }
  /** Go to a step: on from here, or back to the nearest keyframe. Later frames carry `epoch`. */
  | { readonly kind: "seek"; readonly step: number; readonly epoch: number }
  /** One more thing happens, at a time of this run; everything from there on is made anew, frames with `epoch`. */
  | { readonly kind: "inject"; readonly text: string; readonly epoch: number }
  /** As `seek`; the state at the step goes into the port, for another run that begins there. */
  | { readonly kind: "fork"; readonly step: number; readonly epoch: number; readonly port: MessagePort }
  /** What will arrive over the whole run; answered between two chunks of work. */
  | { readonly kind: "outlook" }
  /** A frame buffer the page no longer shows. */
  | { readonly kind: "recycle"; readonly buffer: ArrayBuffer }
  /** Whether a scenario can be run, and what it looks like. */
  | { readonly kind: "check"; readonly id: number; readonly own: OwnScenario }
  /** The text of a scenario that comes with peakfleet. */
  | { readonly kind: "text"; readonly id: number; readonly scenario: string }
  /** Run the request to its end, or up to where `stop` comes, and keep it as a recording file. */
  | {
      readonly kind: "record";
      readonly version: typeof protocolVersion;
      readonly request: RunRequest;
    }
  /** Run the request to its end, without frames. */
  | { readonly kind: "replicate"; readonly version: typeof protocolVersion; readonly request: RunRequest }
  /** Compare reports of common seeds, in pairs. */
  | {
      readonly kind: "pair";
      readonly id: number;
      readonly a: readonly KpiReport[];
      readonly b: readonly KpiReport[];
    }
  | { readonly kind: "stop" };

/** What can be run, in both languages; the page holds no scenario code of its own. */
export interface Catalog {
  readonly scenarios: readonly ScenarioEntry[];
  readonly strategies: readonly StrategyEntry[];
  readonly kpis: readonly KpiDefinition[];
  /** Rules of every decision, in the order of decisions. */
  readonly decisions: readonly DecisionEntry[];
}
export interface DecisionEntry {
  readonly decision: string;
  readonly rules: readonly string[];
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
export interface ScenarioCheck {
  /** What is wrong, each line with place, expected and found; empty = it can be run. */
  readonly lines: readonly string[];
  readonly entry: ScenarioEntry | null;
  readonly floor: Floor | null;
  /** Rows of its order list that are left out, each with place, expected and found. */
  readonly skipped?: readonly string[];
}
export interface StrategyEntry {
  readonly name: string;
  /** Decision → rule. */
  readonly rules: Readonly<Record<string, string>>;
  readonly summary: Localized;
}
export interface Localized {
  readonly en: string;
  readonly zh: string;
}

/** The state of a run at a step, from worker to worker. */
export interface ForkedRun {
  readonly snapshot: RunSnapshot;
  readonly witness: WitnessState;
}
/** A reason as a run can give it: its code and the names of its values, in the order of the frame's words. */
export interface ReasonForm {
  readonly code: string;
  readonly values: readonly string[];
  /** The sentence itself, where the source brings its own words, and what to do; empty: nothing has to be done. */
  readonly said?: { readonly why: Localized; readonly todo: Localized };
}

/** What only a running fleet has: robots with names, places in metres, and a floor that may be a guess. */
export interface LiveFacts {
  /** `described`: by the server or a file; `seen`: drawn from where robots have been. */
  readonly floorFrom: "described" | "seen";
  /** Names of robots, by index; fewer than the frame has room for. Grows while the fleet is watched. */
  readonly robotNames: readonly string[];
  /** The floor's north-west corner and the edge of a cell, in metres of the site (x east, y north). */
  readonly left: number;
  readonly top: number;
  /** Ways of a free-form layout, in cells: x, y, x, y for each. */
  readonly roads: readonly (readonly [number, number, number, number])[];
}

/** What a robot has been told and has not driven yet, in cells: x, y, x, y … */
export interface RobotWay {
  readonly robot: number;
  /** Released: it may drive there. */
  readonly ahead: readonly number[];
  /** Planned and not released. */
  readonly rest: readonly number[];
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
  /** What a frame's reason − 1 points into. */
  readonly reasons: readonly ReasonForm[];
  /** Left out: a simulated run. */
  readonly live?: LiveFacts;
  /** A run that has been recorded, by this version of peakfleet; nothing can happen to it any more. */
  readonly recorded?: { readonly program: string };
}

export type FromWorker =
  | { readonly kind: "catalog"; readonly version: number; readonly catalog: Catalog }
  | { readonly kind: "ready"; readonly version: number; readonly facts: RunFacts }
  /** `count` packed frames, oldest first, one after the other in `buffer`. */
  | { readonly kind: "frames"; readonly buffer: ArrayBuffer; readonly count: number; readonly epoch: number }
  | { readonly kind: "kpi"; readonly step: number; readonly report: KpiReport; readonly series: SeriesPart }
  /** What befell the site since the last such message, oldest first. */
  | { readonly kind: "notes"; readonly notes: readonly SiteNote[] }
  | { readonly kind: "traffic"; readonly part: TrafficPart }
  /** Orders arriving in each minute of the whole run; null where arrivals depend on what the strategy does. */
  | { readonly kind: "outlook"; readonly ordersPerMinute: Float64Array | null }
  /** A plan that the brain has just made. */
  | { readonly kind: "plan"; readonly plan: PlanNote }
  /** What the run did from this step on is void; it is being made anew. */
  | { readonly kind: "rewritten"; readonly fromStep: number; readonly epoch: number }
  | {
      readonly kind: "progress";
      readonly step: number;
      readonly horizonSteps: number;
      readonly epoch: number;
      /** Simulated seconds per second of work so far. */
      readonly speedUp: number;
    }
  | { readonly kind: "checked"; readonly id: number; readonly check: ScenarioCheck }
  | { readonly kind: "text"; readonly id: number; readonly text: string }
  | {
      readonly kind: "replicated";
      readonly request: RunRequest;
      readonly report: KpiReport;
      /** Of all frames and KPIs, as the command line prints it. */
      readonly hash: string;
    }
  | { readonly kind: "paired"; readonly id: number; readonly kpis: readonly PairedKpi[] }
  /** Ways of robots as they are now; those left out have none. */
  | { readonly kind: "ways"; readonly ways: readonly RobotWay[] }
  /** The floor is known better: same size, other cells. */
  | { readonly kind: "floor"; readonly floor: Floor }
  | { readonly kind: "recorded"; readonly file: Blob; readonly step: number }
  | { readonly kind: "done"; readonly step: number; readonly hash: string }
  | { readonly kind: "failed"; readonly failure: RunFailure };

/** Why a run cannot start or go on. For bad input each line says where, what was expected and what was found. */
export interface RunFailure {
  readonly reason: "bad-input" | "run-broke" | "worker-lost" | "version";
  readonly lines: readonly string[];
}
