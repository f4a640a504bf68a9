import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { makeFilm } from "../../viewer/tools/film.ts";
import { readPng, writeIndexedPng } from "../../viewer/tools/png.ts";

const [ground, mark] = [0x0d1219, 0xe69f00];
const size = { width: 6, height: 4 } as const;

/** A picture with one pixel that differs from the ground. */
function picture(at: number): Buffer {
  const indexes = new Uint8Array(size.width * size.height);
  indexes[at] = 1;
  return writeIndexedPng(size.width, size.height, indexes, [ground, mark]);
}

interface Chunk {
  readonly name: string;
  readonly data: Buffer;
}
function chunksOf(png: Buffer): readonly Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    chunks.push({
      name: png.toString("latin1", at + 4, at + 8),
      data: png.subarray(at + 8, at + 8 + png.readUInt32BE(at)),
    });
  }
  return chunks;
}

/** Plays the film as the specification says; gives the colours of each picture. */
function play(png: Buffer): readonly (readonly number[])[] {
  const chunks = chunksOf(png);
  const palette = chunks.find(({ name }) => name === "PLTE")!.data;
  const opacity = chunks.find(({ name }) => name === "tRNS")!.data;
  const shown = new Array<number>(size.width * size.height).fill(-1);
  const pictures: number[][] = [];
  let control: Buffer | null = null;
  for (const { name, data } of chunks) {
    if (name === "fcTL") control = data;
    if (name !== "IDAT" && name !== "fdAT") continue;
    const [width, height, left, top] = [4, 8, 12, 16].map((at) => control!.readUInt32BE(at)) as [
      number,
      number,
      number,
      number,
    ];
    const rows = inflateSync(name === "IDAT" ? data : data.subarray(4));
    for (let row = 0; row < height; row += 1) {
      for (let column = 0; column < width; column += 1) {
        const index = rows[row * (width + 1) + 1 + column]!;
        if (opacity[index] === 0) continue;
        shown[(top + row) * size.width + left + column] = palette.readUIntBE(index * 3, 3);
      }
    }
    pictures.push([...shown]);
  }
  return pictures;
}

describe("a film", () => {
  const pictures = [picture(3), picture(9), picture(9), picture(20)];
  const film = makeFilm(pictures, 8);

  it("plays the pictures it was made of", () => {
    expect(play(film)).toEqual(pictures.map((png) => [...readPng(png).colors]));
  });
  it("numbers controls and pictures on, and says how many there are", () => {
    const chunks = chunksOf(film);
    expect(chunks.find(({ name }) => name === "acTL")!.data.readUInt32BE(0)).toBe(4);
    const numbers = chunks.filter(({ name }) => name === "fcTL" || name === "fdAT");
    expect(numbers.map(({ data }) => data.readUInt32BE(0))).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });
  it("holds of later pictures only what changed", () => {
    const controls = chunksOf(film).filter(({ name }) => name === "fcTL");
    const sizes = controls.map(({ data }) => [data.readUInt32BE(4), data.readUInt32BE(8)]);
    expect(sizes).toEqual([
      [6, 4],
      [1, 2],
      [1, 1],
      [2, 3],
    ]);
  });
  it("refuses pictures of two sizes", () => {
    const small = writeIndexedPng(1, 1, new Uint8Array(1), [ground]);
    expect(() => makeFilm([picture(3), small], 8)).toThrow("two sizes");
  });
});
