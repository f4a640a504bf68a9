// Orders: in, out, changed, cancelled.
import { z } from "zod";
import { isOver } from "../../devices/orders/index.ts";
import { readCsvOrders } from "./csv-intake.ts";
import { orderBodyOf, takenOrThrow, takeOrder } from "./order-wish.ts";
import { ApiProblem, type Fault } from "./problem.ts";
import { type Route, route } from "./route.ts";
import {
  importAnswer,
  loadWord,
  newOrder,
  orderBody,
  orderId,
  orderPage,
  orderState,
  priorityChange,
} from "./schemas.ts";

const byId = z.object({ id: orderId });
const keyHeader = z.object({
  "idempotency-key": z
    .string()
    .min(1)
    .max(200)
    .optional()
    .meta({ description: "The same key with the same order is answered again without a second order." }),
});
const pageQuery = z.strictObject({
  state: orderState.optional(),
  open: z
    .enum(["true", "false"])
    .optional()
    .meta({ description: "Only orders that are not over, or only those that are." }),
  after: z.string().max(64).optional().meta({ description: "`next` of the page before." }),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});

/** Faults of rows that are told; the counts of accepted and known are complete. */
const refusedToldMax = 1000;

export const orderRoutes: readonly Route[] = [
  route({
    method: "POST",
    path: "/v1/orders",
    operationId: "createOrder",
    summary: "Takes a transport or warehouse order in; answered when it is safe",
    role: "operate",
    headers: keyHeader,
    body: newOrder,
    answers: {
      201: { description: "New", schema: orderBody },
      200: {
        description: "Known already: the same id or idempotency key with the same order",
        schema: orderBody,
      },
    },
    problems: ["conflict", "impossible-order", "too-many-open"],
    handle: async ({ body, headers, caller }, services) => {
      const key = headers["idempotency-key"];
      const answer = await takeOrder(
        services,
        body,
        typeof key === "string" ? `${caller}/${key}` : undefined,
      );
      return {
        status: answer.kind === "new" ? 201 : 200,
        body: orderBodyOf(answer.status),
        headers: { location: `/v1/orders/${answer.status.order.id}` },
      };
    },
  }),
  route({
    method: "POST",
    path: "/v1/orders/import",
    operationId: "importOrders",
    summary: "Takes many orders from CSV in; each row is judged for itself, and the same rows may come again",
    role: "operate",
    body: z.string(),
    bodyType: "text/csv",
    answers: { 200: { description: "What came of each row", schema: importAnswer } },
    handle: async ({ body }, services) => {
      const { orders, refused } = readCsvOrders(body);
      const told: { accepted: string[]; known: string[]; refused: Fault[] } = {
        accepted: [],
        known: [],
        refused: [...refused],
      };
      await Promise.all(
        orders.map(async ({ where, body: order }) => {
          try {
            const { kind, status } = await takeOrder(services, order);
            told[kind === "new" ? "accepted" : "known"].push(status.order.id);
          } catch (error) {
            if (!(error instanceof ApiProblem)) throw error;
            told.refused.push(
              ...error.faults.map((fault) => ({ ...fault, where: `${where}: ${fault.where}` })),
            );
          }
        }),
      );
      const hidden = told.refused.length - refusedToldMax;
      if (hidden > 0) {
        told.refused = told.refused.slice(0, refusedToldMax);
        told.refused.push({ where: "body", expected: "no faults", found: `${hidden} more` });
      }
      return { status: 200, body: told };
    },
  }),
  route({
    method: "GET",
    path: "/v1/orders",
    operationId: "listOrders",
    summary: "Orders, oldest first",
    role: "read",
    query: pageQuery,
    answers: { 200: { description: "A page of orders", schema: orderPage } },
    handle: async ({ query: { state, open, after, limit } }, { orders }) => {
      const found: Record<string, unknown>[] = [];
      let next: string | undefined;
      // An order that is forgotten can no longer be gone on from: the page then begins with the oldest that is known.
      let isBefore = after !== undefined && orders.status(after) !== undefined;
      for (const status of orders.book.all()) {
        if (isBefore) {
          isBefore = status.order.id !== after;
          continue;
        }
        if (state !== undefined && status.state !== state) continue;
        if (open !== undefined && isOver(status.state) === (open === "true")) continue;
        if (found.length === limit) {
          next = String(found.at(-1)!["id"]);
          break;
        }
        found.push(orderBodyOf(status));
      }
      // The book is ahead of the journal for a moment: what a crash would take back is not told.
      await orders.safe();
      return { status: 200, body: { orders: found, ...(next === undefined ? {} : { next }) } };
    },
  }),
  route({
    method: "GET",
    path: "/v1/orders/{id}",
    operationId: "readOrder",
    summary: "One order",
    role: "read",
    params: byId,
    answers: { 200: { description: "The order", schema: orderBody } },
    problems: ["not-found"],
    handle: async ({ params: { id } }, { orders }) => {
      const status = orders.status(id);
      if (status === undefined) takenOrThrow({ kind: "refused", why: "unknown-order", id });
      const body = orderBodyOf(status!);
      await orders.safe();
      return { status: 200, body };
    },
  }),
  route({
    method: "PATCH",
    path: "/v1/orders/{id}",
    operationId: "changeOrder",
    summary: "Gives an open order another priority",
    role: "operate",
    params: byId,
    body: priorityChange,
    answers: { 200: { description: "The order as it is now", schema: orderBody } },
    problems: ["not-found", "over"],
    handle: async ({ params, body }, { orders }) => {
      const { status } = takenOrThrow(await orders.setPriority(params.id, body.priority));
      return { status: 200, body: orderBodyOf(status) };
    },
  }),
  route({
    method: "POST",
    path: "/v1/orders/{id}/load",
    operationId: "decideLoad",
    summary: "A person says where the load of an order is of which nobody knows, after a restart",
    role: "operate",
    params: byId,
    body: loadWord,
    answers: { 200: { description: "It goes on from there", schema: orderBody } },
    problems: ["not-found", "refused"],
    handle: async ({ params: { id }, body }, { orders, fleet }) => {
      const status = orders.status(id);
      if (status === undefined) takenOrThrow({ kind: "refused", why: "unknown-order", id });
      if (!fleet.decideLoad(id, body.where))
        throw new ApiProblem("refused", [
          {
            where: `order ${id}`,
            expected: "an order whose load is looked for",
            found: status!.state,
            advice: "Alarms say which orders wait for this.",
          },
        ]);
      await orders.safe();
      return { status: 200, body: orderBodyOf(orders.status(id) ?? status!) };
    },
  }),
  route({
    method: "DELETE",
    path: "/v1/orders/{id}",
    operationId: "cancelOrder",
    summary: "Asks for an order to be cancelled; what a robot is doing at the moment may be done first",
    role: "operate",
    params: byId,
    query: z.strictObject({ reason: z.string().max(200).default("asked for over the API") }),
    answers: { 202: { description: "Asked for; the state tells what came of it", schema: orderBody } },
    problems: ["not-found", "over"],
    handle: async ({ params, query }, { orders }) => {
      const { status } = takenOrThrow(await orders.cancel(params.id, query.reason));
      return { status: 202, body: orderBodyOf(status) };
    },
  }),
];
