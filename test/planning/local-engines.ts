// Both engines in the test's own thread: quick to ask, no kill timer, and a HiGHS that aborts is loaded anew.
import loadHighs from "highs";
import javascriptLp from "javascript-lp-solver";
import {
  createLpSolver,
  type EngineAnswer,
  type LinearModel,
  type LpEngine,
  type LpSolver,
  noSolution,
  type SolverPreference,
  solveBlocks,
  solveWithHighs,
  solveWithJavascriptLp,
} from "../../controller/planning/lp/index.ts";

export const tableauEngine: LpEngine = engine("javascript-lp-solver", async (model) =>
  solveWithJavascriptLp(javascriptLp, model),
);

let highs = loadHighs();
export const revisedEngine: LpEngine = engine("highs", async (model) => {
  try {
    return solveWithHighs(await highs, model);
  } catch (error) {
    highs = loadHighs();
    throw error;
  }
});

export const blockEngine: LpEngine = engine("block-simplex", async (model) => solveBlocks(model));

export function localSolver(preference: SolverPreference = "auto"): LpSolver {
  return createLpSolver({ tableau: tableauEngine, revised: revisedEngine, blocks: blockEngine }, preference);
}

function engine(name: string, solve: (model: LinearModel) => Promise<EngineAnswer>): LpEngine {
  return {
    name,
    solve: (model) =>
      solve(model).catch((error: Error) => noSolution(name, "failed", `it crashed: ${error.message}`)),
    close: async () => {},
  };
}
