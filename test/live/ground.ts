// What a fleet in virtual time drives on: cells or roads, where robots and orders may be, and the robots' outlines.
import { RoadNetwork } from "../../controller/roads/index.ts";
import { gridSite, type LiveSite, roadSite, type SiteZones } from "../../devices/live/index.ts";
import type { RoadMap, RoadRobotType } from "../../sim/model/index.ts";
import { drawFloor } from "../traffic/tiny-floor.ts";

export interface Outline {
  /** Metres from the point that follows the way. */
  readonly front: number;
  readonly back: number;
  readonly width: number;
}
export interface Ground {
  readonly site: LiveSite;
  /** Places where robots begin and transports lead from and to. */
  readonly places: readonly number[];
  outlineOf(robot: number): Outline;
  /** Headings in which the robot may begin at the place; none: any quarter. */
  headingsAt?(robot: number, place: number): readonly number[];
  /** Top speed of the robot where it is not the usual one. */
  speedOf?(robot: number): number;
}

export function gridGround(plan: readonly string[], seed: number, zones?: SiteZones): Ground {
  const floor = drawFloor(plan);
  const site = gridSite({
    floor,
    mapId: "floor",
    seed,
    forwardMs: 1_000,
    turnMs: 1_000,
    ...(zones === undefined ? {} : { zones }),
  });
  const isFree = (cell: number) => {
    const { x, y } = site.map.centre(cell);
    return site.map.placeAt(x, y) === cell;
  };
  return {
    site,
    places: [...floor.kind.keys()].filter(isFree),
    outlineOf: () => ({ front: 0.35, back: 0.35, width: 0.5 }),
  };
}

/** Robots begin at nodes with a use, turned as the roads there want it. */
export function roadGround(
  map: RoadMap,
  types: readonly RoadRobotType[],
  typeOf: readonly number[],
): Ground & { readonly network: RoadNetwork } {
  const network = new RoadNetwork({ map, types });
  return {
    network,
    site: roadSite({ network, typeOf, mapId: "floor" }),
    places: map.nodes.flatMap(({ uses }, node) => (uses.length > 0 ? [node] : [])),
    outlineOf(robot) {
      const { front, back, left, right } = types[typeOf[robot]!]!;
      return { front, back, width: left + right };
    },
    headingsAt(robot, place) {
      const first = network.outEdges[network.outStart[place]!]!;
      return [network.startHeading[typeOf[robot]! * network.edgeCount + first]!];
    },
    speedOf: (robot) => types[typeOf[robot]!]!.speed,
  };
}
