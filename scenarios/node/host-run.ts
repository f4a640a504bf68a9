// Carries out one job in this thread in slices, so that messages get through between them.
import { setImmediate } from "node:timers/promises";
import type { LpSolver } from "../../controller/planning/lp/lp-port.ts";
import { Activity } from "../../sim/model/index.ts";
import { createRun } from "../create-run.ts";
import { describeOrders, listOpenOrders } from "../open-orders.ts";
import type { RunJob, RunProgress, RunResult } from "../run-job.ts";
import type { Run } from "../run-port.ts";

export interface RunHosting {
  readonly solver: LpSolver;
  readonly onProgress: (progress: RunProgress) => void;
  /** Asked between slices. */
  readonly stopWanted: () => boolean;
  /** Awaited between slices: where the run has to stand still for a while. */
  readonly pause?: () => Promise<void>;
}

const sliceMs = 50;
const progressEveryMs = 200;
/** The clock is read once in this many steps. */
const stepsPerClockCheck = 16;

/** Robots that stand still on their way count for the time until the next sample. */
function sampleWaits(run: Run, waits: Float32Array): void {
  const { robots } = run.observation;
  const { goal } = run.brain;
  const seconds = stepsPerClockCheck * run.setup.stepSeconds;
  for (let robot = 0; robot < robots.count; robot += 1) {
    const cell = robots.cell[robot]!;
    const stands = robots.activity[robot] === Activity.waiting && robots.busySteps[robot] === 0;
    if (stands && goal[robot]! >= 0 && goal[robot] !== cell) waits[cell]! += seconds;
  }
}

/** Runs a job to its end or until it is to stop; failures come back as a result. */
export async function hostRun(job: RunJob, hosting: RunHosting): Promise<RunResult> {
  const startMs = performance.now();
  try {
    const created = createRun({ ...job, solver: hosting.solver, clock: () => performance.now() });
    if (!created.ok) {
      const message = created.misfits
        .map(({ path, expected, found }) => `${path.join(".")}: expected ${expected}; found ${found}`)
        .join("\n");
      return { kind: "failed", message };
    }
    const run = created.value;
    const progress = (): RunProgress => ({
      step: run.step,
      horizonSteps: run.horizonSteps,
      ...describeOrders(run.observation.orders),
      kpis: run.kpis(),
    });
    const waits = new Float32Array(run.floor.width * run.floor.height);
    let toldMs = -Infinity;
    while (run.step < run.horizonSteps && !hosting.stopWanted()) {
      const sliceStartMs = performance.now();
      if (sliceStartMs - toldMs >= progressEveryMs) {
        hosting.onProgress(progress());
        toldMs = sliceStartMs;
      }
      await run.advance(run.horizonSteps, ({ step }) => {
        if (step % stepsPerClockCheck !== 0) return false;
        sampleWaits(run, waits);
        return performance.now() - sliceStartMs >= sliceMs;
      });
      await setImmediate();
      await hosting.pause?.();
    }
    const last = progress();
    hosting.onProgress(last);
    return {
      kind: run.step >= run.horizonSteps ? "complete" : "stopped",
      ...last,
      openOrders: listOpenOrders(run.observation.orders),
      series: run.series(),
      waits,
      hash: run.hash(),
      wallSeconds: (performance.now() - startMs) / 1000,
      timings: run.timings()!,
      lastSolves: run.brain.plan?.solves ?? [],
    };
  } catch (error) {
    return {
      kind: "failed",
      message: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
    };
  }
}
