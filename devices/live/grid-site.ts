// A floor of cells as a site: its map, and traffic by joint plans, order graph and ledger.
import { createTraffic } from "../../controller/traffic/index.ts";
import type { Floor } from "../../sim/model/index.ts";
import type { ZonePlan } from "../vda5050/index.ts";
import { GridMap } from "./grid-map.ts";
import type { LiveSite, SiteZones } from "./live-site-port.ts";
import { tickMs } from "./live-tick.ts";
import { LiveTraffic } from "./live-traffic.ts";
import { zoneCells } from "./zones/zone-cells.ts";

export interface GridSiteOptions {
  readonly floor: Floor;
  readonly mapId: string;
  readonly seed: number;
  /** Milliseconds of one cell forward and of a quarter turn, as robots need them usually. */
  readonly forwardMs: number;
  readonly turnMs: number;
  /** From a robot's middle to its farthest corner, metres. Default half a cell. */
  readonly bodyRadius?: number;
  readonly zones?: { readonly plan: ZonePlan; readonly clearance: number };
}

const horizonActions = 10;
const releaseAheadActions = 5;
const stallMs = 20_000;
const improvementTries = 20;
/** States that ways are searched for in one plan: some tens of milliseconds. */
const searchStatesMax = 500_000;

export function gridSite(options: GridSiteOptions): LiveSite {
  const { mapId, seed, forwardMs, turnMs, bodyRadius } = options;
  const zones =
    options.zones &&
    zoneCells(options.floor, new GridMap(options.floor, mapId), options.zones.plan, options.zones.clearance);
  const floor = zones?.floor ?? options.floor;
  return {
    map: new GridMap(floor, mapId, bodyRadius),
    letsRobotsLeave: true,
    ...(options.zones === undefined ? {} : { zones: siteZones(options.zones) }),
    createTraffic: (standing) =>
      new LiveTraffic({
        floor,
        createPlanner: (larger) =>
          createTraffic({
            floor: larger,
            robotCount: standing.length,
            seed,
            iterations: improvementTries,
            searchStatesMax,
          }),
        standing,
        forwardTicks: forwardMs / tickMs,
        turnTicks: turnMs / tickMs,
        horizon: horizonActions,
        releaseAhead: releaseAheadActions,
        stallTicks: stallMs / tickMs,
        ...(zones === undefined ? {} : { zones }),
      }),
  };
}

function siteZones({ plan, clearance }: NonNullable<GridSiteOptions["zones"]>): SiteZones {
  return { plan, clearanceOf: () => clearance };
}
