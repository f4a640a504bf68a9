import { describe, expect, test } from "vitest";
import { frameLayout } from "../../viewer/src/protocol/frame-codec.ts";
import { find } from "../../viewer/src/state/find-place.ts";
import { standInFloor } from "./stand-in-run.ts";

const floor = standInFloor();
const layout = frameLayout({ robots: 2, pods: 2, stations: 2, chutes: 0 });
const frame = new Int32Array(layout.words);
frame.set([14, 27], layout.robotCell);
frame.set([-1, 1], layout.robotPod);
frame.set([40, -1], layout.podPlace);
const search = (text: string) => find(text, frame, layout, floor);

describe("the search", () => {
  test("finds a robot by its number", () => {
    for (const text of ["1", "#1", "robot 1", "机器人 1"]) {
      expect(search(text), text).toEqual({ x: 3.5, y: 2.5, robot: 1 });
    }
  });
  test("finds a station by its name", () => {
    expect(search("r1")).toEqual({ x: 9.5, y: 0.5, robot: -1 });
  });
  test("finds a stored pod, and a carried one with its robot", () => {
    expect(search("pod 0")).toEqual({ x: 4.5, y: 3.5, robot: -1 });
    expect(search("pod 1")).toEqual({ x: 3.5, y: 2.5, robot: 1 });
  });
  test("finds a cell", () => {
    expect(search("4,7")).toEqual({ x: 4.5, y: 7.5, robot: -1 });
  });
  test("finds nothing where there is nothing", () => {
    expect(["2", "P9", "pod 2", "12,0", "hello"].map(search)).toEqual([null, null, null, null, null]);
  });
});
