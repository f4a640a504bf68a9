// From settings to runs: what the address left open is filled in from the catalogue, and each floor is one request.
import type { Catalog, OwnScenario, RunRequest, ScenarioEntry } from "../protocol/messages.ts";
import type { OpenRecording } from "./recording-shelf.ts";
import { noStrategy, type PaneChoice, type Settings } from "./url-state.ts";

/** What a first visit shows. */
const firstScenario = "double-11-2025";
/** Long scenarios are cut in the browser: a festival's opening evening is what one watches first. */
const hoursShown = 4;

/** Hours the viewer runs unless told otherwise; 0 = all of a scenario that is short enough. */
export const defaultHours = (scenario: ScenarioEntry): number =>
  scenario.hours > hoursShown ? hoursShown : 0;

/** Whether nothing is left for the catalogue to fill in. */
export const isComplete = (settings: Settings): boolean =>
  settings.scenario !== "" &&
  settings.seed !== null &&
  settings.hours !== null &&
  settings.panes.length > 1 &&
  settings.panes.every(({ strategy }) => strategy !== "");

/** Names and numbers for everything that the address left open; unknown names stay and fail with a reason. */
export function completeSettings(settings: Settings, catalog: Catalog): Settings {
  const scenario =
    catalog.scenarios.find((entry) => entry.name === settings.scenario) ??
    catalog.scenarios.find((entry) => settings.scenario === "" && entry.name === firstScenario) ??
    catalog.scenarios[0];
  const strategies = scenario?.strategies ?? [];
  const defaults = [strategies[0] ?? "", strategies[1] ?? noStrategy];
  const count = Math.max(2, settings.panes.length);
  return {
    ...settings,
    scenario: settings.scenario || (scenario?.name ?? ""),
    seed: settings.seed ?? scenario?.seed ?? 1,
    hours: settings.hours ?? (scenario === undefined ? 0 : defaultHours(scenario)),
    panes: Array.from({ length: count }, (_, index): PaneChoice => {
      const { strategy, ...rest } = settings.panes[index] ?? { strategy: "", injections: [] };
      return { ...rest, strategy: strategy || (defaults[index] ?? noStrategy) };
    }),
  };
}

/**
 * `own` is the visitor's own scenario; it counts where the settings name it. Floors that show a recording ask for what is in
 * it, if it is among `recordings`.
 */
export function requestsOf(
  settings: Settings,
  own: OwnScenario | null = null,
  recordings: readonly OpenRecording[] = [],
): readonly RunRequest[] {
  const chosen = settings.panes.filter(
    ({ strategy }, index) => index === 0 || (strategy !== "" && strategy !== noStrategy),
  );
  return (chosen.length > 0 ? chosen : [{ strategy: "", injections: [] }]).map(
    ({ strategy, injections, recording }: PaneChoice) => {
      const open = recordings.find(({ name }) => name === recording);
      if (open !== undefined) return { ...open.request, recording: open.name };
      return {
        scenario: settings.scenario,
        seed: settings.seed ?? 1,
        strategy,
        hours: settings.hours === 0 ? null : settings.hours,
        injections,
        own: own !== null && own.name === settings.scenario ? own : null,
      };
    },
  );
}
