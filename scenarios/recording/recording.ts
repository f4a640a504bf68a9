// A recording that is open: frames by step, news, and what is wrong with the file.
import { chunkBytesMax } from "./chunk.ts";
import { inflate } from "./deflate.ts";
import { type FlatLayout, flatLayout } from "./flat-frame.ts";
import { ChangeReader } from "./frame-changes.ts";
import { isHead } from "./recording-head.ts";
import type { RecordingHead, RecordingProblem, RunNews } from "./recording-port.ts";
import { type ByteSource, type FoundChunk, scanRecording } from "./recording-scan.ts";
import { decodeValue } from "./value-codec.ts";

export type OpenedRecording =
  | { readonly ok: true; readonly value: Recording }
  /** Nothing of the file can be played. */
  | { readonly ok: false; readonly problems: readonly RecordingProblem[] };

/** Reads a recording's parts list and head. Frames are unpacked when asked for. */
export async function openRecording(source: ByteSource): Promise<OpenedRecording> {
  const { chunks, problems } = await scanRecording(source);
  const fatal = problems.find(({ kind }) => kind === "not-a-recording" || kind === "other-version");
  if (fatal !== undefined) return { ok: false, problems };
  for (const chunk of chunks.filter(({ kind }) => kind === "head")) {
    const head = await unpacked(source, chunk).catch(() => null);
    if (isHead(head)) return { ok: true, value: new Recording(source, head, chunks, problems) };
  }
  return { ok: false, problems: [{ kind: "no-head", byte: chunks[0]?.at ?? 0 }, ...problems] };
}

export class Recording {
  readonly layout: FlatLayout;
  readonly problems: readonly RecordingProblem[];
  /** The last step there is a frame for. */
  readonly lastStep: number;
  private readonly groups: readonly FoundChunk[];

  constructor(
    private readonly source: ByteSource,
    readonly head: RecordingHead,
    private readonly chunks: readonly FoundChunk[],
    problems: readonly RecordingProblem[],
  ) {
    const { facts } = head;
    this.layout = flatLayout(facts, facts.reasons.length > 0 ? "kept" : "none");
    this.groups = chunks.filter(({ kind }) => kind === "fram").sort((a, b) => a.from - b.from);
    this.lastStep = this.groups.at(-1)?.to ?? -1;
    const isCut = problems.some(({ kind }) => kind === "cut-off");
    const isOpen = !isCut && this.lastStep < facts.horizonSteps;
    this.problems = isOpen
      ? [...problems, { kind: "unfinished", step: this.lastStep, horizonSteps: facts.horizonSteps }]
      : problems;
  }

  get groupCount(): number {
    return this.groups.length;
  }
  /** First and last step of a group. */
  groupSteps(group: number): { readonly from: number; readonly to: number } {
    return this.groups[group]!;
  }
  /** The group that holds the step, or the last one before it; 0 when there is none. */
  groupAt(step: number): number {
    return Math.max(
      0,
      this.groups.findLastIndex(({ from }) => from <= step),
    );
  }
  /**
   * The frames of a group, oldest first, each in `words` that are overwritten by the next one. Throws where the bytes are no
   * frames although their checksum holds.
   */
  async *frames(group: number): AsyncGenerator<Int32Array> {
    const chunk = this.groups[group]!;
    const reader = new ChangeReader(
      await inflate(await this.stored(chunk), chunkBytesMax),
      this.layout.words,
    );
    while (reader.next()) {
      this.check(reader.frame);
      yield reader.frame;
    }
  }
  /** Everything that is told beside the frames, in its order. */
  async *news(): AsyncGenerator<RunNews> {
    for (const chunk of this.chunks.filter(({ kind }) => kind === "news")) {
      const part = await unpacked(this.source, chunk).catch(() => []);
      if (Array.isArray(part)) yield* part as RunNews[];
    }
  }
  /** Last step and hash of a run that came to its end. */
  async done(): Promise<{ readonly step: number; readonly hash: string } | null> {
    const chunk = this.chunks.find(({ kind }) => kind === "done");
    if (chunk === undefined) return null;
    const value = (await unpacked(this.source, chunk).catch(() => null)) as Record<string, unknown> | null;
    const { step, hash } = value ?? {};
    return typeof step === "number" && typeof hash === "string" ? { step, hash } : null;
  }

  private stored(chunk: FoundChunk): Promise<Uint8Array<ArrayBuffer>> {
    return this.source.read(chunk.at, chunk.at + chunk.stored);
  }
  /** Cells must lie on the floor: a frame that says otherwise was never one of this run. */
  private check(words: Int32Array): void {
    const { at, counts } = this.layout;
    const cells = this.head.facts.floor.kind.length;
    for (const [from, count] of [
      [at.robotCell, counts.robots],
      [at.robotGoal, counts.robots],
      [at.podCell, counts.pods],
    ] as const) {
      for (let word = from; word < from + count; word += 1) {
        if (words[word]! < -1 || words[word]! >= cells) throw new RangeError("a cell beyond the floor");
      }
    }
  }
}

async function unpacked(source: ByteSource, chunk: FoundChunk): Promise<unknown> {
  return decodeValue(await inflate(await source.read(chunk.at, chunk.at + chunk.stored), chunkBytesMax));
}
