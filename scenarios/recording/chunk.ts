// The parts of a recording file. Each one has a head with checksums of itself and of its bytes, and begins with a mark, so that
// what lies behind a damaged part is found again.
import { crc32 } from "./crc32.ts";
import { recordingVersion } from "./recording-port.ts";

/** The file begins with these bytes and its version. */
const magic = "PEAKFLEETREC";
export const fileHeadBytes = 16;
export const chunkHeadBytes = 32;
const mark = "PFch";
/** A part of a file is at most so large, packed and unpacked. */
export const chunkBytesMax = 256 << 20;

/** What a part holds: who ran what, frames of some steps, news of some steps, or the end of the run. */
export const chunkKinds = ["head", "fram", "news", "done"] as const;
export type ChunkKind = (typeof chunkKinds)[number];

export interface ChunkHead {
  readonly kind: ChunkKind;
  /** Bytes as they are stored, and unpacked. */
  readonly stored: number;
  readonly raw: number;
  /** First and last step of what it holds. */
  readonly from: number;
  readonly to: number;
  readonly crc: number;
}

export function fileHead(): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(fileHeadBytes);
  bytes.set(ascii(magic));
  new DataView(bytes.buffer).setUint32(magic.length, recordingVersion, true);
  return bytes;
}

/** The version of a recording, or null where the bytes are no recording's. */
export function fileVersion(bytes: Uint8Array): number | null {
  if (bytes.length < fileHeadBytes || !startsWith(bytes, 0, magic)) return null;
  return viewOf(bytes).getUint32(magic.length, true);
}

/** Head and bytes of a part. */
export function chunkBytes(
  kind: ChunkKind,
  body: Uint8Array,
  { raw, from, to }: Pick<ChunkHead, "raw" | "from" | "to">,
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(chunkHeadBytes + body.length);
  const view = viewOf(bytes);
  bytes.set(ascii(mark));
  bytes.set(ascii(kind), 4);
  view.setUint32(8, body.length, true);
  view.setUint32(12, raw, true);
  view.setInt32(16, from, true);
  view.setInt32(20, to, true);
  view.setUint32(24, crc32(body), true);
  view.setUint32(28, crc32(bytes.subarray(0, 28)), true);
  bytes.set(body, chunkHeadBytes);
  return bytes;
}

/** The head at a place, or null where there is none that is whole. */
export function chunkHead(bytes: Uint8Array, at: number): ChunkHead | null {
  if (at + chunkHeadBytes > bytes.length || !startsWith(bytes, at, mark)) return null;
  const view = viewOf(bytes);
  if (view.getUint32(at + 28, true) !== crc32(bytes.subarray(at, at + 28))) return null;
  const kind = chunkKinds.find((name) => startsWith(bytes, at + 4, name));
  const [stored, raw] = [view.getUint32(at + 8, true), view.getUint32(at + 12, true)];
  if (kind === undefined || stored > chunkBytesMax || raw > chunkBytesMax) return null;
  return {
    kind,
    stored,
    raw,
    from: view.getInt32(at + 16, true),
    to: view.getInt32(at + 20, true),
    crc: view.getUint32(at + 24, true),
  };
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const ascii = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
function startsWith(bytes: Uint8Array, at: number, text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (bytes[at + index] !== text.charCodeAt(index)) return false;
  }
  return true;
}
