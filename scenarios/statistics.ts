// The statistics of paired comparisons: Student's t distribution from deterministic math, so that an interval is the
// same on every engine.
import { assert, math } from "../sim/kernel/index.ts";

/** Mean of some numbers; NaN for none. */
export function mean(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/** Sample standard deviation (n − 1); NaN below two values. */
export function deviation(values: readonly number[]): number {
  if (values.length < 2) return Number.NaN;
  const centre = mean(values);
  let sum = 0;
  for (const value of values) sum += (value - centre) * (value - centre);
  return Math.sqrt(sum / (values.length - 1));
}

/** ln Γ(k / 2) for integer k ≥ 1, by the recursion Γ(x + 1) = x Γ(x) from Γ(1/2) = √π and Γ(1) = 1. */
function logGammaHalf(k: number): number {
  let result = k % 2 === 1 ? 0.5723649429247001 : 0;
  for (let twice = k % 2 === 1 ? 1 : 2; twice < k; twice += 2) result += math.log(twice / 2);
  return result;
}

/** Regularised incomplete beta I_x(a / 2, b / 2) for integers a, b, by its continued fraction (Lentz's method). */
function incompleteBetaHalf(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 2) / (a + b + 4)) return 1 - incompleteBetaHalf(1 - x, b, a);
  const [p, q] = [a / 2, b / 2];
  const logFront =
    p * math.log(x) + q * math.log(1 - x) + logGammaHalf(a + b) - logGammaHalf(a) - logGammaHalf(b);
  const tiny = 1e-300;
  let c = 1;
  let d = 1 / guard(1 - ((p + q) * x) / (p + 1), tiny);
  let fraction = d;
  for (let m = 1; m <= 300; m += 1) {
    const even = (m * (q - m) * x) / ((p + 2 * m - 1) * (p + 2 * m));
    d = 1 / guard(1 + even * d, tiny);
    c = guard(1 + even / c, tiny);
    fraction *= d * c;
    const odd = (-(p + m) * (p + q + m) * x) / ((p + 2 * m) * (p + 2 * m + 1));
    d = 1 / guard(1 + odd * d, tiny);
    c = guard(1 + odd / c, tiny);
    const change = d * c;
    fraction *= change;
    if (Math.abs(change - 1) < 1e-15) break;
  }
  return (math.exp(logFront) * fraction) / p;
}

function guard(value: number, tiny: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}

/** P(|T| ≤ t) for Student's t with `degrees` degrees of freedom. */
export function tCentralProbability(t: number, degrees: number): number {
  return 1 - incompleteBetaHalf(degrees / (degrees + t * t), degrees, 1);
}

/** The t with P(|T| ≤ t) = `confidence`: 12.706 for 0.95 and 1 degree of freedom, 2.093 for 19. */
export function tQuantile(confidence: number, degrees: number): number {
  assert(confidence > 0 && confidence < 1, `confidence must lie in (0, 1), is ${confidence}`);
  assert(Number.isInteger(degrees) && degrees >= 1, `degrees must be a whole number from 1, is ${degrees}`);
  let low = 0;
  let high = 1;
  while (tCentralProbability(high, degrees) < confidence) high *= 2;
  for (let i = 0; i < 100 && high - low > 1e-12 * high; i += 1) {
    const middle = (low + high) / 2;
    if (tCentralProbability(middle, degrees) < confidence) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
