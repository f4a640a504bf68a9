// Plays a recording to the page as a simulation would: facts and news at once, frames up to where the page asks for them. Steps
// that the file does not hold show the last frame before them.
import {
  keptReasons,
  openRecording,
  type Recording,
  type TellReason,
  unflatten,
} from "../../../scenarios/recording/index.ts";
import { type FromWorker, protocolVersion, type RunFacts } from "../protocol/messages.ts";
import { FrameSender } from "../worker/frame-sender.ts";
import type { FromRecordingWorker, RecordingInfo, ToRecordingWorker } from "./recording-messages.ts";

/** Frames read between two looks at the mailbox. */
const framesAtOnce = 64;
/** As for a simulation: frames of so many steps before a seek's step come too. */
const leadSteps = 60;

export interface RecordingPorts {
  readonly post: (message: FromRecordingWorker, transfer?: Transferable[]) => void;
  /** Resolves after waiting messages have been delivered. */
  readonly breathe: () => Promise<void>;
}

export class RecordingSession {
  private opening: Promise<Recording | null> = Promise.resolve(null);
  private recording: Recording | null = null;
  private sender: FrameSender | null = null;
  private group = 0;
  private frames: AsyncGenerator<Int32Array> | null = null;
  /** The last frame read, and its step. */
  private held: Int32Array | null = null;
  private step = -1;
  private targetStep = 0;
  private stride = 1;
  private seekStep: number | null = null;
  private epoch = 0;
  private working = false;
  private stopped = false;

  constructor(private readonly ports: RecordingPorts) {}

  /** Never rejects: what goes wrong is posted as `failed`. */
  async receive(message: ToRecordingWorker): Promise<void> {
    try {
      await this.handle(message);
    } catch (error) {
      this.stopped = true;
      const line = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      this.ports.post({ kind: "failed", failure: { reason: "bad-input", lines: [line] } });
    }
  }

  private async handle(message: ToRecordingWorker): Promise<void> {
    switch (message.kind) {
      case "open":
        this.opening = this.open(message.file);
        await this.opening;
        return;
      case "init":
        this.begin(await this.opening);
        await this.tellNews();
        return this.work();
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
        return;
      default:
        // The page asks nothing else of what cannot be changed.
        return;
    }
  }

  private async open(file: Blob): Promise<Recording | null> {
    const opened = await openRecording({
      size: file.size,
      read: async (from, to) => new Uint8Array(await file.slice(from, to).arrayBuffer()),
    });
    if (!opened.ok) {
      const nothing = { head: null, lastStep: -1, horizonSteps: 0, stepSeconds: 1, hash: null };
      this.ports.post({ kind: "opened", info: { ...nothing, problems: opened.problems } });
      return null;
    }
    const recording = opened.value;
    const { program, request, facts } = recording.head;
    const info: RecordingInfo = {
      head: { program, request },
      lastStep: recording.lastStep,
      horizonSteps: facts.horizonSteps,
      stepSeconds: facts.stepSeconds,
      hash: (await recording.done())?.hash ?? null,
      problems: recording.problems,
    };
    this.ports.post({ kind: "opened", info });
    return recording;
  }

  private begin(recording: Recording | null): void {
    if (recording === null || recording.lastStep < 0) throw new Error("the recording holds no frames");
    const facts = runFacts(recording);
    this.recording = recording;
    this.sender = new FrameSender(facts.shape, this.tellReason(recording), (buffer, count) =>
      this.ports.post({ kind: "frames", buffer, count, epoch: this.epoch }, [buffer]),
    );
    this.ports.post({ kind: "ready", version: protocolVersion, facts });
    this.sender.setStride(this.stride);
  }
  private tellReason(recording: Recording): TellReason {
    return (robot, words, reasonAt, valuesAt) => {
      const tell = this.held === null ? null : keptReasons(this.held, recording.layout);
      if (tell === null) words[reasonAt] = 0;
      else tell(robot, words, reasonAt, valuesAt);
    };
  }
  private async tellNews(): Promise<void> {
    const { recording } = this;
    if (recording === null) return;
    for await (const news of recording.news()) this.ports.post(news satisfies FromWorker);
    const done = await recording.done();
    this.postProgress();
    if (done !== null) this.ports.post({ kind: "done", ...done });
  }

  /** Reads frame after frame until the target is reached; a second call while working only moves the target. */
  private async work(): Promise<void> {
    const { recording, sender } = this;
    if (this.working || recording === null || sender === null) return;
    this.working = true;
    try {
      let read = 0;
      while (!this.stopped) {
        if (this.seekStep !== null) await this.beginSeek(recording, sender, this.seekStep);
        if (this.step >= Math.min(this.targetStep, recording.lastStep)) break;
        if (!(await this.readFrame(recording, sender))) break;
        read += 1;
        if (read % framesAtOnce === 0) await this.ports.breathe();
      }
    } finally {
      this.working = false;
    }
    sender.flush();
    this.postProgress();
  }
  private async beginSeek(recording: Recording, sender: FrameSender, wanted: number): Promise<void> {
    const step = Math.min(wanted, recording.lastStep);
    this.seekStep = null;
    const from = Math.max(0, step - leadSteps);
    sender.startAt(from, step);
    this.targetStep = Math.max(this.targetStep, step);
    await this.frames?.return(undefined);
    this.group = recording.groupAt(from);
    this.frames = null;
    this.held = null;
    this.step = from - 1;
  }
  /** False when there are no more frames. */
  private async readFrame(recording: Recording, sender: FrameSender): Promise<boolean> {
    if (this.group >= recording.groupCount) return false;
    this.frames ??= recording.frames(this.group);
    const read = await this.frames.next();
    if (read.done === true) {
      this.group += 1;
      this.frames = null;
      return true;
    }
    const words = read.value;
    const step = words[0]!;
    // Before the very first frame there is nothing else to show.
    this.held ??= words.slice();
    if (step <= this.step) {
      this.held.set(words);
      return true;
    }
    for (let missing = this.step + 1; missing < step; missing += 1) this.send(recording, sender, missing);
    this.held.set(words);
    this.send(recording, sender, step);
    this.step = step;
    return true;
  }
  private send(recording: Recording, sender: FrameSender, step: number): void {
    if (this.held === null || (!sender.wants(step) && step !== recording.lastStep)) return;
    sender.take({ ...unflatten(this.held, recording.layout), step });
  }
  /** All that there is has been computed already. */
  private postProgress(): void {
    const { recording, epoch } = this;
    if (recording === null) return;
    const { lastStep } = recording;
    this.ports.post({ kind: "progress", step: lastStep, horizonSteps: lastStep, epoch, speedUp: 0 });
  }
}

function runFacts({ head, lastStep }: Recording): RunFacts {
  const { robots, pods, stations, chutes, ...facts } = head.facts;
  return {
    ...facts,
    horizonSteps: Math.min(facts.horizonSteps, lastStep),
    shape: { robots, pods, stations, chutes },
    recorded: { program: head.program },
  };
}
