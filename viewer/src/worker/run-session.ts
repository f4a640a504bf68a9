// The worker's side of the conversation: runs one strategy ahead of the page in short chunks, sends frames, KPIs and
// progress, and stops when it has run far enough. Knows no Worker: it is given a way to post and a way to yield.
import type { KpiSeries, Run } from "../../../scenarios/index.ts";
import type {
  FromWorker,
  RunFacts,
  RunFailure,
  RunRequest,
  SeriesPart,
  ToWorker,
} from "../protocol/messages.ts";
import { protocolVersion } from "../protocol/messages.ts";
import { FrameSender } from "./frame-sender.ts";
import { KeyframeStore } from "./keyframe-store.ts";
import { InvalidInput, type RunHost } from "./run-host.ts";

/** Wall-clock milliseconds of simulation between two looks at the mailbox. */
const chunkMillisecondsMax = 24;
const progressEveryMilliseconds = 200;

export interface SessionPorts {
  readonly host: RunHost;
  readonly post: (message: FromWorker, transfer?: Transferable[]) => void;
  /** Resolves after waiting messages have been delivered. */
  readonly breathe: () => Promise<void>;
  readonly now: () => number;
}

export class RunSession {
  private run: Run | null = null;
  private sender: FrameSender | null = null;
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
        return this.init(message.request);
      case "run-until":
        this.targetStep = message.step;
        this.stride = message.stride;
        this.sender?.setStride(message.stride);
        return this.work();
      case "seek":
        this.seekStep = message.step;
        this.epoch = message.epoch;
        return this.work();
      case "recycle":
        this.sender?.recycle(message.buffer);
        return;
      case "stop":
        this.stopped = true;
    }
  }

  private async init(request: RunRequest): Promise<void> {
    const run = await this.ports.host.create(request);
    const facts = factsOf(run);
    this.run = run;
    this.sender = new FrameSender(facts.shape, (buffer, count) =>
      this.ports.post({ kind: "frames", buffer, count, epoch: this.epoch }, [buffer]),
    );
    this.keyframes.offer(run);
    this.ports.post({ kind: "ready", version: protocolVersion, facts });
    this.sender.setStride(this.stride);
    if (this.seekStep === null) this.sender.take(run.frame());
    this.sender.flush();
    this.postKpis(run);
    await this.work();
  }

  /** Runs chunk after chunk until the target is reached; a second call while working only moves the target. */
  private async work(): Promise<void> {
    const { run, sender } = this;
    if (this.working || run === null || sender === null) return;
    this.working = true;
    try {
      while (!this.stopped) {
        if (this.seekStep !== null) this.beginSeek(run, sender);
        const goal = Math.min(this.targetStep, run.horizonSteps);
        if (run.step >= goal) break;
        await this.runChunk(run, sender, goal);
        this.keyframes.offer(run);
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
    if (step < run.step) this.keyframes.restore(run, step);
    sender.startAt(step);
    if (run.step >= step) sender.take(run.frame());
    this.targetStep = Math.max(this.targetStep, step);
    this.doneStep = -1;
  }

  private async runChunk(run: Run, sender: FrameSender, goal: number): Promise<void> {
    const startedAt = this.ports.now();
    const fromStep = run.step;
    await run.advance(goal, () => {
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
  }
}

function factsOf(run: Run): RunFacts {
  const { setup, floor } = run;
  const { pickSlots, replenishSlots } = setup.stations;
  return {
    floor,
    shape: {
      robots: setup.robots.cell.length,
      pods: setup.pods.cell.length,
      stations: floor.stations.length,
      chutes: floor.chutes?.count ?? 0,
    },
    stepSeconds: setup.stepSeconds,
    startLocalSeconds: setup.startLocalSeconds,
    horizonSteps: run.horizonSteps,
    stationSlots: Int32Array.from(floor.stations, (site) => (site.kind === 0 ? pickSlots : replenishSlots)),
  };
}

function seriesPart(series: KpiSeries, from: number): SeriesPart {
  const count = series.minutes - from;
  const activities = series.minutes > 0 ? Math.floor(series.robots.length / series.minutes) : 0;
  const robots = new Float64Array(activities * count);
  for (let activity = 0; activity < activities; activity += 1) {
    const start = activity * series.minutes + from;
    robots.set(series.robots.subarray(start, start + count), activity * count);
  }
  return {
    from,
    count,
    ordersArrived: series.ordersArrived.slice(from, series.minutes),
    ordersDone: series.ordersDone.slice(from, series.minutes),
    unitsPicked: series.unitsPicked.slice(from, series.minutes),
    backlog: series.backlog.slice(from, series.minutes),
    lateOrders: series.lateOrders.slice(from, series.minutes),
    robots,
  };
}

function failureOf(error: unknown): RunFailure {
  if (error instanceof InvalidInput) return { reason: "bad-input", lines: error.lines };
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { reason: "run-broke", lines: [message] };
}
