// Drives an order: along its released edges, actions by their blocking types, and standing still when that is asked.
import { wrapAngle } from "../codec/index.ts";
import type { Order, OrderEdge, OrderNode } from "../model/index.ts";
import { type ActionEffects, ActionRunner } from "./action-runner.ts";
import { Motion, type SpeedLimit } from "./motion.ts";
import type { RobotBody } from "./options.ts";
import { OrderBook } from "./order-book.ts";
import { type PathPose, poseStep } from "./path-ahead.ts";
import { corridorRoom, nextAside } from "./swerve.ts";
import { Track } from "./track.ts";

/** Below this change of direction a robot drives on through a node, radians. */
const straightOn = 0.05;
const alignedDefault = 0.05;
const emergencyBraking = 4;

export interface DriverOptions {
  readonly body: RobotBody;
  readonly effects: ActionEffects;
  readonly stopsAt: "anywhere" | "node";
  /** A robot that does not care for `released`. */
  readonly ignoresReleased: boolean;
  /** A robot that gets a second state for an action that it is told of twice. */
  readonly repeatsActions: boolean;
  /** Whether it may use the corridor of an edge now; called on each look at one. */
  readonly mayLeaveLine: (edge: OrderEdge) => boolean;
}

/** Why the robot may not go on: "brake" stops with its usual deceleration, "emergency" at once. */
export type Hold = "none" | "brake" | "emergency";

export class Driver {
  readonly motion: Motion;
  readonly book: OrderBook;
  readonly actions: ActionRunner;
  /** Nodes passed since the start, for those who watch. */
  passed = 0;
  metres = 0;
  /** Metres that may be driven from here, and speeds from places on, as zones allow; set before each step. */
  room = Infinity;
  speedLimits: readonly SpeedLimit[] = [];
  /** How far to the left of its line it would like to be, for something is in its way; negative: right. */
  wishAside = 0;
  private track: Track | null = null;
  private along = 0;
  /** Edges entered count their actions once. */
  private entered = -1;
  private cancelling = false;

  constructor(
    private readonly options: DriverOptions,
    start: { readonly x: number; readonly y: number; readonly theta: number; readonly nodeId?: string },
  ) {
    this.motion = new Motion(start.x, start.y, start.theta, options.body);
    this.book = new OrderBook(start.nodeId ?? "");
    this.actions = new ActionRunner(options.effects);
  }

  /** Nothing to drive, nothing to do: a new order would be taken. */
  get idle(): boolean {
    return this.book.isDriven && this.actions.allOver && !this.cancelling;
  }
  get driving(): boolean {
    return !this.motion.stands;
  }
  get distanceSinceLastNode(): number {
    return this.track === null ? 0 : this.along;
  }
  get isCancelling(): boolean {
    return this.cancelling;
  }

  begin(order: Order): void {
    this.track = null;
    this.entered = -1;
    this.actions.reset();
    const first = this.book.begin(order);
    this.announce(order, first, "new");
    this.actions.reach(first.sequenceId);
  }
  stitch(order: Order): void {
    const first = this.book.stitch(order);
    const ahead = [...this.book.nodes, ...this.book.edges].map(({ sequenceId }) => sequenceId);
    this.actions.dropUnreached(new Set([...ahead, this.book.lastNodeSequenceId]));
    this.announce(order, first, "update");
  }
  /** A robot that carries out a repeated update once more goes back to its beginning. */
  repeat(order: Order): void {
    this.book.nodes = order.nodes.slice(1);
    this.book.edges = [...order.edges];
    this.track = null;
    this.entered = -1;
  }
  cancel(): void {
    this.cancelling = true;
    this.actions.failAll("cancelled");
  }
  /** Forgets the order at once: the robot has been switched to another mode. */
  abandon(reason: string): void {
    this.actions.failAll(reason);
    this.motion.speed = 0;
    this.motion.turning = false;
    this.endCancelling();
  }
  /** Somebody has put the robot elsewhere. */
  place(x: number, y: number, theta: number): void {
    Object.assign(this.motion, { x, y, theta, speed: 0, turning: false, aside: 0 });
    this.track = null;
  }

  /** Lets time pass; true when something happened that a state has to tell. */
  advance(seconds: number, hold: Hold): boolean {
    const wasDriving = this.driving;
    let changed = this.actions.advance(seconds * 1000, this.motion.stands);
    if (hold !== "none" || this.mustBrake()) this.brake(seconds, hold);
    else if (this.drive(seconds)) changed = true;
    if (this.cancelling && this.finishCancelling()) changed = true;
    return changed || wasDriving !== this.driving;
  }

