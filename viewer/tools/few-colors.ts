// Pictures in 256 colours at most: those used most, and for every other colour the nearest of them.
import type { Pixels } from "./png.ts";

const paletteMax = 256;

/** One palette for all pictures, which may be of one film. */
export function choosePalette(pictures: readonly Pixels[], most: number = paletteMax): readonly number[] {
  const counts = new Map<number, number>();
  for (const { colors } of pictures) {
    for (const color of colors) counts.set(color, (counts.get(color) ?? 0) + 1);
  }
  // Coarse neighbours count as one, so that shades of one edge do not fill the palette.
  const groups = new Map<number, { count: number; color: number; most: number }>();
  for (const [color, count] of counts) {
    const key = color & 0xf8f8f8;
    const group = groups.get(key) ?? { count: 0, color, most: 0 };
    group.count += count;
    if (count > group.most) {
      group.most = count;
      group.color = color;
    }
    groups.set(key, group);
  }
  return [...groups.values()]
    .sort((a, b) => b.count - a.count || a.color - b.color)
    .slice(0, most)
    .map((group) => group.color);
}

/** `known` remembers answers from picture to picture of the same palette. */
export function indexColors(
  { colors }: Pixels,
  palette: readonly number[],
  known: Map<number, number> = new Map(palette.map((color, index) => [color, index])),
): Uint8Array {
  return Uint8Array.from(colors, (color) => {
    let index = known.get(color);
    if (index === undefined) {
      index = nearest(palette, color);
      known.set(color, index);
    }
    return index;
  });
}

function nearest(palette: readonly number[], color: number): number {
  let best = 0;
  let bestDistance = Number.POSITIVE_INFINITY;
  palette.forEach((candidate, index) => {
    const red = (candidate >> 16) - (color >> 16);
    const green = ((candidate >> 8) & 255) - ((color >> 8) & 255);
    const blue = (candidate & 255) - (color & 255);
    const distance = 2 * red * red + 4 * green * green + 3 * blue * blue;
    if (distance >= bestDistance) return;
    bestDistance = distance;
    best = index;
  });
  return best;
}
