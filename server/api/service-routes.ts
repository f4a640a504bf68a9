// The service itself: alive, ready, and who did what.
import { z } from "zod";
import { iso } from "./order-wish.ts";
import { type Route, type RouteServices, route } from "./route.ts";
import { accessBody, auditPage, health, readiness } from "./schemas.ts";

/** Why nothing can be taken in or carried out now. */
export function lacksOf({ orders, fleet }: RouteServices): readonly string[] {
  return [
    ...(orders.hasFailed ? ["the journal takes nothing: restart after mending the disk"] : []),
    ...fleet.lacks(),
  ];
}

export const serviceRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/health",
    operationId: "health",
    summary: "The process is alive",
    answers: { 200: { description: "Alive", schema: health } },
    handle: (_, { version }) => ({ status: 200, body: { status: "ok", version } }),
  }),
  route({
    method: "GET",
    path: "/ready",
    operationId: "ready",
    summary: "Orders can be taken in and carried out",
    answers: {
      200: { description: "Ready", schema: readiness },
      503: { description: "Not ready, and what is missing", schema: readiness },
    },
    handle: (_, services) => {
      const lacks = lacksOf(services);
      const isReady = lacks.length === 0;
      return { status: isReady ? 200 : 503, body: { status: isReady ? "ready" : "not-ready", lacks } };
    },
  }),
  route({
    method: "GET",
    path: "/v1/access",
    operationId: "readAccess",
    summary: "Who asks, and what this key may do",
    role: "read",
    answers: {
      200: { description: "The key's name and role; `open` and admin without keys", schema: accessBody },
    },
    handle: ({ caller, role }) => ({ status: 200, body: { name: caller, role } }),
  }),
  route({
    method: "GET",
    path: "/v1/audit",
    operationId: "readAudit",
    summary: "Who asked for which change, and the answer",
    role: "admin",
    query: z.strictObject({
      from: z.coerce.number().int().min(1).default(1),
      limit: z.coerce.number().int().min(1).max(1000).default(100),
    }),
    answers: { 200: { description: "A page of the audit log, oldest first", schema: auditPage } },
    handle: async ({ query: { from, limit } }, { auditLog }) => {
      const found = await auditLog.read(from, limit + 1);
      const page = found
        .slice(0, limit)
        .map(({ sequence, atMs, key, method, path, status, requestId, remote }) => ({
          sequence,
          at: iso(atMs),
          key,
          method,
          path,
          status,
          requestId,
          remote,
        }));
      const next = found[limit]?.sequence;
      return { status: 200, body: { entries: page, ...(next === undefined ? {} : { next }) } };
    },
  }),
];