  private announce(order: Order, first: OrderNode, kind: "new" | "update"): void {
    for (const part of [...order.nodes, ...order.edges]) {
      const isStitch = part === first && kind === "update";
      // What a stitching node brings anew does not count: its first version does.
      if (isStitch && !this.options.repeatsActions) continue;
      this.actions.add(part.actions, part.sequenceId, isStitch);
    }
  }

  /** Between nodes: actions of the edge, or a cancellation that need not wait for the next node. */
  private mustBrake(): boolean {
    if (this.track === null) return false;
    return this.actions.holds || (this.cancelling && this.options.stopsAt === "anywhere");
  }
  private brake(seconds: number, hold: Hold): void {
    const { deceleration } = this.options.body;
    this.motion.turning = false;
    if (this.track === null) {
      this.motion.speed = 0;
      return;
    }
    const factor = hold === "emergency" ? emergencyBraking : 1;
    const room = this.track.length - this.along;
    const metres = Math.min(room, this.motion.brake(this.track, this.along, seconds, deceleration * factor));
    this.along += metres;
    this.metres += metres;
    if (metres === room) this.motion.speed = 0;
  }

  private drive(seconds: number): boolean {
    if (this.track === null && !this.enterEdge(0, seconds)) return false;
    const track = this.track!;
    const metres = this.motion.drive(track, this.along, seconds, this.capHere(), this.limitsAhead());
    this.along += metres;
    this.metres += metres;
    this.room -= metres;
    this.swerve(track, metres);
    let changed = false;
    while (this.track !== null && this.along >= this.track.length - 1e-6) {
      if (!this.align(this.book.nodes[0]!, seconds)) return changed;
      const carry = Math.max(0, this.along - this.track.length);
      this.passNode();
      changed = true;
      if (this.motion.speed === 0 || !this.enterEdge(carry, 0)) {
        this.motion.speed = 0;
        break;
      }
    }
    return changed;
  }

  /** Poses along what may be driven, at most so many metres ahead; the present one first. */
  pathAhead(metresMax: number): readonly PathPose[] {
    const { motion, book } = this;
    const { x, y, theta } = motion;
    const poses: PathPose[] = [{ x, y, theta, distance: 0, before: 0, turns: motion.turning }];
    let from: { readonly x: number; readonly y: number } = motion;
    let [heading, distance, before] = [theta, 0, 0];
    const add = (point: { readonly x: number; readonly y: number }, turns: boolean) => {
      poses.push({ x: point.x, y: point.y, theta: heading, distance, before, turns });
      before = distance;
    };
    for (let i = 0; distance < metresMax; i += 1) {
      const [node, edge] = [this.nextNode(i), book.edges[i]];
      if (node?.position === undefined || edge === undefined) break;
      const isOn = i === 0 && this.track !== null;
      const track = isOn ? this.track! : trackOf(from, edge, node.position);
      const start = isOn ? this.along : 0;
      const next = headingOn(edge, track.directionAt(start)) ?? heading;
      if (Math.abs(wrapAngle(next - heading)) > straightOn) add(from, true);
      for (let along = start; along < track.length && distance < metresMax; ) {
        const step = Math.min(poseStep, track.length - along);
        along += step;
        distance += step;
        heading = headingOn(edge, track.directionAt(along)) ?? heading;
        add(track.at(along), false);
      }
      from = node.position;
      if (!this.isAligned(node, heading)) add(from, true);
    }
    return poses;
  }
  /** Drives beside the line where the edge has a corridor and something is in the way. */
  private swerve(track: Track, metres: number): void {
    const edge = this.book.edges[0];
    if (edge === undefined || (this.wishAside === 0 && this.motion.aside === 0)) return;
    const wish = this.wishAside === 0 || !this.options.mayLeaveLine(edge) ? 0 : this.wishAside;
    const room = corridorRoom(edge, this.options.body.width);
    this.motion.aside = nextAside(this.motion.aside, wish, room, metres, track.length - this.along);
    this.motion.place(track, Math.min(track.length, this.along));
  }

