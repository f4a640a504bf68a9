// A robot between two reports: drawn on its way from where it was last drawn to where it has just reported to be, in the time
// that reports are apart. Nothing is guessed beyond the last report.
import { turnBetween } from "../floor/interpolate.ts";
import type { Place } from "./live-feed.ts";

const glideMsMin = 50;
/** A robot that reports more rarely is not drawn longer on its way than this. */
const glideMsMax = 1500;
/** Farther than any robot drives between two reports: it was carried, or has found itself anew. */
const jumpMetres = 2;
const jumpMetresPerSecond = 5;

export class Glide {
  private from: Place | null = null;
  private to: Place | null = null;
  private startMs = 0;
  private durationMs = glideMsMin;

  /** A report that has come now. */
  report(place: Place, nowMs: number): void {
    const elapsedMs = nowMs - this.startMs;
    const shown = this.at(nowMs);
    const metres = shown === null ? 0 : Math.hypot(place.x - shown.x, place.y - shown.y);
    const jumps = metres > jumpMetres + (jumpMetresPerSecond * elapsedMs) / 1000;
    this.from = shown === null || jumps ? place : shown;
    this.to = place;
    this.durationMs = Math.min(glideMsMax, Math.max(glideMsMin, elapsedMs));
    this.startMs = nowMs;
  }
  at(nowMs: number): Place | null {
    const { from, to } = this;
    if (from === null || to === null) return null;
    const share = Math.min(1, Math.max(0, (nowMs - this.startMs) / this.durationMs));
    return {
      x: from.x + (to.x - from.x) * share,
      y: from.y + (to.y - from.y) * share,
      theta: from.theta + turnBetween(from.theta, to.theta) * share,
    };
  }
}
