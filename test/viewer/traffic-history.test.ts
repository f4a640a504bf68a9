import { describe, expect, test } from "vitest";
import { mainHeading } from "../../viewer/src/floor/traffic-layer.ts";
import { TrafficHistory } from "../../viewer/src/run/traffic-history.ts";

/** Two cells; in minute m, m + 1 waits in the first. */
const part = (minute: number) => ({ minute, counts: Uint16Array.of(minute + 1, 0, 0, 0, 0, 0, 2, 0, 3, 0) });

describe("the history of traffic", () => {
  test("adds up the minutes asked for", () => {
    const history = new TrafficHistory(2);
    for (let minute = 0; minute < 6; minute += 1) history.add(part(minute));
    const sum = new Uint32Array(10);
    expect(history.sum(2, 5, sum)).toBe(3);
    expect(sum[0]).toBe(3 + 4 + 5);
    expect(sum[6]).toBe(6);
  });
  test("does not count a minute twice that is told again", () => {
    const history = new TrafficHistory(2);
    for (const minute of [0, 1, 2, 1, 2, 3]) history.add(part(minute));
    const sum = new Uint32Array(10);
    expect(history.sum(0, 4, sum)).toBe(4);
    expect(sum[0]).toBe(1 + 2 + 3 + 4);
  });
  test("keeps every count within its bound of memory, in longer parts", () => {
    const history = new TrafficHistory(2, 20 * 10);
    for (let minute = 0; minute < 100; minute += 1) history.add(part(minute));
    const sum = new Uint32Array(10);
    expect(history.sum(0, 100, sum)).toBe(100);
    expect(sum[0]).toBe(5050);
    expect(history.minutes).toBe(100);
  });
  test("forgets what is void and takes it in anew", () => {
    const history = new TrafficHistory(2);
    for (let minute = 0; minute < 6; minute += 1) history.add(part(minute));
    history.dropFrom(3);
    expect(history.minutes).toBe(3);
    history.add({ minute: 3, counts: new Uint16Array(10).fill(9) });
    const sum = new Uint32Array(10);
    history.sum(3, 4, sum);
    expect(sum[0]).toBe(9);
  });
  test("knows the heading in which most robots left a cell", () => {
    const counts = Uint32Array.of(7, 0, 0, 0, 0, 0, 2, 0, 3, 0);
    expect(mainHeading(counts, 0)).toBe(-1);
    expect(mainHeading(counts, 1)).toBe(2);
  });
});
