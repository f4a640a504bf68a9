import { describe, expect, test } from "vitest";
import { frameLayout } from "../../viewer/src/protocol/frame-codec.ts";
import type { FromWorker } from "../../viewer/src/protocol/messages.ts";
import { NoteKind } from "../../viewer/src/protocol/site-notes.ts";
import { InProcessSource, until } from "./in-process-source.ts";
import { StandInRun, standInHost } from "./stand-in-run.ts";

const request = { scenario: "ring", seed: 3, strategy: "fast", hours: 0.25, injections: [], own: null };

function listen(source: InProcessSource) {
  const heard: FromWorker[] = [];
  source.messages$.subscribe((message) => heard.push(message));
  const of = <K extends FromWorker["kind"]>(kind: K) =>
    heard.filter((message): message is Extract<FromWorker, { kind: K }> => message.kind === kind);
  /** Steps and first robot's cells of all frames of an epoch. */
  const frames = (epoch = 0) => {
    const shape = of("ready")[0]?.facts.shape;
    if (shape === undefined) return [];
    const { words, robotCell } = frameLayout(shape);
    return of("frames")
      .filter((message) => message.epoch === epoch)
      .flatMap((message) =>
        Array.from({ length: message.count }, (_, index) => {
          const frame = new Int32Array(message.buffer, index * words * 4, words);
          return [frame[0]!, frame[robotCell]!] as const;
        }),
      );
  };
  return { heard, of, frames };
}

describe("the worker's session", () => {
  test("says what can be run before any run", async () => {
    const source = new InProcessSource();
    const { of } = listen(source);
    source.askCatalog();
    await until(() => of("catalog").length > 0);
    expect(of("catalog")[0]!.catalog.scenarios.map((entry) => entry.name)).toEqual(["ring"]);
  });
  test("sends every step up to where it was told to run, and no farther", async () => {
    const source = new InProcessSource();
    const { frames, of } = listen(source);
    source.start(request, null);
    source.runUntil(40, 1);
    await until(() => frames().length === 41);
    await until(() => of("progress").some((message) => message.step === 40));
    expect(frames().map(([step]) => step)).toEqual(Array.from({ length: 41 }, (_, step) => step));
  });
  test("sends every stride-th step when asked, counted from step 0", async () => {
    const source = new InProcessSource();
    const { frames } = listen(source);
    source.start(request, null);
    source.runUntil(50, 10);
    await until(() => frames().length === 8);
    // And those of the album, whatever the stride.
    expect(frames().map(([step]) => step)).toEqual([0, 10, 15, 20, 30, 40, 45, 50]);
  });
  test("goes back to a step and shows the same picture there again", async () => {
    const source = new InProcessSource();
    const { frames } = listen(source);
    source.start(request, null);
    source.runUntil(1200, 1);
    await until(() => frames().length === 1201);
    source.seek(700, 1);
    await until(() => frames(1).at(-1)?.[0] === 1200);
    const before = new Map(frames(0));
    for (const [step, cell] of frames(1)) expect(before.get(step)).toBe(cell);
    expect(frames(1).filter(([step]) => step >= 640)).toHaveLength(561);
  });
  test("runs on to a step ahead without sending what lies between", async () => {
    const source = new InProcessSource();
    const { frames } = listen(source);
    source.start(request, null);
    source.seek(600, 1);
    await until(() => frames(1).at(-1)?.[0] === 600);
    // But for the album's pictures, and a little before it so that a step back is there at once.
    const early = frames(1).filter(([step]) => step < 540);
    expect(early.map(([step]) => step)).toEqual(Array.from({ length: 36 }, (_, index) => index * 15));
  });
  test("ends with the hash of an uninterrupted run, even after going back", async () => {
    const alone = new StandInRun(request);
    await alone.advance(alone.horizonSteps);
    const source = new InProcessSource();
    const { of, frames } = listen(source);
    source.start(request, null);
    source.runUntil(900, 3);
    await until(() => frames().length > 100);
    source.seek(100, 1);
    source.runUntil(alone.horizonSteps, 7);
    await until(() => of("done").length > 0);
    expect(of("done").at(-1)).toEqual({ kind: "done", step: alone.horizonSteps, hash: alone.hash() });
  });
  test("sends each minute of the series once, in order", async () => {
    const source = new InProcessSource();
    const { of } = listen(source);
    source.start(request, null);
    source.runUntil(1800, 50);
    await until(() => of("done").length > 0);
    const parts = of("kpi").map((message) => message.series);
    const minutes = parts.flatMap((part) =>
      Array.from({ length: part.count }, (_, index) => part.from + index),
    );
    expect(minutes).toEqual(Array.from({ length: 15 }, (_, minute) => minute));
  });
  test("says why a scenario cannot be run, with the loader's own lines", async () => {
    const source = new InProcessSource();
    const { of } = listen(source);
    source.start({ ...request, scenario: "moon" }, null);
    await until(() => of("failed").length > 0);
    expect(of("failed")[0]!.failure).toEqual({
      reason: "bad-input",
      lines: ["scenario: expected ring; found moon"],
    });
  });
  test("says that the run broke and stops", async () => {
    const source = new InProcessSource();
    const { of, frames } = listen(source);
    source.start({ ...request, scenario: "broken" }, null);
    source.runUntil(100, 1);
    await until(() => of("failed").length > 0);
    expect(of("failed")[0]!.failure.reason).toBe("run-broke");
    expect(of("failed")[0]!.failure.lines[0]).toContain("step 50");
    expect(Math.max(...frames().map(([step]) => step))).toBeLessThan(50);
  });
});

