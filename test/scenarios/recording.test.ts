import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { createNodeLpSolver } from "../../devices/solver/node/index.ts";
import { createRun, type Run } from "../../scenarios/index.ts";
import { loadScenario, openNodeLibrary } from "../../scenarios/node/index.ts";
import { ChangeReader, ChangeWriter } from "../../scenarios/recording/frame-changes.ts";
import {
  openRecording,
  type Recording,
  type RunNews,
  RunRecorder,
  unflatten,
} from "../../scenarios/recording/index.ts";
import { decodeValue, encodeValue } from "../../scenarios/recording/value-codec.ts";
import type { Frame } from "../../sim/model/index.ts";

const request = { scenario: "smoke", seed: 5, strategy: "pod-match", hours: 0.1, injections: [], own: null };
const stepsRun = 400;

async function smokeRun(): Promise<{ run: Run; close: () => Promise<void> }> {
  const library = openNodeLibrary();
  if (!library.ok) throw new Error("no library");
  const loaded = await loadScenario(library.value, "smoke", {
    strategies: ["pod-match"],
    overrides: ["hours=0.1", "warmupMinutes=0"],
  });
  if (!loaded.ok) throw new Error("smoke does not load");
  const solver = createNodeLpSolver();
  const created = createRun({ ...loaded.value, seed: 5, strategy: loaded.value.strategies[0]!, solver });
  if (!created.ok) throw new Error("smoke does not fit");
  return { run: created.value, close: () => solver.close() };
}

/** Records a run up to a step, and keeps its frames beside the file. */
async function record(untilStep: number, reasons: "kept" | "none" = "kept") {
  const { run, close } = await smokeRun();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const recorder = new RunRecorder(run, {
    request,
    program: "1.2.3",
    outlook: Float64Array.of(1, 2),
    reasons,
    write: (bytes) => {
      parts.push(bytes);
    },
  });
  const frames: Frame[] = [run.frame()];
  await run.advance(Math.min(untilStep, run.horizonSteps), () => {
    recorder.look();
    frames.push(run.frame());
    return undefined;
  });
  await recorder.end();
  await close();
  const file = new Uint8Array(await new Blob(parts).arrayBuffer());
  return { file, frames, hash: run.hash(), horizonSteps: run.horizonSteps };
}

/** A frame as a short text: comparing thousands of arrays entry by entry takes a minute. */
const printed = (frame: Frame): string =>
  Object.entries(frame)
    .map(([name, value]: [string, number | ArrayBufferView]) =>
      typeof value === "number"
        ? `${name}=${value}`
        : `${name}=${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("base64")}`,
    )
    .sort()
    .join(" ");

const open = (file: Uint8Array) =>
  openRecording({ size: file.length, read: async (from, to) => file.slice(from, Math.min(to, file.length)) });

async function opened(file: Uint8Array): Promise<Recording> {
  const recording = await open(file);
  if (!recording.ok) throw new Error(JSON.stringify(recording.problems));
  return recording.value;
}
async function framesOf(recording: Recording): Promise<Frame[]> {
  const frames: Frame[] = [];
  for (let group = 0; group < recording.groupCount; group += 1) {
    for await (const words of recording.frames(group)) frames.push(unflatten(words, recording.layout));
  }
  return frames;
}
async function newsOf(recording: Recording): Promise<RunNews[]> {
  const news: RunNews[] = [];
  for await (const entry of recording.news()) news.push(entry);
  return news;
}

