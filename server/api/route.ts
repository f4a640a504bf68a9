// One operation of the API: path, role, schemas and what it does. The same table serves requests and makes the OpenAPI document.
import type { IncomingHttpHeaders } from "node:http";
import type { z } from "zod";
import type { Role } from "./api-keys.ts";
import type { ApiPorts } from "./api-ports.ts";
import type { AuditLog } from "./audit-log.ts";
import type { ProblemCode } from "./problem.ts";

export interface RouteServices extends ApiPorts {
  readonly auditLog: AuditLog;
  readonly version: string;
}

export interface RouteInput<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly headers: IncomingHttpHeaders;
  /** Name of the key that it came with, and its role. */
  readonly caller: string;
  readonly role: Role;
}

export interface RouteReply {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface RouteSpec<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** `/v1/orders/{id}` */
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  /** Absent: open to everybody. */
  readonly role?: Role;
  readonly params?: P;
  readonly query?: Q;
  readonly headers?: z.ZodType;
  readonly body?: B;
  /** `application/json`, where absent. */
  readonly bodyType?: "application/json" | "text/csv";
  readonly answers: Readonly<Record<number, { readonly description: string; readonly schema: z.ZodType }>>;
  readonly problems?: readonly ProblemCode[];
  readonly handle: (
    input: RouteInput<z.output<P>, z.output<Q>, z.output<B>>,
    services: RouteServices,
  ) => Promise<RouteReply> | RouteReply;
}

/** With what its schemas make of the input forgotten: whoever serves it checks by the schemas first. */
export type Route = Omit<RouteSpec<z.ZodType, z.ZodType, z.ZodType>, "handle"> & {
  readonly handle: (
    input: RouteInput<never, never, never>,
    services: RouteServices,
  ) => Promise<RouteReply> | RouteReply;
};

export function route<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  spec: RouteSpec<P, Q, B>,
): Route {
  return spec;
}
