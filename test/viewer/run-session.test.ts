import { describe, expect, test } from "vitest";
import { frameLayout } from "../../viewer/src/protocol/frame-codec.ts";
import type { FromWorker } from "../../viewer/src/protocol/messages.ts";
import { InProcessSource, until } from "./in-process-source.ts";
import { StandInRun } from "./stand-in-run.ts";

const request = { scenario: "ring", seed: 3, strategy: "fast", hours: 0.25 };

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
    source.start(request);
    source.runUntil(40, 1);
    await until(() => frames().length === 41);
    await until(() => of("progress").some((message) => message.step === 40));
    expect(frames().map(([step]) => step)).toEqual(Array.from({ length: 41 }, (_, step) => step));
  });
  test("sends every stride-th step when asked, counted from step 0", async () => {
    const source = new InProcessSource();
    const { frames } = listen(source);
    source.start(request);
    source.runUntil(50, 10);
    await until(() => frames().length === 6);
    expect(frames().map(([step]) => step)).toEqual([0, 10, 20, 30, 40, 50]);
  });
  test("goes back to a step and shows the same picture there again", async () => {
    const source = new InProcessSource();
    const { frames } = listen(source);
    source.start(request);
    source.runUntil(1200, 1);
    await until(() => frames().length === 1201);
    source.seek(700, 1);
    await until(() => frames(1).length === 501);
    expect(frames(1)).toEqual(frames(0).slice(700));
  });
  test("runs on to a step ahead without sending what lies between", async () => {
    const source = new InProcessSource();
    const { frames } = listen(source);
    source.start(request);
    source.seek(600, 1);
    await until(() => frames(1).length === 1);
    expect(frames(1)[0]![0]).toBe(600);
  });
  test("ends with the hash of an uninterrupted run, even after going back", async () => {
    const alone = new StandInRun(request);
    await alone.advance(alone.horizonSteps);
    const source = new InProcessSource();
    const { of, frames } = listen(source);
    source.start(request);
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
    source.start(request);
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
    source.start({ ...request, scenario: "moon" });
    await until(() => of("failed").length > 0);
    expect(of("failed")[0]!.failure).toEqual({
      reason: "bad-input",
      lines: ["scenario: expected ring; found moon"],
    });
  });
  test("says that the run broke and stops", async () => {
    const source = new InProcessSource();
    const { of, frames } = listen(source);
    source.start({ ...request, scenario: "broken" });
    source.runUntil(100, 1);
    await until(() => of("failed").length > 0);
    expect(of("failed")[0]!.failure.reason).toBe("run-broke");
    expect(of("failed")[0]!.failure.lines[0]).toContain("step 50");
    expect(Math.max(...frames().map(([step]) => step))).toBeLessThan(50);
  });
});
