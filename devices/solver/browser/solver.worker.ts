// Entry of the solver's web worker. HiGHS's WebAssembly is fetched only when a model needs it.
import { createRequestAnswerer } from "../answer-request.ts";
import type { SolverRequest } from "../protocol.ts";

const answer = createRequestAnswerer({
  javascriptLp: async () => (await import("javascript-lp-solver")).default,
  highs: async () => {
    const [{ default: load }, { default: wasmUrl }] = await Promise.all([
      import("highs"),
      import("highs/runtime?url"),
    ]);
    return load({ locateFile: () => wasmUrl });
  },
});

self.addEventListener("message", async (event: MessageEvent<SolverRequest>) => {
  self.postMessage(await answer(event.data));
});
