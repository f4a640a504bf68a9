// One strategy's run on the page: its source, its frames, its history and how it is getting on.
import { filter, type Subscription } from "rxjs";
import { CellKind, type Floor } from "../../../sim/model/index.ts";
import { type FrameLayout, frameLayout } from "../protocol/frame-codec.ts";
import type { FromWorker, RobotWay, RunFacts, RunFailure, RunRequest } from "../protocol/messages.ts";
import { FrameRing, liveFramesMax, ringBytesMax } from "./frame-ring.ts";
import { RunHistory } from "./history.ts";
import { PictureAlbum } from "./picture-album.ts";
import { PlanLog } from "./plan-log.ts";
import type { RunSource } from "./run-source.ts";
import { SiteLog } from "./site-log.ts";
import { TrafficHistory } from "./traffic-history.ts";

export class Pane {
  history = new RunHistory();
  log = new SiteLog();
  plans = new PlanLog();
  traffic: TrafficHistory | null = null;
  album: PictureAlbum | null = null;
  facts: RunFacts | null = null;
  layout: FrameLayout | null = null;
  ring: FrameRing | null = null;
  failure: RunFailure | null = null;
  /** Orders arriving in each minute of the whole run; null until known, or where nobody can know. */
  outlook: Float64Array | null = null;
  /** What robots of a running fleet have been told, by robot; null where the frames ahead say it. */
  ways: ReadonlyMap<number, RobotWay> | null = null;
  /** Step the worker has reached, and the hash once the run is done. */
  computedStep = 0;
  doneHash: string | null = null;
  /** Simulated seconds per second of the worker's own work. */
  speedUp = 0;
  private epoch = 0;
  private askedStep = -1;
  private askedStride = 0;
  private readonly subscription: Subscription;

  /** `fork` is another pane of the same request at a step, where this one begins. */
  constructor(
    private wanted: RunRequest,
    private readonly source: RunSource,
    private readonly changed: (pane: Pane) => void,
    fork: { readonly pane: Pane; readonly step: number } | null = null,
  ) {
    this.subscription = source.messages$
      .pipe(filter((message) => message.kind !== "catalog"))
      .subscribe((message) => this.hear(message));
    if (fork === null) source.start(wanted, null);
    else this.beginAt(fork.pane, fork.step);
  }

  /** What makes this run; grows with what is injected. */
  get request(): RunRequest {
    return this.wanted;
  }

  /** Asks the worker to run ahead; repeats nothing it has been told. */
  runUntil(step: number, stride: number): void {
    if (step === this.askedStep && stride === this.askedStride) return;
    this.askedStep = step;
    this.askedStride = stride;
    this.source.runUntil(step, stride);
  }
  /** Drops all frames and asks for those from `step` on. */
  seek(step: number): void {
    this.epoch += 1;
    this.askedStep = -1;
    this.ring?.clear();
    this.source.seek(step, this.epoch);
  }
  /** Lets one more thing happen, as `request.injections` has it, and all that follows from it. */
  inject(text: string): void {
    this.wanted = { ...this.wanted, injections: [...this.wanted.injections, text] };
    this.epoch += 1;
    this.askedStep = -1;
    this.source.inject(text, this.epoch);
  }
  /** True for a run that is over and can only be shown. */
  get isRecorded(): boolean {
    return this.facts?.recorded !== undefined;
  }
  /** Floors share one clock and one camera: a run on another floor, or in other steps, fails beside `first`. */
  refuseUnlike(first: Pane): void {
    const [here, there] = [siteOf(this.facts), siteOf(first.facts)];
    if (here === there) return;
    const line = `${this.wanted.recording ?? this.wanted.strategy}: expected ${there}, as ${first.wanted.recording ?? "the first floor"} has; found ${here}`;
    this.failure = { reason: "bad-input", lines: [line] };
  }
  askOutlook(): void {
    this.source.askOutlook();
  }
  /** Goes to the step, and sends the state there through the port. */
  fork(step: number, port: MessagePort): void {
    this.epoch += 1;
    this.askedStep = -1;
    this.ring?.clear();
    this.source.fork(step, this.epoch, port);
  }
  close(): void {
    this.subscription.unsubscribe();
    this.source.close();
  }

