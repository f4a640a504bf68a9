// A fleet file's ground as a site of the live loop.
import { RoadNetwork } from "../../controller/roads/index.ts";
import { gridSite, type LiveSite, roadSite } from "../../devices/live/index.ts";
import type { FleetFile } from "./fleet-file.ts";

const turnMs = 1_000;

/** @param seed of the planner's choices on cells. */
export function fleetSite({ ground, mapId }: FleetFile, seed: number): LiveSite {
  if (ground.kind === "roads") {
    const { map, types, typeOf } = ground;
    return roadSite({ network: new RoadNetwork({ map, types }), typeOf, mapId });
  }
  const { floor, speedMetresPerSecond } = ground;
  const forwardMs = (1_000 * floor.cellMetres) / speedMetresPerSecond;
  return gridSite({ floor, mapId, seed, forwardMs, turnMs });
}
