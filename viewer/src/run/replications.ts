// The same strategies over many seeds, in workers of their own: common random numbers, compared in pairs seed by seed.
import type { Subscription } from "rxjs";
import type { KpiReport, PairedKpi } from "../../../scenarios/index.ts";
import type { RunFailure, RunRequest } from "../protocol/messages.ts";
import type { RunSource } from "./run-source.ts";

/** Seeds of one study, and workers that run them, at most. */
export const seedsMax = 200;
const workersMax = 4;

export interface StudyView {
  readonly runsDone: number;
  readonly runsTotal: number;
  /** Share of all runs that is computed, those under way included. */
  readonly share: number;
  readonly running: boolean;
  /** Real seconds so far. */
  readonly seconds: number;
  readonly failure: RunFailure | null;
  /** Seeds of which every strategy has been run, in order: what the pairs below are made of. */
  readonly seeds: readonly number[];
  /** Each further strategy against the first. */
  readonly pairs: readonly (readonly PairedKpi[])[];
}

export interface StudyPorts {
  readonly makeSource: () => RunSource;
  readonly changed: (view: StudyView) => void;
  /** Milliseconds. */
  readonly now: () => number;
  /** Workers that may run beside the page. */
  readonly workers: number;
}

interface Worker {
  readonly source: RunSource;
  readonly subscription: Subscription;
  task: Task | null;
  share: number;
}
interface Task {
  /** Index of the floor whose request it is. */
  readonly strategy: number;
  readonly request: RunRequest;
}

export class ReplicationStudy {
  private readonly queue: Task[];
  private readonly total: number;
  private readonly reports = new Map<string, KpiReport>();
  private workers: Worker[] = [];
  private seeds: readonly number[] = [];
  private pairs: (readonly PairedKpi[])[];
  private pairedSeeds: readonly number[] = [];
  private failure: RunFailure | null = null;
  private readonly startedAt: number;

  /** `requests` are those of the floors; each is run with the seeds `firstSeed … firstSeed + count − 1`. */
  constructor(
    private readonly requests: readonly RunRequest[],
    private readonly firstSeed: number,
    private readonly count: number,
    private readonly ports: StudyPorts,
  ) {
    const seeds = Array.from({ length: Math.min(count, seedsMax) }, (_, index) => firstSeed + index);
    this.queue = seeds.flatMap((seed) =>
      requests.map((request, strategy) => ({ strategy, request: { ...request, seed } })),
    );
    this.total = this.queue.length;
    this.pairs = requests.slice(1).map(() => []);
    this.startedAt = ports.now();
    const workers = Math.max(1, Math.min(workersMax, ports.workers, this.total));
    for (let index = 0; index < workers; index += 1) this.open();
    this.tell();
  }

  stop(): void {
    for (const worker of this.workers) {
      worker.subscription.unsubscribe();
      worker.source.close();
    }
    this.workers = [];
    this.queue.length = 0;
    this.tell();
  }
  /** The reports of a strategy, in the order of the seeds of the view. */
  reportsOf(strategy: number): readonly KpiReport[] {
    return this.seeds.map((seed) => this.reports.get(keyOf(strategy, seed))!);
  }

  private open(): void {
    const source = this.ports.makeSource();
    const worker: Worker = {
      source,
      task: null,
      share: 0,
      subscription: source.messages$.subscribe((message) => {
        if (message.kind === "progress") {
          worker.share = message.step / Math.max(1, message.horizonSteps);
          this.tell();
        } else if (message.kind === "replicated") this.finish(worker, message.report);
        else if (message.kind === "paired") this.takePair(message.id, message.kpis);
        else if (message.kind === "failed") {
          this.failure = message.failure;
          this.stop();
        }
      }),
    };
    this.workers.push(worker);
    this.next(worker);
  }
  private next(worker: Worker): void {
    worker.share = 0;
    worker.task = this.queue.shift() ?? null;
    if (worker.task !== null) worker.source.replicate(worker.task.request);
  }
  private finish(worker: Worker, report: KpiReport): void {
    const { strategy, request } = worker.task!;
    this.reports.set(keyOf(strategy, request.seed), report);
    this.next(worker);
    const whole = this.wholeSeeds();
    if (whole.length > this.seeds.length) {
      this.seeds = whole;
      for (let other = 1; other < this.requests.length; other += 1) {
        worker.source.pair(other * (seedsMax + 1) + whole.length, this.reportsOf(0), this.reportsOf(other));
      }
    }
    this.tell();
  }
  /** Seeds before the first unfinished one: what is shown does not depend on which run ends first. */
  private wholeSeeds(): readonly number[] {
    const seeds = Array.from(
      { length: Math.min(this.count, seedsMax) },
      (_, index) => this.firstSeed + index,
    );
    const open = seeds.findIndex((seed) =>
      this.requests.some((_, index) => !this.reports.has(keyOf(index, seed))),
    );
    return open < 0 ? seeds : seeds.slice(0, open);
  }
  /** `id` says which strategy, and how many seeds the pairs are made of: an answer to a question of before is dropped. */
  private takePair(id: number, kpis: readonly PairedKpi[]): void {
    const [other, seeds] = [Math.floor(id / (seedsMax + 1)), id % (seedsMax + 1)];
    if (seeds < this.pairedSeeds.length) return;
    this.pairs[other - 1] = kpis;
    this.pairedSeeds = this.seeds.slice(0, seeds);
    this.tell();
    if (
      this.reports.size === this.total &&
      this.pairs.every((pair) => pair[0]?.differences.length === seeds)
    ) {
      this.stop();
    }
  }

  private tell(): void {
    const underWay = this.workers.reduce((sum, worker) => sum + (worker.task === null ? 0 : worker.share), 0);
    this.ports.changed({
      runsDone: this.reports.size,
      runsTotal: this.total,
      share: Math.min(1, (this.reports.size + underWay) / this.total),
      running: this.workers.length > 0,
      seconds: (this.ports.now() - this.startedAt) / 1000,
      failure: this.failure,
      seeds: this.pairedSeeds,
      pairs: [...this.pairs],
    });
  }
}

const keyOf = (strategy: number, seed: number): string => `${strategy} ${seed}`;
