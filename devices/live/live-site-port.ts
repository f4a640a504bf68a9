// The site that robots drive on, as the live loop sees it: places by number, and traffic that gives them to robots. A grid of
// cells is one, a graph of roads can be another.
import type { Action, RouteNode, ZonePlan } from "../vda5050/index.ts";

/** Places as nodes of orders. */
export interface SiteMap {
  readonly mapId: string;
  readonly placeCount: number;
  /** Where the place is, metres. */
  centre(place: number): { readonly x: number; readonly y: number };
  node(place: number, actions?: readonly Action[]): RouteNode;
  /** The place as the end of a way to it, where ways have names and courses of their own; for the robot that drives it. */
  nodeBy?(way: number, robot: number): RouteNode;
  /**
   * The way on which a robot between two places stands, and the place at its end; of several the one that leads to `towards`,
   * else the one for which it has to turn least. Where ways have courses of their own.
   */
  wayAt?(
    at: { readonly x: number; readonly y: number; readonly theta: number },
    robot: number,
    towards: number,
  ): { readonly id: number; readonly to: number } | undefined;
  /** A robot there is on the course of that way. Where ways have courses of their own. */
  isOnWay?(way: number, robot: number, x: number, y: number): boolean;
  /** −1: no node of this map. */
  placeOfNode(nodeId: string): number;
  /** The place around a position; −1 = off the floor, and where nobody can be. */
  placeAt(x: number, y: number): number;
  distanceToCentre(place: number, x: number, y: number): number;
  /** Places that a robot with its middle there may touch; for sites whose traffic lets robots leave. */
  placesAround?(x: number, y: number): readonly number[];
  /** From a robot's middle to its farthest corner, metres; goes with the above. */
  readonly bodyRadius?: number;
  /** Heading as traffic counts it, of an angle in radians. */
  headingOf(theta: number): number;
  angleOf(heading: number): number;
}

/** Where a robot stands when traffic begins. */
export interface Standing {
  readonly place: number;
  /** It is not there yet: on this way to it. */
  readonly way?: number;
  readonly heading: number;
}

/**
 * Who may drive where. In one tick: `reached` for what robots report, now and then `plan`, then `release`. Per robot the owner
 * sets `goal` (−1 = none), `working` (busy where it stands), `laden`, `priority` (larger goes first) and `hindered` (nothing new
 * may be released to it).
 */
export interface FleetTraffic {
  readonly robotCount: number;
  readonly goal: Int32Array;
  readonly working: Uint8Array;
  readonly laden: Uint8Array;
  readonly hindered: Uint8Array;
  readonly priority: Int32Array;
  /** The last place that the robot has reported; −1 = not in traffic. */
  placeOf(robot: number): number;
  headingOf(robot: number): number;
  /** The place that it has been released into next; −1 = it stands. */
  nextPlaceOf(robot: number): number;
  /** Stands where it is to go, with nothing planned beyond. */
  hasArrived(robot: number): boolean;
  /** Late or out for so long that others go around what it holds. */
  isLost(robot: number): boolean;
  /** Places that are the robot's now, the one where it stands first. */
  heldPlaces(robot: number): readonly number[];
  /** Ways that it has been released onto and has not reported as driven. Where ways have courses of their own. */
  heldWays?(robot: number): readonly number[];
  /** Steps from where the robot stands; Infinity where there is no way. */
  distance(robot: number, place: number): number;
  /** The robot has reached the next place that it was released into, and left what lies behind. */
  reached(robot: number, place: number, tick: number): void;
  /**
   * Out of traffic, as far as is known: it keeps all that it has been released into, and gets nothing more. For sites where robots may be
   * moved by hand and come back; the next two go with it.
   */
  suspend?(robot: number): void;
  /** A suspended robot is known to touch these places only: it keeps them as far as nobody else has them. Returns those. */
  leave?(robot: number, touched: readonly number[]): readonly number[];
  /** Back in traffic at a place that nobody else has; false: somebody has it. */
  enter?(robot: number, place: number, heading: number, tick: number): boolean;
  /** Robot that has the place; −1 = nobody. */
  ownerOf?(place: number): number;
  plan(): void;
  /**
   * Releases what may be driven now; `tell` gets the places that are new to a robot, in order, and on roads the way to each
   * (`SiteMap.nodeBy`).
   */
  release(
    tick: number,
    tell: (robot: number, places: readonly number[], ways?: readonly number[]) => void,
  ): void;
}

/** Areas with rules of their own, and the metres around the point that follows the way which a robot takes up as it turns. */
export interface SiteZones {
  readonly plan: ZonePlan;
  clearanceOf(robot: number): number;
}

export interface LiveSite {
  readonly map: SiteMap;
  readonly zones?: SiteZones;
  /** Two robots that may not both be where they are, or go to their places; left out: those in one place. */
  clash?(standing: readonly Standing[]): { readonly robot: number; readonly other: number } | undefined;
  /**
   * Traffic of robots that stand as given, each in a place of its own. Null: not in traffic yet; only where `letsRobotsLeave`.
   */
  createTraffic(standing: readonly (Standing | null)[]): FleetTraffic;
  /** Its traffic has `suspend`, `leave`, `enter` and `ownerOf`, and its map `placesAround`. */
  readonly letsRobotsLeave: boolean;
}
