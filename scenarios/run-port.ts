// One run as its hosts (command line, browser worker, comparison) see it.
import type { ControllerView } from "../controller/controller-port.ts";
import type { Fault, Floor, Frame, Observation, PlannedFault, WorldSetup } from "../sim/model/index.ts";
import type { KpiReport, KpiSeries, WindowMark } from "../sim/record/index.ts";
import type { RunTimings } from "./run-timer.ts";

export interface Run {
  readonly setup: WorldSetup;
  readonly floor: Floor;
  /** Steps taken. */
  readonly step: number;
  readonly horizonSteps: number;
  /**
   * Runs until `step === min(untilStep, horizonSteps)`, awaiting planning epochs where they fall due. `afterStep` is called
   * after every step and may return true to stop early.
   */
  advance(untilStep: number, afterStep?: (run: Run) => boolean | undefined): Promise<void>;
  /**
   * Lets a fault happen at the end of the next step. A run that has it planned for that step from the start goes the same
   * way, hash included.
   * @throws {Error} if the fault does not fit the site, naming what does not.
   */
  inject(fault: Fault): void;
  /** Faults injected so far with their steps: with scenario, seed and strategy the record that repeats the run. */
  readonly injected: readonly PlannedFault[];
  frame(): Frame;
  /** KPIs of the measured window, or of its part since a mark of this run. */
  kpis(since?: WindowMark): KpiReport;
  /** Remembers this moment as a possible start of measuring. Not part of hash or snapshots. */
  mark(): WindowMark;
  /** Per-minute series since the start. */
  series(): KpiSeries;
  /** Robot steps stood waiting on each cell in the measured window; valid until the next step. */
  waitSteps(): Int32Array;
  /** Hash of all frames and KPIs so far: equal for equal scenario, seed and strategy, on every engine. */
  hash(): string;
  /** Wall time spent so far by the run's parts; null without a clock. Not part of hash, KPIs or snapshots. */
  timings(): RunTimings | null;
  readonly brain: ControllerView;
  /** The world's own arrays, read only; valid until the next step or restore. */
  readonly observation: Observation;
  snapshot(): RunSnapshot;
  restore(snapshot: RunSnapshot): void;
}

/** Structured-cloneable: crosses a worker as it is. */
export interface RunSnapshot {
  readonly version: 1;
  readonly step: number;
  readonly world: unknown;
  readonly demand: unknown;
  readonly controller: unknown;
  readonly record: unknown;
}
