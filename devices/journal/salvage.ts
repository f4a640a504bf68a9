// What can still be read of a damaged folder. Works on a copy: the damaged one stays as it is.
import { cpSync, rmSync } from "node:fs";
import { ClassicLevel } from "classic-level";
import { decodeRecord, decodeText } from "./entry-codec.ts";
import type { JournalEntry, JournalSnapshot } from "./journal-port.ts";

export interface SalvagedStream {
  readonly snapshot: JournalSnapshot | null;
  /** In the order of their sequence; with gaps. */
  readonly entries: readonly JournalEntry[];
  /** Records and snapshots that are there and cannot be read, and records that are missing between others. */
  readonly lost: number;
}

/** Throws the store's error where nothing at all can be read. */
export async function salvageFolder(folder: string): Promise<ReadonlyMap<string, SalvagedStream>> {
  const copy = `${folder}.reading`;
  rmSync(copy, { recursive: true, force: true });
  cpSync(folder, copy, { recursive: true });
  try {
    await ClassicLevel.repair(copy);
    return await readAll(copy);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

async function readAll(folder: string): Promise<ReadonlyMap<string, SalvagedStream>> {
  const db = new ClassicLevel<string, Uint8Array>(folder, { keyEncoding: "utf8", valueEncoding: "view" });
  await db.open();
  const streams = new Map<
    string,
    { snapshot: JournalSnapshot | null; entries: JournalEntry[]; odd: number }
  >();
  for await (const [key, bytes] of db.iterator()) {
    const [, stream, kind, number] = /^([a-z-]+)!(record|snapshot|lease)!?(\d*)$/.exec(key) ?? [];
    if (stream === undefined || kind === "lease") continue;
    const found = streams.get(stream) ?? { snapshot: null, entries: [], odd: 0 };
    streams.set(stream, found);
    try {
      if (kind === "snapshot") found.snapshot = JSON.parse(decodeText(0, bytes)) as JournalSnapshot;
      else found.entries.push({ sequence: Number(number), record: decodeRecord(Number(number), bytes) });
    } catch {
      found.odd += 1;
    }
  }
  await db.close();
  return new Map(
    [...streams].map(([stream, { snapshot, entries, odd }]) => {
      const through = snapshot?.throughSequence ?? 0;
      const kept = entries.filter(({ sequence }) => sequence > through);
      const last = kept.at(-1)?.sequence ?? through;
      // What is odd is among those that are missing, unless it is the snapshot or at the end.
      return [stream, { snapshot, entries: kept, lost: Math.max(last - through - kept.length, odd) }];
    }),
  );
}
