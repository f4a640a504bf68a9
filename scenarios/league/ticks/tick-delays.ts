// Random delays of the 2026 rules: in each tick some of the robots that are not late become so, for a few ticks in which
// they can only wait. The distributions are the rules' own, the random numbers are this project's.
import { Random } from "../../../sim/kernel/index.ts";
import type { LeagueDelays } from "../instance.ts";

export class TickDelays {
  /** Ticks of delay left per robot, the present one included. */
  readonly remaining: Int32Array;
  /** Per robot `[first tick, tick after the last]`, ticks counted from 0. */
  readonly intervals: (readonly [number, number])[][];
  private readonly random: Random;
  private readonly candidates: Int32Array;
  private tick = 0;

  constructor(
    private readonly delays: LeagueDelays | null,
    team: number,
  ) {
    this.remaining = new Int32Array(team);
    this.intervals = Array.from({ length: team }, () => []);
    this.random = new Random(delays?.seed ?? 0, "league/delays");
    this.candidates = new Int32Array(team);
  }

  /** Begins a tick: delays run down, new ones strike. */
  next(): void {
    const { delays, remaining, random, candidates } = this;
    const tick = this.tick;
    this.tick += 1;
    if (delays === null) return;
    let available = 0;
    for (let robot = 0; robot < remaining.length; robot += 1) {
      if (remaining[robot]! > 0) remaining[robot]! -= 1;
      if (remaining[robot] === 0) candidates[available++] = robot;
    }
    if (delays.eventModel === "bernoulli") {
      for (let i = 0; i < available; i += 1) {
        if (random.uniform() < delays.pDelay) this.strike(candidates[i]!, tick, delays);
      }
      return;
    }
    const struck = Math.min(available, random.poisson(remaining.length * delays.pDelay));
    for (let i = 0; i < struck; i += 1) {
      const j = i + random.below(available - i);
      const robot = candidates[j]!;
      candidates[j] = candidates[i]!;
      this.strike(robot, tick, delays);
    }
  }

  private strike(robot: number, tick: number, delays: LeagueDelays): void {
    const ticks = this.duration(delays);
    if (ticks <= 0) return;
    this.remaining[robot] = ticks;
    this.intervals[robot]!.push([tick, tick + ticks]);
  }
  private duration({
    minDelay,
    maxDelay,
    durationModel,
    gaussMeanRatio,
    gaussStdRatio,
  }: LeagueDelays): number {
    const span = maxDelay - minDelay;
    if (span === 0) return minDelay;
    if (durationModel === "uniform") return minDelay + this.random.below(span + 1);
    const drawn = Math.round(this.random.normal(minDelay + span * gaussMeanRatio, span * gaussStdRatio));
    return Math.max(minDelay, Math.min(maxDelay, drawn));
  }
}
