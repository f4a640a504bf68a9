// One robot's actions tick by tick, run-length coded, and the segment texts of the 2026 result format:
// `[(tick,row,column,heading,progress):(F 3,W 2)]` for every `segmentTicks`.
import { leagueActions } from "../joint-action.ts";

/** Ticks per segment of a path text. */
export const segmentTicks = 1000;
/** Ticks that one coded run may hold; longer ones are several runs. */
const runTicksMax = 31;

export class ActionLog {
  /** `action | ticks << 3`. */
  private runs = new Uint8Array(16);
  private count = 0;

  add(action: number): void {
    const last = this.count - 1;
    if (last >= 0 && (this.runs[last]! & 7) === action && this.runs[last]! >> 3 < runTicksMax) {
      this.runs[last]! += 8;
      return;
    }
    if (this.count === this.runs.length) {
      const larger = new Uint8Array(this.runs.length * 2);
      larger.set(this.runs);
      this.runs = larger;
    }
    this.runs[this.count] = action | 8;
    this.count += 1;
  }

  /** The whole path; `snapshot(k)` gives `row,column,heading,progress` at the start of segment k. */
  text(snapshot: (segment: number) => string): string {
    let text = "";
    let tick = 0;
    let action = -1;
    let ticks = 0;
    const endRun = (): void => {
      if (ticks > 0) text += `${text.endsWith("(") ? "" : ","}${leagueActions[action]} ${ticks}`;
      ticks = 0;
    };
    for (let i = 0; i < this.count; i += 1) {
      const run = this.runs[i]!;
      for (let left = run >> 3; left > 0; ) {
        if (tick % segmentTicks === 0) {
          endRun();
          text += `${tick > 0 ? ")]" : ""}[(${tick},${snapshot(tick / segmentTicks)}):(`;
        }
        if ((run & 7) !== action) {
          endRun();
          action = run & 7;
        }
        const part = Math.min(left, segmentTicks - (tick % segmentTicks));
        ticks += part;
        tick += part;
        left -= part;
      }
    }
    endRun();
    return tick > 0 ? `${text})]` : "";
  }
}
