// Zones and answers to requests, from 3.0 on.
import type { ActionParameter, BlockingType } from "./order.ts";

export const zoneTypes = [
  "BLOCKED",
  "LINE_GUIDED",
  "RELEASE",
  "COORDINATED_REPLANNING",
  "SPEED_LIMIT",
  "ACTION",
  "PRIORITY",
  "PENALTY",
  "DIRECTED",
  "BIDIRECTED",
] as const;
export type ZoneType = (typeof zoneTypes)[number];

export interface Vertex {
  readonly x: number;
  readonly y: number;
}
export interface ZoneAction {
  readonly actionType: string;
  readonly descriptor?: string;
  readonly blockingType: BlockingType;
  readonly parameters: readonly ActionParameter[];
  readonly retriable?: boolean;
}
interface ZoneShape {
  readonly zoneId: string;
  readonly descriptor?: string;
  /** At least three. */
  readonly vertices: readonly Vertex[];
}
export type Zone = ZoneShape &
  (
    | { readonly zoneType: "BLOCKED" | "LINE_GUIDED" | "COORDINATED_REPLANNING" }
    | { readonly zoneType: "RELEASE"; readonly releaseLossBehavior: "STOP" | "CONTINUE" | "EVACUATE" }
    | { readonly zoneType: "SPEED_LIMIT"; readonly maximumSpeed: number }
    | {
        readonly zoneType: "ACTION";
        readonly entryActions: readonly ZoneAction[];
        readonly duringActions: readonly ZoneAction[];
        readonly exitActions: readonly ZoneAction[];
      }
    /** 0 = none, 1 = most. */
    | { readonly zoneType: "PRIORITY" | "PENALTY"; readonly factor: number }
    | {
        readonly zoneType: "DIRECTED" | "BIDIRECTED";
        readonly direction: number;
        readonly limitation: "SOFT" | "RESTRICTED" | "STRICT";
      }
  );

/** Immutable by its id: a change needs a new id. One is enabled per map. */
export interface ZoneSet {
  readonly zoneSetId: string;
  readonly mapId: string;
  readonly descriptor?: string;
  readonly zones: readonly Zone[];
}

export const grantTypes = ["GRANTED", "QUEUED", "REVOKED", "REJECTED"] as const;
export interface Response {
  readonly requestId: string;
  readonly grantType: (typeof grantTypes)[number];
  readonly leaseExpiryMs?: number;
}
export interface Responses {
  readonly responses: readonly Response[];
}
