// What a fleet in virtual time drives on: cells or roads, where robots and orders may be, and the robots' outlines.
import { RoadNetwork, turningRadius } from "../../controller/roads/index.ts";
import { gridSite, type LiveSite, roadSite } from "../../devices/live/index.ts";
import type { ZonePlan } from "../../devices/vda5050/index.ts";
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

export function gridGround(
  plan: readonly string[],
  seed: number,
  zones?: { readonly plan: ZonePlan; readonly clearance: number },
): Ground {
  const floor = drawFloor(plan);
  const site = gridSite({
    floor,
    mapId: "floor",
    seed,
    forwardMs: 1_000,
    turnMs: 1_000,
    bodyRadius: Math.hypot(0.7, 0.5) / 2,
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
  zones?: ZonePlan,
): Ground & { readonly network: RoadNetwork } {
  const network = new RoadNetwork({ map, types });
  return {
    network,
    site: roadSite({ map, types, typeOf, mapId: "floor", ...(zones === undefined ? {} : { zones }) }),
    places: map.nodes.flatMap(({ uses, x, y }, node) => {
      const at = { x, y, mapId: "floor" };
      const reach = Math.max(...types.map(turningRadius));
      const isShut = (zones?.touched("BLOCKED", at, at, reach).length ?? 0) > 0;
      return uses.length > 0 && !isShut ? [node] : [];
    }),
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
