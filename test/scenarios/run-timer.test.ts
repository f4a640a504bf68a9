import { expect, test } from "vitest";
import type { LinearModel, LpSolver } from "../../controller/planning/lp/lp-port.ts";
import { RunTimer, timedSolver } from "../../scenarios/run-timer.ts";

/** A clock that shows these milliseconds one after the other. */
function clockOf(...milliseconds: number[]): () => number {
  return () => milliseconds.shift()!;
}

test("time goes to the phase that ends, counted from the end of the one before", () => {
  const timer = new RunTimer(clockOf(1000, 1003, 1004, 1010, 2000, 2001, 2005));
  timer.begin();
  timer.dispatched();
  timer.end("traffic");
  timer.end("world");
  timer.begin();
  timer.dispatched();
  timer.end("traffic");
  const { dispatch, traffic, world, planning } = timer.timings();
  expect(dispatch).toMatchObject({ calls: 2, totalMs: 4, meanMs: 2, maxMs: 3 });
  expect(traffic).toMatchObject({ calls: 2, totalMs: 5, meanMs: 2.5, maxMs: 4 });
  expect(world).toMatchObject({ calls: 1, totalMs: 6 });
  expect(planning).toEqual({ calls: 0, totalMs: 0, meanMs: 0, p99Ms: 0, maxMs: 0 });
});

test("99 of 100 calls are below the 99 % value, however long the last one was", () => {
  let nowMs = 0;
  const timer = new RunTimer(() => nowMs);
  for (let call = 1; call <= 100; call += 1) {
    timer.begin();
    nowMs += call === 100 ? 5000 : 2;
    timer.end("traffic");
  }
  const { p99Ms, maxMs } = timer.timings().traffic;
  expect(Math.abs(p99Ms / 2 - 1)).toBeLessThan(0.01);
  expect(maxMs).toBe(5000);
});

test("a clock that is set back takes nothing away", () => {
  const timer = new RunTimer(clockOf(100, 50, 51));
  timer.begin();
  timer.end("world");
  timer.end("world");
  expect(timer.timings().world).toMatchObject({ calls: 2, totalMs: 1 });
});

test("solves are timed within planning, also those that fail", async () => {
  const timer = new RunTimer(clockOf(0, 10, 40, 50, 60, 100));
  const solver: LpSolver = {
    name: "stand-in",
    solve: async (model) => {
      if (model.name === "broken") throw new Error("no answer");
      return {} as Awaited<ReturnType<LpSolver["solve"]>>;
    },
    close: async () => {},
  };
  const timed = timedSolver(solver, timer);
  timer.begin();
  await timed.solve({ name: "sound" } as LinearModel);
  await expect(timed.solve({ name: "broken" } as LinearModel)).rejects.toThrow("no answer");
  timer.end("planning");
  expect(timed.name).toBe("stand-in");
  expect(timer.timings().solver).toMatchObject({ calls: 2, totalMs: 40 });
  expect(timer.timings().planning).toMatchObject({ calls: 1, totalMs: 100 });
});
