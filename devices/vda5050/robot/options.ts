// What a virtual robot is made of.
import type { MessageLimits } from "../codec/index.ts";
import type { Factsheet, RobotIdentity, VdaVersion } from "../model/index.ts";
import type { Quirk } from "./quirks.ts";
import type { ClockFault } from "./robot-clock.ts";

/** Metres, seconds, radians, percent. */
export interface RobotBody {
  readonly length: number;
  readonly width: number;
  readonly maximumSpeed: number;
  readonly acceleration: number;
  readonly deceleration: number;
  readonly turnSpeed: number;
  /** Distance from its start node at which an order is still taken if the node allows no deviation itself. */
  readonly startTolerance: number;
  readonly drainPerMetre: number;
  readonly drainPerSecond: number;
  readonly chargePerSecond: number;
}

export const bodyDefault: RobotBody = {
  length: 0.8,
  width: 0.6,
  maximumSpeed: 1.5,
  acceleration: 0.7,
  deceleration: 0.9,
  turnSpeed: 1.5,
  startTolerance: 0.3,
  drainPerMetre: 0.004,
  drainPerSecond: 0.001,
  chargePerSecond: 0.03,
};

export interface VirtualRobotOptions {
  readonly identity: RobotIdentity;
  readonly version: VdaVersion;
  readonly versionText?: string;
  readonly start: {
    readonly x: number;
    readonly y: number;
    readonly theta: number;
    readonly mapId: string;
    /** Node that it stands on; left out: none, it takes an order that starts in reach. */
    readonly nodeId?: string;
  };
  readonly body?: Partial<RobotBody>;
  readonly quirks?: readonly Quirk[];
  /** Percent. Default 90. */
  readonly charge?: number;
  /** How long an action takes, by type; others take `actionMsDefault`. */
  readonly actionMs?: Readonly<Record<string, number>>;
  /** Time between two looks at the world. Default 100. */
  readonly tickMs?: number;
  /** A state at least so often, and after a change not more often than `stateIntervalMsMin`. Defaults 1,000 and 200. */
  readonly stateIntervalMs?: number;
  readonly stateIntervalMsMin?: number;
  /** 0 = no visualization. Default 0. */
  readonly visualizationIntervalMs?: number;
  /** "node": a cancelled robot first drives on to the next node, as line-guided ones must. Default "anywhere". */
  readonly stopsAt?: "anywhere" | "node";
  readonly limits?: MessageLimits;
  /** Its clock, where that is wrong. */
  readonly clock?: ClockFault;
  /** What it says that it can, made from what a virtual robot can; it refuses orders that go beyond. */
  readonly factsheet?: (own: Factsheet) => Factsheet;
}
