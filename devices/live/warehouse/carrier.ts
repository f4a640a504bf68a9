// One robot as a carrier of pods: what it is doing with its load, and what of it is certain. A pod is where robots say it is; what
// nobody has said is asked of a person, never guessed.
import type { WorkActionResult, WorkTrouble } from "../fleet-work-port.ts";
import { type LoadWord, podName } from "./pod-names.ts";

export type HandlingKind = "lift" | "set-down" | "start-charging" | "stop-charging";

export interface Handling {
  readonly kind: HandlingKind;
  readonly actionId: string;
  /** −1 for charging. */
  readonly pod: number;
  result: WorkActionResult | null;
  overMs: number;
}

/** What the books have to take over: the pod is on the robot now, or stands where the robot stands. */
export type LoadNews = { readonly kind: "lifted" | "set-down"; readonly pod: number } | null;

/** Times that a lift or a set-down is tried. */
const triesMax = 3;
/** So long a state may come after the word that the action is over. */
const settleMs = 3_000;
/** So long a load may not match before it counts: states come late, and one by one. */
const oddMs = 3_000;

export class Carrier {
  handling: Handling | null = null;
  trouble: WorkTrouble | null = null;
  /** It has been told to charge, and not yet to stop. */
  charging = false;
  private tries = 0;
  private oddSinceMs = Infinity;

  begin(kind: HandlingKind, actionId: string, pod: number): void {
    this.handling = { kind, actionId, pod, result: null, overMs: 0 };
    if (kind === "lift" || kind === "set-down") this.tries += 1;
  }
  end(actionId: string, result: WorkActionResult, nowMs: number): void {
    if (this.handling?.actionId !== actionId) return;
    this.handling.result = result;
    this.handling.overMs = nowMs;
  }
  /** A person has looked: what the robot says now counts. */
  confirm(): void {
    this.trouble = null;
    this.tries = 0;
    this.oddSinceMs = Infinity;
  }

  /**
   * Compares what the robot says with the books, where it has the pod `booked` (−1 = none). Returns what the books have to take
   * over; may set `trouble`.
   */
  settle(word: LoadWord, booked: number, nowMs: number): LoadNews {
    const { handling } = this;
    if (handling === null) {
      this.compare(word, booked, nowMs);
      return null;
    }
    if (handling.result === null) return null;
    if (handling.kind === "lift") return this.settleLift(handling, word, nowMs);
    if (handling.kind === "set-down") return this.settleSetDown(handling, word, nowMs);
    // What comes of charging shows in the charge.
    if (handling.result === "FINISHED" || handling.kind === "stop-charging")
      this.charging = handling.kind === "start-charging";
    this.handling = null;
    return null;
  }

  private settleLift(handling: Handling, word: LoadWord, nowMs: number): LoadNews {
    const { pod, result } = handling;
    const isOn = word.kind === "unnamed" || (word.kind === "pod" && word.pod === pod);
    if (isOn || (word.kind === "not-said" && result === "FINISHED"))
      return this.done({ kind: "lifted", pod });
    if (word.kind === "pod" || word.kind === "other") this.fail("load-unknown", nameOf(word));
    else if (result !== "FINISHED") this.again("pick-failed", pod);
    else if (nowMs - handling.overMs > settleMs) this.fail("pick-failed", podName(pod));
    return null;
  }
  private settleSetDown(handling: Handling, word: LoadWord, nowMs: number): LoadNews {
    const { pod, result } = handling;
    if (word.kind === "none" || (word.kind === "not-said" && result === "FINISHED"))
      return this.done({ kind: "set-down", pod });
    if (result !== "FINISHED") this.again("drop-failed", pod);
    else if (nowMs - handling.overMs > settleMs) this.fail("drop-failed", podName(pod));
    return null;
  }
  private compare(word: LoadWord, booked: number, nowMs: number): void {
    if (this.trouble !== null) return;
    const fits =
      word.kind === "not-said" ||
      (booked < 0 ? word.kind === "none" : word.kind === "unnamed") ||
      (word.kind === "pod" && word.pod === booked);
    if (fits) this.oddSinceMs = Infinity;
    else if (this.oddSinceMs === Infinity) this.oddSinceMs = nowMs;
    if (fits || nowMs - this.oddSinceMs < oddMs) return;
    if (word.kind === "none") this.fail("load-lost", podName(booked));
    else this.fail("load-unknown", nameOf(word));
  }

  private done(news: LoadNews): LoadNews {
    this.handling = null;
    this.tries = 0;
    return news;
  }
  /** Tried anew by the next command, until it has failed too often. */
  private again(kind: WorkTrouble["kind"], pod: number): void {
    this.handling = null;
    if (this.tries >= triesMax) this.fail(kind, podName(pod));
  }
  private fail(kind: WorkTrouble["kind"], load: string): void {
    this.handling = null;
    this.tries = 0;
    this.trouble = { kind, load };
  }
}

function nameOf(word: LoadWord): string {
  if (word.kind === "pod") return podName(word.pod);
  return word.kind === "other" ? word.name : "";
}
