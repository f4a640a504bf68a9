import { describe, expect, test } from "vitest";
import { Pane } from "../../viewer/src/run/pane.ts";
import { Playback } from "../../viewer/src/run/playback.ts";
import { InProcessSource, until } from "./in-process-source.ts";

const request = { scenario: "ring", seed: 3, strategy: "fast", hours: 1, injections: [], own: null };

function twoPanes() {
  const sources = [new InProcessSource(), new InProcessSource()];
  const panes = sources.map(
    (source, index) => new Pane({ ...request, strategy: index === 0 ? "fast" : "steady" }, source, () => {}),
  );
  return { playback: new Playback(panes), panes, sources };
}

/** Ticks of 16 ms until the condition holds. */
const play = (playback: Playback, done: () => boolean) =>
  until(() => {
    playback.tick(16);
    return done();
  });

describe("two panes on one clock", () => {
  test("show the same step, whatever each worker has computed", async () => {
    const { playback, panes } = twoPanes();
    await play(playback, () => {
      const steps = panes.map((pane) => playback.shown(pane)?.previous[0]);
      if (playback.shownStep >= 0) expect(steps).toEqual([playback.shownStep, playback.shownStep]);
      return playback.shownStep > 30;
    });
  });
  test("run ahead no farther than their ring has room", async () => {
    const { playback, panes } = twoPanes();
    await play(playback, () => playback.shownStep > 10);
    playback.clock!.playing = false;
    await until(() => {
      playback.tick(16);
      return panes.every((pane) => pane.ring!.lastStep > 400);
    });
    for (const pane of panes) expect(pane.ring!.lastStep).toBeLessThan(pane.ring!.capacity);
  });
  test("go on after a seek far ahead and after one back", async () => {
    const { playback } = twoPanes();
    await play(playback, () => playback.shownStep > 5);
    playback.seek(3000);
    expect(playback.seeking).toBe(3000);
    await play(playback, () => playback.seeking === null);
    expect(playback.shownStep).toBe(3000);
    await play(playback, () => playback.shownStep > 3010);
    playback.clock!.playing = false;
    playback.seek(40);
    await play(playback, () => playback.seeking === null);
    expect(playback.shownStep).toBe(40);
  });
  test("step back at once within the frames they hold", async () => {
    const { playback } = twoPanes();
    await play(playback, () => playback.shownStep > 20);
    const before = playback.shownStep;
    playback.seek(playback.clock!.stepBy(-1));
    expect(playback.seeking).toBe(null);
    playback.tick(16);
    expect(playback.shownStep).toBeLessThanOrEqual(before);
  });
  test("make frames anew when speed falls, so that single steps can be seen again", async () => {
    const { playback } = twoPanes();
    await play(playback, () => playback.clock !== null);
    playback.clock!.speed = 1000;
    await play(playback, () => playback.shownStep > 1000);
    playback.clock!.speed = 1;
    const from = playback.shownStep;
    await play(playback, () => playback.seeking === null && playback.shownStep > from);
    expect(playback.shownStep).toBeLessThan(from + 10);
  });
  test("end at the horizon with a hash for each", async () => {
    const { playback, panes } = twoPanes();
    await play(playback, () => playback.clock !== null);
    playback.clock!.speed = 1000;
    await play(playback, () => panes.every((pane) => pane.doneHash !== null) && !playback.clock!.playing);
    expect(playback.shownStep).toBe(7200);
    expect(panes[0]!.doneHash).not.toBe(panes[1]!.doneHash);
  });
});
