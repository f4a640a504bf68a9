// The worker's side of the conversation: runs one strategy ahead of the page in short chunks, sends frames, KPIs and
// progress, and stops when it has run far enough. Knows no Worker: it is given a way to post and a way to yield.
import { comparePaired, type Run } from "../../../scenarios/index.ts";
import { planNote, RunWitness, reasonTeller, seriesPart } from "../../../scenarios/recording/index.ts";
import type { ForkedRun, FromWorker, RunFailure, RunRequest, ToWorker } from "../protocol/messages.ts";
import { protocolVersion } from "../protocol/messages.ts";
import { FrameSender } from "./frame-sender.ts";
import { Injections } from "./injections.ts";
import { keepRun } from "./keep-run.ts";
import { KeyframeStore } from "./keyframe-store.ts";
import { factsOf } from "./run-facts.ts";
import { InvalidInput, type RunHost } from "./run-host.ts";

/** Wall-clock milliseconds of simulation between two looks at the mailbox. */
const chunkMillisecondsMax = 24;
const progressEveryMilliseconds = 200;

/** Frames of so many steps before a seek's step are sent too, where the run comes by: a step back is there at once. */
const leadSteps = 60;

export interface SessionPorts {
  readonly host: RunHost;
  readonly post: (message: FromWorker, transfer?: Transferable[]) => void;
  /** Resolves after waiting messages have been delivered. */
  readonly breathe: () => Promise<void>;
  readonly now: () => number;
}

export class RunSession {
  private run: Run | null = null;
  private request: RunRequest | null = null;
  private sender: FrameSender | null = null;
  private witness: RunWitness | null = null;
  private readonly injections = new Injections();
  /** Where the state at a step goes, once the run stands there. */
  private fork: MessagePort | null = null;
  private forkStep = Number.POSITIVE_INFINITY;
  private readonly keyframes = new KeyframeStore();
  private targetStep = 0;
  private stride = 1;
  private seekStep: number | null = null;
  private epoch = 0;
  private working = false;
  private stopped = false;
  private kpiMinute = -1;
  private seriesMinutes = 0;
  private workMilliseconds = 0;
  private workSteps = 0;
  private progressAt = 0;
  private doneStep = -1;
  private planStep = -1;
  /** Faults asked for and not yet injected. */
  private readonly wanted: { readonly text: string; readonly epoch: number }[] = [];

  constructor(private readonly ports: SessionPorts) {}

  /** Never rejects: what goes wrong is posted as `failed`. */
  async receive(message: ToWorker): Promise<void> {
    try {
      await this.handle(message);
    } catch (error) {
      this.stopped = true;
      this.ports.post({ kind: "failed", failure: failureOf(error) });
    }
  }

  private async handle(message: ToWorker): Promise<void> {
    switch (message.kind) {
      case "catalog":
        this.ports.post({
          kind: "catalog",
          version: protocolVersion,
          catalog: this.ports.host.catalog(),
        });
        return;
      case "init":
        return this.init(message.request, message.from === null ? null : await receiveFork(message.from));
      case "run-until":
        this.targetStep = message.step;
        this.stride = message.stride;
        this.sender?.setStride(message.stride);
        return this.work();
      case "seek":
        this.seekStep = message.step;
        this.epoch = message.epoch;
        return this.work();
      case "fork":
        this.seekStep = message.step;
        this.epoch = message.epoch;
        this.fork = message.port;
        this.forkStep = message.step;
        return this.work();
      case "inject":
        this.wanted.push(message);
        return this.work();
      case "check":
        this.ports.post({ kind: "checked", id: message.id, check: this.ports.host.check(message.own) });
        return;
      case "text":
        this.ports.post({ kind: "text", id: message.id, text: this.ports.host.text(message.scenario) });
        return;
      case "replicate":
        return this.replicate(message.request);
      case "record":
        return this.record(message.request);
      case "pair":
        this.ports.post({ kind: "paired", id: message.id, kpis: comparePaired(message.a, message.b) });
        return;
      case "outlook":
        if (this.request === null) return;
        this.ports.post({ kind: "outlook", ordersPerMinute: this.ports.host.outlook(this.request) });
        return;
      case "recycle":
        this.sender?.recycle(message.buffer);
        return;
      case "stop":
        this.stopped = true;
    }
  }

