// Entry of a worker thread that carries out runs, one after the other.
import { constants, setPriority } from "node:os";
import { setTimeout } from "node:timers/promises";
import { parentPort } from "node:worker_threads";
import { createNodeLpSolver } from "../../devices/solver/node/index.ts";
import { assert } from "../../sim/kernel/index.ts";
import { hostRun } from "./host-run.ts";
import { type FromRunWorker, runProtocolVersion, type ToRunWorker } from "./run-protocol.ts";

const port = parentPort;
assert(port !== null, "run-worker is the entry of a worker thread");
const solver = createNodeLpSolver();
const pauseSliceMs = 50;
let stopped = -1;
let pausedUntilMs = -Infinity;
giveWay();

port.on("message", async (message: ToRunWorker) => {
  assert(message.version === runProtocolVersion, "pool and run worker come from different builds");
  if (message.kind === "stop") {
    stopped = message.id;
    return;
  }
  if (message.kind === "pause") {
    pausedUntilMs = performance.now() + message.milliseconds;
    return;
  }
  const { id } = message;
  pausedUntilMs = -Infinity;
  const send = (answer: FromRunWorker) => port.postMessage(answer);
  const result = await hostRun(message.job, {
    solver,
    onProgress: (progress) => send({ version: runProtocolVersion, kind: "progress", id, progress }),
    stopWanted: () => stopped === id,
    pause: async () => {
      while (performance.now() < pausedUntilMs && stopped !== id) await setTimeout(pauseSliceMs);
    },
  });
  send({ version: runProtocolVersion, kind: "ended", id, result });
});

/** Runs take what the machine has left, so that a browser beside them stays quick. Where it is refused, nothing is lost. */
function giveWay(): void {
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Some containers forbid it.
  }
}
