// The state of the page: settings and a slow view of the run (a few times a second) as signals for the panels; the
// run itself, its frames and its clock stay outside the UI library.
import { auditTime, Subject, type Subscription } from "rxjs";
import { batch, createSignal } from "solid-js";
import type { KpiReport } from "../../../scenarios/index.ts";
import { language, preferredLanguage, setLanguage } from "../i18n/index.ts";
import type { Catalog, RunFacts, RunFailure, RunRequest, ScenarioEntry } from "../protocol/messages.ts";
import { Pane } from "../run/pane.ts";
import { Playback } from "../run/playback.ts";
import { defaultSpeed } from "../run/playback-clock.ts";
import type { RunSource } from "../run/run-source.ts";
import { Stage } from "./stage.ts";
import { noStrategy, readSettings, type Settings, writeSettings } from "./url-state.ts";

/** Panels follow the run this often; the address half as often. */
const panelMilliseconds = 160;
const addressMilliseconds = 320;

export interface PaneView {
  readonly name: "A" | "B";
  readonly strategy: string;
  readonly report: KpiReport | null;
  readonly speedUp: number;
  readonly hash: string | null;
}
export interface RunView {
  readonly facts: RunFacts | null;
  readonly shownStep: number;
  readonly computedStep: number;
  readonly playing: boolean;
  readonly speed: number;
  readonly starved: boolean;
  readonly seeking: number | null;
  readonly ended: boolean;
  readonly failure: { readonly strategy: string; readonly failure: RunFailure } | null;
  readonly panes: readonly PaneView[];
}
export type ThemeName = "dark" | "light";

