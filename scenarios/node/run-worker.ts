// Entry of a worker thread that carries out runs, one after the other.
import { parentPort } from "node:worker_threads";
import { createNodeLpSolver } from "../../devices/solver/node/index.ts";
import { assert } from "../../sim/kernel/index.ts";
import { hostRun } from "./host-run.ts";
import { type FromRunWorker, runProtocolVersion, type ToRunWorker } from "./run-protocol.ts";

const port = parentPort;
assert(port !== null, "run-worker is the entry of a worker thread");
const solver = createNodeLpSolver();
let stopped = -1;

port.on("message", async (message: ToRunWorker) => {
  assert(message.version === runProtocolVersion, "pool and run worker come from different builds");
  if (message.kind === "stop") {
    stopped = message.id;
    return;
  }
  const { id } = message;
  const send = (answer: FromRunWorker) => port.postMessage(answer);
  const result = await hostRun(message.job, {
    solver,
    onProgress: (progress) => send({ version: runProtocolVersion, kind: "progress", id, progress }),
    stopWanted: () => stopped === id,
  });
  send({ version: runProtocolVersion, kind: "ended", id, result });
});
