// The slow view of the run, a few times a second, for the panels.
import type { KpiReport } from "../../../scenarios/index.ts";
import type { RunFacts, RunFailure } from "../protocol/messages.ts";
import type { Pane } from "../run/pane.ts";
import type { Playback } from "../run/playback.ts";
import { defaultSpeed } from "../run/playback-clock.ts";
import { type PaneName, paneNames } from "./url-state.ts";

export interface PaneView {
  readonly name: PaneName;
  readonly strategy: string;
  readonly injections: readonly string[];
  readonly report: KpiReport | null;
  readonly speedUp: number;
  readonly hash: string | null;
  /** Name of the recording that the floor shows; null = it is simulated. */
  readonly recording: string | null;
}
export interface RunView {
  readonly facts: RunFacts | null;
  readonly shownStep: number;
  readonly computedStep: number;
  readonly playing: boolean;
  readonly speed: number;
  readonly starved: boolean;
  /** Target of a seek for which there is nothing to show yet. */
  readonly seeking: number | null;
  readonly ended: boolean;
  readonly failure: { readonly strategy: string; readonly failure: RunFailure } | null;
  readonly panes: readonly PaneView[];
}

export const emptyView: RunView = {
  facts: null,
  shownStep: -1,
  computedStep: 0,
  playing: true,
  speed: defaultSpeed,
  starved: false,
  seeking: null,
  ended: false,
  failure: null,
  panes: [],
};

/** `speed` holds until the run has a clock. */
export function viewOf(playback: Playback, speed: number): RunView {
  const { clock, panes } = playback;
  const broken = panes.find((pane) => pane.failure !== null);
  return {
    facts: panes.every((pane) => pane.facts !== null) ? (panes[0]?.facts ?? null) : null,
    shownStep: playback.shownStep,
    computedStep: playback.computedStep,
    playing: clock?.playing ?? true,
    speed: clock?.speed ?? speed,
    starved: clock?.starved ?? false,
    seeking: playback.preview === null ? playback.seeking : null,
    ended: clock !== null && playback.shownStep >= clock.horizonSteps,
    failure: broken ? { strategy: broken.request.strategy, failure: broken.failure! } : null,
    panes: panes.map((pane, index) => paneView(playback, pane, index)),
  };
}

export function paneView(playback: Playback, pane: Pane, index: number): PaneView {
  return {
    name: paneNames[index]!,
    strategy: pane.request.strategy,
    injections: pane.request.injections,
    report: pane.history.reportAt(playback.shownStep),
    speedUp: pane.speedUp,
    hash: pane.doneHash,
    recording: pane.request.recording ?? null,
  };
}
