// Instant actions on their way: repeated until the robot shows them, followed until they are over or given up.
import { type Action, type ActionStatus, allActionStates, type RobotState } from "../model/index.ts";
import type { LinkSettings } from "./settings.ts";

export interface InstantOutcome {
  readonly action: Action;
  /** NOT_OFFERED: not sent, for the robot's factsheet does not have it among its instant actions. */
  readonly status: "FINISHED" | "FAILED" | "NO_ANSWER" | "NOT_OFFERED";
  readonly result: string;
}

interface Tracked {
  readonly action: Action;
  readonly sinceMs: number;
  sentMs: number;
  shown: ActionStatus | null;
}

/** Instant actions under way at once; the oldest is given up beyond it. */
const trackedMax = 16;

export class InstantTracker {
  private readonly tracked = new Map<string, Tracked>();

  constructor(private readonly settings: LinkSettings) {}

  get size(): number {
    return this.tracked.size;
  }
  has(actionType: string): boolean {
    return [...this.tracked.values()].some(({ action }) => action.actionType === actionType);
  }
  add(action: Action, nowMs: number): void {
    if (this.tracked.size >= trackedMax) this.tracked.delete(this.tracked.keys().next().value!);
    this.tracked.set(action.actionId, { action, sinceMs: nowMs, sentMs: -Infinity, shown: null });
  }
  drop(actionId: string): void {
    this.tracked.delete(actionId);
  }

  /** What a state says of them. */
  reflect(state: RobotState): readonly InstantOutcome[] {
    const outcomes: InstantOutcome[] = [];
    if (this.tracked.size === 0) return outcomes;
    for (const { actionId, status, result = "" } of allActionStates(state)) {
      const tracked = this.tracked.get(actionId);
      if (tracked === undefined) continue;
      tracked.shown = status;
      if (status !== "FINISHED" && status !== "FAILED") continue;
      this.tracked.delete(actionId);
      outcomes.push({ action: tracked.action, status, result });
    }
    return outcomes;
  }

  /** Actions to send now, and those that nobody answered. `only`: a sleeping robot hears nothing else. */
  due(
    nowMs: number,
    only: string | null,
  ): { readonly send: readonly Action[]; readonly lost: readonly InstantOutcome[] } {
    const { repeatMs, instantTimeoutMs } = this.settings;
    const send: Action[] = [];
    const lost: InstantOutcome[] = [];
    for (const [actionId, tracked] of this.tracked) {
      if (nowMs - tracked.sinceMs >= instantTimeoutMs) {
        this.tracked.delete(actionId);
        lost.push({ action: tracked.action, status: "NO_ANSWER", result: tracked.shown ?? "never shown" });
      } else if (only !== null && tracked.action.actionType !== only) {
        // Kept until it is awake, or given up.
      } else if (tracked.shown === null && nowMs - tracked.sentMs >= repeatMs) {
        tracked.sentMs = nowMs;
        send.push(tracked.action);
      }
    }
    return { send, lost };
  }
}