describe("a fault injected into a run", () => {
  const fault = "1m0.5s: robot 3 fails 10m";
  /** Step at which it strikes: half-second steps. */
  const struck = 121;

  test("changes the run from there on as if it had been planned, hash included", async () => {
    const planned = new InProcessSource();
    const plannedHeard = listen(planned);
    planned.start({ ...request, injections: [fault] }, null);
    planned.runUntil(1800, 7);
    await until(() => plannedHeard.of("done").length > 0);

    const source = new InProcessSource();
    const { of, frames } = listen(source);
    source.start(request, null);
    source.runUntil(1800, 7);
    await until(() => of("done").length > 0);
    source.inject(fault, 1);
    await until(() => of("done").length > 1);
    expect(of("done")[1]!.hash).toBe(plannedHeard.of("done")[0]!.hash);
    expect(of("done")[1]!.hash).not.toBe(of("done")[0]!.hash);
    expect(of("rewritten")).toEqual([{ kind: "rewritten", fromStep: struck - 1, epoch: 1 }]);
    expect(frames(1).map(([step]) => step)).toContain(struck - 1);
  });
  test("strikes again when the run has gone back and comes by once more", async () => {
    const source = new InProcessSource();
    const { of } = listen(source);
    source.start(request, null);
    source.runUntil(300, 7);
    source.inject(fault, 1);
    await until(() => of("progress").some((message) => message.step === 300 && message.epoch === 1));
    source.seek(20, 2);
    source.runUntil(1800, 7);
    await until(() => of("done").length > 0);
    const alone = await standInHost.create({ ...request, injections: [fault] });
    await alone.advance(alone.horizonSteps);
    expect(of("done").at(-1)!.hash).toBe(alone.hash());
  });
  test("is told once among the events", async () => {
    const source = new InProcessSource();
    const { of } = listen(source);
    source.start(request, null);
    source.inject(fault, 1);
    source.runUntil(600, 5);
    await until(() => of("progress").some((message) => message.step === 600));
    source.seek(30, 2);
    source.runUntil(900, 5);
    await until(() => of("progress").some((message) => message.step === 900));
    const notes = of("notes").flatMap((message) => message.notes);
    expect(notes).toEqual([{ step: struck, kind: NoteKind.robotFailed, a: 3, b: 20, c: -1 }]);
  });
});

test("another run begins where one stands, and ends as that one would have", async () => {
  const source = new InProcessSource();
  const first = listen(source);
  source.start(request, null);
  source.runUntil(700, 5);
  await until(() => first.of("progress").some((message) => message.step === 700));
  const { port1, port2 } = new MessageChannel();
  const twin = new InProcessSource();
  const second = listen(twin);
  source.fork(333, 1, port1);
  twin.start(request, port2);
  twin.runUntil(1800, 5);
  source.runUntil(1800, 5);
  await until(() => second.of("done").length > 0 && first.of("done").length > 0);
  expect(second.of("done")[0]!.hash).toBe(first.of("done")[0]!.hash);
  expect(second.frames()[0]![0]).toBe(333);
  expect(first.frames(1).map(([step]) => step)).toContain(333);
});
