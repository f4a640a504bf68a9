// The life of the run that the page shows: sources are opened, its floors come together, frames are drawn, panels and
// address follow a few times a second, and it ends.
import { auditTime, Subject, type Subscription } from "rxjs";
import { batch } from "solid-js";
import type { RunRequest } from "../protocol/messages.ts";
import { RecordingRunSource } from "../recording/recording-run-source.ts";
import { Pane } from "../run/pane.ts";
import { Playback } from "../run/playback.ts";
import type { RunSource } from "../run/run-source.ts";
import { ownCharactersMax } from "./own-address.ts";
import type { PageSignals } from "./page-signals.ts";
import { completeSettings, isComplete, requestsOf } from "./run-settings.ts";
import { emptyView, paneView, viewOf } from "./run-view.ts";
import { Stage } from "./stage.ts";
import { type Settings, writeSettings } from "./url-state.ts";

/** Panels follow the run this often; the address half as often. */
const panelMilliseconds = 160;
const addressMilliseconds = 320;

/** How a shared address looked at its run. */
export type Seen = Pick<Settings, "step" | "camera" | "robot" | "following">;

export class RunLife {
  private readonly changed$ = new Subject<void>();
  private readonly subscriptions: readonly Subscription[];
  /** Sources opened before they are needed: workers load while the catalogue is read. */
  private spares: RunSource[] = [];
  private frameRequest = 0;
  private lastFrameAt = 0;

  constructor(
    private readonly signals: PageSignals,
    private readonly makeSource: () => RunSource,
    private readonly page: Window,
    private readonly catalogCame: () => void,
  ) {
    this.subscriptions = [
      this.changed$.pipe(auditTime(panelMilliseconds)).subscribe(() => this.refresh()),
      this.changed$.pipe(auditTime(addressMilliseconds)).subscribe(() => this.writeAddress()),
    ];
  }

  /** Opens the workers and starts; an address that says everything does not wait for the catalogue. */
  start(): void {
    const { settings, setSettings, setCatalog, setCatalogFailure } = this.signals;
    setCatalogFailure(null);
    this.closeSpares();
    const source = this.makeSource();
    this.spares = [source, this.makeSource()];
    const runsAtOnce = isComplete(settings());
    const waiting = source.messages$.subscribe((message) => {
      if (message.kind === "failed" && !runsAtOnce) setCatalogFailure(message.failure);
      if (message.kind !== "catalog") return;
      waiting.unsubscribe();
      batch(() => {
        setCatalog(message.catalog);
        setSettings((now) => completeSettings(now, message.catalog));
      });
      this.catalogCame();
      if (!runsAtOnce) this.run(settings());
    });
    if (runsAtOnce) this.run(settings());
    source.askCatalog();
  }

  /** Starts the run that the settings describe. */
  run(seen: Seen | null = null): void {
    this.endRun();
    const { setRan, setPlayback, setView, setStage } = this.signals;
    const wanted = this.signals.settings();
    const recordings = this.signals.recordings();
    const panes = requestsOf(wanted, this.signals.own(), recordings).map(
      (request) => new Pane(request, this.sourceFor(request), () => paneChanged()),
    );
    this.closeSpares();
    const next = new Playback(panes);
    let started = false;
    const paneChanged = () => {
      if (!started && panes.every((pane) => pane.facts !== null)) {
        started = true;
        for (const pane of panes) pane.refuseUnlike(panes[0]!);
        const opened = new Stage(panes[0]!.facts!.floor, () => this.selectionChanged());
        if (seen !== null) opened.restore(seen.camera, seen.robot ?? -1, seen.following ? "on" : "off");
        setStage(opened);
        this.selectionChanged();
        next.tick(0);
        if (next.clock !== null) {
          next.clock.speed = wanted.speed;
          next.clock.playing = (seen?.step ?? null) === null;
        }
        if (seen?.step != null) next.seek(seen.step);
        panes[0]!.askOutlook();
      }
      this.touch();
    };
    batch(() => {
      setRan(wanted);
      setPlayback(next);
      setView({
        ...emptyView,
        speed: wanted.speed,
        panes: panes.map((pane, index) => paneView(next, pane, index)),
      });
    });
    this.lastFrameAt = this.page.performance.now();
    this.frameRequest = this.page.requestAnimationFrame((now) => this.onFrame(now));
  }

