// Notices a robot that stands with something left to do and nothing known in its way.
import type { RobotState } from "../model/index.ts";
import type { LinkSettings } from "./settings.ts";

export class StuckWatch {
  private stillSinceMs = -Infinity;
  private times = 0;

  constructor(private readonly settings: LinkSettings) {}

  /** The robot has come on: patience is short again. */
  progress(): void {
    this.times = 0;
  }
  /** Something has been sent: patience begins now. */
  sent(nowMs: number): void {
    this.stillSinceMs = nowMs;
  }
  /** True once when it has stood too long; each time it takes twice as long as before. */
  isStuck(state: RobotState, mayMove: boolean, nowMs: number): boolean {
    const works = state.actionStates.some(
      ({ status }) => !["FINISHED", "FAILED", "WAITING"].includes(status),
    );
    if (!mayMove || works || state.driving) {
      this.stillSinceMs = nowMs;
      return false;
    }
    const { stuckMs, stuckMsMax } = this.settings;
    if (nowMs - this.stillSinceMs < Math.min(stuckMsMax, stuckMs * 2 ** this.times)) return false;
    this.times += 1;
    this.stillSinceMs = nowMs;
    return true;
  }
}
