// A recording is played as the simulation that it was made of.
import { beforeAll, describe, expect, test } from "vitest";
import { frameLayout } from "../../viewer/src/protocol/frame-codec.ts";
import { type FromWorker, protocolVersion, type RunRequest } from "../../viewer/src/protocol/messages.ts";
import type {
  FromRecordingWorker,
  ToRecordingWorker,
} from "../../viewer/src/recording/recording-messages.ts";
import { RecordingSession } from "../../viewer/src/recording/recording-session.ts";
import { RunSession } from "../../viewer/src/worker/run-session.ts";
import { standInHost } from "./stand-in-run.ts";

const request: RunRequest = {
  scenario: "ring",
  seed: 4,
  strategy: "fast",
  hours: 0.1,
  injections: [],
  own: null,
};
const lastStep = 720;
const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));

function simulation() {
  const said: FromWorker[] = [];
  let time = 0;
  const session = new RunSession({
    host: standInHost,
    // The simulated DOM has a Blob that cannot be cloned.
    post: (message) => said.push(message.kind === "recorded" ? message : structuredClone(message)),
    breathe,
    now: () => {
      time += 1;
      return time;
    },
  });
  return { said, session };
}
function player() {
  const said: FromRecordingWorker[] = [];
  const session = new RecordingSession({ post: (message) => said.push(structuredClone(message)), breathe });
  const tell = async (...messages: readonly ToRecordingWorker[]) => {
    for (const message of messages) await session.receive(message);
  };
  return { said, tell };
}
const init = { kind: "init", version: protocolVersion, request, from: null } as const;

/** Frames by step, as text. */
function framesIn(said: readonly FromRecordingWorker[]): Map<number, string> {
  const ready = said.find((message) => message.kind === "ready");
  const words = ready?.kind === "ready" ? frameLayout(ready.facts.shape).words : 1;
  const frames = new Map<number, string>();
  for (const message of said) {
    if (message.kind !== "frames") continue;
    for (let frame = 0; frame < message.count; frame += 1) {
      const packed = new Int32Array(message.buffer, frame * words * 4, words);
      frames.set(packed[0]!, packed.join(" "));
    }
  }
  return frames;
}

describe("a recording made on the page", () => {
  let file: Blob;
  let live: ReturnType<typeof simulation>;
  beforeAll(async () => {
    const maker = simulation();
    await maker.session.receive({ kind: "record", version: protocolVersion, request });
    const made = maker.said.find((message) => message.kind === "recorded");
    if (made?.kind !== "recorded") throw new Error("nothing was recorded");
    expect(made.step).toBe(lastStep);
    file = made.file;
    live = simulation();
    await live.session.receive(init);
    await live.session.receive({ kind: "run-until", step: lastStep, stride: 1 });
  });

  test("tells the page the same frames, series, notes and hash as the simulation", async () => {
    const { said, tell } = player();
    await tell({ kind: "open", file }, init, { kind: "run-until", step: lastStep, stride: 1 });
    const [played, simulated] = [framesIn(said), framesIn(live.said)];
    expect([...played.keys()]).toEqual([...simulated.keys()]);
    for (const [step, frame] of simulated) expect(played.get(step)).toBe(frame);
    const rest = (messages: readonly FromRecordingWorker[], kind: string) =>
      messages.filter((message) => message.kind === kind);
    const minutes = (messages: readonly FromRecordingWorker[]) =>
      messages.flatMap((message) => (message.kind === "kpi" ? [...message.series.ordersDone] : []));
    expect(minutes(said)).toEqual(minutes(live.said));
    expect(rest(said, "traffic")).toEqual(rest(live.said, "traffic"));
    const notes = (messages: readonly FromRecordingWorker[]) =>
      messages.flatMap((message) => (message.kind === "notes" ? message.notes : []));
    expect(notes(said)).toEqual(notes(live.said));
    expect(rest(said, "done")).toEqual(rest(live.said, "done"));
    const opened = said[0];
    expect(opened?.kind === "opened" && opened.info.head?.request).toEqual(request);
  });

  test("is sought: the step itself comes, with the frames before it, in the epoch of the seek", async () => {
    const { said, tell } = player();
    await tell({ kind: "open", file }, init, { kind: "run-until", step: 20, stride: 1 });
    const before = said.length;
    await tell({ kind: "seek", step: 500, epoch: 7 });
    const frames = framesIn([said.find(({ kind }) => kind === "ready")!, ...said.slice(before)]);
    expect(frames.get(500)).toBe(framesIn(live.said).get(500));
    expect(frames.get(441)).toBe(framesIn(live.said).get(441));
    expect(Math.min(...frames.keys())).toBe(440);
    const epochs = said
      .slice(before)
      .flatMap((message) => (message.kind === "frames" ? [message.epoch] : []));
    expect(new Set(epochs)).toEqual(new Set([7]));
    await tell({ kind: "seek", step: 5, epoch: 8 });
    expect(framesIn(said).get(5)).toBe(framesIn(live.said).get(5));
  });

  test("with a damaged group shows the last picture before it, at every step that is missing", async () => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const at = Buffer.from(bytes.buffer).indexOf("PFchfram", bytes.length / 3);
    bytes[at + 50]! ^= 1;
    const { said, tell } = player();
    await tell({ kind: "open", file: new Blob([bytes]) }, init, {
      kind: "run-until",
      step: lastStep,
      stride: 1,
    });
    const opened = said[0];
    const problem = opened?.kind === "opened" ? opened.info.problems[0] : undefined;
    if (problem?.kind !== "damaged") throw new Error("no damage was found");
    const [frames, whole] = [framesIn(said), framesIn(live.said)];
    expect([...frames.keys()]).toEqual([...whole.keys()]);
    const withoutStep = (frame: string | undefined) => frame?.replace(/^\d+ /, "");
    for (let step = problem.from; step <= problem.to; step += 1) {
      expect(withoutStep(frames.get(step))).toBe(withoutStep(whole.get(problem.from - 1)));
    }
    expect(frames.get(problem.to + 1)).toBe(whole.get(problem.to + 1));
  });
});
