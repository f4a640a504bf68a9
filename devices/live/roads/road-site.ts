// Roads as a site of the live loop: their map, and traffic by timetable and ledger of places.
import type { RoadNetwork } from "../../../controller/roads/index.ts";
import type { LiveSite } from "../live-site-port.ts";
import { tickMs } from "../live-tick.ts";
import { LiveRoadTraffic } from "./live-road-traffic.ts";
import { RoadPlaces } from "./road-places.ts";

export interface RoadSiteOptions {
  readonly network: RoadNetwork;
  /** Index into the network's types, per robot. */
  readonly typeOf: readonly number[];
  readonly mapId: string;
}

const stallSeconds = 20;

export function roadSite({ network, typeOf, mapId }: RoadSiteOptions): LiveSite {
  return {
    map: new RoadPlaces(network, typeOf, mapId),
    createTraffic: (standing) =>
      new LiveRoadTraffic({
        network,
        typeOf,
        places: standing.map(({ place }) => place),
        tickSeconds: tickMs / 1000,
        stallSeconds,
      }),
  };
}
