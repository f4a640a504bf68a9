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
  /** Step of the kept picture that is shown until the frames of a seek have come, or null. */
  preview: number | null = null;
  private list: readonly Pane[];
  private readonly previews = new Map<Pane, Int32Array>();

  constructor(panes: readonly Pane[]) {
    this.list = panes;
  }

  get panes(): readonly Pane[] {
    return this.list;
  }
  /** One more pane on the clock: the others wait at its step until it has frames. */
  join(pane: Pane, step: number): void {
    this.list = [...this.list, pane];
    this.waitFor(step);
  }
  /** Another run in the place of one. */
  exchange(pane: Pane, other: Pane): void {
    this.list = this.list.map((now) => (now === pane ? other : now));
    pane.close();
  }
  leave(pane: Pane): void {
    this.list = this.list.filter((other) => other !== pane);
    pane.close();
  }
  /** Frames of this step are on their way: the clock stands there until every pane has them. */
  waitFor(step: number): void {
    this.seeking = step;
    this.preview = null;
    if (this.clock !== null) this.clock.position = step;
  }

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
    if (this.preview !== null) this.shownStep = this.preview;
    else if (step >= 0) this.shownStep = step;
    if (this.seeking === null && this.tooCoarse(rings[0]!, clock)) this.reload(this.shownStep);
    this.runAhead(clock);
    return clock.position !== before || this.shownStep !== shownBefore;
  }

  /** Goes to a step: at once where frames are held, otherwise through the workers. */
  seek(step: number): void {
    const { clock } = this;
    if (clock === null) return;
    const target = Math.max(0, Math.min(Math.round(step), clock.horizonSteps));
    if (this.isHeld(target)) {
      this.land(target);
      return;
    }
    this.preview = this.panes.every((pane) => pane.album?.nearestStep(target) === target) ? target : null;
    clock.position = target;
    this.reload(target);
    if (this.preview !== null) this.shownStep = target;
  }

  /**
   * Goes near a step: to the nearest kept picture, which shows at once, where one is no farther than pictures are apart;
   * otherwise to the step itself.
   */
  seekNear(step: number): void {
    const { clock } = this;
    if (clock === null) return;
    const target = Math.max(0, Math.min(Math.round(step), clock.horizonSteps));
    const [first, ...others] = this.panes.map((pane) => pane.album);
    const near = first?.nearestStep(target) ?? -1;
    const kept = near >= 0 && others.every((album) => album?.nearestStep(near) === near);
    this.seek(kept && Math.abs(near - target) <= first!.everySteps ? near : target);
  }

  /** What a pane shows now, or null before its first frame. */
  shown(pane: Pane): Shown | null {
    const { ring } = pane;
    if (ring === null || this.clock === null || this.shownStep < 0) return null;
    if (this.preview !== null) return this.previewOf(pane, this.preview);
    const index = ring.indexAt(this.shownStep);
    const previous = ring.at(index);
    if (previous === null) return null;
    const next = ring.at(index + 1) ?? previous;
    const gap = next[0]! - previous[0]!;
    // Frames far apart are shown one after the other: a straight line between them would cross pods and walls.
    const between = gap === 1 ? this.clock.position - previous[0]! : 0;
    return { previous, next, fraction: Math.min(1, Math.max(0, between)) };
  }

  private previewOf(pane: Pane, step: number): Shown | null {
    if (pane.album === null || pane.layout === null) return null;
    let words = this.previews.get(pane);
    if (words === undefined || words.length !== pane.layout.words) {
      words = new Int32Array(pane.layout.words).fill(-1);
      this.previews.set(pane, words);
    }
    if (words[0] !== step && !pane.album.read(step, words)) return null;
    return { previous: words, next: words, fraction: 0 };
  }
  private isHeld(step: number): boolean {
    return this.rings().every((ring) => ring.heldStep(step) === step);
  }
  private land(step: number): void {
    this.clock!.position = step;
    this.seeking = null;
    this.preview = null;
    this.previews.clear();
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
    if (this.isHeld(this.seeking!)) this.land(this.seeking!);
    else clock.position = this.seeking!;
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
