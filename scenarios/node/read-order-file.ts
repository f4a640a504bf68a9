// Streams an order file of any size from disk, plain or gzip, into an order list.
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { parse } from "csv-parse";
import type { Checked } from "../load/problem.ts";
import { OrderCollector } from "../orders/order-collector.ts";
import { defaultOrderColumns, type OrderColumns } from "../orders/order-columns.ts";
import type { OrderReading } from "../orders/order-list.ts";
import { csvFailure, csvOptions } from "../orders/read-order-text.ts";

/**
 * Reads order lines from a file; gzip is recognised by its first two bytes, whatever the file is called. A file called
 * `.gz` that is not gzip is refused, and so is a gzip stream that is cut off or damaged.
 */
export async function readOrderFile(
  path: string,
  source: string = path,
  columns: OrderColumns = defaultOrderColumns,
): Promise<Checked<OrderReading>> {
  const collector = new OrderCollector(source, columns);
  try {
    const parser = parse(csvOptions(collector));
    parser.resume();
    const start = await firstBytes(path);
    if (start.length >= 2 && start[0] === 0x1f && start[1] === 0x8b) {
      await pipeline(createReadStream(path), createGunzip(), parser);
    } else if (/\.gz$/i.test(path)) {
      return refusal(source, "a gzip file, as its name says", describeStart(start), notGzipAdvice);
    } else await pipeline(createReadStream(path), parser);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (code === "ENOENT") return refusal(source, "an order file", "no such file");
    if (code === "Z_BUF_ERROR") {
      return refusal(source, "a whole gzip file", "one that ends too early", brokenGzipAdvice);
    }
    if (code.startsWith("Z_")) {
      const found = `damaged data (${(error as Error).message})`;
      return refusal(source, "a sound gzip file", found, brokenGzipAdvice);
    }
    return csvFailure(source, error);
  }
  return collector.finish();
}

const notGzipAdvice = "Compress it with gzip, or take .gz off its name if it is plain CSV";
const brokenGzipAdvice = "Copy or download it again; gzip -t tells whether it is whole";

function refusal(source: string, expected: string, found: string, advice?: string): Checked<never> {
  const problem = { source, path: "", expected, found };
  return { ok: false, problems: [advice === undefined ? problem : { ...problem, advice }] };
}

/** What a file that is not gzip begins with. */
function describeStart(start: Buffer): string {
  if (start.length === 0) return "an empty file";
  if (start[0] === 0x50 && start[1] === 0x4b) return "a file that is not gzip: it begins like a zip archive";
  const text = start.toString("latin1");
  return /^[\x20-\x7e\r\n\t]*$/.test(text)
    ? `a file that is not gzip: it begins with the text ${JSON.stringify(text)}`
    : `a file that is not gzip: it begins with the bytes ${start.toString("hex")}`;
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const start = Buffer.alloc(8);
    const { bytesRead } = await file.read(start, 0, start.length, 0);
    return start.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
