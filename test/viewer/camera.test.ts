import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Camera,
  clampCamera,
  fitCamera,
  panBy,
  scaleMax,
  scaleMin,
  toCell,
  toPixel,
  zoomAt,
} from "../../viewer/src/floor/camera.ts";

const view = { width: 400, height: 300 };
const cameras: fc.Arbitrary<Camera> = fc.record({
  x: fc.double({ min: -50, max: 150, noNaN: true }),
  y: fc.double({ min: -50, max: 150, noNaN: true }),
  scale: fc.double({ min: scaleMin, max: scaleMax, noNaN: true }),
});

describe("the camera", () => {
  test("fits a wide and a high floor with room around them", () => {
    for (const floor of [
      { width: 100, height: 20 },
      { width: 20, height: 100 },
    ]) {
      const camera = fitCamera(floor, view);
      const corner = toPixel(camera, 0, 0, view);
      const opposite = toPixel(camera, floor.width, floor.height, view);
      expect(Math.min(corner.x, corner.y)).toBeGreaterThan(0);
      expect(opposite.x).toBeLessThan(view.width);
      expect(opposite.y).toBeLessThan(view.height);
    }
  });
  test("zooms so that the cell under the cursor stays there", () => {
    const point = fc.record({ x: fc.integer({ min: 0, max: 400 }), y: fc.integer({ min: 0, max: 300 }) });
    fc.assert(
      fc.property(cameras, point, fc.double({ min: 0.1, max: 10, noNaN: true }), (camera, at, factor) => {
        const before = toCell(camera, at.x, at.y, view);
        const after = toCell(zoomAt(camera, factor, at.x, at.y, view), at.x, at.y, view);
        expect(after.x).toBeCloseTo(before.x, 6);
        expect(after.y).toBeCloseTo(before.y, 6);
      }),
    );
  });
  test("pans with the pointer", () => {
    const camera = { x: 10, y: 10, scale: 20 };
    expect(panBy(camera, 40, -20)).toEqual({ x: 8, y: 11, scale: 20 });
  });
  test("cannot lose the floor", () => {
    expect(clampCamera({ x: -500, y: 900, scale: 5 }, { width: 30, height: 20 })).toEqual({
      x: 0,
      y: 20,
      scale: 5,
    });
  });
});
