import { describe, expect, it } from "vitest";
import type { Pixels } from "../../viewer/tools/png.ts";
import { comparePictures } from "./compare-pictures.ts";

const width = 20;
const ground = 0x161d27;
const orange = 0xe69f00;

/** A square of five pixels on plain ground. */
function square(left: number, color: number): Pixels {
  const colors = new Int32Array(width * width).fill(ground);
  for (let row = 7; row < 12; row += 1) colors.fill(color, row * width + left, row * width + left + 5);
  return { width, height: width, colors };
}

describe("comparing pictures", () => {
  it("finds nothing in a picture and itself", () => {
    expect(comparePictures(square(4, orange), square(4, orange)).pixels).toBe(0);
  });
  it("does not mind an edge one pixel off, or a colour that rounding changed", () => {
    expect(comparePictures(square(4, orange), square(5, orange)).pixels).toBe(0);
    expect(comparePictures(square(4, orange), square(4, 0xe89c08)).pixels).toBe(0);
  });
  it("finds a mark that moved by its own size, at both places", () => {
    expect(comparePictures(square(4, orange), square(10, orange)).pixels).toBe(50);
  });
  it("finds a mark of another colour", () => {
    expect(comparePictures(square(4, orange), square(4, 0x56b4e9)).pixels).toBe(25);
  });
  it("finds a mark that is missing, and shows where", () => {
    const { pixels, picture } = comparePictures(square(4, orange), square(4, ground));
    expect(pixels).toBe(25);
    expect(picture.colors[9 * width + 6]).toBe(0xff0033);
    expect(picture.colors[0]).not.toBe(0xff0033);
  });
  it("refuses pictures of different sizes", () => {
    const small: Pixels = { width: 2, height: 2, colors: new Int32Array(4) };
    expect(() => comparePictures(square(4, orange), small)).toThrow("2 × 2, its reference 20 × 20");
  });
});
