// Panes of a running fleet on their clock: it follows what comes, or stands wherever somebody looks back.
import { Playback } from "./playback.ts";
import { PlaybackClock } from "./playback-clock.ts";

/** The shown time is this many steps behind the newest frame, so that there is always a next one to move to. */
const behindSteps = 1;
/** Farther behind than this it leaps. */
const behindStepsMost = 3;

export class LivePlayback extends Playback {
  /** The shown time follows the newest frame. */
  isLive = true;

  override tick(milliseconds: number): boolean {
    const [pane] = this.panes;
    const { ring, facts } = pane!;
    if (ring === null || facts === null || ring.count === 0) return false;
    this.clock ??= startClock(facts.stepSeconds, facts.horizonSteps);
    const { clock } = this;
    const before = clock.position;
    const shownBefore = this.shownStep;
    if (this.isLive) {
      const newest = ring.lastStep;
      const passed = clock.position + milliseconds / 1000 / clock.stepSeconds;
      const isFar = passed < newest - behindStepsMost || passed > newest + behindStepsMost;
      clock.position = isFar ? newest - behindSteps : Math.min(passed, newest);
    } else {
      clock.tick(milliseconds, ring.lastStep);
      // Having caught up, it is live again.
      if (clock.playing && clock.position >= ring.lastStep) this.isLive = true;
    }
    clock.position = Math.max(clock.position, ring.firstStep);
    this.shownStep = Math.max(ring.firstStep, ring.heldStep(Math.floor(clock.position)));
    return clock.position !== before || this.shownStep !== shownBefore;
  }

  override seek(step: number): void {
    const { clock } = this;
    const ring = this.panes[0]?.ring;
    if (clock === null || ring == null) return;
    clock.position = Math.max(ring.firstStep, Math.min(step, ring.lastStep));
    this.isLive = false;
  }
  override seekNear(step: number): void {
    this.seek(step);
  }
  /** Back to now. */
  goLive(): void {
    this.isLive = true;
    if (this.clock === null) return;
    this.clock.playing = true;
    this.clock.speed = 1;
  }
  /** Stands where it is, or goes on from there. */
  togglePlay(): void {
    if (this.clock === null) return;
    this.clock.playing = this.isLive ? false : !this.clock.playing;
    this.isLive = false;
  }
}

function startClock(stepSeconds: number, horizonSteps: number): PlaybackClock {
  const clock = new PlaybackClock(stepSeconds, horizonSteps);
  clock.speed = 1;
  return clock;
}
