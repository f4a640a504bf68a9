// What a link has to tell: events, in order, until somebody takes them; and how actions ended, in the words of whoever gave them.

import { policyOf } from "./action-policy.ts";
import type { LinkEvent } from "./link-port.ts";
import { ownId } from "./route.ts";
import type { LinkSettings } from "./settings.ts";
import type { WayStop } from "./way-queue.ts";

const eventsMax = 1_000;

type ActionEnd = Extract<LinkEvent, { readonly kind: "action" }>["status"];
/** An action that is over, as the robot says or as nobody knows. */
export interface ActionOver {
  readonly actionId: string;
  readonly actionType?: string;
  readonly status: string;
  readonly result?: string;
}

export class LinkTeller {
  private events: LinkEvent[] = [];
  /** Actions that were given up for their time, by what that was, seconds. */
  private readonly timedOut = new Map<string, number>();
  private toldOffsetMs = 0;
  private toldStop: WayStop | null = null;

  constructor(private readonly settings: LinkSettings) {}

  emit(event: LinkEvent): void {
    if (this.events.length >= eventsMax) this.events.shift();
    this.events.push(event);
  }
  take(): readonly LinkEvent[] {
    const taken = this.events;
    this.events = [];
    return taken;
  }

  timeOut(actionId: string, seconds: number): void {
    this.timedOut.set(actionId, seconds);
  }
  hasTimedOut(actionId: string): boolean {
    return this.timedOut.has(actionId);
  }
  /** Returns what a person has to confirm before the robot goes on, or null. */
  endAction({ actionId, actionType, status, result = "" }: ActionOver): string | null {
    const seconds = this.timedOut.get(actionId);
    this.timedOut.delete(actionId);
    const isTimeOut = status === "FAILED" && seconds !== undefined;
    const why = isTimeOut ? `no end after ${seconds} s` : result;
    this.emit({ kind: "action", actionId: ownId(actionId), status: status as ActionEnd, result: why });
    if (status !== "FAILED" || actionType === undefined) return null;
    const { whenFailed } = policyOf(actionType, this.settings.actionPolicies);
    return whenFailed === "ask" ? `${actionType} ${status}` : null;
  }
  clock(offsetMs: number | null): void {
    if (offsetMs === null || Math.abs(offsetMs - this.toldOffsetMs) <= this.settings.clockSkewMs) return;
    this.toldOffsetMs = offsetMs;
    this.emit({ kind: "clock-skew", offsetMs });
  }
  /** A way that the robot's factsheet does not allow, once. */
  unfit(stop: WayStop | null, nodeIds: readonly string[]): void {
    if (stop === null || stop.faults.length === 0 || stop === this.toldStop) return;
    this.toldStop = stop;
    this.emit({ kind: "unfit", nodeIds, faults: stop.faults });
  }
}
