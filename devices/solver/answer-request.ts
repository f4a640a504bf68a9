// The worker's side: loads the asked engine on first use, solves, and turns whatever goes wrong into an answer.
import type { Highs } from "highs";
import {
  type JavascriptLpLibrary,
  noSolution,
  solveBlocks,
  solveWithHighs,
  solveWithJavascriptLp,
} from "../../controller/planning/lp/index.ts";
import { decodeModel, type SolverReply, type SolverRequest, solverProtocolVersion } from "./protocol.ts";

/** How this host loads the libraries. */
export interface EngineLoaders {
  readonly javascriptLp: () => Promise<JavascriptLpLibrary>;
  readonly highs: () => Promise<Highs>;
}

/** Answers requests one at a time in the order they come. A crashed HiGHS is loaded anew for the next request. */
export function createRequestAnswerer(
  loaders: EngineLoaders,
): (request: SolverRequest) => Promise<SolverReply> {
  let javascriptLp: Promise<JavascriptLpLibrary> | undefined;
  let highs: Promise<Highs> | undefined;

  return async (request) => {
    const reply = { version: solverProtocolVersion, id: request.id } as const;
    const model = decodeModel(request.model);
    try {
      if (request.engine === "javascript-lp-solver") {
        javascriptLp ??= loaders.javascriptLp();
        return { ...reply, answer: solveWithJavascriptLp(await javascriptLp, model) };
      }
      if (request.engine === "block-simplex") return { ...reply, answer: solveBlocks(model) };
      highs ??= loaders.highs();
      return { ...reply, answer: solveWithHighs(await highs, model) };
    } catch (error) {
      javascriptLp = undefined;
      highs = undefined;
      const reason = error instanceof Error ? error.message : String(error);
      return { ...reply, answer: noSolution(request.engine, "failed", `it crashed: ${reason}`) };
    }
  };
}
