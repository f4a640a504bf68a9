// What a disk can do to a journal: two openers, damaged bytes, many writers, records that are too large.
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeRecord, encodeRecord } from "../../devices/journal/entry-codec.ts";
import {
  DamagedEntryError,
  type Journal,
  type JournalRecord,
  type JournalStore,
  type JournalStoreOptions,
  openJournalStore,
} from "../../devices/journal/index.ts";
import { temporaryFolder } from "./temporary-folder.ts";

async function opened(folder: string, options: JournalStoreOptions = {}): Promise<JournalStore> {
  const result = await openJournalStore(folder, options);
  if (result.kind !== "open") throw new Error(JSON.stringify(result));
  return result.store;
}
async function entriesOf(journal: Journal): Promise<readonly JournalRecord[]> {
  const records: JournalRecord[] = [];
  for await (const { record } of journal.readFrom(journal.firstSequence)) records.push(record);
  return records;
}
const numbered = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => ({ kind: "n", n: from + i, filler: "x".repeat(200) }));

describe("the record codec", () => {
  it("gives back what was written, and notices any changed byte and any wrong place", () => {
    fc.assert(
      fc.property(
        fc.record({ kind: fc.string(), value: fc.jsonValue() }),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (record, at, flip) => {
          const bytes = encodeRecord(7, record);
          expect(decodeRecord(7, bytes)).toEqual(JSON.parse(JSON.stringify(record)));
          expect(() => decodeRecord(8, bytes)).toThrow(DamagedEntryError);
          const damaged = Uint8Array.from(bytes);
          damaged[at % damaged.length]! ^= flip;
          expect(() => decodeRecord(7, damaged)).toThrow(DamagedEntryError);
        },
      ),
    );
  });
});

describe("a durable journal", () => {
  it("is opened by one at a time, and by the next when the first is done", async () => {
    const folder = temporaryFolder();
    const first = await opened(folder);
    expect(await openJournalStore(folder)).toEqual({ kind: "locked", folder });
    await first.close();
    await (await opened(folder)).close();
  });

  it("keeps streams apart", async () => {
    const folder = temporaryFolder();
    const store = await opened(folder);
    const [orders, audit] = [await store.journal("orders"), await store.journal("audit")];
    await Promise.all([orders.append(numbered(1, 3)), audit.append(numbered(100, 2))]);
    await orders.compact({ throughSequence: 3, state: {} });
    expect(await entriesOf(audit)).toEqual(numbered(100, 2));
    expect(await entriesOf(orders)).toEqual([]);
    await store.close();
  });

  it("keeps the order of many appends at once", async () => {
    const store = await opened(temporaryFolder());
    const journal = await store.journal("orders");
    const ends = await Promise.all(Array.from({ length: 500 }, (_, i) => journal.append(numbered(i * 2, 2))));
    expect(ends).toEqual(Array.from({ length: 500 }, (_, i) => (i + 1) * 2));
    expect(await entriesOf(journal)).toEqual(numbered(0, 1000));
    await store.close();
  });

  it("stays bounded: what a snapshot stands for leaves the disk", async () => {
    const folder = temporaryFolder();
    // LevelDB merges beside us: a file that was listed may be gone when it is asked for.
    const size = () =>
      readdirSync(folder).reduce(
        (sum, name) => sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0),
        0,
      );
    const store = await opened(folder);
    const journal = await store.journal("orders");
    let largest = 0;
    for (let round = 0; round < 12; round += 1) {
      await journal.append(
        numbered(round * 1000, 1000).map((record) => ({
          ...record,
          filler: String(1000 * Math.PI * (round + 1)).repeat(70),
        })),
      );
      await journal.compact({ throughSequence: journal.lastSequence, state: { round } });
      largest = Math.max(largest, size());
    }
    await store.close();
    // 12 rounds wrote more than 15 MB; LevelDB keeps some that it has not merged yet.
    expect(largest).toBeLessThan(12_000_000);
  });

  it("refuses a record that is too large, and what would wait too long, without harm to the others", async () => {
    const store = await opened(temporaryFolder(), { waitingBytesMax: 1_500_000 });
    const journal = await store.journal("orders");
    await expect(journal.append([{ kind: "x", text: "x".repeat(1_000_001) }])).rejects.toThrow(
      "at most 1000000 bytes",
    );
    const kept = journal.append(numbered(0, 4_000));
    await expect(journal.append(numbered(0, 4_000))).rejects.toThrow("slow down");
    expect(await kept).toBe(4_000);
    expect(await journal.append(numbered(0, 4_000))).toBe(8_000);
    await store.close();
  });

  it("gives back a clean beginning of what was written, or says that it is damaged, for any torn or changed log", async () => {
    // The log of a store that was not closed: what kill or a power cut leaves behind.
    const source = temporaryFolder();
    const store = await opened(source);
    const journal = await store.journal("orders");
    const written = numbered(1, 400);
    for (let i = 0; i < written.length; i += 20) await journal.append(written.slice(i, i + 20));
    const files = readdirSync(source)
      .filter((name) => name !== "LOCK" && !name.startsWith("LOG"))
      .map((name) => ({ name, bytes: readFileSync(join(source, name)) }));
    await store.close();
    const log = files.find(({ name }) => name.endsWith(".log"))!;
    expect(log.bytes.length).toBeGreaterThan(80_000);
    let found = { clean: 0, damaged: 0 };
    const target = temporaryFolder();
    let copy = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: log.bytes.length - 1 }),
        fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 255 })),
        async (at, flip) => {
          copy += 1;
          const folder = join(target, String(copy));
          await (await opened(folder)).close();
          for (const name of readdirSync(folder))
            if (/\.(log|ldb)$|^MANIFEST|^CURRENT/.test(name)) rmSync(join(folder, name));
          for (const { name, bytes } of files) {
            const changed = Buffer.from(bytes);
            if (name === log.name && flip !== null) changed[at]! ^= flip;
            writeFileSync(
              join(folder, name),
              name === log.name && flip === null ? changed.subarray(0, at) : changed,
            );
          }
          const result = await openJournalStore(folder);
          if (result.kind !== "open") {
            found = { ...found, damaged: found.damaged + 1 };
            return;
          }
          try {
            const records = await entriesOf(await result.store.journal("orders"));
            expect(records).toEqual(written.slice(0, records.length));
            found = { ...found, clean: found.clean + 1 };
          } catch (error) {
            expect(error).toBeInstanceOf(DamagedEntryError);
            found = { ...found, damaged: found.damaged + 1 };
          } finally {
            await result.store.close();
          }
        },
      ),
      { numRuns: 25, seed: 6 },
    );
    expect(found.clean).toBeGreaterThan(5);
    expect(found.damaged).toBeGreaterThan(2);
  });
});
