// Puts screenshots together as an animated PNG: one palette, and of every picture only the rectangle that changed, in which
// pixels that stayed are transparent. PNG specification, third edition (W3C), sections 11.3.6 and 13.
import { deflateSync } from "node:zlib";
import { choosePalette, indexColors } from "./few-colors.ts";
import { type Pixels, pngChunk, pngHeader, pngPalette, pngSignature, readPng } from "./png.ts";

const paletteMax = 255;
/** Every so many pictures one is asked for its colours. */
const paletteEvery = 8;
const blendOver = 1;

interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** All screenshots have the same size; the film begins again without end. Throws when there are none. */
export function makeFilm(screenshots: readonly Buffer[], picturesPerSecond: number): Buffer {
  if (screenshots.length === 0) throw new Error("a film needs pictures");
  const asked = screenshots.filter((_, index) => index % paletteEvery === 0);
  const palette = choosePalette(asked.map(readPng), paletteMax);
  const stays = palette.length;
  const known = new Map(palette.map((color, index) => [color, index]));
  const body: Buffer[] = [];
  let before: Uint8Array | null = null;
  let size: Pixels | null = null;
  let sequence = 0;
  for (const screenshot of screenshots) {
    const pixels = readPng(screenshot);
    size ??= pixels;
    if (pixels.width !== size.width || pixels.height !== size.height)
      throw new Error("pictures of two sizes");
    const now = indexColors(pixels, palette, known);
    const place = before === null ? { left: 0, top: 0, ...sizeOf(pixels) } : changed(before, now, pixels);
    body.push(frameControl(sequence, place, picturesPerSecond));
    sequence += 1;
    const data = deflateSync(rowsOf(now, before, place, pixels.width, stays), { level: 9, memLevel: 9 });
    if (before === null) body.push(pngChunk("IDAT", data));
    else {
      const numbered = Buffer.alloc(4);
      numbered.writeUInt32BE(sequence);
      sequence += 1;
      body.push(pngChunk("fdAT", Buffer.concat([numbered, data])));
    }
    before = now;
  }
  const control = Buffer.alloc(8);
  control.writeUInt32BE(screenshots.length, 0);
  const opacity = Buffer.alloc(stays + 1, 255);
  opacity[stays] = 0;
  return Buffer.concat([
    pngSignature,
    pngHeader(size!.width, size!.height),
    pngChunk("acTL", control),
    pngPalette([...palette, 0]),
    pngChunk("tRNS", opacity),
    ...body,
    pngChunk("IEND", Buffer.alloc(0)),
  ]);
}

const sizeOf = ({ width, height }: Pixels) => ({ width, height });

/** The smallest rectangle around all that changed; one pixel where nothing did. */
function changed(before: Uint8Array, now: Uint8Array, { width, height }: Pixels): Rectangle {
  let [left, right, top, bottom] = [width, -1, height, -1];
  for (let at = 0; at < now.length; at += 1) {
    if (now[at] === before[at]) continue;
    const row = Math.floor(at / width);
    const column = at - row * width;
    left = Math.min(left, column);
    right = Math.max(right, column);
    top = Math.min(top, row);
    bottom = Math.max(bottom, row);
  }
  if (right < 0) return { left: 0, top: 0, width: 1, height: 1 };
  return { left, top, width: right - left + 1, height: bottom - top + 1 };
}

function rowsOf(
  now: Uint8Array,
  before: Uint8Array | null,
  { left, top, width, height }: Rectangle,
  pictureWidth: number,
  stays: number,
): Buffer {
  const rows = Buffer.alloc(height * (width + 1));
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const at = (top + row) * pictureWidth + left + column;
      const same = before !== null && before[at] === now[at];
      rows[row * (width + 1) + 1 + column] = same ? stays : now[at]!;
    }
  }
  return rows;
}

function frameControl(sequence: number, place: Rectangle, picturesPerSecond: number): Buffer {
  const data = Buffer.alloc(26);
  data.writeUInt32BE(sequence, 0);
  data.writeUInt32BE(place.width, 4);
  data.writeUInt32BE(place.height, 8);
  data.writeUInt32BE(place.left, 12);
  data.writeUInt32BE(place.top, 16);
  data.writeUInt16BE(1, 20);
  data.writeUInt16BE(picturesPerSecond, 22);
  data.set([0, blendOver], 24);
  return pngChunk("fcTL", data);
}
