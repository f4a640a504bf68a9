// Makes a screenshot small: an indexed PNG of the 256 colours used most.
import { choosePalette, indexColors } from "./few-colors.ts";
import { readPng, writeIndexedPng } from "./png.ts";

/** As browsers write it: 8-bit RGB or RGBA; opacity is left out. */
export function shrinkPng(png: Buffer): Buffer {
  const pixels = readPng(png);
  const palette = choosePalette([pixels]);
  return writeIndexedPng(pixels.width, pixels.height, indexColors(pixels, palette), palette);
}
