import { describe, expect, test } from "vitest";
import { commonStep, FrameRing } from "../../viewer/src/run/frame-ring.ts";

/** A ring of frames of two words with the given steps, each batch its own buffer. */
function ringOf(batches: readonly (readonly number[])[], capacity = 100) {
  const returned: number[] = [];
  const ring = new FrameRing(2, (buffer) => returned.push(new Int32Array(buffer)[0]!), capacity);
  for (const steps of batches) {
    const words = Int32Array.from(steps.flatMap((step) => [step, 0]));
    ring.push(words.buffer as ArrayBuffer, steps.length);
  }
  return { ring, returned };
}

describe("the ring of frames", () => {
  test("finds the latest frame at or before a step", () => {
    const { ring } = ringOf([
      [0, 2, 4],
      [6, 8],
    ]);
    expect([-1, 0, 1, 5, 6, 99].map((step) => ring.heldStep(step))).toEqual([-1, 0, 0, 4, 6, 8]);
  });
  test("drops the oldest frames above its capacity and returns a buffer once none of its frames is left", () => {
    const { ring, returned } = ringOf(
      [Array.from({ length: 10 }, (_, step) => step), [10, 11, 12, 13, 14, 15, 16]],
      16,
    );
    expect(ring.firstStep).toBe(1);
    expect(returned).toEqual([]);
    ring.dropBefore(10);
    expect(ring.firstStep).toBe(10);
    expect(returned).toEqual([0]);
  });
  test("keeps the frame that is shown when told to drop what is before a step between two frames", () => {
    const { ring } = ringOf([[0, 4, 8]]);
    ring.dropBefore(6);
    expect(ring.firstStep).toBe(4);
  });
  test("returns a buffer that holds nothing new at once", () => {
    const { ring, returned } = ringOf([
      [3, 4],
      [3, 4],
    ]);
    expect(ring.count).toBe(2);
    expect(returned).toEqual([3]);
  });
});

describe("the step that all panes show", () => {
  test("is the latest that every ring holds", () => {
    const a = ringOf([[0, 1, 2, 3, 4, 5]]).ring;
    const b = ringOf([[0, 2, 4]]).ring;
    expect(commonStep([a, b], 5)).toBe(4);
    expect(commonStep([a, b], 3)).toBe(2);
  });
  test("is nothing where one ring has nothing", () => {
    expect(commonStep([ringOf([[0, 1]]).ring, ringOf([]).ring], 1)).toBe(-1);
  });
});
