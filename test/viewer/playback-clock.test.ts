import { describe, expect, test } from "vitest";
import { PlaybackClock } from "../../viewer/src/run/playback-clock.ts";

const clockAt = (speed: number, position = 0): PlaybackClock => {
  const clock = new PlaybackClock(0.5, 1000);
  clock.speed = speed;
  clock.position = position;
  return clock;
};

describe("the clock", () => {
  test("moves by real time × speed", () => {
    const clock = clockAt(8);
    clock.tick(100, 1000);
    expect(clock.position).toBeCloseTo((0.1 * 8) / 0.5);
    expect(clock.starved).toBe(false);
  });
  test("waits at the last computed step and says that it is starved", () => {
    const clock = clockAt(1000, 10);
    clock.tick(100, 25);
    expect(clock.position).toBe(25);
    expect(clock.starved).toBe(true);
  });
  test("does not leap after the page slept", () => {
    const clock = clockAt(1);
    clock.tick(60_000, 1000);
    expect(clock.position).toBeLessThan(1);
  });
  test("stops at the end of the run without being starved", () => {
    const clock = clockAt(1000, 999);
    clock.tick(250, 1000);
    expect([clock.position, clock.playing, clock.starved]).toEqual([1000, false, false]);
  });
  test("steps to whole steps from between two of them, and pauses", () => {
    expect(clockAt(1, 4.5).stepBy(1)).toBe(5);
    expect(clockAt(1, 4.5).stepBy(-1)).toBe(4);
    const clock = clockAt(1, 4);
    expect(clock.stepBy(-10)).toBe(0);
    expect(clock.playing).toBe(false);
  });
  test("asks for every step while that is fewer than thirty a second, then for fewer", () => {
    expect([0.25, 8, 16, 32, 1000].map((speed) => clockAt(speed).stride)).toEqual([1, 1, 1, 1, 60]);
  });
  test("changes speed along the list and stays at its ends", () => {
    const clock = clockAt(8);
    clock.changeSpeed(1);
    expect(clock.speed).toBe(16);
    clock.changeSpeed(99);
    expect(clock.speed).toBe(1000);
    clock.changeSpeed(-99);
    expect(clock.speed).toBe(0.25);
  });
});