const emptyView: RunView = {
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

export type AppState = ReturnType<typeof createAppState>;

/** `makeSource` opens a new run source; the page's own makes workers. */
export function createAppState(makeSource: () => RunSource, page: Window = window) {
  const first = readSettings(page.location.search);
  setLanguage(first.language ?? preferredLanguage(page.navigator.languages ?? []));
  const [settings, setSettings] = createSignal<Settings>(first);
  const [ran, setRan] = createSignal<Settings>(first);
  const [catalog, setCatalog] = createSignal<Catalog | null>(null);
  const [catalogFailure, setCatalogFailure] = createSignal<RunFailure | null>(null);
  const [view, setView] = createSignal<RunView>(emptyView);
  const [playback, setPlayback] = createSignal<Playback | null>(null);
  const [stage, setStage] = createSignal<Stage | null>(null);
  const [selection, setSelection] = createSignal({ robot: -1, following: false });
  const dark = page.matchMedia?.("(prefers-color-scheme: light)").matches ? "light" : "dark";
  const [theme, setThemeSignal] = createSignal<ThemeName>(first.theme ?? dark);
  page.document.documentElement.dataset.theme = theme();

  const changed$ = new Subject<void>();
  const subscriptions: Subscription[] = [
    changed$.pipe(auditTime(panelMilliseconds)).subscribe(() => refresh()),
    changed$.pipe(auditTime(addressMilliseconds)).subscribe(() => writeAddress()),
  ];
  /** Sources opened before they are needed: workers load while the catalogue is read. */
  let spares: RunSource[] = [];
  let frameRequest = 0;
  let lastFrameAt = 0;

  /** Opens the workers and starts; an address that says everything does not wait for the catalogue. */
  function start(): void {
    setCatalogFailure(null);
    closeSpares();
    const source = makeSource();
    spares = [source, makeSource()];
    const runsAtOnce = isComplete(settings());
    const waiting = source.messages$.subscribe((message) => {
      if (message.kind === "failed" && !runsAtOnce) setCatalogFailure(message.failure);
      if (message.kind !== "catalog") return;
      waiting.unsubscribe();
      batch(() => {
        setCatalog(message.catalog);
        setSettings((now) => completeSettings(now, message.catalog));
      });
      if (!runsAtOnce) run(settings().step);
    });
    if (runsAtOnce) run(settings().step);
    source.askCatalog();
  }

  /** Starts the run that the settings describe; `startStep` is where a shared address was paused. */
  function run(startStep: number | null = null): void {
    endRun();
    const wanted = settings();
    const requests = requestsOf(wanted);
    const panes = requests.map((request) => new Pane(request, takeSource(), () => paneChanged()));
    closeSpares();
    const next = new Playback(panes);
    let started = false;
    const paneChanged = () => {
      const facts = panes[0]?.facts;
      if (facts && stage() === null && panes.every((pane) => pane.facts !== null)) {
        setStage(new Stage(facts.floor, () => selectionChanged()));
      }
      if (!started && panes.every((pane) => pane.facts !== null)) {
        started = true;
        next.tick(0);
        if (next.clock !== null) {
          next.clock.speed = wanted.speed;
          next.clock.playing = startStep === null;
        }
        if (startStep !== null) next.seek(startStep);
      }
      changed$.next();
    };
    batch(() => {
      setRan(wanted);
      setPlayback(next);
      setView({ ...emptyView, speed: wanted.speed, panes: panes.map(paneView(next)) });
    });
    lastFrameAt = page.performance.now();
    frameRequest = page.requestAnimationFrame(onFrame);
  }

  function takeSource(): RunSource {
    return spares.shift() ?? makeSource();
  }
  function closeSpares(): void {
    for (const spare of spares) spare.close();
    spares = [];
  }

  function onFrame(now: number): void {
    frameRequest = page.requestAnimationFrame(onFrame);
    const current = playback();
    if (current === null || current.failed) return;
    const moved = current.tick(now - lastFrameAt);
    lastFrameAt = now;
    stage()?.paint(moved ? "changed" : "unchanged");
    if (moved) changed$.next();
  }

  function refresh(): void {
    const current = playback();
    if (current === null) return;
    const { clock, panes } = current;
    const broken = panes.find((pane) => pane.failure !== null);
    setView({
      facts: panes.every((pane) => pane.facts !== null) ? panes[0]!.facts : null,
      shownStep: current.shownStep,
      computedStep: current.computedStep,
      playing: clock?.playing ?? true,
      speed: clock?.speed ?? settings().speed,
      starved: clock?.starved ?? false,
      seeking: current.seeking,
      ended: clock !== null && current.shownStep >= clock.horizonSteps,
      failure: broken ? { strategy: broken.request.strategy, failure: broken.failure! } : null,
      panes: panes.map(paneView(current)),
    });
  }

  function selectionChanged(): void {
    const current = stage();
    setSelection({ robot: current?.selected ?? -1, following: current?.following ?? false });
    changed$.next();
  }

  function writeAddress(): void {
    const { clock, shownStep } = playback() ?? { clock: null, shownStep: -1 };
    const paused = clock !== null && !clock.playing && shownStep >= 0;
    const query = writeSettings({
      ...ran(),
      speed: clock?.speed ?? ran().speed,
      step: paused ? shownStep : null,
      language: settings().language,
      theme: settings().theme,
    });
    const address = query === "" ? page.location.pathname : `?${query}`;
    page.history.replaceState(null, "", address);
  }

  function endRun(): void {
    page.cancelAnimationFrame(frameRequest);
    for (const pane of playback()?.panes ?? []) pane.close();
    batch(() => {
      setStage(null);
      setSelection({ robot: -1, following: false });
    });
  }

  /** Does something to the clock and shows it at once. */
  function withClock(act: (playback: Playback) => void): void {
    const current = playback();
    if (current === null || current.clock === null) return;
    act(current);
    current.tick(0);
    stage()?.touch();
    refresh();
    changed$.next();
  }

  return {
    settings,
    setSettings,
    ran,
    catalog,
    catalogFailure,
    view,
    playback,
    stage,
    selection,
    theme,
    start,
    run: () => run(),
    reset(): void {
      const known = catalog();
      if (known === null) {
        start();
        return;
      }
      const { language: spoken, theme: worn } = settings();
      setSettings(completeSettings({ ...readSettings(""), language: spoken, theme: worn }, known));
      run();
    },
    setTheme(next: ThemeName): void {
      page.document.documentElement.dataset.theme = next;
      setThemeSignal(next);
      setSettings((now) => ({ ...now, theme: next }));
      changed$.next();
    },
    toggleLanguage(): void {
      const next = language() === "en" ? "zh" : "en";
      setLanguage(next);
      setSettings((now) => ({ ...now, language: next }));
      changed$.next();
    },
    /** Selects the robot that many ids on, round and round. */
    selectNext(places: number): void {
      const robots = playback()?.panes[0]?.layout?.robots ?? 0;
      const now = stage()?.selected ?? -1;
      if (robots > 0) stage()?.select((now + places + (now < 0 && places < 0 ? 1 : 0) + robots) % robots);
    },
    togglePlay: () =>
      withClock(({ clock }) => {
        if (clock!.position >= clock!.horizonSteps) return;
        clock!.playing = !clock!.playing;
      }),
    stepBy: (steps: number) => withClock((current) => current.seek(current.clock!.stepBy(steps))),
    seek: (step: number) => withClock((current) => current.seek(step)),
    changeSpeed: (places: number) => withClock(({ clock }) => clock!.changeSpeed(places)),
    setSpeed: (speed: number) =>
      withClock(({ clock }) => {
        clock!.speed = speed;
      }),
    dispose(): void {
      endRun();
      closeSpares();
      for (const subscription of subscriptions) subscription.unsubscribe();
    },
  };
}

const paneNames = ["A", "B"] as const;

function paneView(playback: Playback): (pane: Pane, index: number) => PaneView {
  return (pane, index) => ({
    name: paneNames[index]!,
    strategy: pane.request.strategy,
    report: pane.history.reportAt(playback.shownStep),
    speedUp: pane.speedUp,
    hash: pane.doneHash,
  });
}

/** What a first visit shows. */
const firstScenario = "double-11-2025";
/** Long scenarios are cut in the browser: a festival's opening evening is what one watches first. */
const hoursShown = 4;

/** Hours the viewer runs unless told otherwise; 0 = all of a scenario that is short enough. */
export const defaultHours = (scenario: ScenarioEntry): number =>
  scenario.hours > hoursShown ? hoursShown : 0;

/** Whether nothing is left for the catalogue to fill in. */
const isComplete = (settings: Settings): boolean =>
  settings.scenario !== "" &&
  settings.seed !== null &&
  settings.hours !== null &&
  settings.strategyA !== "" &&
  settings.strategyB !== "";

/** Names and numbers for everything that the address left open; unknown names stay and fail with a reason. */
export function completeSettings(settings: Settings, catalog: Catalog): Settings {
  const scenario =
    catalog.scenarios.find((entry) => entry.name === settings.scenario) ??
    catalog.scenarios.find((entry) => settings.scenario === "" && entry.name === firstScenario) ??
    catalog.scenarios[0];
  const strategies = scenario?.strategies ?? [];
  return {
    ...settings,
    scenario: settings.scenario || (scenario?.name ?? ""),
    seed: settings.seed ?? scenario?.seed ?? 1,
    hours: settings.hours ?? (scenario === undefined ? 0 : defaultHours(scenario)),
    strategyA: settings.strategyA || (strategies[0] ?? ""),
    strategyB: settings.strategyB || (strategies[1] ?? noStrategy),
  };
}

export function requestsOf(settings: Settings): readonly RunRequest[] {
  const strategies = [settings.strategyA, settings.strategyB].filter(
    (name, index) => index === 0 || (name !== "" && name !== noStrategy),
  );
  return strategies.map((strategy) => ({
    scenario: settings.scenario,
    seed: settings.seed ?? 1,
    strategy,
    hours: settings.hours === 0 ? null : settings.hours,
  }));
}
