// A road map made ready for driving: per robot type which edges it may take, how long they last, how it must turn between
// them, and which places exclude each other. A *place* is a node or an edge as used by one robot type.
import { assert } from "../../sim/kernel/index.ts";
import type { RoadEdgeAccess, RoadMap, RoadRobotType, RotationAllowance } from "../../sim/model/index.ts";
import { type ConflictTable, type Coverage, findConflicts } from "./conflicts.ts";
import { type Course, courseHeadings, edgeCourse, wrapAngle } from "./course.ts";
import { type Area, disc, hull } from "./shapes.ts";
import { outline, sweptAreas, turningRadius } from "./sweep.ts";

export interface RoadNetworkOptions {
  readonly map: RoadMap;
  readonly types: readonly RoadRobotType[];
  /** Room that is kept between two robots beyond their outlines, metres. Default 0.1. */
  readonly marginMetres?: number;
  /**
   * Areas for one robot at a time: whether a robot of a type comes into the area on a course, or at a node, given as a course of
   * one point. Places that lie in one area exclude each other.
   */
  readonly areas?: readonly ((type: number, points: Float64Array) => boolean)[];
}

/** Who may take an edge: bit 0 without a load, bit 1 with one. */
export const Passage = { unladen: 1, laden: 2 } as const;

/** Headings closer than this are the same, radians. */
const sameHeading = 0.01;
/** No edge lasts less, so that what comes later also begins later; seconds. */
const secondsMin = 0.1;

export class RoadNetwork {
  readonly map: RoadMap;
  readonly types: readonly RoadRobotType[];
  readonly nodeCount: number;
  readonly edgeCount: number;
  /** Places in all: types × (nodes + edges). */
  readonly placeCount: number;
  readonly marginMetres: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Edges out of node n: `outEdges[outStart[n]] …`; the same for edges in. */
  readonly outStart: Int32Array;
  readonly outEdges: Int32Array;
  readonly inStart: Int32Array;
  readonly inEdges: Int32Array;
  /** Per type × edge: bits of `Passage`, 0 = the type may not use it. */
  readonly passage: Uint8Array;
  /** Per type × edge: seconds to drive along it without a stop; metres. */
  readonly seconds: Float64Array;
  readonly metres: Float64Array;
  /** Per type × edge: the robot's heading at both ends, radians; NaN = any. */
  readonly startHeading: Float64Array;
  readonly endHeading: Float64Array;
  readonly coverages: readonly Coverage[];
  readonly conflicts: ConflictTable;
  private readonly access: readonly (RoadEdgeAccess | undefined)[];
  private readonly courses: readonly (Course | undefined)[];

  constructor({ map, types, marginMetres = 0.1, areas = [] }: RoadNetworkOptions) {
    this.map = map;
    this.types = types;
    this.marginMetres = marginMetres;
    this.nodeCount = map.nodes.length;
    this.edgeCount = map.edges.length;
    const { nodeCount, edgeCount } = this;
    this.placeCount = types.length * (nodeCount + edgeCount);
    this.from = Int32Array.from(map.edges, (edge) => edge.from);
    this.to = Int32Array.from(map.edges, (edge) => edge.to);
    [this.outStart, this.outEdges] = byNode(nodeCount, this.from);
    [this.inStart, this.inEdges] = byNode(nodeCount, this.to);
    const pairs = types.length * edgeCount;
    this.passage = new Uint8Array(pairs);
    this.seconds = new Float64Array(pairs).fill(Infinity);
    this.metres = new Float64Array(pairs);
    this.startHeading = new Float64Array(pairs).fill(Number.NaN);
    this.endHeading = new Float64Array(pairs).fill(Number.NaN);
    this.access = types.flatMap(({ id }) =>
      map.edges.map(({ from, to, access }) =>
        nodeAccess(map, from, id) && nodeAccess(map, to, id)
          ? access.find(({ type }) => type === id)
          : undefined,
      ),
    );
    this.courses = this.access.map((access, pair) =>
      access === undefined ? undefined : edgeCourse(map, map.edges[pair % edgeCount]!, access),
    );
    for (let pair = 0; pair < pairs; pair += 1) this.prepare(pair);
    this.coverages = this.cover();
    this.conflicts = findConflicts(
      this.coverages,
      marginMetres,
      areas.map((isIn) => this.placesIn(isIn)),
    );
  }

