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

/** Reads order lines from a file; gzip is recognised by its first two bytes, whatever the file is called. */
export async function readOrderFile(
  path: string,
  source: string = path,
  columns: OrderColumns = defaultOrderColumns,
): Promise<Checked<OrderReading>> {
  const collector = new OrderCollector(source, columns);
  try {
    const parser = parse(csvOptions(collector));
    parser.resume();
    if (await isGzip(path)) await pipeline(createReadStream(path), createGunzip(), parser);
    else await pipeline(createReadStream(path), parser);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      return {
        ok: false,
        problems: [{ source, path: "", expected: "an order file", found: "no such file" }],
      };
    }
    return csvFailure(source, error);
  }
  return collector.finish();
}

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const start = Buffer.alloc(2);
    const { bytesRead } = await file.read(start, 0, 2, 0);
    return bytesRead === 2 && start[0] === 0x1f && start[1] === 0x8b;
  } finally {
    await file.close();
  }
}
