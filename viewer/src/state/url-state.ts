// The page's address: what is run and how it is looked at. A pure codec between settings and query string.
import type { Camera } from "../floor/camera.ts";
import { type Language, languages } from "../i18n/index.ts";
import { defaultSpeed, speeds } from "../run/playback-clock.ts";

/** Floors beside one another at most. */
export const panesMax = 4;
export const paneNames = ["A", "B", "C", "D"] as const;
export type PaneName = (typeof paneNames)[number];

/** One floor: a strategy, and what is injected into its run, as `--inject` takes it on the command line. */
export interface PaneChoice {
  /** "" = the default; "none" = no such floor. May name other rules: `pod-match+pod-choice=age`. */
  readonly strategy: string;
  readonly injections: readonly string[];
  /** Name of an open recording that shows the run; left out = it is simulated. No part of the address. */
  readonly recording?: string;
}

/** What can be laid over the floors. */
export const layerNames = ["heat", "flow", "numbers"] as const;
export type LayerName = (typeof layerNames)[number];

export interface Settings {
  /** Empty = the catalogue's first. */
  readonly scenario: string;
  /** null = the scenario's own seed. */
  readonly seed: number | null;
  /** null = the viewer's default for the scenario, 0 = the whole scenario. */
  readonly hours: number | null;
  readonly panes: readonly PaneChoice[];
  readonly speed: number;
  /** Paused at this step, or null while playing. */
  readonly step: number | null;
  readonly language: Language | null;
  readonly theme: "dark" | "light" | null;
  /** Null = the whole floor in view. */
  readonly camera: Camera | null;
  /** Selected robot, or null; followed or not. */
  readonly robot: number | null;
  readonly following: boolean;
  readonly layers: readonly LayerName[];
  /** The visitor's own scenario, packed; left out = `scenario` names one that comes with peakfleet. */
  readonly own?: string;
}

export const noStrategy = "none";
const seedMax = 0xffffffff;
const nameCharactersMax = 400;
const injectionsMax = 80;
const injectionCharactersMax = 120;

/** Reads a query string; whatever is missing or makes no sense gets its default. */
export function readSettings(query: string): Settings {
  const params = new URLSearchParams(query);
  const language = params.get("lang");
  const theme = params.get("theme");
  const speed = Number(params.get("speed"));
  const layers = (params.get("layers") ?? "").split(",");
  const robot = whole(params.get("robot"), 0x7fffffff);
  return {
    scenario: name(params.get("scenario")),
    seed: whole(params.get("seed"), seedMax),
    hours: hours(params.get("hours")),
    panes: panes(params),
    speed: speeds.some((known) => known === speed) ? speed : defaultSpeed,
    step: whole(params.get("step"), 0x7fffffff),
    language: languages.find((known) => known === language) ?? null,
    theme: theme === "dark" || theme === "light" ? theme : null,
    camera: camera(params.get("view")),
    robot,
    following: robot !== null && params.get("follow") === "1",
    layers: layerNames.filter((known) => layers.includes(known)),
    ...ownIn(params.get("own")),
  };
}

/** Writes only what differs from the defaults, so that addresses stay short. */
export function writeSettings(settings: Settings): string {
  const params = new URLSearchParams();
  if (settings.scenario !== "") params.set("scenario", settings.scenario);
  if (settings.seed !== null) params.set("seed", String(settings.seed));
  if (settings.hours !== null) params.set("hours", String(settings.hours));
  settings.panes.forEach(({ strategy, injections }, index) => {
    const key = paneNames[index]!.toLowerCase();
    if (strategy !== "") params.set(key, strategy);
    for (const text of injections) params.append(`${key}x`, text);
  });
  if (settings.speed !== defaultSpeed) params.set("speed", String(settings.speed));
  if (settings.step !== null) params.set("step", String(settings.step));
  if (settings.language !== null) params.set("lang", settings.language);
  if (settings.theme !== null) params.set("theme", settings.theme);
  if (settings.camera !== null) {
    const { x, y, scale } = settings.camera;
    params.set("view", [x, y, scale].map((value) => String(roundCamera(value))).join(","));
  }
  if (settings.robot !== null) params.set("robot", String(settings.robot));
  if (settings.following && settings.robot !== null) params.set("follow", "1");
  if (settings.layers.length > 0) params.set("layers", settings.layers.join(","));
  if (settings.own !== undefined) params.set("own", settings.own);
  return params.toString();
}

/** Fine enough that the picture is the same to the pixel, short enough for an address. */
export const roundCamera = (value: number): number => Math.round(value * 1000) / 1000;

function panes(params: URLSearchParams): readonly PaneChoice[] {
  const all = paneNames.map((pane): PaneChoice => {
    const key = pane.toLowerCase();
    const injections = params.getAll(`${key}x`).filter((text) => text.length <= injectionCharactersMax);
    return { strategy: name(params.get(key)), injections: injections.slice(0, injectionsMax) };
  });
  const last = all.findLastIndex(({ strategy, injections }) => strategy !== "" || injections.length > 0);
  return all.slice(0, last + 1);
}
function ownIn(value: string | null): Pick<Settings, "own"> {
  return value !== null && /^[\w-]{1,20000}$/.test(value) ? { own: value } : {};
}
function camera(value: string | null): Camera | null {
  const parts = (value ?? "").split(",").map(Number);
  const [x, y, scale] = parts;
  if (value === null || parts.length !== 3 || !parts.every(Number.isFinite) || !(scale! > 0)) return null;
  return { x: x!, y: y!, scale: scale! };
}
function name(value: string | null): string {
  return value !== null && value.length <= nameCharactersMax ? value : "";
}
function hours(value: string | null): number | null {
  return value !== null && /^\d{1,4}(\.\d{1,3})?$/.test(value) ? Number(value) : null;
}
function whole(value: string | null, max: number): number | null {
  if (value === null || !/^\d{1,10}$/.test(value)) return null;
  const number = Number(value);
  return number <= max ? number : null;
}
