import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { albumStepsMin, PictureAlbum } from "../../viewer/src/run/picture-album.ts";

const words = 40;
/** A frame of a step in which a few words differ from the step before. */
function frameAt(step: number, seed = 0): Int32Array {
  const frame = Int32Array.from({ length: words }, (_, word) => word * 1000);
  frame[0] = step;
  for (let word = 1; word < 6; word += 1) frame[word] = step * word + seed;
  return frame;
}

describe("the album of pictures", () => {
  test("gives back every picture as it was, full or as changes", () => {
    const album = new PictureAlbum(words);
    const steps = Array.from({ length: 120 }, (_, index) => index * albumStepsMin);
    for (const step of steps) album.offer(frameAt(step));
    const target = new Int32Array(words);
    for (const step of steps) {
      expect(album.read(step, target)).toBe(true);
      expect(target).toEqual(frameAt(step));
    }
    expect(album.read(7, target)).toBe(false);
    expect(album.bytesUsed).toBeLessThan(steps.length * words * 4 * 0.5);
  });
  test("finds the nearest picture", () => {
    const album = new PictureAlbum(words);
    for (const step of [0, 15, 30]) album.offer(frameAt(step));
    expect([0, 7, 8, 22, 23, 900].map((step) => album.nearestStep(step))).toEqual([0, 0, 15, 15, 30, 30]);
    expect(new PictureAlbum(words).nearestStep(3)).toBe(-1);
  });
  test("stays within its bytes and keeps pictures of the whole run", () => {
    const bytesMax = 8000;
    const album = new PictureAlbum(words, bytesMax);
    for (let step = 0; step <= 60_000; step += albumStepsMin) album.offer(frameAt(step));
    expect(album.bytesUsed).toBeLessThanOrEqual(bytesMax);
    const target = new Int32Array(words);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000 }), (step) => {
        const near = album.nearestStep(step);
        expect(Math.abs(near - step)).toBeLessThanOrEqual(album.everySteps);
        expect(album.read(near, target)).toBe(true);
        expect(target).toEqual(frameAt(near));
      }),
    );
  });
  test("forgets what is void and takes in what comes instead", () => {
    const album = new PictureAlbum(words);
    for (const step of [0, 15, 30, 45]) album.offer(frameAt(step));
    album.dropAfter(20);
    expect(album.lastStep).toBe(15);
    album.offer(frameAt(30, 5));
    const target = new Int32Array(words);
    album.read(30, target);
    expect(target).toEqual(frameAt(30, 5));
  });
});
