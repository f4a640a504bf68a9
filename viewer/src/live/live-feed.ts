// A running fleet as the page knows it, wherever the news comes from: a server's picture or robots' own states.
import type { Observable } from "rxjs";
import type { Activity } from "../../../sim/model/index.ts";
import type { Localized } from "../protocol/messages.ts";
import type { LiveSite } from "./live-site.ts";

/** Metres, x east and y north; radians from east, counter-clockwise. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly theta: number;
}

/** Why a robot does what it does, or stands, and what somebody can do about it. */
export interface Standing {
  readonly code: string;
  readonly why: Localized;
  /** Empty: nothing has to be done. */
  readonly todo: Localized;
  /** Somebody may have to look. */
  readonly needsLook: boolean;
}

/** How a robot reports. Counts are since the page began to listen; null: this source does not say. */
export interface RobotHealth {
  /** When its last state came, by the page's clock; null: never. */
  readonly lastStateMs: number | null;
  readonly statesPerSecond: number | null;
  /** Header ids that never came. */
  readonly gaps: number | null;
  /** Messages that could not be read, and what was wrong with the last one. */
  readonly malformed: number | null;
  readonly lastFault: string;
}

export interface LiveRobot {
  /** `manufacturer/serial`. */
  readonly name: string;
  /** Release of VDA 5050; empty: not known. */
  readonly vda: string;
  readonly connection: "online" | "offline" | "unknown";
  readonly mapId: string;
  readonly activity: Activity;
  readonly isCarrying: boolean;
  /** Per cent, or −1. */
  readonly charge: number;
  readonly standing: Standing;
  /** Empty: none. */
  readonly order: string;
  /** An operator holds it; null: nobody can, from here. */
  readonly isHeld: boolean | null;
  /** What is released and not driven yet, and what is only planned: x, y, x, y … in metres, from the robot on. */
  readonly ahead: readonly number[];
  readonly rest: readonly number[];
  readonly health: RobotHealth;
  /** Where it is drawn now; null: nobody knows. */
  placeAt(nowMs: number): Place | null;
}

/** `needs-key`: the server or broker wants to know who asks. `refused`: it will not, whatever is tried again. */
export type FeedPhase = "connecting" | "live" | "lost" | "needs-key" | "refused";

export const feedErrorCodes = [
  "unreachable",
  "closed",
  "silent",
  "not-allowed",
  "not-peakfleet",
  "version",
  "answer",
  "subscribe",
] as const;
export interface FeedError {
  readonly code: (typeof feedErrorCodes)[number];
  /** In the words of whoever said so; may be empty. */
  readonly detail: string;
  readonly atMs: number;
}

export interface FeedStatus {
  readonly phase: FeedPhase;
  /** When the last message came; null: none yet. */
  readonly lastMessageMs: number | null;
  readonly messagesPerSecond: number;
  readonly lastError: FeedError | null;
  /** When the next attempt is made; null: none is waiting. */
  readonly retryAtMs: number | null;
  /** How often it was lost and came back. */
  readonly reconnects: number;
  /** Robots beyond what one page shows. */
  readonly leftOut: number;
  /** The server's own line to its broker; null where the page listens to the broker itself. */
  readonly broker: { readonly connected: boolean; readonly received: number; readonly sent: number } | null;
}

export interface LiveFeed {
  readonly kind: "server" | "broker";
  /** Where it listens, as people may see it: no secrets. */
  readonly address: string;
  readonly status: FeedStatus;
  /** In the order in which they were first seen; only grows, until `generation` changes. */
  readonly robots: readonly LiveRobot[];
  /** Another one: what was known is void, indexes of robots too. */
  readonly generation: number;
  /** Null: nobody has described it. */
  readonly site: LiveSite | null;
  /** The connection, the site or the set of robots has changed. */
  readonly changed$: Observable<void>;
  open(): void;
  /** Makes the next attempt now. */
  retry(): void;
  close(): void;
}

/** A page shows so many robots of a feed; more are counted. */
export const feedRobotsMax = 2000;
