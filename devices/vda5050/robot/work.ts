// What actions of orders do to a virtual robot, how long they take, and which of them are made to fail.
import type { Action, VdaVersion } from "../model/index.ts";
import type { ActionEffects, ActionEnd } from "./action-runner.ts";
import type { Condition } from "./condition.ts";

const actionMsDefault: Readonly<Record<string, number>> = {
  pick: 4_000,
  drop: 4_000,
  detectObject: 1_000,
  finePositioning: 1_500,
  waitForTrigger: Infinity,
  startCharging: 500,
  stopCharging: 500,
};
const otherActionMs = 1_000;

export class Work implements ActionEffects {
  private readonly failNext = new Map<string, number>();

  constructor(
    private readonly version: VdaVersion,
    private readonly condition: Condition,
    private readonly actionMs: Readonly<Record<string, number>>,
  ) {}

  /** The next actions of the type fail, `times` in a row. */
  fail(actionType: string, times: number): void {
    this.failNext.set(actionType, times);
  }
  durationMs({ actionType }: Action): number {
    return this.actionMs[actionType] ?? actionMsDefault[actionType] ?? otherActionMs;
  }
  complete(action: Action): ActionEnd {
    const problem = this.problemOf(action);
    if (problem === undefined) return { status: "FINISHED" };
    const isRetriable = action.retriable === true && this.version === "3.0";
    return { status: isRetriable ? "RETRIABLE" : "FAILED", result: problem };
  }

  private problemOf(action: Action): string | undefined {
    const { condition } = this;
    const left = this.failNext.get(action.actionType) ?? 0;
    if (left > 0) {
      this.failNext.set(action.actionType, left - 1);
      return "made to fail";
    }
    switch (action.actionType) {
      case "pick":
        return condition.pick(action);
      case "drop":
        return condition.drop();
      case "startCharging":
      case "stopCharging":
        condition.charging = action.actionType === "startCharging";
        return undefined;
      default:
        return undefined;
    }
  }
}
