// Orders between the API's words and the desk's.
import type { DeskAnswer, NewOrder, OrderDesk, OrderEvent, OrderStatus } from "../../devices/orders/index.ts";
import type { AlarmView, FleetView } from "./api-ports.ts";
import { ApiProblem, type Fault } from "./problem.ts";
import type { NewOrderBody } from "./schemas.ts";

export function wishOf(body: NewOrderBody): NewOrder {
  const { due, ...rest } = body;
  return (due === undefined ? rest : { ...rest, dueMs: Date.parse(due) }) as NewOrder;
}

export function orderBodyOf(status: OrderStatus): Record<string, unknown> {
  const { order, state, cancelRequested, robot, note, acceptedMs, changedMs } = status;
  const { dueMs, ...fields } = order;
  return {
    ...fields,
    ...(dueMs === undefined ? {} : { due: iso(dueMs) }),
    state,
    cancelRequested,
    ...(robot === undefined ? {} : { robot }),
    ...(note === undefined ? {} : { note }),
    accepted: iso(acceptedMs),
    changed: iso(changedMs),
  };
}

/** An event as listeners get it: what is of the journal only, idempotency keys above all, stays here. */
export function eventBodyOf(event: OrderEvent): Record<string, unknown> {
  const { kind, atMs, ...rest } = event;
  const at = iso(atMs);
  if (event.kind !== "order-accepted") return { kind, at, ...rest };
  const { dueMs, ...order } = event.order;
  const due = dueMs === undefined ? {} : { due: iso(dueMs) };
  return { kind, at, id: order.id, order: { ...order, ...due } };
}

export function alarmBodyOf({ sinceMs, ...alarm }: AlarmView): Record<string, unknown> {
  return { ...alarm, since: iso(sinceMs) };
}

export function iso(ms: number): string {
  return new Date(ms).toISOString();
}

/** Takes the order in if this site can carry it out. Throws ApiProblem for whatever is refused. */
export async function takeOrder(
  ports: { readonly orders: OrderDesk; readonly fleet: FleetView },
  body: NewOrderBody,
  idempotencyKey?: string,
): Promise<Extract<DeskAnswer, { status: unknown }>> {
  const wish = wishOf(body);
  const faults = ports.fleet.checkOrder(wish);
  if (faults.length > 0) throw new ApiProblem("impossible-order", faults);
  return takenOrThrow(await ports.orders.accept(wish, idempotencyKey));
}

export function takenOrThrow(answer: DeskAnswer): Extract<DeskAnswer, { status: unknown }> {
  if (answer.kind !== "refused") return answer;
  const { why, id = "", state = "" } = answer;
  switch (why) {
    case "conflicting-id":
      throw problem("conflict", {
        where: "body.id",
        expected: "a new id, or the same order as before",
        found: `${id}, known with other fields and ${state}`,
        advice: `Read it at /v1/orders/${id}; send a changed order under another id.`,
      });
    case "conflicting-key":
      throw problem("key-reused", {
        where: "header Idempotency-Key",
        expected: "a new key, or the same order as before",
        found: `a key that order ${id} came with`,
        advice: "Make a new key for each new order.",
      });
    case "too-many-open":
      throw new ApiProblem(
        "too-many-open",
        [
          {
            where: "orders",
            expected: "fewer open orders",
            found: "as many as are kept",
            advice: "Wait until some are done.",
          },
        ],
        { "retry-after": "10" },
      );
    case "too-busy":
      throw new ApiProblem(
        "unavailable",
        [
          {
            where: "journal",
            expected: "room for what waits to be written",
            found: "none",
            advice: "Slow down.",
          },
        ],
        { "retry-after": "1" },
      );
    case "too-large":
      throw problem("too-large", {
        where: "body",
        expected: "an order that fits into one record",
        found: "a larger one",
        advice: "Split its lines into several orders.",
      });
    case "unknown-order":
      throw problem("not-found", {
        where: "path id",
        expected: "the id of an order",
        found: id,
        advice: "List orders at /v1/orders; the oldest that are over are forgotten.",
      });
    case "over":
      throw problem("over", { where: `order ${id}`, expected: "an order that is open", found: state });
    default:
      return why satisfies never;
  }
}

function problem(code: ConstructorParameters<typeof ApiProblem>[0], fault: Fault): ApiProblem {
  return new ApiProblem(code, [fault]);
}
