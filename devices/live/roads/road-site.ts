// Roads as a site of the live loop: their map, and traffic by timetable and ledger of places.
import { RoadNetwork, turningRadius } from "../../../controller/roads/index.ts";
import { assert } from "../../../sim/kernel/index.ts";
import type { RoadMap, RoadRobotType } from "../../../sim/model/index.ts";
import type { ZonePlan } from "../../vda5050/index.ts";
import type { LiveSite } from "../live-site-port.ts";
import { tickMs } from "../live-tick.ts";
import { LiveRoadTraffic } from "./live-road-traffic.ts";
import { RoadPlaces } from "./road-places.ts";
import { zonedNetwork } from "./zoned-network.ts";

export interface RoadSiteOptions {
  readonly map: RoadMap;
  readonly types: readonly RoadRobotType[];
  /** Index into the network's types, per robot. */
  readonly typeOf: readonly number[];
  readonly mapId: string;
  readonly zones?: ZonePlan;
}

const stallSeconds = 20;

export function roadSite({ map, types, typeOf, mapId, zones }: RoadSiteOptions): LiveSite {
  const network =
    zones === undefined ? new RoadNetwork({ map, types }) : zonedNetwork(map, types, mapId, zones);
  return {
    map: new RoadPlaces(network, typeOf, mapId),
    ...(zones === undefined
      ? {}
      : { zones: { plan: zones, clearanceOf: (robot) => turningRadius(types[typeOf[robot]!]!) } }),
    clash: (standing) => {
      const taken = standing.map((at, robot) => {
        const type = typeOf[robot]!;
        const place = network.nodePlace(type, at!.place);
        return at!.way === undefined ? [place] : [place, network.edgePlace(type, at!.way)];
      });
      for (const [robot, places] of taken.entries()) {
        const other = taken.findIndex(
          (others, i) => i < robot && places.some((a) => others.some((b) => network.excludes(a, b))),
        );
        if (other >= 0) return { robot, other };
      }
      return undefined;
    },
    letsRobotsLeave: false,
    createTraffic: (standing) =>
      new LiveRoadTraffic({
        network,
        typeOf,
        places: standing.map((at, robot) => {
          assert(at !== null, `robot ${robot} stands somewhere`);
          return at.place;
        }),
        tickSeconds: tickMs / 1000,
        stallSeconds,
      }),
  };
}
