// Roads with zones: what touches a blocked one is no road, and what lies in a release zone is for one robot at a time.
import { RoadNetwork, turningRadius } from "../../../controller/roads/index.ts";
import type { RoadMap, RoadRobotType } from "../../../sim/model/index.ts";
import type { ZonePlan, ZoneType } from "../../vda5050/index.ts";

export function zonedNetwork(
  map: RoadMap,
  types: readonly RoadRobotType[],
  mapId: string,
  plan: ZonePlan,
): RoadNetwork {
  const reach = types.map(turningRadius);
  /** Zones that a robot of the type comes into on a course, or at a place given as one point. */
  const touched = (zoneType: ZoneType, type: number, points: Float64Array): ReadonlySet<string> => {
    const found = new Set<string>();
    for (let i = 0; i < points.length; i += 2) {
      const next = Math.min(i + 2, points.length - 2);
      const from = { x: points[i]!, y: points[i + 1]!, mapId };
      const to = { x: points[next]!, y: points[next + 1]!, mapId };
      for (const { zoneId } of plan.touched(zoneType, from, to, reach[type]!)) found.add(zoneId);
    }
    return found;
  };
  const whole = new RoadNetwork({ map, types });
  const isOpen = (id: string, points: (type: number) => Float64Array) => {
    const type = types.findIndex((each) => each.id === id);
    return type < 0 || touched("BLOCKED", type, points(type)).size === 0;
  };
  const nodes = map.nodes.map((node) => ({
    ...node,
    access: node.access.filter(({ type }) => isOpen(type, () => Float64Array.of(node.x, node.y))),
  }));
  const edges = map.edges.map((edge, index) => ({
    ...edge,
    access: edge.access.filter(({ type }) =>
      isOpen(type, (t) => (whole.hasCourse(t, index) ? whole.course(t, index).points : new Float64Array())),
    ),
  }));
  const zones = plan.setOf(mapId)?.zones ?? [];
  const areas = zones.flatMap(({ zoneType, zoneId }) =>
    zoneType === "RELEASE"
      ? [(type: number, points: Float64Array) => touched("RELEASE", type, points).has(zoneId)]
      : [],
  );
  return new RoadNetwork({ map: { ...map, nodes, edges }, types, areas });
}