  nodePlace(type: number, node: number): number {
    return type * (this.nodeCount + this.edgeCount) + node;
  }
  edgePlace(type: number, edge: number): number {
    return type * (this.nodeCount + this.edgeCount) + this.nodeCount + edge;
  }
  /** Two robots may not use these places at the same time. */
  excludes(place: number, other: number): boolean {
    const { start, places } = this.conflicts;
    return places.subarray(start[place], start[place + 1]).includes(other);
  }
  mayStand(type: number, node: number): boolean {
    return this.coverages[this.nodePlace(type, node)]!.areas.length > 0;
  }
  hasCourse(type: number, edge: number): boolean {
    return this.courses[type * this.edgeCount + edge] !== undefined;
  }
  course(type: number, edge: number): Course {
    const course = this.courses[type * this.edgeCount + edge];
    assert(course !== undefined, `robot type ${type} may not use edge ${edge}`);
    return course;
  }
  orientation(type: number, edge: number): RoadEdgeAccess["orientation"] {
    return this.access[type * this.edgeCount + edge]!.orientation;
  }

  /** Seconds to turn on the spot from the end of one edge to the start of the next; Infinity where that is not allowed. */
  turnSeconds(type: number, edgeIn: number, edgeOut: number): number {
    const pairIn = type * this.edgeCount + edgeIn;
    const pairOut = type * this.edgeCount + edgeOut;
    const turn = wrapAngle(this.startHeading[pairOut]! - this.endHeading[pairIn]!);
    if (Number.isNaN(turn) || Math.abs(turn) < sameHeading) return 0;
    const [arriving, leaving] = [this.access[pairIn]!, this.access[pairOut]!];
    const radians = allowedTurn(turn, arriving.rotationAtEnd, leaving.rotationAtStart);
    const speed = Math.min(this.types[type]!.rotationSpeed, leaving.rotationSpeedMax ?? Infinity);
    return radians / speed;
  }
  /** The same from a heading in radians. */
  turnFromHeading(type: number, heading: number, edgeOut: number): number {
    const pair = type * this.edgeCount + edgeOut;
    const turn = wrapAngle(this.startHeading[pair]! - heading);
    if (Number.isNaN(turn) || Math.abs(turn) < sameHeading) return 0;
    const { rotationAtStart, rotationSpeedMax } = this.access[pair]!;
    const speed = Math.min(this.types[type]!.rotationSpeed, rotationSpeedMax ?? Infinity);
    return allowedTurn(turn, "BOTH", rotationAtStart) / speed;
  }

  private prepare(pair: number): void {
    const access = this.access[pair];
    if (access === undefined) return;
    const course = this.courses[pair]!;
    const type = this.types[Math.floor(pair / this.edgeCount)]!;
    const { load, speedMax } = access;
    this.passage[pair] =
      (load?.unloaded === false ? 0 : Passage.unladen) | (load?.loaded === false ? 0 : Passage.laden);
    this.metres[pair] = course.lengthMetres;
    const speed = Math.min(type.speed, speedMax ?? Infinity);
    this.seconds[pair] = Math.max(secondsMin, course.lengthMetres / speed);
    const headings = courseHeadings(course, access);
    if (headings === null) return;
    this.startHeading[pair] = headings.start;
    this.endHeading[pair] = headings.end;
  }

