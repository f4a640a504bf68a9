import { afterAll, describe, expect, test, vi } from "vitest";
import { createNodeLpSolver } from "../../devices/solver/node/index.ts";
import { formatProblem, openBundledLibrary, type RunJob, type RunProgress } from "../../scenarios/index.ts";
import { hostRun, openRunPool } from "../../scenarios/node/index.ts";

const opened = openBundledLibrary();
if (!opened.ok) throw new Error(opened.problems.map(formatProblem).join("\n"));

function job(strategy: string, seed: number, hours: number): RunJob {
  const loaded =
    opened.ok && opened.value.load("smoke", { strategies: [strategy], overrides: [`hours=${hours}`] });
  if (loaded === false || !loaded.ok) throw new Error("smoke does not load");
  const { scenario, inputs, strategies } = loaded.value;
  return { scenario, inputs, seed, strategy: strategies[0]! };
}

describe("the pool of run workers", () => {
  const pool = openRunPool(1);
  afterAll(() => pool.close());

  test("carries out a run with progress, and gives what the run gives in this thread", async () => {
    const progress: RunProgress[] = [];
    const wanted = job("fcfs-nearest", 3, 0.1);
    const result = await pool.run(wanted, (step) => progress.push(step));
    if (result.kind !== "complete") throw new Error(JSON.stringify(result));
    expect(result.step).toBe(result.horizonSteps);
    expect(progress.length).toBeGreaterThan(0);
    expect(progress.at(-1)).toMatchObject({ step: result.step, ordersDone: result.ordersDone });
    expect(result.ordersDone + result.ordersOpen).toBe(result.ordersArrived);
    expect(result.openOrders.length).toBe(result.ordersOpen);
    expect(result.series.minutes).toBeGreaterThanOrEqual(6);

    const solver = createNodeLpSolver();
    const here = await hostRun(wanted, { solver, onProgress: () => {}, stopWanted: () => false });
    await solver.close();
    expect(here).toMatchObject({ kind: "complete", hash: result.hash, kpis: result.kpis });
  });

  test("stops a run with what is done so far, and what is queued does not start", async () => {
    const stop = new AbortController();
    const endless = pool.run(
      job("fcfs-nearest", 1, 1000),
      ({ step }) => {
        if (step > 0) stop.abort();
      },
      stop.signal,
    );
    const queued = pool.run(job("fcfs-nearest", 2, 1000), undefined, stop.signal);
    expect(await queued).toEqual({ kind: "not-started" });
    const stopped = await endless;
    if (stopped.kind !== "stopped") throw new Error(JSON.stringify(stopped));
    expect(stopped.step).toBeGreaterThan(0);
    expect(stopped.step).toBeLessThan(stopped.horizonSteps);
    expect(stopped.kpis.simulatedSeconds).toBeGreaterThan(0);
  });

  test("lets a run stand still while it is asked to, and still stops it at once", async () => {
    const stop = new AbortController();
    const steps: number[] = [];
    const paused = pool.run(
      job("fcfs-nearest", 1, 10),
      ({ step }) => {
        if (steps.length === 0) pool.pause(3_600_000);
        steps.push(step);
      },
      stop.signal,
    );
    await vi.waitFor(() => expect(steps.length).toBeGreaterThan(0), 30_000);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const heard = steps.length;
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(steps.length).toBe(heard);
    stop.abort();
    expect((await paused).kind).toBe("stopped");
  });

  test("tells why a run cannot be carried out", async () => {
    const good = job("fcfs-nearest", 1, 0.1);
    const scenario = { ...good.scenario, fleet: { ...good.scenario.fleet, count: 5000 } };
    expect(await pool.run({ ...good, scenario })).toEqual({
      kind: "failed",
      message: expect.stringMatching(
        /^fleet\.count: expected at most \d+, one robot for each pod place .*; found 5000$/,
      ),
    });
  });

  test("takes the next run after a failed one", async () => {
    expect((await pool.run(job("fcfs-nearest", 1, 0.02))).kind).toBe("complete");
  });

  test("starts nothing once it is closed", async () => {
    const closed = openRunPool(1);
    await closed.close();
    expect(await closed.run(job("fcfs-nearest", 1, 0.02))).toEqual({ kind: "not-started" });
  });
});
