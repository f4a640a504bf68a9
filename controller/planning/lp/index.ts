// The door of linear programming: models in, checked solutions out; the libraries come from whoever hosts them.
export * from "./engine.ts";
export { highsName, solveWithHighs } from "./highs.ts";
export { type JavascriptLpLibrary, javascriptLpName, solveWithJavascriptLp } from "./javascript-lp.ts";
export type * from "./lp-port.ts";
export { createLpSolver, type LpEngines, tableauGoesFirst } from "./lp-solver.ts";
export { ModelBuilder } from "./model-builder.ts";
export { verifySolution } from "./verify-solution.ts";
