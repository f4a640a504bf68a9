// The state of the page: settings and a slow view of the run (a few times a second) as signals for the panels; the
// run itself, its frames and its clock stay outside the UI library.
import { language, setLanguage } from "../i18n/index.ts";
import { saveBlob } from "../panels/download.ts";
import type { RunSource } from "../run/run-source.ts";
import { branch, closePane, inject } from "./happen.ts";
import { KeptRuns } from "./kept-runs.ts";
import { createPageSignals, type ThemeName } from "./page-signals.ts";
import { RunLife } from "./run-life.ts";
import { completeSettings } from "./run-settings.ts";
import { type SavedStrategy, withSaved, writeSaved } from "./saved-strategies.ts";
import { ScenarioDesk } from "./scenario-desk.ts";
import { type LayerName, readSettings } from "./url-state.ts";
import { VisitorFiles } from "./visitor-files.ts";

export type { FileProblem, ThemeName } from "./page-signals.ts";

export type AppState = ReturnType<typeof createAppState>;

/** `makeSource` opens a new run source; the page's own makes workers. */
export function createAppState(makeSource: () => RunSource, page: Window = window) {
  const signals = createPageSignals(page);
  const { settings, setSettings, ran, catalog, playback, stage } = signals;
  const life = new RunLife(signals, makeSource, page, () => void files.listOwn());
  const desk = new ScenarioDesk(makeSource);
  const keptRuns = new KeptRuns(makeSource, saveBlob);
  const files = new VisitorFiles(signals, life, desk, page);

  return {
    settings,
    setSettings,
    ran,
    catalog,
    catalogFailure: signals.catalogFailure,
    view: signals.view,
    playback,
    stage,
    selection: signals.selection,
    theme: signals.theme,
    layers: signals.layers,
    own: signals.own,
    packedOwn: signals.packedOwn,
    savedStrategies: signals.savedStrategies,
    fileProblem: signals.fileProblem,
    recordings: signals.recordings,
    makeSource,
    desk,
    keptRuns,

    start(): void {
      if (settings().own === undefined) life.start();
      else void files.restoreOwn().then(() => life.start());
    },
    run: () => life.run(),
    /** Runs the same floors with another seed, as a dot of the study names it. */
    runSeed(seed: number): void {
      const { panes } = ran();
      setSettings((now) => ({ ...now, ...ran(), panes, seed, language: now.language, theme: now.theme }));
      life.run();
    },
    reset(): void {
      const known = catalog();
      if (known === null) {
        life.start();
        return;
      }
      const { language: spoken, theme: worn } = settings();
      setSettings(completeSettings({ ...readSettings(""), language: spoken, theme: worn }, known));
      life.run();
    },

    inject: (index: number, whats: readonly string[]) => inject(signals, life, makeSource, index, whats),
    branch: (index: number, whats: readonly string[]) => branch(signals, life, makeSource, index, whats),
    closePane: (index: number) => closePane(signals, life, index),

    /** Keeps a composed strategy under a name, in this browser. */
    saveStrategy(saved: SavedStrategy): void {
      signals.setSavedStrategies((list) => withSaved(list, saved));
      writeSaved(page.localStorage, signals.savedStrategies());
    },
    openFiles: (chosen: readonly File[]) => files.openFiles(chosen),
    runOwn: files.runOwn.bind(files),
    viewFile: () => files.viewFile(),
    dismissFileProblem: () => signals.setFileProblem(null),

    toggleLayer(layer: LayerName): void {
      signals.setLayers((now) =>
        now.includes(layer) ? now.filter((name) => name !== layer) : [...now, layer],
      );
      stage()?.touch();
      life.touch();
    },
    setTheme(next: ThemeName): void {
      page.document.documentElement.dataset.theme = next;
      signals.setTheme(next);
      setSettings((now) => ({ ...now, theme: next }));
      life.touch();
    },
    toggleLanguage(): void {
      const next = language() === "en" ? "zh" : "en";
      setLanguage(next);
      setSettings((now) => ({ ...now, language: next }));
      life.touch();
    },
    /** Selects the robot that many ids on, round and round. */
    selectNext(places: number): void {
      const robots = playback()?.panes[0]?.layout?.robots ?? 0;
      const now = stage()?.selected ?? -1;
      if (robots > 0) stage()?.select((now + places + (now < 0 && places < 0 ? 1 : 0) + robots) % robots);
    },

    pause: () =>
      life.withClock(({ clock }) => {
        clock!.playing = false;
      }),
    togglePlay: () =>
      life.withClock(({ clock }) => {
        if (clock!.position >= clock!.horizonSteps) return;
        clock!.playing = !clock!.playing;
      }),
    stepBy: (steps: number) => life.withClock((current) => current.seek(current.clock!.stepBy(steps))),
    seek: (step: number) => life.withClock((current) => current.seek(step)),
    /** To the nearest picture that shows at once. */
    seekNear: (step: number) => life.withClock((current) => current.seekNear(step)),
    changeSpeed: (places: number) => life.withClock(({ clock }) => clock!.changeSpeed(places)),
    setSpeed: (speed: number) =>
      life.withClock(({ clock }) => {
        clock!.speed = speed;
      }),
    dispose(): void {
      life.close();
      desk.close();
      keptRuns.close();
    },
  };
}
