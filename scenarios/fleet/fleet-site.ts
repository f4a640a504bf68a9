// A fleet file's ground as a site of the live loop.
import { gridSite, type LiveSite, roadSite } from "../../devices/live/index.ts";
import type { FleetFile } from "./fleet-file.ts";
import { robotClearance } from "./fleet-ground.ts";

const turnMs = 1_000;

/** @param seed of the planner's choices on cells. */
export function fleetSite({ ground, mapId, zones: plan }: FleetFile, seed: number): LiveSite {
  if (ground.kind === "roads") {
    const { map, types, typeOf } = ground;
    return roadSite({ map, types, typeOf, mapId, ...(plan === null ? {} : { zones: plan }) });
  }
  const { floor, body, speedMetresPerSecond } = ground;
  const bodyRadius = Math.hypot(body.length, body.width) / 2;
  const forwardMs = (1_000 * floor.cellMetres) / speedMetresPerSecond;
  const zones = plan === null ? {} : { zones: { plan, clearance: robotClearance(ground) } };
  return gridSite({ floor, mapId, seed, forwardMs, turnMs, bodyRadius, ...zones });
}
