// LP solving in the browser: each engine in its own web worker, started from the page or from another worker.
import { createLpSolver, type LpSolver } from "../../../controller/planning/lp/index.ts";
import { type HostedSolverOptions, killAfterMsDefault } from "../options.ts";
import { createWorkerEngine, type SolverWorker, type SolverWorkerEvents } from "../worker-engine.ts";

/** An LP solver on web workers; `close` ends them. */
export function createBrowserLpSolver(options: HostedSolverOptions = {}): LpSolver {
  const killAfterMs = options.killAfterMs ?? killAfterMsDefault;
  const engines = {
    tableau: createWorkerEngine({ name: "javascript-lp-solver", start: startWorker, killAfterMs }),
    revised: createWorkerEngine({ name: "highs", start: startWorker, killAfterMs }),
    blocks: createWorkerEngine({ name: "block-simplex", start: startWorker, killAfterMs }),
  };
  return createLpSolver(engines, options.preference);
}

function startWorker(events: SolverWorkerEvents): SolverWorker {
  const worker = new Worker(new URL("./solver.worker.ts", import.meta.url), { type: "module" });
  worker.addEventListener("message", (event) => events.message(event.data));
  worker.addEventListener("messageerror", () => events.failure("its answer could not be read"));
  worker.addEventListener("error", (event) => events.failure(`its worker failed: ${event.message}`));
  return {
    send: (request) => worker.postMessage(request),
    hold: () => {},
    terminate: async () => worker.terminate(),
  };
}
