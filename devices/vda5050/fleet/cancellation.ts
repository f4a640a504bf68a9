// A cancelOrder under way, and when it is believed. The word FINISHED is not enough: the robot has to stand.
import type { RobotState } from "../model/index.ts";
import type { OrderLossCause } from "./link-port.ts";
import type { LinkSettings } from "./settings.ts";

const triesMax = 3;

export class Cancellation {
  private answered = false;

  constructor(
    readonly actionId: string,
    readonly cause: OrderLossCause,
    private readonly sinceMs: number,
    readonly tries: number,
    private readonly settings: LinkSettings,
  ) {}

  /** The robot does not answer, or does not stop: a person is needed. */
  get isHopeless(): boolean {
    return this.tries > triesMax;
  }
  /** FINISHED, or FAILED because there was nothing to cancel. */
  answer(): void {
    this.answered = true;
  }
  isOverdue(nowMs: number): boolean {
    return nowMs - this.sinceMs >= this.settings.instantTimeoutMs;
  }
  /** Answered and standing: the order is dead, whatever nodes the robot still lists. */
  killsOrder(state: RobotState, stateMs: number): boolean {
    return this.answered && this.isSettled(stateMs) && !state.driving;
  }
  /** Answered, or standing for a while with the action shown and nothing left: some robots never finish it. */
  isOver(state: RobotState, stateMs: number, isBusy: boolean): boolean {
    if (state.driving || isBusy) return false;
    return this.answered || (this.isSettled(stateMs) && this.isShown(state));
  }

  private isSettled(stateMs: number): boolean {
    return stateMs - this.sinceMs >= this.settings.repeatMs;
  }
  private isShown({ actionStates, instantActionStates }: RobotState): boolean {
    return [...actionStates, ...instantActionStates].some(({ actionId }) => actionId === this.actionId);
  }
}
