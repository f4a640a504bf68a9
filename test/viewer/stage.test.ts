import { describe, expect, test } from "vitest";
import { Stage } from "../../viewer/src/state/stage.ts";

const floor = { width: 40, height: 20 };
const newStage = () => new Stage(floor, () => undefined);

describe("the camera that both floors share", () => {
  test("fits the visible floor, whatever a hidden one without a size reports after it", () => {
    const stage = newStage();
    stage.viewResized({ width: 400, height: 400 });
    const fitted = stage.camera;
    stage.viewResized({ width: 0, height: 0 });
    expect(stage.camera).toEqual(fitted);
    expect(fitted.scale).toBeGreaterThan(8);
  });
  test("stays where the visitor moved it when the window changes, and fits again when asked to", () => {
    const stage = newStage();
    stage.viewResized({ width: 400, height: 400 });
    stage.pan(-50, 0);
    const moved = stage.camera;
    stage.viewResized({ width: 800, height: 800 });
    expect(stage.camera).toEqual(moved);
    stage.fit({ width: 800, height: 800 });
    expect(stage.camera.x).toBe(20);
  });
});

describe("following", () => {
  test("needs a selected robot, comes close enough to see it, and ends when the visitor moves the floor", () => {
    const stage = newStage();
    stage.viewResized({ width: 200, height: 200 });
    stage.follow("on");
    expect(stage.following).toBe(false);
    stage.select(3);
    stage.follow("on");
    expect(stage.following).toBe(true);
    expect(stage.camera.scale).toBeGreaterThanOrEqual(18);
    stage.pan(5, 5);
    expect(stage.following).toBe(false);
  });
  test("ends with the selection", () => {
    const stage = newStage();
    stage.select(3);
    stage.follow("on");
    stage.select(-1);
    expect(stage.following).toBe(false);
  });
});
