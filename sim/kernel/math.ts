// Deterministic math: Math.exp, log, pow, sin… differ in the last bit between JavaScript engines, so a run in Node and
// the same run in a browser would part. These are built from + − × ÷ only and give the same bits everywhere.

const ln2High = 6.9314718036912381649e-1;
const ln2Low = 1.90821492927058770002e-10;
const bits = new DataView(new ArrayBuffer(8));

/** 2^exponent for integer exponents in the normal range, exactly. */
function powerOfTwo(exponent: number): number {
  bits.setUint32(0, (exponent + 1023) << 20);
  bits.setUint32(4, 0);
  return bits.getFloat64(0);
}

/** Natural logarithm, within 1 ulp or so. `log(0)` is −Infinity, `log(x < 0)` is NaN. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return Infinity;
  let exponent = 0;
  let value = x;
  if (value < 2.2250738585072014e-308) {
    value *= 18014398509481984;
    exponent = -54;
  }
  bits.setFloat64(0, value);
  const high = bits.getUint32(0);
  exponent += (high >>> 20) - 1023;
  bits.setUint32(0, (high & 0x000fffff) | 0x3ff00000);
  let mantissa = bits.getFloat64(0);
  if (mantissa > Math.SQRT2) {
    mantissa *= 0.5;
    exponent += 1;
  }
  // log(m) = 2 atanh((m − 1) / (m + 1))
  const s = (mantissa - 1) / (mantissa + 1);
  const z = s * s;
  let series = 1 / 23;
  for (let k = 21; k >= 3; k -= 2) series = series * z + 1 / k;
  const tail = 2 * s * z * series;
  return exponent * ln2High + (2 * s + (tail + exponent * ln2Low));
}

/** e^x, within 1 ulp or so. */
export function exp(x: number): number {
  if (x > 709.782712893384) return Infinity;
  if (x < -745.1332191019411) return 0;
  if (Number.isNaN(x)) return NaN;
  const k = Math.round(x * Math.LOG2E);
  const r = x - k * ln2High - k * ln2Low;
  let series = 1;
  for (let n = 17; n >= 1; n -= 1) series = 1 + (r * series) / n;
  if (k < -1021) return series * powerOfTwo(k + 60) * powerOfTwo(-60);
  if (k > 1023) return series * powerOfTwo(k - 1) * 2;
  return series * powerOfTwo(k);
}

/** base^exponent for base ≥ 0. */
export function pow(base: number, exponent: number): number {
  if (exponent === 0) return 1;
  if (base === 0) return exponent > 0 ? 0 : Infinity;
  return exp(exponent * log(base));
}

const twoOverPi = 0.6366197723675814;
const halfPiHigh = 1.57079632673412561417;
const halfPiLow = 6.07710050650619224932e-11;

function sineSeries(r: number): number {
  const z = r * r;
  let series = 1;
  for (let k = 19; k >= 3; k -= 2) series = 1 - (z * series) / (k * (k - 1));
  return r * series;
}
function cosineSeries(r: number): number {
  const z = r * r;
  let series = 1;
  for (let k = 18; k >= 2; k -= 2) series = 1 - (z * series) / (k * (k - 1));
  return series;
}

/** Sine of an angle in radians, |x| ≤ 1e5. */
export function sin(x: number): number {
  const quadrant = Math.round(x * twoOverPi);
  const r = x - quadrant * halfPiHigh - quadrant * halfPiLow;
  switch (((quadrant % 4) + 4) % 4) {
    case 0:
      return sineSeries(r);
    case 1:
      return cosineSeries(r);
    case 2:
      return -sineSeries(r);
    default:
      return -cosineSeries(r);
  }
}

/** Cosine of an angle in radians, |x| ≤ 1e5. */
export function cos(x: number): number {
  return sin(x + 1.5707963267948966);
}

/** Arc tangent for 0 ≤ x ≤ 1. */
function arcTangent(x: number): number {
  // Beyond tan(π/8) the series would be slow: atan x = π/4 + atan((x − 1) / (x + 1)).
  const shifted = x > 0.41421356237309503;
  const r = shifted ? (x - 1) / (x + 1) : x;
  const z = r * r;
  let series = 1 / 45;
  for (let k = 43; k >= 1; k -= 2) series = 1 / k - z * series;
  return (shifted ? 0.78539816339744828 : 0) + r * series;
}

/** Angle of the vector (x, y) in −π … π; 0 for the zero vector. */
export function atan2(y: number, x: number): number {
  const [across, along] = [Math.abs(y), Math.abs(x)];
  if (across === 0 && along === 0) return 0;
  const acute =
    across <= along ? arcTangent(across / along) : 1.5707963267948966 - arcTangent(along / across);
  const upper = x < 0 ? Math.PI - acute : acute;
  return y < 0 ? -upper : upper;
}
