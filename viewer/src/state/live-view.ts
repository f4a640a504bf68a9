// The address of a page that watches a running fleet, and how the fleet is looked at.
import { type Language, languages } from "../i18n/index.ts";
import type { LiveAddress } from "../live/live-address.ts";
import { writeLiveAddress } from "../live/live-address.ts";
import { type LayerName, layerNames } from "./url-state.ts";

export interface LiveLook {
  readonly language: Language | null;
  readonly theme: "dark" | "light" | null;
  readonly layers: readonly LayerName[];
  /** Name of the selected robot; empty: none. */
  readonly robot: string;
  readonly following: boolean;
  /** Empty: the map on which most robots are. */
  readonly mapId: string;
}

const nameCharactersMax = 160;

export function readLiveLook(query: string): LiveLook {
  const params = new URLSearchParams(query);
  const theme = params.get("theme");
  const layers = (params.get("layers") ?? "").split(",");
  const robot = params.get("robot") ?? "";
  const mapId = params.get("map") ?? "";
  return {
    language: languages.find((known) => known === params.get("lang")) ?? null,
    theme: theme === "dark" || theme === "light" ? theme : null,
    layers: layerNames.filter((known) => layers.includes(known)),
    robot: robot.length <= nameCharactersMax ? robot : "",
    following: robot !== "" && params.get("follow") === "1",
    mapId: mapId.length <= nameCharactersMax ? mapId : "",
  };
}
export function writeLiveLook(address: LiveAddress, look: LiveLook, origin: string): string {
  const params = writeLiveAddress(address, origin);
  if (look.language !== null) params.set("lang", look.language);
  if (look.theme !== null) params.set("theme", look.theme);
  if (look.layers.length > 0) params.set("layers", look.layers.join(","));
  if (look.robot !== "") params.set("robot", look.robot);
  if (look.robot !== "" && look.following) params.set("follow", "1");
  if (look.mapId !== "") params.set("map", look.mapId);
  // `live=` alone is `live`, as people write it.
  return params.toString().replace(/^live=(?=&|$)/, "live");
}
