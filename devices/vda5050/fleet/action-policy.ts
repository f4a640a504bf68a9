// What becomes of actions that do not work or do not end: tried again while the robot offers that (3.0), given up after a time,
// and a person asked where that is wanted. Per type of action.
import { type ActionState, allActionStates, type RobotState } from "../model/index.ts";

export interface ActionPolicy {
  /** Times that a RETRIABLE action is tried again before it is skipped. */
  readonly retriesMax: number;
  readonly retryPauseMs: number;
  /** An action that runs for longer is given up with its order; Infinity: never. */
  readonly timeoutMs: number;
  /** "tell": whoever gave the action hears of it and decides; "ask": besides, a person has to confirm before anything goes on. */
  readonly whenFailed: "tell" | "ask";
}
export type ActionPolicies = Readonly<Record<string, Partial<ActionPolicy>>>;

const otherwise: ActionPolicy = {
  retriesMax: 2,
  retryPauseMs: 2_000,
  timeoutMs: Infinity,
  whenFailed: "tell",
};
/** Where a load is after a failed drop nobody knows but the robot and who looks; a trigger may never come. */
const usual: ActionPolicies = {
  pick: { timeoutMs: 600_000 },
  drop: { timeoutMs: 600_000 },
  startCharging: { timeoutMs: 180_000, retriesMax: 3, retryPauseMs: 5_000 },
  waitForTrigger: { timeoutMs: 300_000, retriesMax: 0 },
};

export function policyOf(actionType: string, own: ActionPolicies): ActionPolicy {
  return { ...otherwise, ...usual[actionType], ...own[actionType] };
}

/** What to do about an action now. */
export type ActionStep =
  | { readonly kind: "retry" | "skipRetry"; readonly actionId: string }
  | { readonly kind: "timed-out"; readonly actionId: string; readonly seconds: number };

interface Followed {
  retries: number;
  /** Since when it is as it is. */
  sinceMs: number;
  status: ActionState["status"];
  /** Said already for this status. */
  said: boolean;
}

/** What has been said about an action and not been heeded is said again after this. */
const patienceMs = 10_000;

export class ActionWatch {
  private readonly followed = new Map<string, Followed>();

  constructor(private readonly policies: ActionPolicies) {}

  /** @param typeOf the type of an action that is open, undefined for others. */
  follow(
    state: RobotState,
    typeOf: (actionId: string) => string | undefined,
    nowMs: number,
  ): readonly ActionStep[] {
    const steps: ActionStep[] = [];
    for (const { actionId, status } of allActionStates(state)) {
      const actionType = typeOf(actionId);
      if (actionType === undefined) continue;
      const entry = this.entryOf(actionId, status, nowMs);
      const step = this.stepOf(actionId, entry, policyOf(actionType, this.policies), nowMs);
      if (step !== undefined) steps.push(step);
    }
    for (const actionId of this.followed.keys())
      if (typeOf(actionId) === undefined) this.followed.delete(actionId);
    return steps;
  }

  private entryOf(actionId: string, status: ActionState["status"], nowMs: number): Followed {
    let entry = this.followed.get(actionId);
    if (entry === undefined) {
      entry = { retries: 0, sinceMs: nowMs, status, said: false };
      this.followed.set(actionId, entry);
    }
    if (entry.status !== status) Object.assign(entry, { status, sinceMs: nowMs, said: false });
    return entry;
  }
  private stepOf(
    actionId: string,
    entry: Followed,
    { retriesMax, retryPauseMs, timeoutMs }: ActionPolicy,
    nowMs: number,
  ): ActionStep | undefined {
    const forMs = nowMs - entry.sinceMs;
    if (entry.status === "RUNNING" || entry.status === "INITIALIZING") {
      if (entry.said || forMs < timeoutMs) return undefined;
      entry.said = true;
      return { kind: "timed-out", actionId, seconds: Math.round(timeoutMs / 1000) };
    }
    if (entry.status !== "RETRIABLE" || forMs < retryPauseMs) return undefined;
    if (entry.said && forMs < patienceMs) return undefined;
    if (entry.said) entry.sinceMs = nowMs;
    const isLast = entry.retries >= retriesMax;
    if (!isLast && !entry.said) entry.retries += 1;
    entry.said = true;
    return { kind: isLast ? "skipRetry" : "retry", actionId };
  }
}
