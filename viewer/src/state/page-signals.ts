// What the panels read: settings, catalogue and a slow view of the run, as signals. Who changes them is in the files
// beside this one.
import { createSignal } from "solid-js";
import { preferredLanguage, setLanguage } from "../i18n/index.ts";
import type { Catalog, OwnScenario, RunFailure } from "../protocol/messages.ts";
import type { Playback } from "../run/playback.ts";
import type { OpenRecording } from "./recording-shelf.ts";
import { emptyView, type RunView } from "./run-view.ts";
import { readSaved } from "./saved-strategies.ts";
import type { Stage } from "./stage.ts";
import { type LayerName, readSettings, type Settings } from "./url-state.ts";

export type ThemeName = "dark" | "light";
/** What is wrong with a file, line by line, in the page's language. */
export interface FileProblem {
  readonly file: string;
  /** `all`: it cannot be used; `part`: what is whole of it is used. */
  readonly lost: "all" | "part";
  readonly lines: () => readonly string[];
}

export type PageSignals = ReturnType<typeof createPageSignals>;

/** Begins with what the address says, else with what the browser prefers. */
export function createPageSignals(page: Window) {
  const first = readSettings(page.location.search);
  setLanguage(first.language ?? preferredLanguage(page.navigator.languages ?? []));
  const preferred = page.matchMedia?.("(prefers-color-scheme: light)").matches ? "light" : "dark";
  const [settings, setSettings] = createSignal<Settings>(first);
  /** The settings of the run that is shown. */
  const [ran, setRan] = createSignal<Settings>(first);
  const [catalog, setCatalog] = createSignal<Catalog | null>(null);
  const [catalogFailure, setCatalogFailure] = createSignal<RunFailure | null>(null);
  const [view, setView] = createSignal<RunView>(emptyView);
  const [playback, setPlayback] = createSignal<Playback | null>(null);
  const [stage, setStage] = createSignal<Stage | null>(null);
  const [selection, setSelection] = createSignal({ robot: -1, following: false });
  const [savedStrategies, setSavedStrategies] = createSignal(readSaved(page.localStorage));
  /** The own scenario as the address holds it, of any length; "" = there is none. */
  const [packedOwn, setPackedOwn] = createSignal(first.own ?? "");
  const [own, setOwn] = createSignal<OwnScenario | null>(null);
  const [fileProblem, setFileProblem] = createSignal<FileProblem | null>(null);
  const [recordings, setRecordings] = createSignal<readonly OpenRecording[]>([]);
  const [layers, setLayers] = createSignal<readonly LayerName[]>(first.layers);
  const [theme, setTheme] = createSignal<ThemeName>(first.theme ?? preferred);
  page.document.documentElement.dataset.theme = theme();
  return {
    settings,
    setSettings,
    ran,
    setRan,
    catalog,
    setCatalog,
    catalogFailure,
    setCatalogFailure,
    view,
    setView,
    playback,
    setPlayback,
    stage,
    setStage,
    selection,
    setSelection,
    savedStrategies,
    setSavedStrategies,
    own,
    setOwn,
    packedOwn,
    setPackedOwn,
    fileProblem,
    setFileProblem,
    recordings,
    setRecordings,
    layers,
    setLayers,
    theme,
    setTheme,
  };
}