  /** Something changed: panels and address follow soon. */
  touch(): void {
    this.changed$.next();
  }
  /** Panels follow at once. */
  refresh(): void {
    const current = this.signals.playback();
    if (current !== null) this.signals.setView(viewOf(current, this.signals.settings().speed));
  }
  /** Floors came, went, or got injections. */
  panesChanged(): void {
    const panes = this.shownPanes();
    this.signals.setRan((now) => ({ ...now, panes }));
    this.signals.setSettings((now) => ({ ...now, panes }));
    this.refresh();
    this.touch();
  }
  /** Does something to the clock and shows it at once. */
  withClock(act: (playback: Playback) => void): void {
    const current = this.signals.playback();
    if (current === null || current.clock === null) return;
    act(current);
    current.tick(0);
    this.signals.stage()?.touch();
    this.refresh();
    this.touch();
  }
  close(): void {
    this.endRun();
    this.closeSpares();
    for (const subscription of this.subscriptions) subscription.unsubscribe();
  }

  /** A recording where the request names one, else a simulation. */
  private sourceFor({ recording }: RunRequest): RunSource {
    const open = this.signals.recordings().find(({ name }) => name === recording);
    if (open !== undefined) return new RecordingRunSource(open.file);
    return this.spares.shift() ?? this.makeSource();
  }
  private closeSpares(): void {
    for (const spare of this.spares) spare.close();
    this.spares = [];
  }
  private onFrame(now: number): void {
    this.frameRequest = this.page.requestAnimationFrame((next) => this.onFrame(next));
    const current = this.signals.playback();
    if (current === null || current.failed) return;
    const moved = current.tick(now - this.lastFrameAt);
    this.lastFrameAt = now;
    this.signals.stage()?.paint(moved ? "changed" : "unchanged");
    if (moved) this.touch();
  }
  private selectionChanged(): void {
    const current = this.signals.stage();
    this.signals.setSelection({ robot: current?.selected ?? -1, following: current?.following ?? false });
    this.touch();
  }
  private endRun(): void {
    this.page.cancelAnimationFrame(this.frameRequest);
    for (const pane of this.signals.playback()?.panes ?? []) pane.close();
    batch(() => {
      this.signals.setStage(null);
      this.signals.setSelection({ robot: -1, following: false });
    });
  }
  private writeAddress(): void {
    const { playback, stage, ran, settings, layers, own, packedOwn } = this.signals;
    const { clock, shownStep } = playback() ?? { clock: null, shownStep: -1 };
    const paused = clock !== null && !clock.playing && shownStep >= 0;
    const seen = stage();
    const packed = packedOwn();
    const holdsOwn = own()?.name === ran().scenario && packed !== "" && packed.length <= ownCharactersMax;
    const { own: _, ...now } = ran();
    const query = writeSettings({
      ...now,
      ...(holdsOwn && { own: packed }),
      panes: this.shownPanes(),
      speed: clock?.speed ?? ran().speed,
      step: paused ? shownStep : null,
      language: settings().language,
      theme: settings().theme,
      camera: seen === null ? ran().camera : seen.movedCamera,
      robot: seen === null ? ran().robot : seen.selected < 0 ? null : seen.selected,
      following: seen?.following ?? ran().following,
      layers: layers(),
    });
    const address = query === "" ? this.page.location.pathname : `?${query}`;
    this.page.history.replaceState(null, "", address);
  }
  /** The floors as they are now, with what was injected and branched since the run began. */
  private shownPanes(): Settings["panes"] {
    const { playback, ran } = this.signals;
    const panes = playback()?.panes ?? [];
    const chosen = panes.map(({ request: { strategy, injections, recording } }) => ({
      strategy,
      injections,
      ...(recording !== undefined && { recording }),
    }));
    if (chosen.length === 0) return ran().panes;
    return chosen.length === 1 && ran().panes.length > 1 ? [...chosen, ...ran().panes.slice(1, 2)] : chosen;
  }
}
