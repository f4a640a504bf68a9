#!/usr/bin/env node
// Entry of the command: wires the process and the scenarios room to the program, and ends with its exit code.
import { hostPlan, loadScenario, openNodeLibrary, openRunPool } from "../scenarios/node/index.ts";
import { fail, openContext } from "./process-context.ts";
import { runProgram } from "./program.ts";

const words = process.argv.slice(2);
const context = openContext(words, {
  openLibrary: openNodeLibrary,
  loadScenario,
  openPool: openRunPool,
  makePlan: hostPlan,
});
// Not awaited here: parts that are loaded on demand share modules with this one and would wait for its end.
void runProgram(context, words)
  .catch((error: unknown) => fail(context, error))
  .then((code) => {
    process.exitCode = code;
  });
