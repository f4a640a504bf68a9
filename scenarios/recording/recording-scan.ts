// Walks once through a recording file: where its parts are, and what is damaged. What lies behind a damaged part is found again.
import { type ChunkHead, chunkHead, chunkHeadBytes, fileHeadBytes, fileVersion } from "./chunk.ts";
import { crc32 } from "./crc32.ts";
import { type RecordingProblem, recordingVersion } from "./recording-port.ts";

/** A file, or anything else that gives bytes by place. */
export interface ByteSource {
  readonly size: number;
  /** Bytes `from` … `to − 1`, fewer at the end. */
  read(from: number, to: number): Promise<Uint8Array<ArrayBuffer>>;
}

/** A part that is whole, and where its bytes begin. */
export interface FoundChunk extends ChunkHead {
  readonly at: number;
}

export interface Scan {
  readonly chunks: readonly FoundChunk[];
  readonly problems: readonly RecordingProblem[];
}

const searchBytes = 1 << 20;
const pieceBytes = 8 << 20;
/** Problems told of one file. */
const problemsMax = 50;

export async function scanRecording(file: ByteSource): Promise<Scan> {
  const source = readAhead(file);
  const start = await source.read(0, fileHeadBytes);
  const version = fileVersion(start);
  if (version === null) return { chunks: [], problems: [{ kind: "not-a-recording", found: shown(start) }] };
  if (version !== recordingVersion) {
    return { chunks: [], problems: [{ kind: "other-version", found: version }] };
  }
  const chunks: FoundChunk[] = [];
  const problems: RecordingProblem[] = [];
  const complain = (problem: RecordingProblem) => {
    if (problems.length < problemsMax) problems.push(problem);
  };
  let at = fileHeadBytes;
  while (at < source.size) {
    const head = chunkHead(await source.read(at, at + chunkHeadBytes), 0);
    if (head === null) {
      const next = await nextChunk(source, at + 1);
      if (next < 0 && source.size - at < chunkHeadBytes) {
        complain({ kind: "cut-off", byte: at, expected: chunkHeadBytes, found: source.size - at });
        break;
      }
      const end = next < 0 ? source.size : next;
      complain({ kind: "damaged", part: "other", byte: at, bytes: end - at, from: -1, to: -1 });
      at = end;
      continue;
    }
    const from = at + chunkHeadBytes;
    const body = await source.read(from, from + head.stored);
    if (body.length < head.stored) {
      complain({ kind: "cut-off", byte: at, expected: head.stored, found: body.length });
      break;
    }
    if (crc32(body) === head.crc) chunks.push({ ...head, at: from });
    else complain(damaged(head, at));
    at = from + head.stored;
  }
  return { chunks, problems };
}

function damaged(head: ChunkHead, byte: number): RecordingProblem {
  const bytes = chunkHeadBytes + head.stored;
  const part = head.kind === "fram" ? "frames" : head.kind === "news" ? "news" : "other";
  const [from, to] = part === "other" ? [-1, -1] : [head.from, head.to];
  return { kind: "damaged", part, byte, bytes, from, to };
}

/** Where the next whole head begins, or −1. */
async function nextChunk(source: ByteSource, from: number): Promise<number> {
  for (let at = from; at < source.size; at += searchBytes) {
    const bytes = await source.read(at, at + searchBytes + chunkHeadBytes);
    for (let place = bytes.indexOf(0x50); place >= 0; place = bytes.indexOf(0x50, place + 1)) {
      if (place < searchBytes && chunkHead(bytes, place) !== null) return at + place;
    }
  }
  return -1;
}

/** Asks the file for large pieces: in a browser every question costs about as much as a megabyte. */
function readAhead(file: ByteSource): ByteSource {
  let held = new Uint8Array(0);
  let heldFrom = 0;
  return {
    size: file.size,
    async read(from, to) {
      const end = Math.min(to, file.size);
      if (from < heldFrom || end > heldFrom + held.length) {
        held = await file.read(from, Math.min(file.size, Math.max(end, from + pieceBytes)));
        heldFrom = from;
      }
      return held.subarray(from - heldFrom, end - heldFrom);
    },
  };
}

/** The first bytes for a message. */
function shown(bytes: Uint8Array): string {
  if (bytes.length === 0) return "an empty file";
  const text = String.fromCharCode(...bytes);
  return /^[\x20-\x7e\s]*$/.test(text)
    ? JSON.stringify(text)
    : Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(" ");
}