  private beginAt(pane: Pane, step: number): void {
    const { port1, port2 } = new MessageChannel();
    const minute = minuteOf(step, pane.facts!.stepSeconds);
    this.history = pane.history.copyUntil(step, minute);
    this.log = pane.log.copyUntil(step);
    this.plans = pane.plans.copyUntil(step);
    this.traffic = pane.traffic?.copyUntil(minute) ?? null;
    pane.fork(step, port1);
    this.source.start(this.wanted, port2);
  }

  private hear(message: FromWorker): void {
    switch (message.kind) {
      case "ready":
        this.facts = message.facts;
        this.layout = frameLayout(message.facts.shape);
        this.ring = this.makeRing(this.layout.words, message.facts);
        // What nobody can make anew around a picture is kept in frames alone.
        this.album = message.facts.live === undefined ? new PictureAlbum(this.layout.words) : null;
        this.traffic ??= new TrafficHistory(message.facts.floor.kind.length);
        break;
      case "frames":
        if (message.epoch === this.epoch) {
          this.ring?.push(message.buffer, message.count, (frame) => this.album?.offer(frame));
        } else this.source.recycle(message.buffer);
        break;
      case "kpi":
        this.history.add(message.step, message.report, message.series);
        break;
      case "notes":
        this.log.add(message.notes);
        break;
      case "traffic":
        this.traffic?.add(message.part);
        break;
      case "plan":
        this.plans.add(message.plan);
        break;
      case "outlook":
        this.outlook = message.ordersPerMinute;
        break;
      case "ways":
        this.ways = new Map(message.ways.map((way) => [way.robot, way]));
        break;
      case "floor":
        if (this.facts !== null) this.facts = { ...this.facts, floor: message.floor };
        break;
      case "rewritten":
        this.rewrite(message.fromStep);
        break;
      case "progress":
        if (message.epoch === this.epoch) this.computedStep = message.step;
        this.speedUp = message.speedUp;
        break;
      case "done":
        this.computedStep = message.step;
        this.doneHash = message.hash;
        break;
      case "failed":
        this.failure = message.failure;
        break;
      case "catalog":
        return;
    }
    this.changed(this);
  }

  private makeRing(words: number, facts: RunFacts): FrameRing {
    const recycle = (buffer: ArrayBuffer) => this.source.recycle(buffer);
    if (facts.live === undefined) return new FrameRing(words, recycle);
    return new FrameRing(words, recycle, Math.min(liveFramesMax, Math.floor(ringBytesMax / (words * 4))));
  }
  /** Forgets what came after the step. */
  private rewrite(step: number): void {
    const minute = minuteOf(step, this.facts?.stepSeconds ?? 1);
    this.ring?.dropAfter(step);
    this.album?.dropAfter(step);
    this.history.dropAfter(step, minute);
    this.log.dropAfter(step);
    this.plans.dropAfter(step);
    this.traffic?.dropFrom(minute);
    this.computedStep = Math.min(this.computedStep, step);
    this.doneHash = null;
  }
}

const siteOf = (facts: RunFacts | null): string =>
  facts === null
    ? ""
    : `a floor of ${facts.floor.width} × ${rowsWithoutYard(facts.floor)} cells in steps of ${facts.stepSeconds} s`;
/** Floors may differ in their yard: rows at the end that nobody can drive on. */
function rowsWithoutYard({ width, height, kind }: Floor): number {
  let cells = width * height;
  while (cells > 0 && kind[cells - 1] === CellKind.blocked) cells -= 1;
  return Math.ceil(cells / width);
}
const minuteOf = (step: number, stepSeconds: number): number => Math.floor((step * stepSeconds) / 60 + 1e-9);
