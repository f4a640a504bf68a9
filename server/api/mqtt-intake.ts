// Orders by messages, e.g. from MQTT, behind a port: one order per message as JSON, answered on a topic of its own. The same
// message may come twice: the order's id is needed, and makes it known.
import type { ApiPorts } from "./api-ports.ts";
import { AuditLog } from "./audit-log.ts";
import { checkInput } from "./input-check.ts";
import { orderBodyOf, takeOrder } from "./order-wish.ts";
import { ApiProblem, type Fault, problemBody } from "./problem.ts";
import { newOrder } from "./schemas.ts";

/** Messages in, answers out; whoever owns the connection implements it. */
export interface OrderMessages {
  subscribe(listener: (payload: Uint8Array) => void): () => void;
  answer(payload: string): void;
}

export const messageLimits = {
  payloadBytesMax: 256_000,
  /** Being taken in at a time; more are answered `unavailable`. */
  waitingMax: 1_000,
} as const;

export interface MessageIntakeCounts {
  readonly accepted: number;
  readonly known: number;
  readonly refused: number;
}

/** Takes orders in until the returned function is called. New ones are written into the audit log, where there is one. */
export function takeOrderMessages(
  messages: OrderMessages,
  ports: Pick<ApiPorts, "orders" | "fleet"> & Partial<Pick<ApiPorts, "audit" | "nowMs">>,
): { readonly counts: MessageIntakeCounts; readonly close: () => void } {
  const counts = { accepted: 0, known: 0, refused: 0 };
  const { audit, nowMs = Date.now } = ports;
  const auditLog = audit === undefined ? undefined : new AuditLog(audit);
  let waiting = 0;
  let number = 0;
  const refuse = (error: unknown): void => {
    counts.refused += 1;
    number += 1;
    const problem =
      error instanceof ApiProblem ? error : failed("failure", "server", "no failure", (error as Error).name);
    messages.answer(JSON.stringify({ problem: problemBody(problem, `message-${number}`, "en") }));
  };
  const take = async (payload: Uint8Array): Promise<void> => {
    const order = checkInput(newOrder, parsed(payload), "message");
    if (order.id === undefined)
      throw failed("invalid-input", "message.id", "an id, so that it may come twice", "nothing");
    const { kind, status } = await takeOrder(ports, order);
    counts[kind === "new" ? "accepted" : "known"] += 1;
    if (kind === "new")
      await auditLog?.write({
        atMs: nowMs(),
        key: "mqtt",
        method: "MQTT",
        path: `/v1/orders/${status.order.id}`,
        status: 201,
        requestId: `order-${status.order.id}`,
        remote: "broker",
      });
    messages.answer(JSON.stringify({ order: orderBodyOf(status) }));
  };
  const close = messages.subscribe((payload) => {
    if (waiting >= messageLimits.waitingMax) {
      refuse(failed("unavailable", "messages", `at most ${messageLimits.waitingMax} at a time`, "more"));
      return;
    }
    waiting += 1;
    take(payload)
      .catch(refuse)
      .finally(() => {
        waiting -= 1;
      });
  });
  return { counts, close };
}

function parsed(payload: Uint8Array): unknown {
  if (payload.byteLength > messageLimits.payloadBytesMax)
    throw failed(
      "too-large",
      "message",
      `at most ${messageLimits.payloadBytesMax} bytes`,
      `${payload.byteLength}`,
    );
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(payload));
  } catch (error) {
    throw failed("not-json", "message", "valid JSON in UTF-8", (error as Error).message.slice(0, 200));
  }
}

function failed(
  code: ConstructorParameters<typeof ApiProblem>[0],
  where: string,
  expected: string,
  found: string,
) {
  const fault: Fault = { where, expected, found };
  return new ApiProblem(code, [fault]);
}
