// A record as bytes: version, CRC-32 over sequence and text, JSON. What is torn or in the wrong place is found by the sum.
import { crc32 } from "node:zlib";
import { type JournalRecord, journalLimits } from "./journal-port.ts";

const version = 1;
const headerBytes = 5;

/** Bytes that are not what was written there. */
export class DamagedEntryError extends Error {
  override readonly name = "DamagedEntryError";
}

/** Throws RangeError for a record above `journalLimits.recordBytesMax`. */
export function encodeRecord(sequence: number, record: JournalRecord): Uint8Array {
  return encodeText(sequence, JSON.stringify(record), journalLimits.recordBytesMax);
}

/** Throws DamagedEntryError. */
export function decodeRecord(sequence: number, bytes: Uint8Array): JournalRecord {
  return JSON.parse(decodeText(sequence, bytes)) as JournalRecord;
}

export function encodeText(sequence: number, text: string, bytesMax = Number.POSITIVE_INFINITY): Uint8Array {
  const body = Buffer.from(text, "utf8");
  if (body.length > bytesMax)
    throw new RangeError(
      `expected a record of at most ${bytesMax} bytes, found ${body.length}; write less in one record`,
    );
  const bytes = Buffer.allocUnsafe(headerBytes + body.length);
  bytes[0] = version;
  bytes.writeUInt32LE(checksum(sequence, body), 1);
  body.copy(bytes, headerBytes);
  return bytes;
}

export function decodeText(sequence: number, bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length < headerBytes || buffer[0] !== version)
    throw new DamagedEntryError(
      `entry ${sequence}: expected format version ${version}, found ${buffer[0] ?? "nothing"}`,
    );
  const body = buffer.subarray(headerBytes);
  if (buffer.readUInt32LE(1) !== checksum(sequence, body))
    throw new DamagedEntryError(`entry ${sequence}: expected another checksum; its bytes are damaged`);
  return body.toString("utf8");
}

function checksum(sequence: number, body: Uint8Array): number {
  return crc32(body, crc32(String(sequence)));
}
