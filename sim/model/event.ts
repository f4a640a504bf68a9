// What happened in one step, as a flat list of (kind, a, b, c); cleared by the world at the start of each step.

export const EventKind = {
  /** a = order */
  orderArrived: 0,
  /** a = order, b = station */
  orderAssigned: 1,
  /** a = order, b = station */
  orderDone: 2,
  /** a = order, b = station it was assigned to, or −1; what its requests held is free again */
  orderCancelled: 3,
  /** a = line, b = pod, c = station; one event per unit */
  unitPicked: 4,
  /** a = bundle, b = pod, c = station */
  bundleStowed: 5,
  /** a = bundle */
  bundleArrived: 6,
  /** a = robot, b = pod, c = station: pod took its place at the work cell */
  podArrived: 7,
  /** a = robot, b = pod, c = station: no request left for this pod here; the robot is free to go */
  podServed: 8,
  /** a = robot, b = pod, c = cell */
  podLifted: 9,
  /** a = robot, b = pod, c = cell */
  podSetDown: 10,
  /** a = robot, b = repair steps */
  robotFailed: 11,
  /** a = robot */
  robotRecovered: 12,
  /** a = station */
  stationOpened: 13,
  /** a = station */
  stationClosed: 14,
  /** a = RejectReason, b, c = ids from the command */
  commandRejected: 15,
  /** a = robot (robotFailed follows): energy ran out away from a charger; it is towed and recharged like a failure */
  batteryEmpty: 16,
  /** a = order, b = station: the order waits for a station again; what its requests held is free */
  orderReturned: 17,
  /** a = order: somebody wanted to cancel it, and it was too far */
  cancellationTooLate: 18,
  /** a = order, b = SKU: when it came, the pods held less of the SKU than open orders want; the order waits for stock */
  orderShort: 19,
  /** a = cell, b = steps */
  cellClosed: 20,
  /** a = cell */
  cellOpened: 21,
  /** a = SKU, b = units, c = pod */
  stockLost: 22,
  /** a = bundle: picked units of a cancelled order, back at the dock as a bundle */
  unitsReturned: 23,
  /** a = SKU, b = units: asked for, and on its way for longer than promised */
  deliveryLate: 24,
  /** a = order, b = station, c = one of its lines: one more part of an order is assigned */
  orderPartAssigned: 25,
  /** a = order, b = station, c = one of its lines: a part is done while others are not */
  orderPartDone: 26,
  /** a = order, b = station, c = one of its lines: the part waits for a station again; what its requests held is free */
  orderPartReturned: 27,
  /** a = robot, b = order, c = station: the parcel lies on the robot's tray */
  parcelLoaded: 28,
  /** a = robot, b = order, c = chute */
  parcelTipped: 29,
  /** a = chute: its container is full and being exchanged */
  chuteFull: 30,
  /** a = chute */
  chuteEmptied: 31,
  /** a = robot, b = cell where it came onto the floor */
  robotJoined: 32,
  /** a = robot: it is in the yard, and what it was to do is for others */
  robotLeft: 33,
} as const;
export type EventKind = (typeof EventKind)[keyof typeof EventKind];

/** Why the world refused a dispatch command or an action. */
export const RejectReason = {
  orderNotWaiting: 0,
  stationClosed: 1,
  stationFull: 2,
  orderNotAtStation: 3,
  podLacksUnits: 4,
  lineNeedsFewer: 5,
  bundleNotAtDock: 6,
  podLacksSpace: 7,
  wrongStationKind: 8,
  noPodToLift: 9,
  placeTaken: 10,
  notAtCharger: 11,
  podTooHeavy: 12,
  rackFull: 13,
  noParcel: 14,
  notAtChute: 15,
  chuteFull: 16,
} as const;
export type RejectReason = (typeof RejectReason)[keyof typeof RejectReason];

const stride = 4;

/** A reusable event list. Writing past its capacity doubles it; reading never allocates. */
export class EventLog {
  count = 0;
  private words = new Int32Array(256 * stride);

  clear(): void {
    this.count = 0;
  }
  add(kind: number, a: number, b = -1, c = -1): void {
    if ((this.count + 1) * stride > this.words.length) {
      const larger = new Int32Array(this.words.length * 2);
      larger.set(this.words);
      this.words = larger;
    }
    const at = this.count++ * stride;
    this.words[at] = kind;
    this.words[at + 1] = a;
    this.words[at + 2] = b;
    this.words[at + 3] = c;
  }
  /** Four numbers per event: kind, a, b, c. */
  snapshot(): Int32Array {
    return this.words.slice(0, this.count * stride);
  }
  restore(words: Int32Array): void {
    if (words.length > this.words.length) this.words = words.slice();
    else this.words.set(words);
    this.count = words.length / stride;
  }
  kind(index: number): EventKind {
    return this.words[index * stride] as EventKind;
  }
  a(index: number): number {
    return this.words[index * stride + 1]!;
  }
  b(index: number): number {
    return this.words[index * stride + 2]!;
  }
  c(index: number): number {
    return this.words[index * stride + 3]!;
  }
}
