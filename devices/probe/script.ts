// A check is written as a script: a generator that waits for conditions. Nothing but messages and time moves it on.

export interface Wait {
  readonly condition: () => boolean;
  readonly deadlineMs: number;
}
export type Script<Result = void> = Generator<Wait, Result, void>;

/** Runs one script; `step` after every message and tick. */
export class ScriptRunner {
  private wait: Wait | null = null;

  constructor(private readonly script: Script) {}

  /** True when the script has ended. */
  step(nowMs: number): boolean {
    while (this.wait === null || this.wait.condition() || nowMs >= this.wait.deadlineMs) {
      const next = this.script.next();
      if (next.done === true) return true;
      this.wait = next.value;
    }
    return false;
  }
}
