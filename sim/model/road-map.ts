// A floor for real robots: a free-form graph of nodes and directed edges in metres, who may use them and how. Plain data,
// read from a layout file or made from a grid floor; the geometry behind it is computed by whoever drives on it.

/** What a node is for beside driving through. */
export type RoadUse = "pick" | "drop" | "charge" | "park";
/** Rotation directions that are allowed at a node: counter-clockwise is positive. */
export type RotationAllowance = "NONE" | "CCW" | "CW" | "BOTH";
export type RoadActionRequirement = "REQUIRED" | "CONDITIONAL" | "OPTIONAL";
export type RoadActionBlocking = "NONE" | "SOFT" | "HARD";

export interface RoadAction {
  readonly actionType: string;
  readonly description: string | null;
  readonly requirement: RoadActionRequirement;
  readonly blocking: RoadActionBlocking;
  readonly parameters: readonly { readonly key: string; readonly value: string }[];
}

/** A part of the site with a map of its own: a level, a hall. */
export interface RoadLayout {
  readonly id: string;
  readonly name: string | null;
  readonly version: string;
  readonly levelId: string | null;
  readonly description: string | null;
}

/** One robot type's way with a node; a type without an entry may not use the node. */
export interface RoadNodeAccess {
  readonly type: string;
  /** Heading in which the robot must stand there, radians in −π … π; null = any. */
  readonly theta: number | null;
  readonly actions: readonly RoadAction[];
}
export interface RoadNode {
  readonly id: string;
  readonly name: string | null;
  readonly description: string | null;
  /** Index into `layouts`. */
  readonly layout: number;
  readonly mapId: string | null;
  /** Metres. */
  readonly x: number;
  readonly y: number;
  readonly uses: readonly RoadUse[];
  readonly access: readonly RoadNodeAccess[];
}

/** How a robot is turned while it drives: against the direction of travel, against the map, or any way it likes. */
export type RoadOrientation =
  | { readonly kind: "tangential" | "global"; readonly radians: number }
  | { readonly kind: "any" };

/** A curve by control points (NURBS). Knots in 0 … 1, as many as control points + degree + 1. */
export interface RoadCurve {
  readonly degree: number;
  readonly knots: readonly number[];
  readonly points: readonly { readonly x: number; readonly y: number; readonly weight: number }[];
}
/** One robot type's way with an edge; a type without an entry may not use the edge. */
export interface RoadEdgeAccess {
  readonly type: string;
  readonly orientation: RoadOrientation;
  readonly rotationOnEdge: boolean;
  readonly rotationAtStart: RotationAllowance;
  readonly rotationAtEnd: RotationAllowance;
  /** Metres per second, radians per second; null = only the robot's own limit. */
  readonly speedMax: number | null;
  readonly rotationSpeedMax: number | null;
  /** Metres, of the robot's load. */
  readonly heightMin: number | null;
  readonly heightMax: number | null;
  readonly load: {
    readonly unloaded: boolean;
    readonly loaded: boolean;
    readonly setNames: readonly string[];
  } | null;
  /** Null = straight. */
  readonly curve: RoadCurve | null;
  readonly reentry: boolean | null;
  readonly actions: readonly RoadAction[];
}
/** Directed: a road for both ways is two edges. */
export interface RoadEdge {
  readonly id: string;
  readonly name: string | null;
  readonly description: string | null;
  readonly layout: number;
  /** Indexes of nodes. */
  readonly from: number;
  readonly to: number;
  /** Room across the direction of travel, metres; null = unknown. */
  readonly widthMetres: number | null;
  readonly access: readonly RoadEdgeAccess[];
}

export interface RoadStation {
  readonly id: string;
  readonly name: string | null;
  readonly description: string | null;
  readonly layout: number;
  /** Nodes at which a robot serves the station. */
  readonly nodes: readonly number[];
  readonly heightMetres: number | null;
  readonly position: { readonly x: number; readonly y: number; readonly theta: number | null } | null;
}

export interface RoadMap {
  readonly project: string;
  readonly creator: string;
  readonly layouts: readonly RoadLayout[];
  readonly nodes: readonly RoadNode[];
  readonly edges: readonly RoadEdge[];
  readonly stations: readonly RoadStation[];
}

/** A robot type on roads: its outline around the point that follows the roads, and how fast it is. */
export interface RoadRobotType {
  readonly id: string;
  /** Metres from the reference point to the front, back, left and right of the robot with its load. */
  readonly front: number;
  readonly back: number;
  readonly left: number;
  readonly right: number;
  /** Metres per second. */
  readonly speed: number;
  /** Radians per second. */
  readonly rotationSpeed: number;
}
