// Orders and actions in one form for all releases, in the words of 3.0. Metres, radians, metres per second.

/** Anything that JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** 2.x has no SINGLE: it is sent as HARD there, which is stricter. */
export const blockingTypes = ["NONE", "SOFT", "SINGLE", "HARD"] as const;
export type BlockingType = (typeof blockingTypes)[number];

export interface ActionParameter {
  readonly key: string;
  readonly value: Json;
}
export interface Action {
  readonly actionType: string;
  readonly actionId: string;
  readonly descriptor?: string;
  readonly blockingType: BlockingType;
  readonly parameters: readonly ActionParameter[];
  /** From 3.0. */
  readonly retriable?: boolean;
}

/** Half axes and turn of the ellipse in which a node counts as reached; a circle where a release knows a radius only. */
export interface Deviation {
  readonly a: number;
  readonly b: number;
  readonly theta: number;
}
export interface NodePosition {
  readonly x: number;
  readonly y: number;
  readonly theta?: number;
  readonly deviation?: Deviation;
  readonly deviationTheta?: number;
  readonly mapId: string;
}

export interface OrderNode {
  readonly nodeId: string;
  readonly sequenceId: number;
  readonly descriptor?: string;
  readonly released: boolean;
  readonly position?: NodePosition;
  readonly actions: readonly Action[];
}

export interface ControlPoint {
  readonly x: number;
  readonly y: number;
  readonly weight?: number;
}
/** A NURBS curve. Degree and knots may be missing from 3.0 on: degree 1, knots evenly spaced. */
export interface Trajectory {
  readonly degree?: number;
  readonly knotVector?: readonly number[];
  readonly controlPoints: readonly ControlPoint[];
}
/** From 2.1; release fields from 3.0. */
export interface Corridor {
  readonly leftWidth: number;
  readonly rightWidth: number;
  readonly referencePoint?: "KINEMATIC_CENTER" | "CONTOUR";
  readonly releaseRequired?: boolean;
  readonly releaseLossBehavior?: "STOP" | "RETURN";
}

/** An edge leads from the node with the sequence id before its own to the one after: 2.x's node names follow from that. */
export interface OrderEdge {
  readonly edgeId: string;
  readonly sequenceId: number;
  readonly descriptor?: string;
  readonly released: boolean;
  readonly maximumSpeed?: number;
  readonly maximumHeight?: number;
  readonly minimumLoadHandlingHeight?: number;
  readonly orientation?: number;
  readonly orientationType?: "GLOBAL" | "TANGENTIAL";
  readonly direction?: string;
  /** Up to 2.1. */
  readonly rotationAllowed?: boolean;
  /** From 3.0. */
  readonly reachOrientationBeforeEntering?: boolean;
  readonly maximumRotationSpeed?: number;
  readonly length?: number;
  readonly trajectory?: Trajectory;
  readonly corridor?: Corridor;
  readonly actions: readonly Action[];
}

export interface Order {
  readonly orderId: string;
  readonly orderUpdateId: number;
  /** From 3.0. */
  readonly description?: string;
  /** Up to 2.1. */
  readonly zoneSetId?: string;
  readonly nodes: readonly OrderNode[];
  readonly edges: readonly OrderEdge[];
}

export interface InstantActions {
  readonly actions: readonly Action[];
}
