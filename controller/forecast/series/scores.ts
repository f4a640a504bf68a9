// Measures of a forecast against what came: all in one accumulator, so that they speak of the same steps.

/** Measures over all steps of all origins. Shares are fractions, not percent. */
export interface ForecastScores {
  /** Sum of absolute errors of the mean over the sum of what came. */
  readonly wape: number;
  /** Sum of errors over the sum of what came; below 0 = too little forecast. */
  readonly bias: number;
  /** Mean absolute error over that of the seasonal naive forecast within the history. */
  readonly mase: number;
  /** Mean pinball loss of the 10, 50 and 90 % quantiles over the mean of what came. */
  readonly pinball: number;
  /** Continuous ranked probability score from 19 quantiles, over the mean of what came. */
  readonly crps: number;
  /** Share of steps inside the central 80 and 95 % intervals. */
  readonly coverage80: number;
  readonly coverage95: number;
  /** WAPE over the tenth of the steps with the highest counts. */
  readonly peakWape: number;
  readonly steps: number;
}

/** Levels that scores are taken from: 5, 10 … 95 %, and the ends of the 95 % interval. */
export const scoreLevels: readonly number[] = [
  0.025,
  ...Array.from({ length: 19 }, (_, i) => (i + 1) / 20),
  0.975,
];
const crpsFrom = 1;
const crpsTo = 20;
const at10 = 2;
const at50 = 10;
const at90 = 18;

export class ScoreKeeper {
  private readonly actuals: number[] = [];
  private readonly errors: number[] = [];
  private signed = 0;
  private scale = 0;
  private scaled = 0;
  private pinball = 0;
  private crps = 0;
  private in80 = 0;
  private in95 = 0;

  /**
   * Takes in one step: what came, its mean and its quantiles at `scoreLevels`. `naiveError` is the mean absolute error of the
   * seasonal naive forecast within the history; 0 leaves the step out of MASE. Closed steps (nothing expected, nothing came) do
   * not count for the coverage: everybody covers them.
   */
  add(actual: number, mean: number, quantiles: readonly number[], naiveError: number): void {
    const error = mean - actual;
    this.actuals.push(actual);
    this.errors.push(Math.abs(error));
    this.signed += error;
    if (naiveError > 0) {
      this.scale += 1;
      this.scaled += Math.abs(error) / naiveError;
    }
    for (const at of [at10, at50, at90])
      this.pinball += pinballLoss(scoreLevels[at]!, quantiles[at]!, actual) / 3;
    for (let at = crpsFrom; at < crpsTo; at += 1) {
      this.crps += (2 * pinballLoss(scoreLevels[at]!, quantiles[at]!, actual)) / (crpsTo - crpsFrom);
    }
    this.in80 += quantiles[at10]! <= actual && actual <= quantiles[at90]! ? 1 : 0;
    this.in95 += quantiles[0]! <= actual && actual <= quantiles[quantiles.length - 1]! ? 1 : 0;
    this.counted += mean > 0 || actual > 0 ? 1 : 0;
    this.idle += mean > 0 || actual > 0 ? 0 : 1;
  }
  private counted = 0;
  private idle = 0;

  result(): ForecastScores {
    const volume = this.actuals.reduce((sum, value) => sum + value, 0);
    const steps = this.actuals.length;
    const order = this.actuals.map((_, i) => i).sort((a, b) => this.actuals[b]! - this.actuals[a]! || a - b);
    const peak = order.slice(0, Math.max(1, Math.round(steps / 10)));
    const peakVolume = peak.reduce((sum, i) => sum + this.actuals[i]!, 0);
    const covered = (inside: number) => (this.counted > 0 ? (inside - this.idle) / this.counted : Number.NaN);
    return {
      wape: this.errors.reduce((sum, error) => sum + error, 0) / volume,
      bias: this.signed / volume,
      mase: this.scale > 0 ? this.scaled / this.scale : Number.NaN,
      pinball: this.pinball / volume,
      crps: this.crps / volume,
      coverage80: covered(this.in80),
      coverage95: covered(this.in95),
      peakWape: peak.reduce((sum, i) => sum + this.errors[i]!, 0) / peakVolume,
      steps,
    };
  }
}

function pinballLoss(level: number, quantile: number, actual: number): number {
  const gap = actual - quantile;
  return gap >= 0 ? level * gap : (level - 1) * gap;
}
