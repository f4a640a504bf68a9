// The cases of the planning benchmark; each runs in a process of its own, so that memory and warm-up are its own too.
import loadHighs from "highs";
import javascriptLp from "javascript-lp-solver";
import { assignment } from "../controller/assignment/linear-assignment.ts";
import {
  checkSolution,
  type EngineAnswer,
  type LinearModel,
  solveBlocks,
  solveWithHighs,
  solveWithJavascriptLp,
} from "../controller/planning/lp/index.ts";
import { createNodeLpSolver } from "../devices/solver/node/index.ts";
import { Random } from "../sim/kernel/index.ts";
import { dispatchModel, slotModel } from "./planning-models.ts";

export type CaseEngine = "highs" | "javascript-lp-solver" | "block-simplex" | "port" | "assignment";

export interface PlanningCase {
  readonly name: string;
  readonly engine: CaseEngine;
  /** Runs in the same process; the best one counts, the first one is shown too. */
  readonly repeats: number;
}

export interface CaseResult extends PlanningCase {
  readonly size: string;
  readonly status: string;
  readonly objective: number;
  /** From our own check of the duals; null where there are none. */
  readonly gap: number | null;
  readonly faults: readonly string[];
  readonly iterations: number;
  readonly firstMs: number;
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly memoryMb: number;
}

/** `slot 1000×50`, `moves 500×20` (the planner's own form), `dispatch 168×12×8`, `ways 1000`, `numbers 1000` */
export async function runCase(wanted: PlanningCase): Promise<CaseResult> {
  const [family, size] = wanted.name.split(" ") as [string, string];
  const numbers = size.split("×").map(Number);
  if (wanted.engine === "assignment") return runAssignment(wanted, family, numbers[0]!);
  const model =
    family === "dispatch"
      ? dispatchModel(numbers[0]!, numbers[1]!, numbers[2]!)
      : slotModel(
          numbers[0]!,
          numbers[1]!,
          family === "slot" ? "priced by zone" : "beyond what stands there",
        );
  const { solve, close } = await engineOf(wanted.engine);
  let best = { wallMs: Infinity, cpuMs: Infinity };
  let firstMs = 0;
  let answer: EngineAnswer | undefined;
  for (let run = 0; run < wanted.repeats; run += 1) {
    const { value, ...took } = await timed(() => solve(model));
    answer = value;
    if (run === 0) firstMs = took.wallMs;
    if (took.cpuMs < best.cpuMs) best = took;
  }
  await close();
  const checked = checkSolution(model, answer!);
  return {
    ...wanted,
    size: `${model.columnCount} × ${model.rowCount}`,
    status: answer!.status,
    objective: answer!.objective,
    gap: Number.isFinite(checked.gap) ? checked.gap : null,
    faults: answer!.status === "optimal" ? checked.faults : [answer!.message],
    iterations: answer!.iterations,
    firstMs,
    ...best,
    memoryMb: process.resourceUsage().maxRSS / 1024,
  };
}

async function engineOf(engine: CaseEngine) {
  const close = async () => {};
  switch (engine) {
    case "highs": {
      const highs = await loadHighs();
      return { solve: async (model: LinearModel) => solveWithHighs(highs, model), close };
    }
    case "javascript-lp-solver":
      return { solve: async (model: LinearModel) => solveWithJavascriptLp(javascriptLp, model), close };
    case "block-simplex":
      return { solve: async (model: LinearModel) => solveBlocks(model), close };
    default: {
      const solver = createNodeLpSolver();
      const solve = async (model: LinearModel) => ({
        ...(await solver.solve(model)),
        ray: new Float64Array(0),
      });
      return { solve, close: () => solver.close() };
    }
  }
}

async function timed<T>(work: () => Promise<T>) {
  const cpuBefore = process.cpuUsage();
  const started = performance.now();
  const value = await work();
  const wallMs = performance.now() - started;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { value, wallMs, cpuMs: (user + system) / 1000 };
}

/** Robots and tasks at random places of a hall of 160 × 100 cells ("ways"), or random numbers. */
async function runAssignment(wanted: PlanningCase, family: string, size: number): Promise<CaseResult> {
  const random = new Random(1, `bench/assignment ${family}`);
  const place = () => [random.below(160), random.below(100)] as const;
  const from = Array.from({ length: size }, place);
  const to = Array.from({ length: size }, place);
  const cost = Float64Array.from({ length: size * size }, (_, index) => {
    if (family === "numbers") return 1000 * random.uniform();
    const [a, b] = [from[Math.floor(index / size)]!, to[index % size]!];
    return Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]);
  });
  let best = { wallMs: Infinity, cpuMs: Infinity };
  let firstMs = 0;
  let columnOf = new Int32Array(0);
  for (let run = 0; run < wanted.repeats; run += 1) {
    const { value, ...took } = await timed(async () => assignment(cost, size));
    columnOf = value as Int32Array<ArrayBuffer>;
    if (run === 0) firstMs = took.wallMs;
    if (took.cpuMs < best.cpuMs) best = took;
  }
  return {
    ...wanted,
    size: `${size} × ${size}`,
    status: new Set(columnOf).size === size ? "optimal" : "wrong",
    objective: columnOf.reduce((sum, column, row) => sum + cost[row * size + column]!, 0),
    gap: null,
    faults: [],
    iterations: 0,
    firstMs,
    ...best,
    memoryMb: process.resourceUsage().maxRSS / 1024,
  };
}
