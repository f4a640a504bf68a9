// Carries out actions of nodes and edges by their blocking types, and instant actions beside them.

import { present } from "../codec/index.ts";
import type { Action, ActionState, ActionStatus, BlockingType } from "../model/index.ts";

/** What an action does to the robot. */
export interface ActionEffects {
  /** Milliseconds that it takes; Infinity: until `finishAll`. */
  durationMs(action: Action): number;
  /** Called when its time is over; "FAILED" with why if it did not work, "RETRIABLE" if it may be tried again. */
  complete(action: Action): ActionEnd;
}

export interface ActionEnd {
  readonly status: "FINISHED" | "FAILED" | "RETRIABLE";
  readonly result?: string;
}

interface Entry {
  readonly action: Action;
  /** Sequence id of its node or edge. */
  readonly at: number;
  status: ActionStatus;
  result?: string;
  leftMs: number;
  /** Its node or edge has been reached. */
  due: boolean;
}

const isOver = (status: ActionStatus) => status === "FINISHED" || status === "FAILED";

export class ActionRunner {
  private entries: Entry[] = [];
  paused = false;

  constructor(private readonly effects: ActionEffects) {}

  get states(): readonly ActionState[] {
    return this.entries.map(({ action, status, result }) =>
      present({ actionId: action.actionId, actionType: action.actionType, status, result }),
    );
  }
  get allOver(): boolean {
    return this.entries.every(({ status }) => isOver(status));
  }
  /** Something due keeps the robot where it is. */
  get holds(): boolean {
    return this.entries.some(
      ({ due, status, action }) => due && !isOver(status) && stopsDriving(action.blockingType),
    );
  }
  get runs(): boolean {
    return this.entries.some(({ status }) => status === "RUNNING" || status === "PAUSED");
  }

  /** A new order: earlier states go. */
  reset(): void {
    this.entries = [];
  }
  /** Actions of an order, known from its acceptance on. One known already stays what it is, unless `again`. */
  add(actions: readonly Action[], at: number, again = false): void {
    for (const action of actions) {
      if (!again && this.entries.some((entry) => entry.action.actionId === action.actionId)) continue;
      this.entries.push({ action, at, status: "WAITING", leftMs: 0, due: false });
    }
  }
  /** Its node or edge has been reached. */
  reach(at: number): void {
    for (const entry of this.entries) if (entry.at === at && entry.status === "WAITING") entry.due = true;
  }
  /** The edge has been left: what still runs on it is over. */
  leave(at: number): boolean {
    let changed = false;
    for (const entry of this.entries) {
      if (entry.at !== at || !entry.due || isOver(entry.status)) continue;
      this.end(entry);
      changed = true;
    }
    return changed;
  }
  /** Actions that wait for the horizon that an update has replaced. */
  dropUnreached(keep: ReadonlySet<number>): void {
    this.entries = this.entries.filter((entry) => entry.due || isOver(entry.status) || keep.has(entry.at));
  }
  /** Ends what waits for a trigger. */
  trigger(): boolean {
    const waiting = this.entries.find(({ status, leftMs }) => status === "RUNNING" && leftMs === Infinity);
    if (waiting === undefined) return false;
    this.end(waiting);
    return true;
  }
  /** Tries an action once more that waits for a word on it. */
  retry(actionId: string): boolean {
    const entry = this.retriable(actionId);
    if (entry === undefined) return false;
    entry.status = "WAITING";
    return true;
  }
  /** It is not to be tried again: it has failed. */
  skipRetry(actionId: string): boolean {
    const entry = this.retriable(actionId);
    if (entry === undefined) return false;
    entry.status = "FAILED";
    return true;
  }
  /** Waiting actions fail, running ones too. */
  failAll(result: string): void {
    for (const entry of this.entries) {
      if (isOver(entry.status)) continue;
      entry.status = "FAILED";
      entry.result = result;
    }
  }

  /** Lets time pass. Returns whether any state changed. */
  advance(ms: number, stands: boolean): boolean {
    let changed = false;
    for (const entry of this.entries) {
      if (entry.status === "RUNNING" && this.paused) {
        entry.status = "PAUSED";
        changed = true;
      } else if (entry.status === "PAUSED" && !this.paused) {
        entry.status = "RUNNING";
        changed = true;
      }
      if (entry.status !== "RUNNING") continue;
      entry.leftMs -= ms;
      if (entry.leftMs > 0) continue;
      this.end(entry);
      changed = true;
    }
    return (!this.paused && this.start(stands)) || changed;
  }

  /** Starts what may start, in the order given: HARD and SINGLE alone, SOFT and HARD only while the robot stands. */
  private start(stands: boolean): boolean {
    let changed = false;
    for (const entry of this.entries) {
      if (!entry.due || isOver(entry.status)) continue;
      const { blockingType } = entry.action;
      if (entry.status !== "WAITING") {
        if (isAlone(blockingType)) return changed;
        continue;
      }
      if (stopsDriving(blockingType) && !stands) return changed;
      if (isAlone(blockingType) && this.runs) return changed;
      entry.status = "RUNNING";
      entry.leftMs = this.effects.durationMs(entry.action);
      changed = true;
      if (isAlone(blockingType)) return changed;
    }
    return changed;
  }
  private retriable(actionId: string): Entry | undefined {
    return this.entries.find(({ action, status }) => action.actionId === actionId && status === "RETRIABLE");
  }
  private end(entry: Entry): void {
    const { status, result } = this.effects.complete(entry.action);
    entry.status = status;
    if (result === undefined) delete entry.result;
    else entry.result = result;
  }
}

function stopsDriving(type: BlockingType): boolean {
  return type === "SOFT" || type === "HARD";
}
function isAlone(type: BlockingType): boolean {
  return type === "SINGLE" || type === "HARD";
}
