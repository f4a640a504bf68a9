// Orders of a festival, drawn from expected orders per minute: overdispersed Poisson arrivals whose contents depend on
// which wave and category they come from. What is drawn never depends on what the brain does.
import { assert, Random, type RandomState } from "../kernel/index.ts";
import type { ArrivalSink, DemandSnapshot, DemandSource, SkuTable } from "../model/index.ts";
import type { DemandContext, FestivalDemandConfig } from "./config.ts";
import { type FestivalTruth, festivalTruth } from "./festival-truth.ts";
import { festivalIntensity, type Intensity, mixMinutes } from "./intensity.ts";
import { dueLocalSeconds, dueTolerance, OrderDraw } from "./order-draw.ts";

/** The source of one run. Equal arguments give equal orders, whatever the strategy. */
export function createFestivalDemand(
  config: FestivalDemandConfig,
  seed: number,
  context: DemandContext,
  skus: SkuTable,
): DemandSource {
  assert(config.categoryShare.length === skus.categoryNames.length, "one demand share per SKU category");
  return new FestivalDemand(config, seed, context, festivalTruth(config, seed, skus), skus);
}

class FestivalDemand implements DemandSource {
  private readonly intensity: Intensity;
  private readonly draw: OrderDraw;
  private readonly arrivals: Random;
  private readonly dispersion: Random;
  private readonly sourceStream: Random;
  private readonly categories: number;
  /** Cumulated mix of the current quarter hour. */
  private readonly sourceUpTo: Float64Array;
  private minute = -1;
  private row = -1;
  private rowFactor = 1;
  private ordersPerStep = 0;
  /** Expected orders until the next arrival, exponential with mean 1. */
  private untilNext: number;

  constructor(
    private readonly config: FestivalDemandConfig,
    seed: number,
    private readonly context: DemandContext,
    private readonly truth: FestivalTruth,
    skus: SkuTable,
  ) {
    const minutes = Math.ceil((context.horizonSteps * context.stepSeconds) / 60) + 1;
    this.intensity = festivalIntensity(
      config,
      context.startLocalSeconds,
      minutes,
      truth.conversions,
      truth.waveScale,
    );
    this.categories = config.categoryShare.length;
    this.sourceUpTo = new Float64Array(this.intensity.sources);
    this.draw = new OrderDraw(config.order, skus, truth.popularity, seed);
    this.arrivals = new Random(seed, "demand/arrivals");
    this.dispersion = new Random(seed, "demand/overdispersion");
    this.sourceStream = new Random(seed, "demand/sources");
    this.untilNext = this.arrivals.exponential(1);
  }

  arrive(step: number, _backlog: unknown, sink: ArrivalSink): void {
    const minute = Math.floor(((step - 1) * this.context.stepSeconds) / 60 + 1e-9);
    if (minute !== this.minute) this.enterMinute(minute);
    this.untilNext -= this.ordersPerStep;
    while (this.untilNext <= 0) {
      this.emit(step, sink);
      this.untilNext += this.arrivals.exponential(1);
    }
  }

  snapshot(): DemandSnapshot {
    return {
      version: 1,
      state: {
        minute: this.minute,
        row: this.row,
        rowFactor: this.rowFactor,
        untilNext: this.untilNext,
        streams: [
          this.arrivals.snapshot(),
          this.dispersion.snapshot(),
          this.sourceStream.snapshot(),
          ...this.draw.snapshot(),
        ],
      },
    };
  }

  restore(snapshot: DemandSnapshot): void {
    assert(snapshot.version === 1, "a demand snapshot of version 1");
    const { minute, row, rowFactor, untilNext, streams } = snapshot.state as {
      readonly minute: number;
      readonly row: number;
      readonly rowFactor: number;
      readonly untilNext: number;
      readonly streams: readonly RandomState[];
    };
    this.arrivals.restore(streams[0]!);
    this.dispersion.restore(streams[1]!);
    this.sourceStream.restore(streams[2]!);
    this.draw.restore(streams.slice(3));
    this.minute = minute;
    this.row = row;
    this.rowFactor = rowFactor;
    this.untilNext = untilNext;
    if (row >= 0) this.cumulateRow();
    if (minute >= 0) this.setRate();
  }

  private enterMinute(minute: number): void {
    this.minute = minute;
    const row = Math.min(this.intensity.rows - 1, Math.floor(minute / mixMinutes));
    while (this.row < row) {
      this.row += 1;
      this.rowFactor = randomFactor(this.dispersion, this.config.overdispersion);
      if (this.row === row) this.cumulateRow();
    }
    this.setRate();
  }

  private setRate(): void {
    const expected = this.minute < this.intensity.minutes ? this.intensity.orders[this.minute]! : 0;
    this.ordersPerStep = (expected * this.rowFactor * this.context.stepSeconds) / 60;
  }

  private cumulateRow(): void {
    const { sources, mix } = this.intensity;
    let total = 0;
    for (let source = 0; source < sources; source += 1) {
      total += mix[this.row * sources + source]!;
      this.sourceUpTo[source] = total;
    }
  }

  private emit(step: number, sink: ArrivalSink): void {
    const { sources } = this.intensity;
    const place = this.sourceStream.uniform() * this.sourceUpTo[sources - 1]!;
    let source = 0;
    while (source < sources - 1 && this.sourceUpTo[source]! <= place) source += 1;
    const category = source % this.categories;
    const wave = (source - category) / this.categories - 1;
    const heroes = wave < 0 ? null : this.truth.heroTables[wave]![category]!;
    const priority = this.draw.priority();
    this.draw.contents(category, heroes, wave < 0 ? 0 : this.config.waves[wave]!.heroShare);
    const released = this.context.startLocalSeconds + step * this.context.stepSeconds;
    const due = dueLocalSeconds(this.config.order.priorities[priority]!, released);
    const dueStep = Math.ceil(
      (due - this.context.startLocalSeconds) / this.context.stepSeconds - dueTolerance,
    );
    sink.order(priority, dueStep, this.draw.lines);
  }
}

/** Gamma with mean 1 and this variance: the negative binomial's mixing factor. */
export function randomFactor(random: Random, variance: number): number {
  return variance > 0 ? random.gamma(1 / variance, variance) : 1;
}
