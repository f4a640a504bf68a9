// Nodes of a road map as places of orders, and its edges as the ways to them.
import type { RoadNetwork } from "../../../controller/roads/index.ts";
import type { RoadEdgeAccess } from "../../../sim/model/index.ts";
import type { Action, RouteNode, RouteWay } from "../../vda5050/index.ts";
import type { SiteMap } from "../live-site-port.ts";

/** A robot no further than this from a node counts as standing there, metres; it is brought to the node itself first. */
const reachMetres = 0.5;

export class RoadPlaces implements SiteMap {
  private readonly placeOfId: ReadonlyMap<string, number>;

  /** @param typeOf index into the network's types, per robot. */
  constructor(
    private readonly network: RoadNetwork,
    private readonly typeOf: readonly number[],
    readonly mapId: string,
  ) {
    this.placeOfId = new Map(network.map.nodes.map(({ id }, place) => [id, place]));
  }

  get placeCount(): number {
    return this.network.nodeCount;
  }
  centre(place: number): { readonly x: number; readonly y: number } {
    const { x, y } = this.network.map.nodes[place]!;
    return { x, y };
  }
  node(place: number, actions: readonly Action[] = []): RouteNode {
    const { id, x, y } = this.network.map.nodes[place]!;
    return { nodeId: id, x, y, mapId: this.mapId, actions };
  }
  nodeBy(edge: number, robot: number): RouteNode {
    const { network } = this;
    const { map, types } = network;
    const type = this.typeOf[robot]!;
    const { to, access } = map.edges[edge]!;
    const { id } = types[type]!;
    const edgeAccess = access.find((each) => each.type === id)!;
    const theta = map.nodes[to]!.access.find((each) => each.type === id)?.theta ?? null;
    return {
      ...this.node(to),
      ...(theta === null ? {} : { theta }),
      ...(edgeAccess.speedMax === null ? {} : { maximumSpeed: edgeAccess.speedMax }),
      way: this.way(edge, type, edgeAccess),
    };
  }
  placeOfNode(nodeId: string): number {
    return this.placeOfId.get(nodeId) ?? -1;
  }
  placeAt(x: number, y: number): number {
    let nearest = -1;
    let metres = reachMetres;
    for (let place = 0; place < this.placeCount; place += 1) {
      const away = this.distanceToCentre(place, x, y);
      if (away <= metres) [nearest, metres] = [place, away];
    }
    return nearest;
  }
  distanceToCentre(place: number, x: number, y: number): number {
    const centre = this.centre(place);
    return Math.hypot(x - centre.x, y - centre.y);
  }
  /** Roads say how robots are turned; traffic counts no headings. */
  headingOf(): number {
    return 0;
  }
  angleOf(): number {
    return 0;
  }

  private way(edge: number, type: number, access: RoadEdgeAccess): RouteWay {
    const { map } = this.network;
    const { points } = this.network.course(type, edge);
    const { curve, orientation, rotationSpeedMax } = access;
    return {
      edgeId: map.edges[edge]!.id,
      fromNodeId: map.nodes[map.edges[edge]!.from]!.id,
      course: Array.from({ length: points.length / 2 }, (_, i) => ({
        x: points[2 * i]!,
        y: points[2 * i + 1]!,
      })),
      ...(curve === null
        ? {}
        : { trajectory: { degree: curve.degree, knotVector: curve.knots, controlPoints: curve.points } }),
      ...(orientation.kind === "any" || (orientation.kind === "tangential" && orientation.radians === 0)
        ? {}
        : {
            orientation: orientation.radians,
            orientationType: orientation.kind === "global" ? ("GLOBAL" as const) : ("TANGENTIAL" as const),
          }),
      ...(rotationSpeedMax === null ? {} : { maximumRotationSpeed: rotationSpeedMax }),
    };
  }
}
