// Carries out one job in this thread in slices, so that messages get through between them.
import { setImmediate } from "node:timers/promises";
import type { LpSolver } from "../../controller/planning/lp/lp-port.ts";
import type { WindowMark } from "../../sim/record/index.ts";
import { createRun } from "../create-run.ts";
import { describeOrders, listOpenOrders } from "../open-orders.ts";
import type { RunDecisions, RunJob, RunProgress, RunResult, RunWindow } from "../run-job.ts";
import type { Run } from "../run-port.ts";
import { openFileRecorder } from "./record-file.ts";

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
    if (job.explain) run.brain.noteDecisions?.("on");
    const progress = (): RunProgress => ({
      step: run.step,
      horizonSteps: run.horizonSteps,
      ...describeOrders(run.observation.orders),
      kpis: run.kpis(),
    });
    const marks = windowMarks(job);
    const recorder = openFileRecorder(run, job);
    let toldMs = -Infinity;
    while (run.step < run.horizonSteps && !hosting.stopWanted()) {
      const sliceStartMs = performance.now();
      if (sliceStartMs - toldMs >= progressEveryMs) {
        hosting.onProgress(progress());
        toldMs = sliceStartMs;
      }
      await run.advance(run.horizonSteps, ({ step }) => {
        marks.at(run);
        recorder?.look();
        return step % stepsPerClockCheck === 0 && performance.now() - sliceStartMs >= sliceMs;
      });
      await recorder?.flush();
      await setImmediate();
      await hosting.pause?.();
    }
    await recorder?.end();
    const last = progress();
    hosting.onProgress(last);
    return {
      kind: run.step >= run.horizonSteps ? "complete" : "stopped",
      ...last,
      openOrders: listOpenOrders(run.observation.orders),
      series: run.series(),
      ...(job.windowMinutes !== undefined && { windows: marks.windows(run) }),
      waits: Float32Array.from(run.waitSteps(), (steps) => steps * job.scenario.stepSeconds),
      ...(job.explain && { decisions: decisionsOf(run) }),
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

function decisionsOf({ brain }: Run): RunDecisions {
  return { notes: brain.decisionNotes?.() ?? [], tallies: brain.decisionTallies?.() ?? [] };
}

/** Marks the possible starts of measuring in the first half of a run, and gives the KPIs from each at its end. */
function windowMarks({ scenario, windowMinutes }: RunJob): {
  at(run: Run): void;
  windows(run: Run): readonly RunWindow[];
} {
  const everySeconds = (windowMinutes ?? Number.POSITIVE_INFINITY) * 60;
  const marks: { readonly fromSeconds: number; readonly mark: WindowMark }[] = [];
  const stepOf = (count: number) => Math.round((count * everySeconds) / scenario.stepSeconds);
  let next = stepOf(1);
  return {
    at(run) {
      if (run.step !== next || run.step > run.horizonSteps / 2) return;
      marks.push({ fromSeconds: (marks.length + 1) * everySeconds, mark: run.mark() });
      next = stepOf(marks.length + 1);
    },
    windows: (run) => marks.map(({ fromSeconds, mark }) => ({ fromSeconds, kpis: run.kpis(mark) })),
  };
}
