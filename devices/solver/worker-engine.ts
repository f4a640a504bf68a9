// One engine in its own worker: asked, awaited up to a bound, killed and started anew when it stays silent.
import {
  type EngineAnswer,
  type LinearModel,
  type LpEngine,
  noSolution,
} from "../../controller/planning/lp/index.ts";
import { decodeReply, type EngineName, encodeRequest, type SolverRequest } from "./protocol.ts";

/** A worker of either host, reduced to what an engine needs. */
export interface SolverWorker {
  send(request: SolverRequest): void;
  /** Keep the process alive while an answer is awaited; without this the worker does not hold it. */
  hold(isHeld: boolean): void;
  terminate(): Promise<void>;
}

export interface SolverWorkerEvents {
  readonly message: (message: unknown) => void;
  /** The worker broke and will not answer any more. */
  readonly failure: (reason: string) => void;
}

export interface WorkerEngineOptions {
  readonly name: EngineName;
  readonly start: (events: SolverWorkerEvents) => SolverWorker;
  /** Milliseconds until a silent worker is killed: far above any healthy solve, so that it never decides a run. */
  readonly killAfterMs: number;
}

interface Pending {
  readonly id: number;
  readonly settle: (answer: EngineAnswer) => void;
}

/** The engine starts its worker on first use. Models are solved one after the other. */
export function createWorkerEngine({ name, start, killAfterMs }: WorkerEngineOptions): LpEngine {
  let worker: SolverWorker | undefined;
  let pending: Pending | undefined;
  let nextId = 1;
  let queue: Promise<unknown> = Promise.resolve();
  let closed = false;

  function settle(answer: EngineAnswer): void {
    const waiting = pending;
    pending = undefined;
    worker?.hold(false);
    waiting?.settle(answer);
  }
  function abandon(reason: string): void {
    const broken = worker;
    settle(noSolution(name, "failed", reason));
    worker = undefined;
    void broken?.terminate();
  }
  function startWorker(): SolverWorker {
    const started: SolverWorker = start({
      message: (message) => {
        const reply = decodeReply(message);
        if (started === worker && reply !== undefined && reply.id === pending?.id) settle(reply.answer);
      },
      failure: (reason) => {
        if (started === worker) abandon(reason);
      },
    });
    return started;
  }
  function ask(model: LinearModel): Promise<EngineAnswer> {
    if (closed) return Promise.resolve(noSolution(name, "failed", "the solver is closed"));
    return new Promise((resolve) => {
      const id = nextId++;
      const timer = setTimeout(
        () => abandon(`no answer within ${Math.round(killAfterMs / 1000)} s, stopped`),
        killAfterMs,
      );
      pending = {
        id,
        settle: (answer) => {
          clearTimeout(timer);
          resolve(answer);
        },
      };
      try {
        worker ??= startWorker();
        worker.hold(true);
        worker.send(encodeRequest(id, name, model));
      } catch (error) {
        abandon(error instanceof Error ? error.message : String(error));
      }
    });
  }

  return {
    name,
    solve: (model) => {
      const answer = queue.then(() => ask(model));
      queue = answer;
      return answer;
    },
    close: async () => {
      closed = true;
      const last = worker;
      if (pending !== undefined) settle(noSolution(name, "failed", "the solver was closed"));
      worker = undefined;
      await last?.terminate();
    },
  };
}
