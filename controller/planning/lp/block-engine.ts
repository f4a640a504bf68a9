// Block programs behind the LP port: the answer of the block simplex in the model's own rows and columns.
import { solveProgram } from "./block-course.ts";
import { type BlockProgram, findBlocks } from "./block-program.ts";
import type { BlockSimplex } from "./block-simplex.ts";
import { type EngineAnswer, noSolution } from "./engine.ts";
import type { LinearModel } from "./lp-port.ts";
import { splitShares } from "./split-shares.ts";

export const blockSimplexName = "block-simplex";

/** Solves a model of blocks; one without such a structure is refused with status `failed`. */
export function solveBlocks(model: LinearModel): EngineAnswer {
  const split = splitShares(model);
  if (split === null) return solveUnsplit(model);
  const answer = split.recover(solveUnsplit(split.model));
  return answer.status === "optimal" ? { ...answer, objective: costOf(model, answer.x) } : answer;
}

/** The model as blocks, its shares split where it has such; null where it is not made of blocks. */
export function blocksOf(model: LinearModel): BlockProgram | null {
  return findBlocks(splitShares(model)?.model ?? model);
}

function solveUnsplit(model: LinearModel): EngineAnswer {
  const program = findBlocks(model);
  if (program === null) return noSolution(blockSimplexName, "failed", "the model is not made of blocks");
  const { end, simplex, pivots } = solveProgram(program);
  switch (end) {
    case "optimal":
      break;
    case "infeasible": {
      const ray = duals(model, program, simplex);
      return { ...noSolution(blockSimplexName, "infeasible", "", pivots), ray };
    }
    case "unfillable":
      return noSolution(blockSimplexName, "failed", "a block cannot be filled", pivots);
    case "unbounded":
      return noSolution(blockSimplexName, "failed", "some column may grow for ever", pivots);
    case "singular":
      return noSolution(blockSimplexName, "failed", "its basis became singular", pivots);
    case "pivot-limit":
      return noSolution(blockSimplexName, "failed", `no end after ${pivots} pivots`, pivots);
  }
  const x = simplex.x.slice(0, program.structuralCount);
  return {
    status: "optimal",
    solver: blockSimplexName,
    objective: costOf(model, x),
    x,
    rowDual: duals(model, program, simplex),
    iterations: pivots,
    gap: NaN,
    message: "",
    ray: new Float64Array(0),
  };
}

function costOf(model: LinearModel, x: Float64Array): number {
  let cost = 0;
  for (let j = 0; j < x.length; j += 1) cost += model.cost[j]! * x[j]!;
  return cost;
}

/** Prices of the model's rows. A row within its bounds has none, and none stands against a side without bound. */
function duals(model: LinearModel, program: BlockProgram, simplex: BlockSimplex): Float64Array {
  const { couplingCount, structuralCount, couplingRow, blockRow, blockCount } = program;
  const rowDual = new Float64Array(model.rowCount);
  for (let r = 0; r < couplingCount; r += 1) {
    const row = couplingRow[r]!;
    const isWithin = simplex.basis.placeOf[structuralCount + r]! >= 0;
    const price = isWithin ? 0 : simplex.price[r]!;
    const bound = price > 0 ? model.rowLower[row]! : model.rowUpper[row]!;
    simplex.price[r] = Number.isFinite(bound) ? price : 0;
    rowDual[row] = simplex.price[r]!;
  }
  for (let block = 0; block < blockCount; block += 1) rowDual[blockRow[block]!] = simplex.blockPrice(block);
  return rowDual;
}