  /** Onto the next edge if it may be driven, turned its way; `seconds` = 0: only if no turn is needed. */
  private enterEdge(carry: number, seconds: number): boolean {
    const node = this.nextNode(0);
    this.motion.turning = false;
    if (node?.position === undefined || this.cancelling || this.actions.holds || this.room <= 0) return false;
    const edge = this.book.edges[0]!;
    if (this.entered !== edge.sequenceId) {
      // Actions of an edge that need the robot to stand are carried out before it sets off.
      this.entered = edge.sequenceId;
      this.actions.reach(edge.sequenceId);
      if (this.actions.holds) return false;
    }
    const track = trackOf(this.motion, edge, node.position);
    const heading = headingOn(edge, track.directionAt(0));
    if (
      heading !== null &&
      Math.abs(wrapAngle(heading - this.motion.theta)) > (seconds === 0 ? straightOn : 1e-9)
    ) {
      if (seconds === 0 || !this.motion.turnTo(heading, seconds, edge.maximumRotationSpeed)) return false;
    }
    this.track = track;
    this.along = Math.min(carry, track.length);
    if (carry > 0) this.motion.place(track, this.along);
    return true;
  }
  private passNode(): void {
    this.track = null;
    this.along = 0;
    this.motion.aside = 0;
    const edge = this.book.edges[0];
    const node = this.book.pass();
    this.passed += 1;
    if (edge !== undefined) this.actions.leave(edge.sequenceId);
    this.actions.reach(node.sequenceId);
  }

  /** Turned as the node asks; nodes that ask nothing are passed as they come. */
  private align(node: OrderNode, seconds: number): boolean {
    const theta = node.position?.theta;
    if (theta === undefined || this.isAligned(node, this.motion.theta)) {
      this.motion.turning = false;
      return true;
    }
    return this.motion.turnTo(theta, seconds);
  }
  private isAligned({ position }: OrderNode, theta: number): boolean {
    if (position?.theta === undefined) return true;
    return Math.abs(wrapAngle(position.theta - theta)) <= (position.deviationTheta ?? alignedDefault);
  }

  /** The node that may be driven to, `index` nodes ahead. */
  private nextNode(index: number): OrderNode | undefined {
    const node = this.book.nodes[index];
    return node?.released || this.options.ignoresReleased ? node : undefined;
  }

  private limitsAhead(): readonly SpeedLimit[] {
    const { book, motion } = this;
    const limits: SpeedLimit[] = [...this.speedLimits];
    if (this.room < Infinity) limits.push({ distance: Math.max(0, this.room), speed: 0 });
    const horizon = (motion.speed * motion.speed) / this.options.body.deceleration + 2;
    let distance = this.track!.length - this.along;
    let direction = this.track!.directionAt(this.track!.length) ?? motion.theta;
    for (let i = 0; distance < horizon; i += 1) {
      const node = book.nodes[i]!;
      const next = this.nextNode(i + 1);
      const edge = book.edges[i + 1];
      const stops =
        next?.position === undefined ||
        edge === undefined ||
        this.cancelling ||
        stopsHere(node) ||
        stopsHere(edge) ||
        !this.isAligned(node, direction);
      if (stops) {
        limits.push({ distance, speed: 0 });
        break;
      }
      const track = trackOf(node.position ?? motion, edge, next.position);
      const ahead = track.directionAt(0) ?? direction;
      if (Math.abs(wrapAngle(ahead - direction)) > straightOn) {
        limits.push({ distance, speed: 0 });
        break;
      }
      limits.push({ distance, speed: this.capOf(edge) });
      distance += track.length;
      direction = track.directionAt(track.length) ?? direction;
    }
    return limits;
  }
  /** What holds at once: the edge, and zones that it is in already. */
  private capHere(): number {
    const here = this.speedLimits.filter(({ distance }) => distance <= 0).map(({ speed }) => speed);
    return Math.min(this.capOf(this.book.edges[0]), ...here);
  }
  private capOf(edge: OrderEdge | undefined): number {
    return Math.min(this.options.body.maximumSpeed, edge?.maximumSpeed ?? Infinity);
  }

  private finishCancelling(): boolean {
    if (!this.motion.stands || (this.track !== null && this.options.stopsAt === "node")) return false;
    this.endCancelling();
    return true;
  }
  private endCancelling(): void {
    this.book.clear();
    this.track = null;
    this.motion.aside = 0;
    this.entered = -1;
    this.cancelling = false;
  }
}

function trackOf(
  from: { readonly x: number; readonly y: number },
  edge: OrderEdge,
  to: { x: number; y: number },
) {
  const start = { x: from.x, y: from.y };
  return edge.trajectory === undefined ? Track.straight(start, to) : Track.along(start, edge.trajectory, to);
}

/** Where the robot looks on the edge: along it, or as the edge's orientation says. */
function headingOn(edge: OrderEdge, direction: number | null): number | null {
  if (edge.orientation === undefined) return direction;
  if (edge.orientationType === "GLOBAL") return edge.orientation;
  return direction === null ? null : direction + edge.orientation;
}

function stopsHere({ actions }: { readonly actions: OrderNode["actions"] }): boolean {
  return actions.some(({ blockingType }) => blockingType === "SOFT" || blockingType === "HARD");
}
