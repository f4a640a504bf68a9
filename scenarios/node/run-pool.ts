// A pool of worker threads that carries out runs: queued, with progress, stoppable with what is done so far.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { assert } from "../../sim/kernel/index.ts";
import type { RunJob, RunProgress, RunResult } from "../run-job.ts";
import { type FromRunWorker, runProtocolVersion, type ToRunWorker } from "./run-protocol.ts";

export interface RunPool {
  /** Queues a run; never rejects. Aborting `signal` stops it within a slice, with what is done so far. */
  run(job: RunJob, onProgress?: (progress: RunProgress) => void, signal?: AbortSignal): Promise<RunResult>;
  /** All running runs stand still this long, then go on; what they compute does not change. */
  pause(milliseconds: number): void;
  /** Ends all threads; what is queued or running comes back as not started or failed. */
  close(): Promise<void>;
}

interface QueuedRun {
  readonly id: number;
  readonly job: RunJob;
  readonly onProgress: (progress: RunProgress) => void;
  readonly end: (result: RunResult) => void;
}

interface PoolThread {
  readonly worker: Worker;
  current: QueuedRun | null;
}

/** Threads start as they are needed, at most `workers`. Close the pool when done: idle threads keep the process alive. */
export function openRunPool(workers: number): RunPool {
  assert(Number.isInteger(workers) && workers >= 1, `a pool needs at least one worker, not ${workers}`);
  const threads: PoolThread[] = [];
  const queue: QueuedRun[] = [];
  let nextId = 1;
  let closed = false;

  const finish = (thread: PoolThread, result: RunResult) => {
    const run = thread.current;
    thread.current = null;
    run?.end(result);
    serveQueue();
  };
  const startThread = (): PoolThread => {
    const thread: PoolThread = { worker: new Worker(workerEntry()), current: null };
    const lost = (message: string) => {
      const at = threads.indexOf(thread);
      if (at >= 0) threads.splice(at, 1);
      if (thread.current !== null) finish(thread, { kind: "failed", message });
    };
    thread.worker.on("message", (message: FromRunWorker) => {
      assert(message.version === runProtocolVersion, "pool and run worker come from different builds");
      if (thread.current?.id !== message.id) return;
      if (message.kind === "progress") thread.current.onProgress(message.progress);
      else finish(thread, message.result);
    });
    thread.worker.on("error", (error) => lost(`the run's thread failed: ${error.message}`));
    thread.worker.on("exit", (code) =>
      lost(closed ? "the pool was closed" : `the run's thread ended with code ${code}`),
    );
    threads.push(thread);
    return thread;
  };
  const serveQueue = () => {
    while (queue.length > 0 && !closed) {
      const idle = threads.find((thread) => thread.current === null);
      const thread = idle ?? (threads.length < workers ? startThread() : null);
      if (thread === null) return;
      thread.current = queue.shift()!;
      post(thread.worker, {
        version: runProtocolVersion,
        kind: "run",
        id: thread.current.id,
        job: thread.current.job,
      });
    }
  };
  const stop = (id: number) => {
    const at = queue.findIndex((run) => run.id === id);
    if (at >= 0) queue.splice(at, 1)[0]!.end({ kind: "not-started" });
    const thread = threads.find((candidate) => candidate.current?.id === id);
    if (thread !== undefined) post(thread.worker, { version: runProtocolVersion, kind: "stop", id });
  };

  return {
    run(job, onProgress = () => {}, signal) {
      if (closed || signal?.aborted === true) return Promise.resolve({ kind: "not-started" });
      const id = nextId++;
      return new Promise((resolve) => {
        const onAbort = () => stop(id);
        signal?.addEventListener("abort", onAbort, { once: true });
        const end = (result: RunResult) => {
          signal?.removeEventListener("abort", onAbort);
          resolve(result);
        };
        queue.push({ id, job, onProgress, end });
        serveQueue();
      });
    },
    pause(milliseconds) {
      for (const { worker } of threads) {
        post(worker, { version: runProtocolVersion, kind: "pause", milliseconds });
      }
    },
    async close() {
      closed = true;
      for (const run of queue.splice(0)) run.end({ kind: "not-started" });
      await Promise.all(threads.map((thread) => thread.worker.terminate()));
    },
  };
}

function post(worker: Worker, message: ToRunWorker): void {
  worker.postMessage(message);
}

/** In the build the thread's entry is a file beside the main one; from the sources it goes through tsx. */
function workerEntry(): URL {
  const here = import.meta.url;
  if (here.endsWith(".ts")) return new URL("run-worker-from-source.mjs", here);
  const beside = new URL("run-worker.js", here);
  return existsSync(fileURLToPath(beside)) ? beside : new URL("../run-worker.js", here);
}
