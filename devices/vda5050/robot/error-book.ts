// The errors that a robot reports. Those of orders stay until a new order is accepted.
import type { ErrorLevel, Reference, RobotError, VdaVersion } from "../model/index.ts";

/** Names of one fault up to 2.1 and from 3.0, and its level from 3.0; up to 2.1 rejections are warnings. */
const names = {
  validation: ["validationError", "VALIDATION_FAILURE", "WARNING"],
  invalidAction: ["orderError", "INVALID_ORDER_ACTION", "WARNING"],
  invalidInstantAction: ["instantActionError", "INVALID_INSTANT_ACTION", "WARNING"],
  outdatedUpdate: ["orderUpdateError", "OUTDATED_ORDER_UPDATE", "WARNING"],
  sameUpdate: ["orderUpdateError", "SAME_ORDER_UPDATE_ID", "WARNING"],
  updateAfterCancel: ["orderUpdateError", "ORDER_UPDATE_FOLLOWING_CANCEL", "WARNING"],
  wrongStitch: ["orderUpdateError", "VALIDATION_FAILURE", "WARNING"],
  otherOrderActive: ["orderError", "OTHER_ORDER_ACTIVE", "WARNING"],
  startOutOfRange: ["noRouteError", "START_NODE_OUT_OF_RANGE", "WARNING"],
  notAvailable: ["orderError", "MOBILE_ROBOT_NOT_AVAILABLE", "WARNING"],
  unknownMap: ["noRouteError", "UNKNOWN_MAP_ID", "WARNING"],
  noOrderToCancel: ["noOrderToCancel", "NO_ORDER_TO_CANCEL", "WARNING"],
  memory: ["orderError", "INSUFFICIENT_MEMORY", "WARNING"],
  localization: ["localizationError", "LOCALIZATION_ERROR", "FATAL"],
  duplicateMap: ["duplicateMap", "DUPLICATE_MAP", "WARNING"],
  duplicateZoneSet: ["duplicateZoneSet", "DUPLICATE_ZONE_SET", "WARNING"],
  releaseLost: ["releaseLost", "RELEASE_LOST", "CRITICAL"],
  blockedZone: ["blockedZoneViolation", "BLOCKED_ZONE_VIOLATION", "CRITICAL"],
  unsupportedParameter: ["orderError", "UNSUPPORTED_PARAMETER", "WARNING"],
} as const satisfies Record<string, readonly [string, string, ErrorLevel]>;
export type FaultName = keyof typeof names;

export interface Fault {
  readonly name: FaultName;
  readonly references: readonly Reference[];
  readonly description: string;
}

const errorsMax = 32;

interface Entry {
  readonly error: RobotError;
  /** "order": until a new order is accepted; "condition": until what causes it is over; a number: until that time. */
  readonly until: "order" | "condition" | number;
}

export class ErrorBook {
  private entries: Entry[] = [];

  constructor(private readonly version: VdaVersion) {}

  get list(): readonly RobotError[] {
    return this.entries.map(({ error }) => error);
  }

  /** Notes a fault; the same one again replaces itself. */
  report(
    { name, references, description }: Fault,
    until: Entry["until"] = "order",
    level?: ErrorLevel,
  ): void {
    const [, , levelOfThree] = names[name];
    this.add({
      error: {
        errorType: this.nameOf(name),
        references,
        description,
        level: level ?? levelOfThree,
      },
      until,
    });
  }
  /** A condition with a name of its own: "obstacle", "batteryLow". */
  raise(errorType: string, level: ErrorLevel, description: string): void {
    this.add({ error: { errorType, references: [], description, level }, until: "condition" });
  }
  has(name: FaultName): boolean {
    return this.entries.some(({ error }) => error.errorType === this.nameOf(name));
  }
  /** What caused it is over. */
  end(name: FaultName): boolean {
    return this.clear(this.nameOf(name));
  }
  clear(errorType: string): boolean {
    const before = this.entries.length;
    this.entries = this.entries.filter(({ error }) => error.errorType !== errorType);
    return this.entries.length !== before;
  }
  orderAccepted(): void {
    this.entries = this.entries.filter(({ until }) => until === "condition");
  }
  /** Forgets what was to be shown for a time only. */
  expire(nowMs: number): boolean {
    const before = this.entries.length;
    this.entries = this.entries.filter(({ until }) => typeof until === "string" || until > nowMs);
    return this.entries.length !== before;
  }

  private nameOf(name: FaultName): string {
    return names[name][this.version === "3.0" ? 1 : 0];
  }
  private add(entry: Entry): void {
    const same = (other: Entry) =>
      other.error.errorType === entry.error.errorType &&
      JSON.stringify(other.error.references) === JSON.stringify(entry.error.references);
    this.entries = [...this.entries.filter((other) => !same(other)), entry].slice(-errorsMax);
  }
}
