// What `peakfleet serve` answers and tells, as far as the page reads it (docs/api.md). What is not as expected is refused with
// the place, so that a wrong address says so at once.
import type { SitePicture } from "../../../devices/picture/index.ts";

export const roles = ["read", "operate", "admin"] as const;
export type Role = (typeof roles)[number];
/** Who the page is to the server. */
export interface Caller {
  readonly name: string;
  readonly role: Role;
}

export interface RobotDetails {
  readonly name: string;
  readonly connection: "online" | "offline" | "unknown";
  readonly reason: string;
  readonly message?: string;
  readonly advice?: string;
  readonly held: boolean;
  readonly needsPerson: boolean;
  readonly order?: string;
  readonly messagesRefused?: number;
  readonly lastRefusal?: string;
}
export interface Alarm {
  readonly id: string;
  readonly severity: "warning" | "error";
  readonly about: string;
  readonly message: string;
  readonly advice?: string;
  /** ISO 8601. */
  readonly since: string;
}

export const orderStates = ["accepted", "started", "done", "failed", "cancelled"] as const;
export interface ServerOrder {
  readonly id: string;
  readonly kind: "transport" | "warehouse";
  readonly state: (typeof orderStates)[number];
  readonly cancelRequested: boolean;
  readonly priority: number;
  readonly due?: string;
  readonly from?: string;
  readonly to?: string;
  readonly station?: string;
  readonly lines?: readonly { readonly sku: string; readonly quantity: number }[];
  readonly robot?: string;
  readonly note?: string;
  readonly accepted: string;
  readonly changed: string;
}
export interface Problem {
  readonly title: string;
  readonly code: string;
  readonly faults: readonly {
    readonly where: string;
    readonly expected: string;
    readonly found: string;
    readonly advice?: string;
  }[];
}

/** Null: this is no site. */
export function asSite(body: unknown): SitePicture | null {
  if (!isObject(body)) return null;
  const { version, session, mapId, stations, chargers, robots, reasons, grid, roads } = body;
  const lists = [stations, chargers, robots, reasons];
  const fits =
    typeof version === "number" &&
    typeof session === "string" &&
    typeof mapId === "string" &&
    lists.every(Array.isArray) &&
    (isObject(grid) || isObject(roads));
  return fits ? (body as unknown as SitePicture) : null;
}
export function asProblem(body: unknown): Problem | null {
  if (!isObject(body) || typeof body["title"] !== "string" || !Array.isArray(body["faults"])) return null;
  return body as unknown as Problem;
}
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
