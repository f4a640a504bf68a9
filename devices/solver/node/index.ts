// LP solving in Node: each engine in its own worker thread, from the sources (tsx, vitest) and from the build.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { createLpSolver, type LpSolver } from "../../../controller/planning/lp/index.ts";
import { type HostedSolverOptions, heapMbMaxDefault, killAfterMsDefault } from "../options.ts";
import { createWorkerEngine, type SolverWorker, type SolverWorkerEvents } from "../worker-engine.ts";

/** An LP solver on worker threads. They start on first use and do not keep the process alive; `close` ends them. */
export function createNodeLpSolver(options: HostedSolverOptions = {}): LpSolver {
  const killAfterMs = options.killAfterMs ?? killAfterMsDefault;
  const heapMbMax = options.heapMbMax ?? heapMbMaxDefault;
  const start = (events: SolverWorkerEvents) => startThread(events, heapMbMax);
  const engines = {
    tableau: createWorkerEngine({ name: "javascript-lp-solver", start, killAfterMs }),
    revised: createWorkerEngine({ name: "highs", start, killAfterMs }),
    blocks: createWorkerEngine({ name: "block-simplex", start, killAfterMs }),
  };
  return createLpSolver(engines, options.preference);
}

function startThread(events: SolverWorkerEvents, heapMbMax: number): SolverWorker {
  const thread = new Worker(threadEntry(), {
    resourceLimits: { maxOldGenerationSizeMb: heapMbMax },
    // A dying WebAssembly prints; what it died of comes back as an answer.
    stderr: true,
  });
  thread.unref();
  thread.on("message", events.message);
  thread.on("error", (error) => events.failure(`its thread failed: ${error.message}`));
  thread.on("exit", (code) => events.failure(`its thread ended with code ${code}`));
  return {
    send: (request) => thread.postMessage(request),
    hold: (isHeld) => (isHeld ? thread.ref() : thread.unref()),
    terminate: async () => {
      await thread.terminate();
    },
  };
}

/** In the build the thread's entry is a file beside the main one; from the sources it goes through tsx. */
function threadEntry(): URL {
  const here = import.meta.url;
  if (here.endsWith(".ts")) return new URL("solver-worker-from-source.mjs", here);
  const beside = new URL("solver-worker.js", here);
  return existsSync(fileURLToPath(beside)) ? beside : new URL("../solver-worker.js", here);
}
