// Entry of the solver's worker thread in Node.
import { parentPort } from "node:worker_threads";
import { createRequestAnswerer } from "../answer-request.ts";
import type { SolverRequest } from "../protocol.ts";

const answer = createRequestAnswerer({
  javascriptLp: async () => (await import("javascript-lp-solver")).default,
  highs: async () => (await import("highs")).default(),
});

parentPort?.on("message", async (request: SolverRequest) => {
  parentPort?.postMessage(await answer(request));
});
