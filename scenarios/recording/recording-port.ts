// What is kept of a run so that it can be shown again without being simulated: facts, frames, and news by the minute.
// The viewer shows a running simulation in the same terms.
import type { Floor } from "../../sim/model/index.ts";
import type { KpiReport } from "../../sim/record/index.ts";

/** Version of the file; a reader refuses another. */
export const recordingVersion = 1;
export const recordingExtension = ".pfrec";

/** Everything that makes a run: the same request always gives the same frames. */
export interface RecordedRequest {
  readonly scenario: string;
  readonly seed: number;
  /** May name other rules: `pod-match+pod-choice=age`. */
  readonly strategy: string;
  /** Simulated hours, or null for the scenario's own horizon. */
  readonly hours: number | null;
  /** As `--inject` takes them. */
  readonly injections: readonly string[];
  /** A scenario that does not come with peakfleet, and the texts of the files that it names; null = `scenario` says it all. */
  readonly own: {
    readonly name: string;
    readonly text: string;
    readonly overrides: readonly string[];
    readonly files: Readonly<Record<string, string>>;
  } | null;
}

/** A reason as a run can give it: its code and the names of its values, in the order of a frame's words. */
export interface RecordedReason {
  readonly code: string;
  readonly values: readonly string[];
}
/** A reason has so many values at most. */
export const reasonValuesMax = 3;

/** The fixed facts of a run. */
export interface RecordedFacts {
  readonly floor: Floor;
  readonly robots: number;
  readonly pods: number;
  readonly stations: number;
  readonly chutes: number;
  readonly stepSeconds: number;
  readonly startLocalSeconds: number;
  readonly horizonSteps: number;
  /** Order or bundle slots of each station. */
  readonly stationSlots: Int32Array;
  /** Empty: reasons were not recorded. */
  readonly reasons: readonly RecordedReason[];
}

export interface RecordingHead {
  readonly version: typeof recordingVersion;
  /** Version of peakfleet that made the run. */
  readonly program: string;
  readonly request: RecordedRequest;
  readonly facts: RecordedFacts;
}

export const NoteKind = {
  /** a = robot, b = steps */
  robotFailed: 0,
  /** a = robot */
  batteryEmpty: 1,
  /** a = station */
  stationOpened: 2,
  /** a = station */
  stationClosed: 3,
  /** a = cell, b = steps */
  cellClosed: 4,
  /** a = cell */
  cellOpened: 5,
  /** a = SKU, b = units, c = pod */
  stockLost: 6,
  /** a = station */
  personAway: 7,
  /** a = station */
  personBack: 8,
  /** a = SKU, b = units */
  deliveryLate: 9,
  /** a = robot, b = cell */
  robotJoined: 10,
  /** a = robot */
  robotLeft: 11,
} as const;
export type NoteKind = (typeof NoteKind)[keyof typeof NoteKind];

/** What befell the site. */
export interface SiteNote {
  readonly step: number;
  readonly kind: NoteKind;
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** How often robots waited in each cell and left it in each direction, in one simulated minute. */
export interface TrafficPart {
  readonly minute: number;
  /** `[cell * 5 + n]`: n = 0 waiting, 1 … 4 left to the east, south, west, north. */
  readonly counts: Uint16Array;
}
/** What a witness has gathered of the minute in progress. */
export interface WitnessState {
  readonly minute: number;
  readonly counts: Uint16Array;
  readonly cells: Int32Array;
}

/** What is shown of a plan. Arrays by period, the first one beginning at `fromStep`. */
export interface PlanNote {
  readonly madeAtStep: number;
  readonly forecast: {
    readonly fromStep: number;
    readonly periodSteps: number;
    readonly orders: Float64Array;
    /** Total units: mean, lowest and highest quantile. */
    readonly units: Float64Array;
    readonly unitsLow: Float64Array;
    readonly unitsHigh: Float64Array;
    readonly levels: readonly [number, number];
  } | null;
  readonly dispatch: {
    readonly fromStep: number;
    readonly periodSteps: number;
    readonly pickStationsOpen: Float64Array;
    readonly backlogOrders: Float64Array;
    readonly robotHourPrice: Float64Array;
    readonly stationHourPrice: Float64Array;
  } | null;
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
  /** Mean of pick stations at work. */
  readonly stationsBusy: Float64Array;
  /** `robots[activity * count + minute]` */
  readonly robots: Float64Array;
}

/** What is told of a run beside its frames. */
export type RunNews =
  | { readonly kind: "kpi"; readonly step: number; readonly report: KpiReport; readonly series: SeriesPart }
  | { readonly kind: "notes"; readonly notes: readonly SiteNote[] }
  | { readonly kind: "traffic"; readonly part: TrafficPart }
  | { readonly kind: "plan"; readonly plan: PlanNote }
  /** Orders arriving in each minute of the whole run; null where arrivals depend on what the strategy does. */
  | { readonly kind: "outlook"; readonly ordersPerMinute: Float64Array | null };

/** What is wrong with a recording, and where in the file. Whatever else it holds can be played. */
export type RecordingProblem =
  /** The first bytes are not those of a recording. */
  | { readonly kind: "not-a-recording"; readonly found: string }
  | { readonly kind: "other-version"; readonly found: number }
  /** Nothing says what was run: nothing can be played. */
  | { readonly kind: "no-head"; readonly byte: number }
  /** Bytes that do not match their checksum; steps `from` … `to` are missing, −1 = not known, of frames or of what is told beside them. */
  | {
      readonly kind: "damaged";
      readonly part: "frames" | "news" | "other";
      readonly byte: number;
      readonly bytes: number;
      readonly from: number;
      readonly to: number;
    }
  /** The file ends within a part that should be `expected` bytes long. */
  | { readonly kind: "cut-off"; readonly byte: number; readonly expected: number; readonly found: number }
  /** The run was stopped before its end. */
  | { readonly kind: "unfinished"; readonly step: number; readonly horizonSteps: number };
