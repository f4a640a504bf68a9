// Nodes of a road map as places of orders, and its edges as the ways to them.
import { type RoadNetwork, wrapAngle } from "../../../controller/roads/index.ts";
import type { RoadEdgeAccess } from "../../../sim/model/index.ts";
import type { Action, RouteNode, RouteWay } from "../../vda5050/index.ts";
import type { SiteMap } from "../live-site-port.ts";

/** A robot no further than this from a road's course is on it, metres. */
const besideMetres = 0.3;
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
  wayAt(
    { x, y, theta }: { readonly x: number; readonly y: number; readonly theta: number },
    robot: number,
    towards: number,
  ) {
    const { network } = this;
    const type = this.typeOf[robot]!;
    let best: { readonly id: number; readonly to: number } | undefined;
    let leastTurn = Infinity;
    for (let edge = 0; edge < network.edgeCount; edge += 1) {
      if (!network.hasCourse(type, edge)) continue;
      const to = network.to[edge]!;
      const { metres, direction } = nearestPiece(network.course(type, edge).points, x, y);
      if (metres > besideMetres) continue;
      if (to === towards) return { id: edge, to };
      const turn = this.turnOnto(type, edge, direction, theta);
      if (turn < leastTurn) [best, leastTurn] = [{ id: edge, to }, turn];
    }
    return best;
  }
  isOnWay(edge: number, robot: number, x: number, y: number): boolean {
    const { points } = this.network.course(this.typeOf[robot]!, edge);
    return nearestPiece(points, x, y).metres <= besideMetres;
  }
  /** Radians that a robot has to turn to drive on along the course as the edge wants it. */
  private turnOnto(type: number, edge: number, direction: number, theta: number): number {
    const orientation = this.network.orientation(type, edge);
    if (orientation.kind === "any") return 0;
    const wanted = orientation.radians + (orientation.kind === "global" ? 0 : direction);
    return Math.abs(wrapAngle(wanted - theta));
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

/** Of a chain of straight pieces x0, y0, x1, y1, …: how far away the nearest is, and where it leads. */
function nearestPiece(points: Float64Array, x: number, y: number) {
  let nearest = { metres: Infinity, direction: 0 };
  for (let i = 0; i + 3 < points.length; i += 2) {
    const [dx, dy] = [points[i + 2]! - points[i]!, points[i + 3]! - points[i + 1]!];
    const square = dx * dx + dy * dy;
    const along = square === 0 ? 0 : ((x - points[i]!) * dx + (y - points[i + 1]!) * dy) / square;
    const share = Math.min(1, Math.max(0, along));
    const metres = Math.hypot(x - points[i]! - share * dx, y - points[i + 1]! - share * dy);
    if (metres < nearest.metres) nearest = { metres, direction: Math.atan2(dy, dx) };
  }
  return nearest;
}