  /** One run of many: only what it ends with counts. */
  private async replicate(request: RunRequest): Promise<void> {
    const run = await this.ports.host.create(request);
    while (run.step < run.horizonSteps && !this.stopped) {
      const startedAt = this.ports.now();
      await run.advance(run.horizonSteps, () => this.ports.now() - startedAt >= chunkMillisecondsMax);
      if (this.ports.now() - this.progressAt >= progressEveryMilliseconds) this.postProgress(run);
      await this.ports.breathe();
    }
    if (this.stopped) return;
    this.ports.post({ kind: "replicated", request, report: run.kpis(), hash: run.hash() });
  }

  private async record(request: RunRequest): Promise<void> {
    const { host, now, breathe, post } = this.ports;
    const run = await host.create(request);
    const file = await keepRun(run, request, host.outlook(request), {
      now,
      between: async () => {
        if (now() - this.progressAt >= progressEveryMilliseconds) this.postProgress(run);
        await breathe();
        return this.stopped;
      },
    });
    post({ kind: "recorded", file, step: run.step });
  }

  private async init(request: RunRequest, from: ForkedRun | null): Promise<void> {
    const run = await this.ports.host.create(request);
    const facts = factsOf(run);
    const witness = new RunWitness(run);
    this.run = run;
    this.request = request;
    this.witness = witness;
    this.sender = new FrameSender(facts.shape, reasonTeller(run), (buffer, count) =>
      this.ports.post({ kind: "frames", buffer, count, epoch: this.epoch }, [buffer]),
    );
    this.keyframes.offer(run, witness);
    if (from !== null) this.adopt(run, witness, from);
    this.ports.post({ kind: "ready", version: protocolVersion, facts });
    this.sender.setStride(this.stride);
    if (this.seekStep === null) this.sender.take(run.frame());
    this.sender.flush();
    this.postKpis(run);
    await this.work();
  }
  /** Goes on where another run of the same request stands. */
  private adopt(run: Run, witness: RunWitness, from: ForkedRun): void {
    run.restore(from.snapshot);
    witness.restore(run, from.witness);
    witness.forgetBefore(run.step, run.setup.stepSeconds);
    this.injections.add(...run.injected);
    this.keyframes.offer(run, witness);
    this.sender?.startAt(run.step, run.step);
  }

  /** Goes back to just before the fault, where everything from there on begins anew. */
  private inject(run: Run, text: string, epoch: number): void {
    const { request, witness } = this;
    if (request === null || witness === null) return;
    const fault = this.ports.host.injection(request, text);
    const before = fault.step - 1;
    const { stepSeconds } = run.setup;
    this.injections.add(fault);
    this.keyframes.dropAfter(before);
    witness.forgetAfter(before, stepSeconds);
    const minute = Math.floor((before * stepSeconds) / 60 + 1e-9);
    this.kpiMinute = Math.min(this.kpiMinute, minute - 1);
    this.seriesMinutes = Math.min(this.seriesMinutes, minute);
    this.planStep = Math.min(this.planStep, before);
    this.epoch = epoch;
    this.seekStep = before;
    this.ports.post({ kind: "rewritten", fromStep: before, epoch });
  }

  /** Runs chunk after chunk until the target is reached; a second call while working only moves the target. */
  private async work(): Promise<void> {
    const { run, sender } = this;
    if (this.working || run === null || sender === null) return;
    this.working = true;
    try {
      while (!this.stopped) {
        for (const { text, epoch } of this.wanted.splice(0)) this.inject(run, text, epoch);
        if (this.seekStep !== null) this.beginSeek(run, sender);
        this.answerFork(run);
        this.injections.strike(run);
        const goal = Math.min(this.targetStep, run.horizonSteps);
        if (run.step >= goal) break;
        await this.runChunk(run, sender, Math.min(goal, this.forkStep, this.injections.nextStop(run)));
        if (this.witness !== null) this.keyframes.offer(run, this.witness);
        await this.ports.breathe();
      }
    } finally {
      this.working = false;
      sender.flush();
    }
    this.postProgress(run);
    if (run.step >= run.horizonSteps && this.doneStep !== run.step) {
      this.doneStep = run.step;
      this.ports.post({ kind: "done", step: run.step, hash: run.hash() });
    }
  }

