// Reads PNG files with eight bits for each channel or palette entry, and writes indexed ones at zlib's best level.
// PNG specification, third edition (W3C).
import { crc32, deflateSync, inflateSync } from "node:zlib";

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** 0xRRGGBB per pixel, row by row; opacity is left out. */
  readonly colors: Int32Array;
}

export const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const Kind = { rgb: 2, indexed: 3, rgba: 6 } as const;

/** Throws for anything but 8-bit RGB, RGBA or indexed without interlacing. */
export function readPng(png: Buffer): Pixels {
  if (!png.subarray(0, 8).equals(pngSignature)) throw new Error("not a PNG file");
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const [depth, kind] = [png[24]!, png[25]!];
  const size = { [Kind.rgb]: 3, [Kind.indexed]: 1, [Kind.rgba]: 4 }[kind as 2 | 3 | 6];
  if (depth !== 8 || size === undefined) {
    throw new Error(`PNG: expected 8-bit RGB, RGBA or indexed, found colour type ${kind} with ${depth} bits`);
  }
  const parts: Buffer[] = [];
  let palette: Buffer = Buffer.alloc(0);
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const data = png.subarray(at + 8, at + 8 + png.readUInt32BE(at));
    const name = png.toString("latin1", at + 4, at + 8);
    if (name === "IDAT") parts.push(data);
    if (name === "PLTE") palette = data;
  }
  const bytes = unfilter(inflateSync(Buffer.concat(parts)), width * size, height, size);
  const colors = new Int32Array(width * height);
  for (let pixel = 0; pixel < colors.length; pixel += 1) {
    const source = kind === Kind.indexed ? palette : bytes;
    const at = kind === Kind.indexed ? bytes[pixel]! * 3 : pixel * size;
    colors[pixel] = (source[at]! << 16) | (source[at + 1]! << 8) | source[at + 2]!;
  }
  return { width, height, colors };
}

/** `indexes` holds a place in the palette (0xRRGGBB, 256 at most) for each pixel. */
export function writeIndexedPng(
  width: number,
  height: number,
  indexes: Uint8Array,
  palette: readonly number[],
): Buffer {
  const rows = Buffer.alloc(height * (width + 1));
  for (let row = 0; row < height; row += 1) {
    rows.set(indexes.subarray(row * width, (row + 1) * width), row * (width + 1) + 1);
  }
  return Buffer.concat([
    pngSignature,
    pngHeader(width, height),
    pngPalette(palette),
    pngChunk("IDAT", deflateSync(rows, { level: 9, memLevel: 9 })),
    pngChunk("IEND", Buffer.alloc(0)),
  ]);
}

/** Of an indexed picture with eight bits a pixel. */
export function pngHeader(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, Kind.indexed, 0, 0, 0], 8);
  return pngChunk("IHDR", header);
}

export function pngPalette(palette: readonly number[]): Buffer {
  const entries = palette.flatMap((color) => [color >> 16, (color >> 8) & 255, color & 255]);
  return pngChunk("PLTE", Buffer.from(entries));
}

/** Undoes the row filters (section 9 of the specification). */
function unfilter(data: Buffer, stride: number, height: number, size: number): Uint8Array {
  const out = new Uint8Array(stride * height);
  for (let row = 0; row < height; row += 1) {
    const filter = data[row * (stride + 1)]!;
    for (let at = 0; at < stride; at += 1) {
      const here = row * stride + at;
      const left = at >= size ? out[here - size]! : 0;
      const up = row > 0 ? out[here - stride]! : 0;
      const corner = at >= size && row > 0 ? out[here - stride - size]! : 0;
      const raw = data[row * (stride + 1) + 1 + at]!;
      out[here] = raw + predicted(filter, left, up, corner);
    }
  }
  return out;
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

export function pngChunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  out.set(body, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}
