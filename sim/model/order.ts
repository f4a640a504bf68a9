// Customer orders and their lines, structure of arrays that grow as orders arrive.

export const OrderState = { waiting: 0, assigned: 1, done: 2, cancelled: 3 } as const;
export type OrderState = (typeof OrderState)[keyof typeof OrderState];

/** Arrays grow while a run goes on: read them through the object each time, never keep a reference. */
export interface OrderBook {
  readonly count: number;
  readonly state: Uint8Array;
  /** 0 = normal; higher is more urgent. */
  readonly priority: Uint8Array;
  readonly arrivalStep: Int32Array;
  readonly dueStep: Int32Array;
  /** Station the order is assigned to, or −1; of an order in parts, that of the first part. */
  readonly station: Int32Array;
  readonly assignedStep: Int32Array;
  readonly doneStep: Int32Array;
  /** Lines of order o are `firstLine[o] … firstLine[o] + lineCount[o] − 1`. */
  readonly firstLine: Int32Array;
  readonly lineCount: Int32Array;
  readonly lineTotal: number;
  readonly lineOrder: Int32Array;
  readonly lineSku: Int32Array;
  /** Station that the line is assigned to, or −1; and the part of its order that it belongs to, 0, 1 …, or −1. */
  readonly lineStation: Int32Array;
  readonly linePart: Int32Array;
  readonly lineUnits: Int32Array;
  readonly linePicked: Int32Array;
  /** Units promised by pick requests that are not picked yet. */
  readonly lineReserved: Int32Array;
}
