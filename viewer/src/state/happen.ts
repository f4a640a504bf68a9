// What the visitor lets happen in the run that is shown: on a floor that is there, or on a new one that branches off it.
import { Pane } from "../run/pane.ts";
import type { Playback } from "../run/playback.ts";
import type { RunSource } from "../run/run-source.ts";
import { changesFleet } from "./happenings.ts";
import type { PageSignals } from "./page-signals.ts";
import type { RunLife } from "./run-life.ts";
import { panesMax } from "./url-state.ts";

/** Lets something happen from the shown step on, in one floor; the time goes before each of `whats`. */
export function inject(
  { playback }: PageSignals,
  life: RunLife,
  makeSource: () => RunSource,
  index: number,
  whats: readonly string[],
): void {
  const shown = shownPane(playback(), index);
  if (shown === null || shown.pane.isRecorded) return;
  const { current, pane, step } = shown;
  const texts = whats.map((what) => injectionAt(step + 1, pane.facts!.stepSeconds, what));
  if (changesFleet(whats)) current.exchange(pane, fromStart(pane, texts, step, makeSource, life));
  else for (const text of texts) pane.inject(text);
  current.waitFor(step);
  life.panesChanged();
}

/** What if, from here: one more floor with the run of this one up to the shown step, and `whats` happen there. */
export function branch(
  { playback }: PageSignals,
  life: RunLife,
  makeSource: () => RunSource,
  index: number,
  whats: readonly string[],
): void {
  const shown = shownPane(playback(), index);
  if (shown === null) return;
  const { current, pane, step } = shown;
  if (current.panes.length >= panesMax) return;
  const texts = whats.map((what) => injectionAt(step + 1, pane.facts!.stepSeconds, what));
  if (pane.isRecorded || changesFleet(whats)) {
    current.join(fromStart(pane, texts, step, makeSource, life), step);
  } else {
    const twin = new Pane(pane.request, makeSource(), () => life.touch(), { pane, step });
    for (const text of texts) twin.inject(text);
    current.join(twin, step);
  }
  life.panesChanged();
}

/** The floor and what it shows; null before it shows anything. */
function shownPane(current: Playback | null, index: number) {
  const pane = current?.panes[index];
  if (current == null || pane === undefined || current.shownStep < 0) return null;
  return { current, pane, step: current.shownStep };
}

/**
 * The same run with more that happens, simulated from its start up to the step: a recording has no state to go on from, and another
 * fleet is another run from its first step.
 */
function fromStart(
  { request }: Pane,
  texts: readonly string[],
  step: number,
  makeSource: () => RunSource,
  life: RunLife,
): Pane {
  const { recording: _, ...simulated } = request;
  const injections = [...simulated.injections, ...texts];
  const pane = new Pane({ ...simulated, injections }, makeSource(), () => life.touch());
  pane.seek(step);
  return pane;
}

/** Ends one floor; the last one stays. */
export function closePane({ playback, stage }: PageSignals, life: RunLife, index: number): void {
  const current = playback();
  const pane = current?.panes[index];
  if (current == null || pane === undefined || current.panes.length < 2) return;
  current.leave(pane);
  stage()?.touch();
  life.panesChanged();
}

/** What happens, with its time as the command line's `--inject` takes it: `1h20m0.667s: robot 7 fails 10m`. */
export function injectionAt(step: number, stepSeconds: number, what: string): string {
  const seconds = step * stepSeconds;
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  const rest = Math.round((seconds % 60) * 1000) / 1000;
  return `${hours > 0 ? `${hours}h` : ""}${minutes > 0 ? `${minutes}m` : ""}${rest}s: ${what}`;
}
