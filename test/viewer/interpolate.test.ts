import { describe, expect, test } from "vitest";
import { Activity } from "../../sim/model/index.ts";
import { interpolatePoses, makePoses, shortestTurn } from "../../viewer/src/floor/interpolate.ts";
import { lookOf, looks, packColor } from "../../viewer/src/floor/robot-look.ts";
import { frameLayout } from "../../viewer/src/protocol/frame-codec.ts";

const layout = frameLayout({ robots: 1, pods: 0, stations: 0, chutes: 0 });
/** A frame of one robot on a floor ten cells wide. */
function frame(step: number, column: number, row: number, heading: number): Int32Array {
  const words = new Int32Array(layout.words);
  words[0] = step;
  words[layout.robotCell] = row * 10 + column;
  words[layout.robotState] = heading;
  return words;
}

describe("between two steps", () => {
  test("a robot is drawn on the way from cell to cell", () => {
    const poses = makePoses(1);
    interpolatePoses(frame(0, 3, 2, 0), frame(1, 4, 2, 0), 0.25, layout, 10, poses);
    expect([poses.x[0], poses.y[0], poses.angle[0]]).toEqual([3.75, 2.5, 0]);
  });
  test("a robot turns from north to east by a quarter to the right, not by three to the left", () => {
    const poses = makePoses(1);
    interpolatePoses(frame(0, 0, 0, 3), frame(1, 0, 0, 0), 0.5, layout, 10, poses);
    expect(poses.angle[0]).toBeCloseTo(3.5 * (Math.PI / 2), 5);
    expect([shortestTurn(3, 0), shortestTurn(0, 3), shortestTurn(1, 1)]).toEqual([1, -1, 0]);
  });
});

describe("a robot's look", () => {
  test("tells loaded from empty, and failed from everything", () => {
    expect(looks[lookOf(Activity.driving, -1)]).toBe("empty");
    expect(looks[lookOf(Activity.driving, 7)]).toBe("loaded");
    expect(looks[lookOf(Activity.waiting, -1)]).toBe("resting");
    expect(looks[lookOf(Activity.waiting, 7)]).toBe("loaded");
    expect(looks[lookOf(Activity.failed, 7)]).toBe("failed");
  });
  test("is packed as alpha, blue, green, red", () => {
    expect(packColor("#123456")).toBe(0xff563412);
  });
});