  private beginSeek(run: Run, sender: FrameSender): void {
    const step = Math.min(this.seekStep ?? 0, run.horizonSteps);
    this.seekStep = null;
    const back = Math.min(step, this.forkStep);
    if (back < run.step) this.keyframes.restore(run, this.witness!, Math.max(0, back - leadSteps));
    sender.startAt(Math.max(run.step, step - leadSteps), step);
    if (sender.wants(run.step)) sender.take(run.frame());
    this.targetStep = Math.max(this.targetStep, step);
    this.doneStep = -1;
  }

  /** The state asked for is sent when the run stands there. */
  private answerFork(run: Run): void {
    if (this.fork === null || run.step !== this.forkStep) return;
    const forked: ForkedRun = { snapshot: run.snapshot(), witness: this.witness!.snapshot() };
    this.fork.postMessage(forked);
    this.fork.close();
    this.fork = null;
    this.forkStep = Number.POSITIVE_INFINITY;
  }

  private async runChunk(run: Run, sender: FrameSender, goal: number): Promise<void> {
    const startedAt = this.ports.now();
    const fromStep = run.step;
    await run.advance(goal, () => {
      this.witness?.look(run);
      this.postPlan(run);
      if (sender.wants(run.step) || run.step === run.horizonSteps) sender.take(run.frame());
      const minute = Math.floor((run.step * run.setup.stepSeconds) / 60);
      if (minute > this.kpiMinute) this.postKpis(run);
      return this.stopped || this.ports.now() - startedAt >= chunkMillisecondsMax;
    });
    this.workMilliseconds += this.ports.now() - startedAt;
    this.workSteps += run.step - fromStep;
    if (run.step >= run.horizonSteps) this.postKpis(run);
    if (this.ports.now() - this.progressAt >= progressEveryMilliseconds) {
      sender.flush();
      this.postProgress(run);
    }
  }

  private postProgress(run: Run): void {
    this.progressAt = this.ports.now();
    this.postWitnessed();
    const simulatedSeconds = this.workSteps * run.setup.stepSeconds;
    this.ports.post({
      kind: "progress",
      step: run.step,
      horizonSteps: run.horizonSteps,
      epoch: this.epoch,
      speedUp: this.workMilliseconds > 0 ? simulatedSeconds / (this.workMilliseconds / 1000) : 0,
    });
  }

  /** Posts each simulated minute once: a re-run after a seek repeats minutes the page already has. */
  private postKpis(run: Run): void {
    this.kpiMinute = Math.max(this.kpiMinute, Math.floor((run.step * run.setup.stepSeconds) / 60));
    const series = run.series();
    const from = Math.min(this.seriesMinutes, series.minutes);
    this.seriesMinutes = Math.max(this.seriesMinutes, series.minutes);
    this.ports.post({ kind: "kpi", step: run.step, report: run.kpis(), series: seriesPart(series, from) });
    this.postWitnessed();
  }
  /** Each plan once: a re-run after a seek makes plans that the page already has. */
  private postPlan(run: Run): void {
    const { plan } = run.brain;
    if (plan === null || plan.madeAtStep <= this.planStep) return;
    this.planStep = plan.madeAtStep;
    this.ports.post({ kind: "plan", plan: planNote(plan) });
  }
  private postWitnessed(): void {
    const notes = this.witness?.takeNotes() ?? [];
    if (notes.length > 0) this.ports.post({ kind: "notes", notes });
    for (const part of this.witness?.takeTraffic() ?? []) {
      this.ports.post({ kind: "traffic", part }, [part.counts.buffer as ArrayBuffer]);
    }
  }
}

/** The first message through the port; the other worker posts it when its run stands at the step. */
function receiveFork(port: MessagePort): Promise<ForkedRun> {
  return new Promise((resolve) => {
    port.onmessage = (event: MessageEvent<ForkedRun>) => {
      port.close();
      resolve(event.data);
    };
  });
}

function failureOf(error: unknown): RunFailure {
  if (error instanceof InvalidInput) return { reason: "bad-input", lines: error.lines };
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { reason: "run-broke", lines: [message] };
}
