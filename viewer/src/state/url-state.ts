// The page's address: what is run and how it is looked at. A pure codec between settings and query string.
import { type Language, languages } from "../i18n/index.ts";
import { defaultSpeed, speeds } from "../run/playback-clock.ts";

export interface Settings {
  /** Empty = the catalogue's first. */
  readonly scenario: string;
  /** null = the scenario's own seed. */
  readonly seed: number | null;
  /** null = the viewer's default for the scenario, 0 = the whole scenario. */
  readonly hours: number | null;
  readonly strategyA: string;
  /** "" = the default; "none" = one floor only. */
  readonly strategyB: string;
  readonly speed: number;
  /** Paused at this step, or null while playing. */
  readonly step: number | null;
  readonly language: Language | null;
  readonly theme: "dark" | "light" | null;
}

export const noStrategy = "none";
const seedMax = 0xffffffff;
const nameCharactersMax = 80;

/** Reads a query string; whatever is missing or makes no sense gets its default. */
export function readSettings(query: string): Settings {
  const params = new URLSearchParams(query);
  const language = params.get("lang");
  const theme = params.get("theme");
  const speed = Number(params.get("speed"));
  return {
    scenario: name(params.get("scenario")),
    seed: whole(params.get("seed"), seedMax),
    hours: hours(params.get("hours")),
    strategyA: name(params.get("a")),
    strategyB: name(params.get("b")),
    speed: speeds.some((known) => known === speed) ? speed : defaultSpeed,
    step: whole(params.get("step"), 0x7fffffff),
    language: languages.find((known) => known === language) ?? null,
    theme: theme === "dark" || theme === "light" ? theme : null,
  };
}

/** Writes only what differs from the defaults, so that addresses stay short. */
export function writeSettings(settings: Settings): string {
  const params = new URLSearchParams();
  if (settings.scenario !== "") params.set("scenario", settings.scenario);
  if (settings.seed !== null) params.set("seed", String(settings.seed));
  if (settings.hours !== null) params.set("hours", String(settings.hours));
  if (settings.strategyA !== "") params.set("a", settings.strategyA);
  if (settings.strategyB !== "") params.set("b", settings.strategyB);
  if (settings.speed !== defaultSpeed) params.set("speed", String(settings.speed));
  if (settings.step !== null) params.set("step", String(settings.step));
  if (settings.language !== null) params.set("lang", settings.language);
  if (settings.theme !== null) params.set("theme", settings.theme);
  return params.toString();
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
