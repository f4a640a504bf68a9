// The state of the page: settings and a slow view of the run (a few times a second) as signals for the panels; the
// run itself, its frames and its clock stay outside the UI library.
import { auditTime, Subject, type Subscription } from "rxjs";
import { batch, createSignal } from "solid-js";
import { language, preferredLanguage, setLanguage } from "../i18n/index.ts";
import type { Catalog, OwnScenario, RunFailure, ScenarioEntry } from "../protocol/messages.ts";
import { Pane } from "../run/pane.ts";
import { Playback } from "../run/playback.ts";
import type { RunSource } from "../run/run-source.ts";
import { fileBytesMax, openedFile, viewText, withOrders } from "./opened-file.ts";
import { completeSettings, defaultHours, isComplete, requestsOf } from "./run-settings.ts";
import { emptyView, paneView, type RunView, viewOf } from "./run-view.ts";
import { readSaved, type SavedStrategy, withSaved, writeSaved } from "./saved-strategies.ts";
import { ScenarioDesk } from "./scenario-desk.ts";
import { Stage } from "./stage.ts";
import { type LayerName, panesMax, readSettings, type Settings, writeSettings } from "./url-state.ts";

/** Panels follow the run this often; the address half as often. */
const panelMilliseconds = 160;
const addressMilliseconds = 320;

