// Reads a JSON object from a file in pieces: entries of its top-level lists are parsed one by one, so that a file may be
// larger than the longest text that the engine can hold (512 MB).
import { closeSync, openSync, readSync } from "node:fs";

const chunkBytes = 8 * 1024 * 1024;
const quote = 0x22;
const backslash = 0x5c;
const Byte = { comma: 0x2c, colon: 0x3a, openList: 0x5b, closeList: 0x5d, open: 0x7b, close: 0x7d } as const;

/** The object; throws a SyntaxError that says where, or the system's error. */
export function readJsonObject(path: string): Record<string, unknown> {
  const file = openSync(path, "r");
  try {
    return new ObjectReader(file).read();
  } finally {
    closeSync(file);
  }
}

class ObjectReader {
  private bytes = Buffer.alloc(0);
  private at = 0;
  /** Bytes before `bytes`. */
  private before = 0;

  constructor(private readonly file: number) {}

  read(): Record<string, unknown> {
    // Without a prototype, so that any name may be a field.
    const fields = Object.create(null) as Record<string, unknown>;
    // A byte order mark is passed over.
    if (this.peek() === 0xef) this.at += 3;
    this.expect(Byte.open, "{");
    if (this.peek() === Byte.close) this.at += 1;
    else {
      for (;;) {
        if (this.peek() !== quote) this.fail('expected "');
        const name = this.value() as string;
        this.expect(Byte.colon, ":");
        fields[name] = this.peek() === Byte.openList ? this.list() : this.value();
        if (!this.goesOn(Byte.close, "}")) break;
      }
    }
    if (this.peek() >= 0) this.fail("expected the end of the file");
    return fields;
  }

  private list(): unknown[] {
    const entries: unknown[] = [];
    this.expect(Byte.openList, "[");
    if (this.peek() === Byte.closeList) {
      this.at += 1;
      return entries;
    }
    do entries.push(this.value());
    while (this.goesOn(Byte.closeList, "]"));
    return entries;
  }

  /** After a value: true at a comma, false at the end given. */
  private goesOn(end: number, name: string): boolean {
    const byte = this.peek();
    if (byte !== Byte.comma && byte !== end) this.fail(`expected , or ${name}`);
    this.at += 1;
    return byte === Byte.comma;
  }

  /** One whole value, found by its brackets and quotes and parsed as such. */
  private value(): unknown {
    this.peek();
    const begin = this.before + this.at;
    let depth = 0;
    let i = this.at;
    for (;;) {
      if (i >= this.bytes.length && !this.more()) break;
      const byte = this.bytes[i]!;
      if (byte === quote) {
        i = this.endOfText(i);
        if (depth === 0) break;
        continue;
      }
      if (depth === 0 && (byte === Byte.comma || byte === Byte.close || byte === Byte.closeList)) break;
      i += 1;
      if (byte === Byte.open || byte === Byte.openList) depth += 1;
      else if (byte === Byte.close || byte === Byte.closeList) {
        depth -= 1;
        if (depth === 0) break;
      }
    }
    const text = this.bytes.toString("utf8", this.at, i);
    this.at = i;
    try {
      return JSON.parse(text) as unknown;
    } catch (error) {
      throw new SyntaxError(`${(error as Error).message} (value at byte ${begin})`);
    }
  }
  /** Behind the quote that ends the text which begins at `i`. */
  private endOfText(begin: number): number {
    let i = begin + 1;
    for (;;) {
      const end = this.bytes.indexOf(quote, i);
      if (end < 0) {
        i = this.bytes.length;
        if (!this.more()) this.fail("a text has no end");
        continue;
      }
      let slashes = 0;
      while (end - 1 - slashes > begin && this.bytes[end - 1 - slashes] === backslash) slashes += 1;
      if (slashes % 2 === 0) return end + 1;
      i = end + 1;
    }
  }

  /** The next byte that is no white space, or −1 at the end. */
  private peek(): number {
    if (this.at >= chunkBytes / 2) {
      this.before += this.at;
      this.bytes = this.bytes.subarray(this.at);
      this.at = 0;
    }
    for (;;) {
      if (this.at >= this.bytes.length && !this.more()) return -1;
      const byte = this.bytes[this.at]!;
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return byte;
      this.at += 1;
    }
  }
  private expect(byte: number, name: string): void {
    if (this.peek() !== byte) this.fail(`expected ${name}`);
    this.at += 1;
  }
  /** Reads on, keeping what has not been passed yet; false at the end of the file. */
  private more(): boolean {
    const chunk = Buffer.allocUnsafe(chunkBytes);
    const count = readSync(this.file, chunk, 0, chunkBytes, null);
    if (count === 0) return false;
    this.bytes = Buffer.concat([this.bytes, chunk.subarray(0, count)]);
    return true;
  }
  private fail(what: string): never {
    throw new SyntaxError(`${what} at byte ${this.before + this.at}`);
  }
}
