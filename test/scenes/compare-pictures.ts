// Compares a picture with its reference as an eye would: soft edges that lie a little differently do not count, marks that
// moved, vanished or changed their colour do.
import type { Pixels } from "../../viewer/tools/png.ts";

export interface Difference {
  /** Pixels that have no like near them in the other picture. */
  readonly pixels: number;
  /** The picture in grey, differing pixels in red. */
  readonly picture: Pixels;
}

/** Channels may differ by so much, 0..255, weighted as eyes do: palettes of 256 colours and rasterisers round. */
const channelTolerance = 26;
/** A like may lie so far away: where an edge falls between two pixels is the rasteriser's choice. */
const reachPixels = 1;
const red = 0xff0033;

/** Throws when the sizes differ. */
export function comparePictures(reference: Pixels, actual: Pixels): Difference {
  const { width, height } = reference;
  if (actual.width !== width || actual.height !== height) {
    throw new Error(
      `the picture is ${actual.width} × ${actual.height}, its reference ${width} × ${height} pixels`,
    );
  }
  const colors = new Int32Array(width * height);
  let pixels = 0;
  for (let at = 0; at < colors.length; at += 1) {
    const differs = !hasLike(reference, actual, at) || !hasLike(actual, reference, at);
    if (differs) pixels += 1;
    colors[at] = differs ? red : faint(actual.colors[at]!);
  }
  return { pixels, picture: { width, height, colors } };
}

/** Whether something like the pixel of `one` is near its place in `other`. */
function hasLike(one: Pixels, other: Pixels, at: number): boolean {
  const color = one.colors[at]!;
  if (alike(color, other.colors[at]!)) return true;
  const { width, height } = one;
  const [column, row] = [at % width, Math.floor(at / width)];
  for (let y = Math.max(0, row - reachPixels); y <= Math.min(height - 1, row + reachPixels); y += 1) {
    for (let x = Math.max(0, column - reachPixels); x <= Math.min(width - 1, column + reachPixels); x += 1) {
      if (alike(color, other.colors[y * width + x]!)) return true;
    }
  }
  return false;
}

function alike(a: number, b: number): boolean {
  if (a === b) return true;
  const redness = (a >> 16) - (b >> 16);
  const greenness = ((a >> 8) & 255) - ((b >> 8) & 255);
  const blueness = (a & 255) - (b & 255);
  const squared = 0.3 * redness * redness + 0.5 * greenness * greenness + 0.2 * blueness * blueness;
  return squared <= channelTolerance * channelTolerance;
}

function faint(color: number): number {
  const light = (color >> 16) * 0.3 + ((color >> 8) & 255) * 0.59 + (color & 255) * 0.11;
  const grey = Math.round(150 + light * 0.4);
  return (grey << 16) | (grey << 8) | grey;
}
