// Correction by what has arrived: a gamma-Poisson factor per component (ordinary business, each wave) and category, drawn
// towards the component's common factor. Old evidence fades, so a factor follows the day and a spike does not outlive it.
import { math } from "../../sim/kernel/index.ts";
import type { CalendarProfile } from "./calendar-profile.ts";

/** Hours after which evidence counts for 1/e: the ordinary business changes slowly, a wave quickly. */
const ordinaryMemorySeconds = 10 * 3600;
const waveMemorySeconds = 3 * 3600;
/** Coefficient of variation of a wave's size around its plan, and of a category's factor around the common one. */
const cvOfWave = 0.4;
const cvOfCategory = 0.2;
/** Orders of evidence kept per component at most: demand drifts, so no factor is ever known better than this. */
const ordinaryEvidenceMax = 600;
const waveEvidenceMax = 250;

export interface IntradayState {
  readonly seen: Float64Array;
  readonly expected: Float64Array;
}

export class IntradayCorrection {
  /** Evidence per `component * categoryCount + category`: orders seen and orders expected, both deflated for overdispersion. */
  private readonly seen: Float64Array;
  private readonly expected: Float64Array;
  private readonly means: Float64Array;
  private readonly expectedNow: Float64Array;

  constructor(
    private readonly profile: CalendarProfile,
    private readonly cvOfDay: number,
    private readonly overdispersion: number,
  ) {
    const size = profile.componentCount * profile.categoryCount;
    this.seen = new Float64Array(size);
    this.expected = new Float64Array(size);
    this.means = new Float64Array(profile.componentCount);
    this.expectedNow = new Float64Array(profile.componentCount);
  }

  /** Takes in the orders of each category between two local times, at most an hour apart. */
  observe(fromLocalSeconds: number, toLocalSeconds: number, orders: ArrayLike<number>): void {
    const { componentCount, categoryCount } = this.profile;
    this.fade(toLocalSeconds - fromLocalSeconds);
    for (let category = 0; category < categoryCount; category += 1) {
      this.observeCategory(category, fromLocalSeconds, toLocalSeconds, orders[category]!);
    }
    for (let component = 0; component < componentCount; component += 1) this.capEvidence(component);
  }

  /** Posterior mean of actual over expected. */
  factor(component: number, category: number): number {
    const at = component * this.profile.categoryCount + category;
    const strength = 1 / (cvOfCategory * cvOfCategory);
    return (strength * this.common(component) + this.seen[at]!) / (strength + this.expected[at]!);
  }

  /** Squared coefficient of variation of a component's common factor, given the evidence. */
  variance(component: number): number {
    return 1 / (this.priorStrength(component) + this.sum(this.expected, component));
  }

  snapshot(): IntradayState {
    return { seen: this.seen.slice(), expected: this.expected.slice() };
  }
  restore(state: IntradayState): void {
    this.seen.set(state.seen);
    this.expected.set(state.expected);
  }

  /**
   * Credits a category's orders to its components: each gets what it was expected to bring, and of the surprise a share by
   * its variance. They tell of a component only as much as it dominates, so an opening says little about the rest.
   */
  private observeCategory(category: number, from: number, to: number, orders: number): void {
    const { componentCount, categoryCount } = this.profile;
    let mean = 0;
    let variance = 0;
    for (let component = 0; component < componentCount; component += 1) {
      const expected = this.profile.expected(component, category, from, to);
      const own = expected * this.factor(component, category);
      this.expectedNow[component] = expected;
      this.means[component] = own;
      mean += own;
      variance += own * own * this.variance(component);
    }
    if (mean <= 0) return;
    const weight = 1 / (1 + this.overdispersion * mean);
    for (let component = 0; component < componentCount; component += 1) {
      const own = this.means[component]!;
      if (own <= 0) continue;
      const surprise = ((orders - mean) * own * own * this.variance(component)) / variance;
      const information = (weight * own) / mean;
      const at = component * categoryCount + category;
      this.seen[at] = this.seen[at]! + information * Math.max(0, own + surprise);
      this.expected[at] = this.expected[at]! + information * this.expectedNow[component]!;
    }
  }

  private capEvidence(component: number): void {
    const { categoryCount } = this.profile;
    const keep =
      (component === 0 ? ordinaryEvidenceMax : waveEvidenceMax) / this.sum(this.expected, component);
    if (!(keep < 1)) return;
    for (let at = component * categoryCount; at < (component + 1) * categoryCount; at += 1) {
      this.seen[at] = this.seen[at]! * keep;
      this.expected[at] = this.expected[at]! * keep;
    }
  }

  private common(component: number): number {
    const strength = this.priorStrength(component);
    return (strength + this.sum(this.seen, component)) / (strength + this.sum(this.expected, component));
  }

  private priorStrength(component: number): number {
    const cv = component === 0 ? this.cvOfDay : cvOfWave;
    return 1 / (cv * cv);
  }

  private sum(values: Float64Array, component: number): number {
    const { categoryCount } = this.profile;
    let sum = 0;
    for (let at = component * categoryCount; at < (component + 1) * categoryCount; at += 1)
      sum += values[at]!;
    return sum;
  }

  private fade(seconds: number): void {
    const { categoryCount } = this.profile;
    const ordinary = math.exp(-seconds / ordinaryMemorySeconds);
    const wave = math.exp(-seconds / waveMemorySeconds);
    for (let at = 0; at < this.seen.length; at += 1) {
      const keep = at < categoryCount ? ordinary : wave;
      this.seen[at] = this.seen[at]! * keep;
      this.expected[at] = this.expected[at]! * keep;
    }
  }
}
