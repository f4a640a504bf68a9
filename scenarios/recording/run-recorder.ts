// Writes a run into a recording while it runs: looks at every step, and hands out bytes in the order of the file.
import type { Run } from "../run-port.ts";
import { type ChunkKind, chunkBytes, fileHead } from "./chunk.ts";
import { deflate } from "./deflate.ts";
import { type FlatLayout, flatLayout, flatten } from "./flat-frame.ts";
import { ChangeWriter } from "./frame-changes.ts";
import { planNote } from "./plan-note.ts";
import { reasonForms, reasonTeller, type TellReason } from "./reason-teller.ts";
import {
  type RecordedFacts,
  type RecordedRequest,
  type RecordingHead,
  type RunNews,
  recordingVersion,
} from "./recording-port.ts";
import { RunWitness } from "./run-witness.ts";
import { seriesPart } from "./series-part.ts";
import { encodeValue } from "./value-codec.ts";

/** Frames in a group: going to a step unpacks at most so many. */
const groupFrames = 64;
/** News of so many simulated minutes in one part. */
const newsMinutes = 10;

export interface RecorderOptions {
  readonly request: RecordedRequest;
  /** Version of peakfleet. */
  readonly program: string;
  /** As `arrivalsPerMinute`. */
  readonly outlook: Float64Array | null;
  /** Why each robot does what it does costs about as much room as everything else. */
  readonly reasons: "kept" | "none";
  /** Takes the file's bytes in their order. */
  readonly write: (bytes: Uint8Array<ArrayBuffer>) => void | Promise<void>;
}

interface Waiting {
  readonly kind: ChunkKind;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly from: number;
  readonly to: number;
}

/** Call `look` after every step, `flush` now and then, and `end` when no more steps come. */
export class RunRecorder {
  private readonly layout: FlatLayout;
  private readonly words: Int32Array;
  private readonly changes: ChangeWriter;
  private readonly witness: RunWitness;
  private readonly tellReason: TellReason | null;
  private readonly headBody: Uint8Array<ArrayBuffer>;
  private waiting: Waiting[] = [];
  private groupFrom = 0;
  private lastStep = -1;
  private news: RunNews[] = [];
  private newsFrom = 0;
  private minute = -1;
  private seriesMinutes = 0;
  private planStep = -1;
  private begun = false;

  /** The run stands at its first step. */
  constructor(
    private readonly run: Run,
    private readonly options: RecorderOptions,
  ) {
    const facts = recordedFacts(run, options.reasons);
    const { request, program } = options;
    const head: RecordingHead = { version: recordingVersion, program, request, facts };
    this.headBody = encodeValue(head);
    this.layout = flatLayout(facts, options.reasons);
    this.words = new Int32Array(this.layout.words);
    this.changes = new ChangeWriter(this.layout.words);
    this.witness = new RunWitness(run);
    this.tellReason = options.reasons === "kept" ? reasonTeller(run) : null;
    this.push("head", this.headBody, 0, run.horizonSteps);
    this.news.push({ kind: "outlook", ordersPerMinute: options.outlook });
    this.takeFrame();
    this.takeMinute();
  }

  look(): void {
    const { run, witness } = this;
    witness.look(run);
    const { plan } = run.brain;
    if (plan !== null && plan.madeAtStep > this.planStep) {
      this.planStep = plan.madeAtStep;
      this.news.push({ kind: "plan", plan: planNote(plan) });
    }
    this.takeFrame();
    const minute = Math.floor((run.step * run.setup.stepSeconds) / 60 + 1e-9);
    if (minute > this.minute) this.takeMinute();
  }
  /** Packs and writes what has come together. */
  async flush(): Promise<void> {
    if (!this.begun) await this.options.write(fileHead());
    this.begun = true;
    for (let part = this.waiting.shift(); part !== undefined; part = this.waiting.shift()) {
      const { kind, body, from, to } = part;
      await this.options.write(chunkBytes(kind, await deflate(body), { raw: body.length, from, to }));
    }
  }
  /** Writes the rest. A run that stands at its end gets its hash; any other remains open. */
  async end(): Promise<void> {
    const { run } = this;
    this.takeMinute();
    this.closeNews();
    this.closeGroup();
    // Once more: a file whose beginning is lost can still be played.
    this.push("head", this.headBody, 0, run.horizonSteps);
    if (run.step >= run.horizonSteps) {
      this.push("done", encodeValue({ step: run.step, hash: run.hash() }), run.step, run.step);
    }
    await this.flush();
  }

  private takeFrame(): void {
    const { run } = this;
    if (run.step <= this.lastStep) return;
    if (this.changes.count === 0) this.groupFrom = run.step;
    flatten(run.frame(), this.layout, this.words, this.tellReason);
    this.changes.add(this.words);
    this.lastStep = run.step;
    if (this.changes.count >= groupFrames) this.closeGroup();
  }
  private closeGroup(): void {
    if (this.changes.count > 0) this.push("fram", this.changes.take(), this.groupFrom, this.lastStep);
  }
  private takeMinute(): void {
    const { run, witness } = this;
    this.minute = Math.floor((run.step * run.setup.stepSeconds) / 60 + 1e-9);
    const series = run.series();
    const from = Math.min(this.seriesMinutes, series.minutes);
    this.seriesMinutes = series.minutes;
    this.news.push({ kind: "kpi", step: run.step, report: run.kpis(), series: seriesPart(series, from) });
    const notes = witness.takeNotes();
    if (notes.length > 0) this.news.push({ kind: "notes", notes });
    for (const part of witness.takeTraffic()) this.news.push({ kind: "traffic", part });
    if (this.minute % newsMinutes === newsMinutes - 1) this.closeNews();
  }
  private closeNews(): void {
    if (this.news.length === 0) return;
    this.push("news", encodeValue(this.news), this.newsFrom, this.run.step);
    this.news = [];
    this.newsFrom = this.run.step;
  }
  private push(kind: ChunkKind, body: Uint8Array<ArrayBuffer>, from: number, to: number): void {
    this.waiting.push({ kind, body, from, to });
  }
}

export function recordedFacts(run: Run, reasons: "kept" | "none"): RecordedFacts {
  const { setup, floor } = run;
  const { pickSlots, replenishSlots } = setup.stations;
  return {
    floor,
    robots: setup.robots.cell.length,
    pods: setup.pods.cell.length,
    stations: floor.stations.length,
    chutes: floor.chutes?.count ?? 0,
    stepSeconds: setup.stepSeconds,
    startLocalSeconds: setup.startLocalSeconds,
    horizonSteps: run.horizonSteps,
    stationSlots: Int32Array.from(floor.stations, (site) => (site.kind === 0 ? pickSlots : replenishSlots)),
    reasons: reasons === "kept" ? reasonForms : [],
  };
}
