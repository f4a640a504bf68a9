// A font of boxes: a narrow one for every letter, a wide one for Chinese, nothing for a space. Machines have different fonts,
// so pictures of text cannot be compared; boxes are everywhere the same, and still show where text is, its colour, and
// whether it is cut or overlaps. OpenType specification, chapters of each table.

const unitsPerEm = 1000;
const narrowAdvance = 540;
const wideAdvance = 1000;
const ascender = 920;
const descender = -240;
const boxTop = 560;
const boxMargin = 35;
/** Glyphs: 0 and 1 narrow box, 2 wide box, 3 blank. */
const advances = [narrowAdvance, narrowAdvance, wideAdvance, narrowAdvance / 2] as const;
/** First and last code point, glyph. */
const groups = [
  [0x20, 0x20, 3],
  [0x21, 0x9f, 1],
  [0xa0, 0xa0, 3],
  [0xa1, 0x2e7f, 1],
  [0x2e80, 0xffff, 2],
  [0x10000, 0x10ffff, 2],
] as const;

/** A TrueType file. */
export function makeBoxFont(): Buffer {
  const boxes = advances.slice(0, 3).map((advance) => boxGlyph(advance));
  const glyphBytes = boxes[0]!.length;
  const tables: Readonly<Record<string, Buffer>> = {
    "OS/2": os2(),
    cmap: cmap(),
    glyf: Buffer.concat(boxes),
    head: head(),
    hhea: words(
      1,
      0,
      ascender,
      descender,
      0,
      wideAdvance,
      0,
      0,
      wideAdvance,
      1,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      advances.length,
    ),
    hmtx: words(...advances.flatMap((advance) => [advance, advance === narrowAdvance / 2 ? 0 : boxMargin])),
    // Offsets in units of two bytes; the blank has no outline.
    loca: words(0, glyphBytes / 2, glyphBytes, (glyphBytes * 3) / 2, (glyphBytes * 3) / 2),
    maxp: words(1, 0, advances.length, 4, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0),
    name: names(),
    post: Buffer.concat([words(3, 0, 0, 0, -100, 50), Buffer.alloc(20)]),
  };
  return assemble(tables);
}

function assemble(tables: Readonly<Record<string, Buffer>>): Buffer {
  const tags = Object.keys(tables);
  const header = Buffer.concat([
    words(1, 0, tags.length, 128, 3, tags.length * 16 - 128),
    Buffer.alloc(tags.length * 16),
  ]);
  const parts: Buffer[] = [header];
  let offset = header.length;
  tags.forEach((tag, index) => {
    const table = tables[tag]!;
    const padded = Buffer.concat([table, Buffer.alloc((4 - (table.length % 4)) % 4)]);
    const entry = 12 + index * 16;
    header.write(tag, entry, "latin1");
    header.writeUInt32BE(checksum(padded), entry + 4);
    header.writeUInt32BE(offset, entry + 8);
    header.writeUInt32BE(table.length, entry + 12);
    parts.push(padded);
    offset += padded.length;
  });
  return Buffer.concat(parts);
}

function checksum(table: Buffer): number {
  let sum = 0;
  for (let at = 0; at < table.length; at += 4) sum = (sum + table.readUInt32BE(at)) >>> 0;
  return sum;
}

/** A rectangle on the base line: four points, all on the curve, as differences in 16 bits. */
function boxGlyph(advance: number): Buffer {
  const right = advance - boxMargin;
  const width = right - boxMargin;
  return Buffer.concat([
    words(1, boxMargin, 0, right, boxTop, 3, 0),
    Buffer.from([1, 1, 1, 1]),
    words(boxMargin, 0, width, 0),
    words(0, boxTop, 0, -boxTop),
  ]);
}

function head(): Buffer {
  const table = Buffer.alloc(54);
  words(1, 0, 1, 0).copy(table, 0);
  table.writeUInt32BE(0x5f0f3cf5, 12);
  words(3, unitsPerEm).copy(table, 16);
  words(0, 0, wideAdvance, boxTop, 0, 8, 2, 0, 0).copy(table, 36);
  return table;
}

function os2(): Buffer {
  const table = Buffer.alloc(78);
  words(1, narrowAdvance, 400, 5).copy(table, 0);
  table.write("BOXS", 58, "latin1");
  words(64, 0x20, 0xffff, ascender, descender, 0, ascender, -descender).copy(table, 62);
  return table;
}

/** Format 13: many code points, one glyph. */
function cmap(): Buffer {
  const table = Buffer.alloc(12 + 16 + groups.length * 12);
  words(0, 1, 3, 10, 0, 12, 13, 0).copy(table, 0);
  table.writeUInt32BE(16 + groups.length * 12, 16);
  table.writeUInt32BE(groups.length, 24);
  groups.forEach((group, index) => {
    group.forEach((value, at) => {
      table.writeUInt32BE(value, 28 + index * 12 + at * 4);
    });
  });
  return table;
}

function names(): Buffer {
  const text = Buffer.from([..."Boxes"].flatMap((letter) => [0, letter.charCodeAt(0)]));
  const ids = [1, 2, 4, 6];
  const records = ids.map((id) => words(3, 1, 0x409, id, text.length, 0));
  return Buffer.concat([words(0, ids.length, 6 + ids.length * 12), ...records, text]);
}

function words(...values: readonly number[]): Buffer {
  const out = Buffer.alloc(values.length * 2);
  values.forEach((value, index) => {
    if (value < 0) out.writeInt16BE(value, index * 2);
    else out.writeUInt16BE(value, index * 2);
  });
  return out;
}