  private placesIn(isIn: (type: number, points: Float64Array) => boolean): readonly number[] {
    const { types, map, nodeCount, edgeCount } = this;
    const places: number[] = [];
    for (let type = 0; type < types.length; type += 1) {
      for (let node = 0; node < nodeCount; node += 1) {
        const { x, y } = map.nodes[node]!;
        if (this.mayStand(type, node) && isIn(type, Float64Array.of(x, y)))
          places.push(this.nodePlace(type, node));
      }
      for (let edge = 0; edge < edgeCount; edge += 1) {
        const course = this.courses[type * edgeCount + edge];
        if (course !== undefined && isIn(type, course.points)) places.push(this.edgePlace(type, edge));
      }
    }
    return places;
  }

  private cover(): Coverage[] {
    const { map, types, edgeCount } = this;
    const names = new Map<string, number>();
    const mapOf = (node: number) => {
      const { mapId, layout } = map.nodes[node]!;
      const name = mapId ?? `layout ${layout}`;
      if (!names.has(name)) names.set(name, names.size);
      return names.get(name)!;
    };
    return types.flatMap((type, t) => [
      ...map.nodes.map((_, node) => ({ map: mapOf(node), areas: this.standing(t, node) })),
      ...map.edges.map(({ from }, edge) => {
        const pair = t * edgeCount + edge;
        const access = this.access[pair];
        const areas = access === undefined ? [] : sweptAreas(type, this.courses[pair]!, access);
        return { map: mapOf(from), areas };
      }),
    ]);
  }

  /** Everything that a robot of the type can cover at a node: its turning circle where it may turn, else its outlines. */
  private standing(type: number, node: number): Area[] {
    const { map, types, edgeCount } = this;
    const access = nodeAccess(map, node, types[type]!.id);
    if (access === undefined) return [];
    const robot = types[type]!;
    const { x, y } = map.nodes[node]!;
    const usable = (edges: Int32Array) =>
      [...edges].filter((edge) => this.access[type * edgeCount + edge] !== undefined);
    const arriving = usable(this.inEdges.subarray(this.inStart[node], this.inStart[node + 1]));
    const leaving = usable(this.outEdges.subarray(this.outStart[node], this.outStart[node + 1]));
    const headings = [
      ...arriving.map((edge) => this.endHeading[type * edgeCount + edge]!),
      ...leaving.map((edge) => this.startHeading[type * edgeCount + edge]!),
      ...(access.theta === null ? [] : [access.theta]),
    ];
    const turns = arriving.some((edgeIn) =>
      leaving.some((edgeOut) => {
        const seconds = this.turnSeconds(type, edgeIn, edgeOut);
        return seconds > 0 && seconds < Infinity;
      }),
    );
    const isDead = arriving.length === 0 || leaving.length === 0;
    if (turns || isDead || access.theta !== null || headings.some(Number.isNaN))
      return [disc(x, y, turningRadius(robot))];
    return headings.map((heading) => hull(outline(robot, x, y, heading)));
  }
}

function nodeAccess(map: RoadMap, node: number, type: string) {
  return map.nodes[node]!.access.find((access) => access.type === type);
}

function byNode(nodeCount: number, nodeOf: Int32Array): [Int32Array, Int32Array] {
  const start = new Int32Array(nodeCount + 1);
  for (const node of nodeOf) start[node + 1]! += 1;
  for (let node = 0; node < nodeCount; node += 1) start[node + 1]! += start[node]!;
  const next = start.slice();
  const edges = new Int32Array(nodeOf.length);
  nodeOf.forEach((node, edge) => {
    edges[next[node]!] = edge;
    next[node]! += 1;
  });
  return [start, edges];
}

const fullTurn = 6.283185307179586;
/** Radians of a turn in a direction that both edges allow; Infinity if there is none. */
function allowedTurn(turn: number, atEnd: RotationAllowance, atStart: RotationAllowance): number {
  const allows = (direction: RotationAllowance) =>
    [atEnd, atStart].every((allowance) => allowance === "BOTH" || allowance === direction);
  const [short, long]: RotationAllowance[] = turn > 0 ? ["CCW", "CW"] : ["CW", "CCW"];
  if (allows(short!)) return Math.abs(turn);
  return allows(long!) ? fullTurn - Math.abs(turn) : Infinity;
}