export type ThemeName = "dark" | "light";
/** Why a file cannot be used, line by line. */
export interface FileProblem {
  readonly file: string;
  readonly lines: readonly string[];
}

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
  const [savedStrategies, setSavedStrategies] = createSignal(readSaved(page.localStorage));
  const [own, setOwn] = createSignal<OwnScenario | null>(null);
  const [fileProblem, setFileProblem] = createSignal<FileProblem | null>(null);
  const desk = new ScenarioDesk(makeSource);
  const [layers, setLayers] = createSignal<readonly LayerName[]>(first.layers);
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
      if (!runsAtOnce) run(settings());
    });
    if (runsAtOnce) run(settings());
    source.askCatalog();
  }

  /** Starts the run that the settings describe; `seen` says how a shared address looked at it. */
  function run(seen: Pick<Settings, "step" | "camera" | "robot" | "following"> | null = null): void {
    endRun();
    const wanted = settings();
    const panes = requestsOf(wanted, own()).map(
      (request) => new Pane(request, takeSource(), () => paneChanged()),
    );
    closeSpares();
    const next = new Playback(panes);
    let started = false;
    const paneChanged = () => {
      if (!started && panes.every((pane) => pane.facts !== null)) {
        started = true;
        const opened = new Stage(panes[0]!.facts!.floor, () => selectionChanged());
        if (seen !== null) opened.restore(seen.camera, seen.robot ?? -1, seen.following ? "on" : "off");
        setStage(opened);
        selectionChanged();
        next.tick(0);
        if (next.clock !== null) {
          next.clock.speed = wanted.speed;
          next.clock.playing = (seen?.step ?? null) === null;
        }
        if (seen?.step != null) next.seek(seen.step);
        panes[0]!.askOutlook();
      }
      changed$.next();
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
    setView(viewOf(current, settings().speed));
  }

  function selectionChanged(): void {
    const current = stage();
    setSelection({ robot: current?.selected ?? -1, following: current?.following ?? false });
    changed$.next();
  }

  function writeAddress(): void {
    const { clock, shownStep } = playback() ?? { clock: null, shownStep: -1 };
    const paused = clock !== null && !clock.playing && shownStep >= 0;
    const seen = stage();
    const query = writeSettings({
      ...ran(),
      panes: shownPanes(),
      speed: clock?.speed ?? ran().speed,
      step: paused ? shownStep : null,
      language: settings().language,
      theme: settings().theme,
      camera: seen === null ? ran().camera : seen.movedCamera,
      robot: seen === null ? ran().robot : seen.selected < 0 ? null : seen.selected,
      following: seen?.following ?? ran().following,
      layers: layers(),
    });
    const address = query === "" ? page.location.pathname : `?${query}`;
    page.history.replaceState(null, "", address);
  }

  /** The floors as they are now, with what was injected and branched since the run began. */
  function shownPanes(): Settings["panes"] {
    const panes = playback()?.panes ?? [];
    const chosen = panes.map(({ request: { strategy, injections } }) => ({ strategy, injections }));
    if (chosen.length === 0) return ran().panes;
    return chosen.length === 1 && ran().panes.length > 1 ? [...chosen, ...ran().panes.slice(1, 2)] : chosen;
  }
  function panesChanged(): void {
    const panes = shownPanes();
    setRan((now) => ({ ...now, panes }));
    setSettings((now) => ({ ...now, panes }));
    refresh();
    changed$.next();
  }

  function useOwn(scenario: OwnScenario, entry: ScenarioEntry): void {
    setOwn(scenario);
    setCatalog((now) => {
      if (now === null) return now;
      return { ...now, scenarios: [entry, ...now.scenarios.filter(({ name }) => name !== entry.name)] };
    });
  }
  /** Runs the visitor's own scenario, which has been checked. */
  function runOwn(scenario: OwnScenario, entry: ScenarioEntry): void {
    useOwn(scenario, entry);
    const { name, seed } = entry;
    setSettings((now) =>
      completeSettings({ ...now, scenario: name, seed, hours: defaultHours(entry), panes: [] }, catalog()!),
    );
    run();
  }
  /** What is wrong with a file, line by line; nothing when it is opened and runs. */
  async function open(file: File): Promise<readonly string[]> {
    const known = catalog();
    if (known === null) return [];
    if (file.size > fileBytesMax) {
      return [`${file.name}: expected at most ${fileBytesMax} bytes; found ${file.size}`];
    }
    const opened = openedFile(file.name, await file.text());
    if (opened.kind === "bad") return opened.lines;
    const scenario = opened.kind === "orders" ? withOrders(await scenarioNow(), opened) : opened.own;
    const check = scenario === null ? null : await desk.check(scenario);
    if (scenario !== null && check !== null) {
      if (check.entry === null) return check.lines;
      if (opened.kind !== "view") {
        runOwn(scenario, check.entry);
        return [];
      }
      useOwn(scenario, check.entry);
    }
    if (opened.kind === "view") {
      const seen = completeSettings(readSettings(opened.query), catalog()!);
      setSettings({ ...seen, language: settings().language, theme: settings().theme });
      setLayers(seen.layers);
      run(seen);
    }
    return [];
  }
  /** The scenario in the settings as text. */
  async function scenarioNow(): Promise<OwnScenario> {
    const name = settings().scenario;
    const mine = own();
    if (mine !== null && mine.name === name) return mine;
    return { name, text: await desk.text(name), overrides: [], files: {} };
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
    layers,
    start,
    run: () => run(),
    toggleLayer(layer: LayerName): void {
      setLayers((now) => (now.includes(layer) ? now.filter((name) => name !== layer) : [...now, layer]));
      stage()?.touch();
      changed$.next();
    },
    /** Lets something happen from the shown step on, in one floor; the time goes before each of `whats`. */
    inject(index: number, whats: readonly string[]): void {
      const current = playback();
      const pane = current?.panes[index];
      if (current == null || pane === undefined || current.shownStep < 0) return;
      for (const what of whats) {
        pane.inject(injectionAt(current.shownStep + 1, pane.facts!.stepSeconds, what));
      }
      current.waitFor(current.shownStep);
      panesChanged();
    },
    /** What if, from here: one more floor with the run of this one up to the shown step, and `whats` happen there. */
    branch(index: number, whats: readonly string[]): void {
      const current = playback();
      const pane = current?.panes[index];
      if (current == null || pane === undefined || current.shownStep < 0) return;
      if (current.panes.length >= panesMax) return;
      const step = current.shownStep;
      const twin = new Pane(pane.request, makeSource(), () => changed$.next(), { pane, step });
      for (const what of whats) twin.inject(injectionAt(step + 1, pane.facts!.stepSeconds, what));
      current.join(twin, step);
      panesChanged();
    },
    /** Ends one floor; the last one stays. */
    closePane(index: number): void {
      const current = playback();
      const pane = current?.panes[index];
      if (current == null || pane === undefined || current.panes.length < 2) return;
      current.leave(pane);
      stage()?.touch();
      panesChanged();
    },
    savedStrategies,
    /** Keeps a composed strategy under a name, in this browser. */
    saveStrategy(saved: SavedStrategy): void {
      setSavedStrategies((list) => withSaved(list, saved));
      writeSaved(page.localStorage, savedStrategies());
    },
    /** Runs the same floors with another seed, as a dot of the study names it. */
    runSeed(seed: number): void {
      const { panes } = ran();
      setSettings((now) => ({ ...now, ...ran(), panes, seed, language: now.language, theme: now.theme }));
      run();
    },
    makeSource,
    own,
    desk,
    runOwn,
    fileProblem,
    dismissFileProblem: () => setFileProblem(null),
    /** A file of the visitor's: a scenario, an order list or a saved view. */
    async openFile(file: File): Promise<void> {
      setFileProblem(null);
      const lines = await open(file).catch((error: unknown) => [String(error)]);
      if (lines.length > 0) setFileProblem({ file: file.name, lines });
    },
    /** The whole view as a file. */
    viewFile: () => viewText(page.location.search.slice(1), own()),
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
    pause: () =>
      withClock(({ clock }) => {
        clock!.playing = false;
      }),
    togglePlay: () =>
      withClock(({ clock }) => {
        if (clock!.position >= clock!.horizonSteps) return;
        clock!.playing = !clock!.playing;
      }),
    stepBy: (steps: number) => withClock((current) => current.seek(current.clock!.stepBy(steps))),
    seek: (step: number) => withClock((current) => current.seek(step)),
    /** To the nearest picture that shows at once. */
    seekNear: (step: number) => withClock((current) => current.seekNear(step)),
    changeSpeed: (places: number) => withClock(({ clock }) => clock!.changeSpeed(places)),
    setSpeed: (speed: number) =>
      withClock(({ clock }) => {
        clock!.speed = speed;
      }),
    dispose(): void {
      endRun();
      closeSpares();
      desk.close();
      for (const subscription of subscriptions) subscription.unsubscribe();
    },
  };
}

/** What happens, with its time as the command line's `--inject` takes it: `1h20m0.667s: robot 7 fails 10m`. */
export function injectionAt(step: number, stepSeconds: number, what: string): string {
  const seconds = step * stepSeconds;
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  const rest = Math.round((seconds % 60) * 1000) / 1000;
  return `${hours > 0 ? `${hours}h` : ""}${minutes > 0 ? `${minutes}m` : ""}${rest}s: ${what}`;
}
