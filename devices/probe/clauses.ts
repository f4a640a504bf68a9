// Sections of VDA 5050 by release. 2.0.0 and 2.1.0 number those used here alike; 3.0.0 has an order of its own.
import type { VdaVersion } from "../vda5050/model/index.ts";

/** [2.0.0 and 2.1.0, 3.0.0] */
const sections = {
  optionalFields: ["6.1.1 Optional fields", "7.1.1 Optional fields"],
  extension: ["4 Requirements and protocol definition", "4 Transport protocol"],
  qos: ["6.2 MQTT connection handling, security and QoS", "4.1 Connection handling, security and QoS"],
  header: ["6.4 Protocol header", "7.2 Protocol header"],
  order: ["6.6.1 Concept and logic", "6.1.1 Concept and logic"],
  update: ["6.6.2 Orders and order update", "6.1.2 Orders and order update"],
  cancel: ["6.6.3 Order cancellation (by master control)", "6.1.3 Order cancellation"],
  afterCancel: [
    "6.6.3.1 Receiving a new order after cancellation",
    "6.1.3.1 Receiving a new order after cancellation",
  ],
  cancelIdle: [
    "6.6.3.2 Receiving a cancelOrder action when AGV has no order",
    "6.1.3.2 Receiving a cancelOrder action when mobile robot is idle",
  ],
  rejection: ["6.6.4 Order rejection", "6.1.4 Order rejection"],
  malformed: [
    "6.6.4.1 Vehicle gets a malformed new order",
    "6.1.4.1 Mobile robot receives a malformed order",
  ],
  outdated: [
    "6.6.4.3 Vehicle gets a new order with the same orderId, but a lower orderUpdateId",
    "6.1.4.4 Same orderId, but a lower orderUpdateId",
  ],
  duplicate: ["6.6.4.3, last paragraph", "6.1.4.5 Same orderId and same orderUpdateId"],
  otherOrder: [
    "6.6.2 Orders and order update, figure 8",
    "6.1.4.6 orderId different to the orderId of an active order",
  ],
  farStart: [
    "6.6.2 Orders and order update, figure 8",
    "6.1.4.7 Mobile robot receives an order with the start node being out of range",
  ],
  predefined: ["6.8.1, 6.8.2 Predefined actions", "6.2.3 Predefined actions"],
  instantActions: ['6.9 Topic "instantActions"', "6.2.1 Instant actions"],
  instantMessage: ['6.9 Topic "instantActions"', "7.4 Implementation of the instantAction message"],
  state: ['6.10 Topic "state"', "6.6 State"],
  progress: ["6.10.1 Concept and logic", "6.6.1 Concept and logic"],
  traversal: [
    "6.10.2 Traversal of nodes and entering/leaving edges, triggering of actions",
    "6.6.2 Traversal of nodes and edges",
  ],
  baseRequest: ["6.10.3 Base request", "6.6.3 Base request"],
  errors: ["6.10.5 Errors", "6.6.5 Errors"],
  errorReferences: ["7.1 Error reference", "6.6.5.2 Error references"],
  stateMessage: ["6.10.6 Implementation of the state message", "7.8 Implementation of the state message"],
  idle: ["6.10.6 Implementation of the state message", "6.6.8 Idle state of the mobile robot"],
  actionStates: ["6.11 actionStates", "6.6.9 Action states"],
  connection: ['6.14 Topic "connection"', "6.5 Connection"],
  factsheet: ['6.15 Topic "factsheet"', "6.10 Factsheet"],
  factsheetMessage: ['6.15 Topic "factsheet"', "7.10 Implementation of the factsheet message"],
} as const satisfies Readonly<Record<string, readonly [string, string]>>;
export type ClauseName = keyof typeof sections;

export function clauseText(name: ClauseName, version: VdaVersion): string {
  return sections[name][version === "3.0" ? 1 : 0];
}
