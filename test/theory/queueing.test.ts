// Degenerate floors must behave as queueing theory says. `THEORY=long` runs ten times as many orders; `SEED=n` moves all
// replications to other seeds; `THEORY_TABLE=1` prints the figures of docs/validation.md.
import { describe, expect, test } from "vitest";
import { deviation, mean, tQuantile } from "../../scenarios/statistics.ts";
import { arrivalRate, type QueueCase, type QueueRun, runQueue, serviceSeconds } from "./queue-world.ts";
import { waitMG1, waitMMc } from "./queueing-formulas.ts";

const long = process.env.THEORY === "long";
const orders = long ? 40_000 : 4000;
const warmupOrders = 500;
const replications = 10;
const firstSeed = Number(process.env.SEED ?? 1);
const confidence = 0.99;

interface Interval {
  readonly mean: number;
  readonly halfWidth: number;
}
function interval(values: readonly number[]): Interval {
  const t = tQuantile(confidence, values.length - 1);
  return { mean: mean(values), halfWidth: (t * deviation(values)) / Math.sqrt(values.length) };
}
const holds = ({ mean: middle, halfWidth }: Interval, value: number) => Math.abs(middle - value) <= halfWidth;

/** Independent replications of a case, run once. */
const runs = new Map<string, readonly QueueRun[]>();
function replicate(input: QueueCase): readonly QueueRun[] {
  const key = JSON.stringify(input);
  const known = runs.get(key);
  if (known !== undefined) return known;
  const made = Array.from({ length: replications }, (_, k) =>
    runQueue(input, firstSeed + k, orders, warmupOrders),
  );
  runs.set(key, made);
  return made;
}

const exponential = { kind: "exponential" } as const;
const constant = { kind: "constant" } as const;
const spread = { kind: "lognormal", variation: 0.5 } as const;

const cases: readonly (QueueCase & { readonly name: string; readonly wait: (rate: number) => number })[] = [
  ...[
    [1, 0.5],
    [1, 0.7],
    [2, 0.8],
    [5, 0.8],
  ].map(([servers, use]) => ({
    name: `M/M/${servers}`,
    servers: servers!,
    use: use!,
    service: exponential,
    wait: (rate: number) => waitMMc(rate, serviceSeconds, servers!),
  })),
  ...[0.5, 0.8].map((use) => ({
    name: "M/D/1",
    servers: 1,
    use,
    service: constant,
    wait: (rate: number) => waitMG1(rate, serviceSeconds, 0),
  })),
  {
    name: "M/G/1, lognormal",
    servers: 1,
    use: 0.7,
    service: spread,
    wait: (rate: number) => waitMG1(rate, serviceSeconds, spread.variation),
  },
];

describe.each(cases)("$name at use $use", ({ name, servers, use, service, wait }) => {
  const input = { servers, use, service };
  const rate = arrivalRate(input);
  const expected = wait(rate) + serviceSeconds;

  test("time and number in the system are those of the formula", () => {
    const made = replicate(input);
    const seconds = interval(made.map((run) => run.secondsInSystem));
    const number = interval(made.map((run) => run.ordersInSystem));
    if (process.env.THEORY_TABLE !== undefined) {
      const show = (value: Interval, digits: number) =>
        `${value.mean.toFixed(digits)} ± ${value.halfWidth.toFixed(digits)}`;
      console.log(
        `| ${name} | ${use} | ${expected.toFixed(1)} | ${show(seconds, 1)} | ${(rate * expected).toFixed(3)} | ${show(number, 3)} |`,
      );
    }
    const repeat = `repeat with: SEED=${firstSeed} npx vitest run test/theory/queueing.test.ts`;
    expect(
      holds(seconds, expected),
      `${seconds.mean} ± ${seconds.halfWidth} s against ${expected} s; ${repeat}`,
    ).toBe(true);
    expect(
      holds(number, rate * expected),
      `${number.mean} ± ${number.halfWidth} against ${rate * expected}; ${repeat}`,
    ).toBe(true);
    // An interval that holds everything would say nothing.
    expect(seconds.halfWidth).toBeLessThan(0.2 * expected);
  });

  test("Little's law: number in the system = arrivals per second × time in the system", () => {
    const gaps = replicate(input).map((run) => run.ordersInSystem - run.arrivalRate * run.secondsInSystem);
    const gap = interval(gaps);
    expect(Math.abs(gap.mean)).toBeLessThanOrEqual(Math.max(gap.halfWidth, 0.02 * rate * expected));
  });
});

test("the intervals are narrow enough to tell exponential from constant service", () => {
  const exponentialSeconds = interval(
    replicate({ servers: 1, use: 0.7, service: exponential }).map((run) => run.secondsInSystem),
  );
  const constantSeconds = interval(
    replicate({ servers: 1, use: 0.8, service: constant }).map((run) => run.secondsInSystem),
  );
  const rate = (use: number) => use / serviceSeconds;
  expect(holds(exponentialSeconds, waitMG1(rate(0.7), serviceSeconds, 0) + serviceSeconds)).toBe(false);
  expect(holds(constantSeconds, waitMMc(rate(0.8), serviceSeconds, 1) + serviceSeconds)).toBe(false);
});
