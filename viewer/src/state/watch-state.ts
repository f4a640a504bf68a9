// What the panels around a floor need of the page's state, whether it simulates or watches a running fleet.
import type { AppState } from "./app-state.ts";

export type WatchState = Pick<
  AppState,
  | "view"
  | "playback"
  | "stage"
  | "selection"
  | "theme"
  | "setTheme"
  | "layers"
  | "toggleLayer"
  | "toggleLanguage"
  | "selectNext"
  | "togglePlay"
  | "stepBy"
  | "seek"
  | "changeSpeed"
>;