describe("a recording", () => {
  let whole: Awaited<ReturnType<typeof record>>;
  beforeAll(async () => {
    whole = await record(Number.POSITIVE_INFINITY);
  });

  test("gives back every frame, what was run, the news of every minute, and the hash", async () => {
    const recording = await opened(whole.file);
    const found = await framesOf(recording);
    expect(found[3]).toEqual(whole.frames[3]);
    expect(found.map(printed)).toEqual(whole.frames.map(printed));
    expect(recording.head.request).toEqual(request);
    expect(recording.head.facts.reasons.length).toBeGreaterThan(0);
    expect(recording.problems).toEqual([]);
    expect(await recording.done()).toEqual({ step: whole.horizonSteps, hash: whole.hash });
    const news = await newsOf(recording);
    const minutes = news.flatMap((entry) => (entry.kind === "kpi" ? [entry.series.count] : []));
    expect(minutes.reduce((sum, count) => sum + count)).toBe(6);
    expect(news[0]).toEqual({ kind: "outlook", ordersPerMinute: Float64Array.of(1, 2) });
    expect(news.filter(({ kind }) => kind === "traffic").length).toBeGreaterThanOrEqual(5);
  });

  test("without reasons has the same frames and says that there are none", async () => {
    const { file, frames } = await record(80, "none");
    const recording = await opened(file);
    expect(recording.head.facts.reasons).toEqual([]);
    expect((await framesOf(recording)).map(printed)).toEqual(frames.map(printed));
  });

  test("of a run that was stopped is played as far as it goes", async () => {
    const { file, frames, horizonSteps } = await record(stepsRun);
    const recording = await opened(file);
    expect(recording.lastStep).toBe(stepsRun);
    expect(recording.problems).toEqual([{ kind: "unfinished", step: stepsRun, horizonSteps }]);
    expect((await framesOf(recording)).map(printed)).toEqual(frames.map(printed));
  });

  test("that is cut off anywhere gives back a beginning of its frames and says where it ends", async () => {
    const { file, frames } = whole;
    for (const size of [file.length - 1, Math.floor(file.length / 2), Math.floor(file.length / 3)]) {
      const recording = await opened(file.slice(0, size));
      const found = await framesOf(recording);
      expect(found.map(printed)).toEqual(frames.slice(0, found.length).map(printed));
      expect(recording.problems.map(({ kind }) => kind)).toEqual(["cut-off"]);
    }
  });

  test("with one changed byte loses at most the part that holds it", async () => {
    const { file, frames } = whole;
    const prints = new Map(frames.map((frame) => [frame.step, printed(frame)]));
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 16, max: file.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, bits) => {
          const damaged = file.slice();
          damaged[at]! ^= bits;
          const recording = await opened(damaged);
          expect(recording.problems.length).toBeGreaterThan(0);
          const problem = recording.problems[0]!;
          expect(problem.kind).toBe("damaged");
          if (problem.kind !== "damaged") return;
          expect(problem.byte).toBeLessThanOrEqual(at);
          expect(problem.byte + problem.bytes).toBeGreaterThan(at);
          const found = await framesOf(recording);
          expect(found.length).toBeGreaterThanOrEqual(frames.length - 64);

          for (const frame of found) expect(printed(frame)).toBe(prints.get(frame.step));
        },
      ),
      { numRuns: 20 },
    );
  });

  test("tells another file, another version, and an empty file from a recording", async () => {
    const problemOf = async (file: Uint8Array) => {
      const recording = await open(file);
      return recording.ok ? null : recording.problems[0];
    };
    expect(await problemOf(new TextEncoder().encode("name: smoke\nhours: 1\n"))).toEqual({
      kind: "not-a-recording",
      found: '"name: smoke\\nhour"',
    });
    expect(await problemOf(new Uint8Array(0))).toEqual({ kind: "not-a-recording", found: "an empty file" });
    const later = whole.file.slice();
    later[12] = 9;
    expect(await problemOf(later)).toEqual({ kind: "other-version", found: 9 });
    expect((await problemOf(whole.file.slice(0, 40)))?.kind).toBe("no-head");
  });
});

describe("its parts", () => {
  test("values come back with their arrays and odd numbers", () => {
    const value = {
      a: Float64Array.of(1.5, Number.NaN),
      b: [Int32Array.of(-7), new Uint16Array(0)],
      c: Number.NaN,
      d: Number.NEGATIVE_INFINITY,
      e: "π",
    };
    expect(decodeValue(encodeValue(value))).toEqual(value);
  });

  test("frames of any numbers come back", () => {
    const number = fc.integer({ min: -0x8000_0000, max: 0x7fff_ffff });
    fc.assert(
      fc.property(fc.array(fc.array(number, { minLength: 6, maxLength: 6 }), { maxLength: 20 }), (frames) => {
        const writer = new ChangeWriter(6);
        for (const frame of frames) writer.add(Int32Array.from(frame));
        const reader = new ChangeReader(writer.take(), 6);
        for (const frame of frames) {
          expect(reader.next()).toBe(true);
          expect([...reader.frame]).toEqual(frame);
        }
        expect(reader.next()).toBe(false);
      }),
    );
  });
});
