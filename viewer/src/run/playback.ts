// Panes on one clock: tells the workers how far to run ahead, decides which step all panes show, and seeks.
import { commonStep, type FrameRing } from "./frame-ring.ts";
import type { Pane } from "./pane.ts";
import { PlaybackClock } from "./playback-clock.ts";

/** Share of the ring kept for frames behind the shown step, so that a step back is at once there. */
const behindShare = 0.25;

/** Frames this much farther apart than the speed asks for are made anew. */
const coarseFactor = 3;

/** Two frames of one pane and how far the shown time lies between them, 0..1. */
export interface Shown {
  readonly previous: Int32Array;
  readonly next: Int32Array;
  readonly fraction: number;
}

export class Playback {
  clock: PlaybackClock | null = null;
  /** Step all panes show, or −1 while there is nothing to show. */
  shownStep = -1;
  /** Target of a running seek, or null. */
  seeking: number | null = null;

  constructor(readonly panes: readonly Pane[]) {}

  get failed(): boolean {
    return this.panes.some((pane) => pane.failure !== null);
  }
  /** Latest step every pane has a frame for. */
  get readyStep(): number {
    return Math.min(...this.rings().map((ring) => ring.lastStep));
  }
  get computedStep(): number {
    return Math.min(...this.panes.map((pane) => pane.computedStep));
  }

  /** Called for every animation frame. True when the picture changed. */
  tick(milliseconds: number): boolean {
    const rings = this.rings();
    if (rings.length < this.panes.length || rings.length === 0) return false;
    const facts = this.panes[0]!.facts!;
    this.clock ??= new PlaybackClock(facts.stepSeconds, facts.horizonSteps);
    const { clock } = this;
    const before = clock.position;
    const shownBefore = this.shownStep;
    if (this.seeking !== null) this.finishSeek(clock);
    else clock.tick(milliseconds, this.readyStep);
    const step = commonStep(rings, Math.floor(clock.position));
    if (step >= 0) this.shownStep = step;
    if (this.seeking === null && this.tooCoarse(rings[0]!, clock)) this.reload(this.shownStep);
    this.runAhead(clock);
    return clock.position !== before || this.shownStep !== shownBefore;
  }

  /** Goes to a step: at once where frames are held, otherwise through the workers. */
  seek(step: number): void {
    const { clock } = this;
    if (clock === null) return;
    const target = Math.max(0, Math.min(Math.round(step), clock.horizonSteps));
    clock.position = target;
    if (this.rings().every((ring) => ring.heldStep(target) === target)) {
      this.seeking = null;
      return;
    }
    this.reload(target);
  }

  /** What a pane shows now, or null before its first frame. */
  shown(pane: Pane): Shown | null {
    const { ring } = pane;
    if (ring === null || this.clock === null || this.shownStep < 0) return null;
    const index = ring.indexAt(this.shownStep);
    const previous = ring.at(index);
    if (previous === null) return null;
    const next = ring.at(index + 1) ?? previous;
    const gap = next[0]! - previous[0]!;
    // Frames far apart are shown one after the other: a straight line between them would cross pods and walls.
    const between = gap === 1 ? this.clock.position - previous[0]! : 0;
    return { previous, next, fraction: Math.min(1, Math.max(0, between)) };
  }

  private reload(step: number): void {
    this.seeking = step;
    for (const pane of this.panes) pane.seek(step);
  }
  /** True when the frames ahead were made for a much higher speed than the present one. */
  private tooCoarse(ring: FrameRing, clock: PlaybackClock): boolean {
    const index = ring.indexAt(this.shownStep);
    const previous = ring.at(index);
    const next = ring.at(index + 1);
    if (previous === null || next === null) return false;
    const gap = next[0]! - previous[0]!;
    return next[0]! < clock.horizonSteps && gap > coarseFactor * clock.stride;
  }
  private finishSeek(clock: PlaybackClock): void {
    const target = this.seeking!;
    if (!this.rings().every((ring) => ring.heldStep(target) === target)) return;
    clock.position = target;
    this.seeking = null;
  }

  private runAhead(clock: PlaybackClock): void {
    const { stride } = clock;
    const shown = Math.max(0, this.seeking ?? this.shownStep);
    for (const pane of this.panes) {
      const ring = pane.ring!;
      ring.dropBefore(shown - ring.capacity * behindShare * stride);
      const ahead = Math.floor(ring.capacity * (1 - behindShare) * 0.9) * stride;
      // Asked in leaps, not every frame: the worker has enough to do until the next leap.
      const leap = Math.max(1, Math.floor(ahead / 8));
      const goal = Math.min(Math.ceil((shown + ahead) / leap) * leap, clock.horizonSteps);
      pane.runUntil(goal, stride);
    }
  }
  private rings(): FrameRing[] {
    return this.panes.flatMap((pane) => (pane.ring === null ? [] : [pane.ring]));
  }
}
