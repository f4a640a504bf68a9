// Bodies of the API, each once: checked with Zod, and the same in the OpenAPI document.
import { z } from "zod";
import { roles } from "./api-keys.ts";
import { loadPlaces } from "./api-ports.ts";
import { problemCodes } from "./problem.ts";

const name = z.string().regex(/^[^\p{C}]{1,64}$/u, "1 to 64 characters, none of them control characters");
export const orderId = z
  .string()
  .regex(/^[A-Za-z0-9_.:-]{1,64}$/, "1 to 64 characters of A-Z a-z 0-9 _ . : -")
  .meta({ description: "Id of the order; made here where absent." });
const priority = z.int().min(-1000).max(1000).meta({ description: "Larger goes first." });
const due = z.iso
  .datetime({ offset: true })
  .meta({ description: "When it should be done, ISO 8601 with zone." });

const line = z.strictObject({ sku: name, quantity: z.int().min(1).max(1_000_000) });
export const newTransportOrder = z
  .strictObject({
    kind: z.literal("transport"),
    id: orderId.optional(),
    from: name.meta({ description: "Station or place where something is picked up." }),
    to: name.meta({ description: "Station or place where it is put down." }),
    priority: priority.default(0),
    due: due.optional(),
  })
  .meta({ id: "NewTransportOrder", description: "Something is carried from here to there." });
export const newWarehouseOrder = z
  .strictObject({
    kind: z.literal("warehouse"),
    id: orderId.optional(),
    lines: z.array(line).min(1).max(1000),
    station: name.optional(),
    priority: priority.default(0),
    due: due.optional(),
  })
  .meta({ id: "NewWarehouseOrder", description: "Lines that are picked for a customer." });
export const newOrder = z.discriminatedUnion("kind", [newTransportOrder, newWarehouseOrder]);
export type NewOrderBody = z.output<typeof newOrder>;

export const orderState = z.enum(["accepted", "started", "done", "failed", "cancelled"]);
export const orderBody = z
  .object({
    id: orderId,
    kind: z.enum(["transport", "warehouse"]),
    state: orderState,
    cancelRequested: z
      .boolean()
      .meta({ description: "Cancelling was asked for; it may still be done first." }),
    priority,
    due: due.optional(),
    from: name.optional(),
    to: name.optional(),
    station: name.optional(),
    lines: z.array(line).optional(),
    robot: z.string().optional(),
    note: z.string().optional().meta({ description: "Why it failed, was cancelled, or waits." }),
    accepted: z.iso.datetime(),
    changed: z.iso.datetime(),
  })
  .meta({ id: "Order" });
export const orderPage = z
  .object({
    orders: z.array(orderBody),
    next: z
      .string()
      .optional()
      .meta({ description: "Pass as `after` for the next page; absent on the last." }),
  })
  .meta({ id: "OrderPage" });
export const priorityChange = z.strictObject({ priority }).meta({ id: "PriorityChange" });

export const fenceWord = z
  .strictObject({
    places: z.array(z.string().min(1).max(128)).max(1_000).meta({
      description:
        "Names of all places that the robot touches: nodes, stations, chargers; none: it is off the floor. Look before you say it.",
    }),
  })
  .meta({ id: "FenceWord" });

export const loadWord = z
  .strictObject({
    where: z.enum(loadPlaces).meta({
      description:
        "at-pickup: the order begins anew; delivered: it is done; gone: it failed. Look before you say it.",
    }),
  })
  .meta({ id: "LoadWord" });

const fault = z.object({
  where: z.string(),
  expected: z.string(),
  found: z.string(),
  advice: z.string().optional(),
});
export const importAnswer = z
  .object({
    accepted: z.array(z.string()).meta({ description: "Ids of orders that are new." }),
    known: z.array(z.string()).meta({ description: "Ids of orders that had come before." }),
    refused: z.array(fault),
  })
  .meta({ id: "ImportAnswer" });
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.enum(problemCodes as [string, ...string[]]),
    faults: z.array(fault),
    requestId: z.string(),
  })
  .meta({ id: "Problem", description: "RFC 9457." });

export const robotBody = z
  .object({
    name: z.string(),
    connection: z.enum(["online", "offline", "unknown"]),
    reason: z.string().meta({ description: "What it does, or why it stands still: a code." }),
    message: z.string().optional(),
    advice: z.string().optional(),
    held: z.boolean(),
    needsPerson: z
      .boolean()
      .meta({ description: "Does not go on before a person has looked at it and confirmed." }),
    order: z.string().optional(),
    x: z.number().optional().meta({ description: "Metres." }),
    y: z.number().optional().meta({ description: "Metres." }),
    theta: z.number().optional().meta({ description: "Radians." }),
    mapId: z.string().optional(),
    charge: z.number().min(0).max(1).optional(),
    stateAgeMs: z.number().optional().meta({ description: "Milliseconds since its last state." }),
    loaded: z.boolean().optional(),
    statesTaken: z.int().optional(),
    messagesRefused: z.int().optional().meta({ description: "Messages that could not be read." }),
    lastRefusal: z.string().optional().meta({ description: "Why the last of them was refused." }),
  })
  .meta({ id: "Robot" });
export const robotList = z.object({ robots: z.array(robotBody) }).meta({ id: "RobotList" });
export const stationList = z
  .object({
    stations: z.array(
      z.object({ name: z.string(), kind: z.string(), x: z.number().optional(), y: z.number().optional() }),
    ),
  })
  .meta({ id: "StationList" });
export const alarmList = z
  .object({
    alarms: z.array(
      z.object({
        id: z.string(),
        severity: z.enum(["warning", "error"]),
        about: z.string(),
        message: z.string(),
        advice: z.string().optional(),
        since: z.iso.datetime(),
      }),
    ),
  })
  .meta({ id: "AlarmList" });
export const operationDone = z.object({ status: z.literal("done") }).meta({ id: "OperationDone" });
export const auditPage = z
  .object({
    entries: z.array(
      z.object({
        sequence: z.int(),
        at: z.iso.datetime(),
        key: z.string(),
        method: z.string(),
        path: z.string(),
        status: z.int(),
        requestId: z.string(),
        remote: z.string(),
      }),
    ),
    next: z.int().optional(),
  })
  .meta({ id: "AuditPage" });
export const accessBody = z.object({ name: z.string(), role: z.enum(roles) }).meta({ id: "Access" });
export const health = z.object({ status: z.literal("ok"), version: z.string() }).meta({ id: "Health" });
export const readiness = z
  .object({ status: z.enum(["ready", "not-ready"]), lacks: z.array(z.string()) })
  .meta({ id: "Readiness" });
