// The door of linear programming: models in, checked solutions out; the libraries come from whoever hosts them.
export { blockSimplexName, blocksOf, solveBlocks } from "./block-engine.ts";
export { type BlockProgram, findBlocks } from "./block-program.ts";
export { type DualBound, dualBound, provesInfeasible, provesUnbounded } from "./dual-bound.ts";
export { elasticModel, relaxedModel } from "./elastic-model.ts";
export * from "./engine.ts";
export { type Conflict, findConflict } from "./find-conflict.ts";
export { highsName, solveWithHighs } from "./highs.ts";
export { impliedUppers } from "./implied-bounds.ts";
export { type JavascriptLpLibrary, javascriptLpName, solveWithJavascriptLp } from "./javascript-lp.ts";
export * from "./lp-port.ts";
export { createLpSolver, type LpEngines } from "./lp-solver.ts";
export { lpText } from "./lp-text.ts";
export { ModelBuilder } from "./model-builder.ts";
export * from "./solver-choice.ts";
export { splitShares } from "./split-shares.ts";
export { checkSolution, verifySolution } from "./verify-solution.ts";
