// The embedded durable store: a folder that one process at a time may open, with a journal per stream.
import { ClassicLevel } from "classic-level";
import { assert } from "../../sim/kernel/index.ts";
import { type Journal, journalLimits } from "./journal-port.ts";
import { type LevelDatabase, LevelJournal } from "./level-journal.ts";
import { createMemoryJournal } from "./memory-journal.ts";

export interface JournalStore {
  /** The journal of this name (`a-z` and `-`), made when it is asked for the first time. Throws DamagedEntryError. */
  journal(stream: string): Promise<Journal>;
  /** Writes what waits, then lets go of the folder. */
  close(): Promise<void>;
}

export type JournalStoreResult =
  | { readonly kind: "open"; readonly store: JournalStore }
  /** Another process, or another opener in this one, has the folder. */
  | { readonly kind: "locked"; readonly folder: string }
  | { readonly kind: "unreadable"; readonly folder: string; readonly reason: string };

export interface JournalStoreOptions {
  /** Monotonic milliseconds, for leases. */
  readonly nowMs?: () => number;
  /** Bytes that may wait to be written, per journal. */
  readonly waitingBytesMax?: number;
}

/** Opens the folder, or makes it. The lock goes with the process, however it ends. */
export async function openJournalStore(
  folder: string,
  options: JournalStoreOptions = {},
): Promise<JournalStoreResult> {
  const { nowMs = () => performance.now(), waitingBytesMax = journalLimits.waitingBytesMax } = options;
  const db: LevelDatabase = new ClassicLevel<string, Uint8Array>(folder, {
    keyEncoding: "utf8",
    valueEncoding: "view",
  });
  try {
    await db.open();
  } catch (error) {
    return openFailure(folder, error);
  }
  const journals = new Map<string, Promise<LevelJournal>>();
  const store: JournalStore = {
    journal: (stream) => {
      assert(/^[a-z][a-z-]*$/.test(stream), `a stream's name is of a-z and -, found ${stream}`);
      let journal = journals.get(stream);
      if (journal === undefined) {
        journal = LevelJournal.open(db, stream, { nowMs, waitingBytesMax });
        journals.set(stream, journal);
      }
      return journal;
    },
    close: async () => {
      for (const opened of await Promise.allSettled(journals.values()))
        if (opened.status === "fulfilled") await opened.value.settle();
      await db.close();
    },
  };
  return { kind: "open", store };
}

/** The same port without a disk. */
export function createMemoryStore(options: JournalStoreOptions = {}): JournalStore {
  const journals = new Map<string, Journal>();
  return {
    journal: async (stream) => {
      const journal = journals.get(stream) ?? createMemoryJournal(options);
      journals.set(stream, journal);
      return journal;
    },
    close: async () => {},
  };
}

function openFailure(folder: string, error: unknown): JournalStoreResult {
  const { cause } = error as { readonly cause?: { readonly code?: string; readonly message?: string } };
  if (cause?.code === "LEVEL_LOCKED") return { kind: "locked", folder };
  const reason = cause?.message ?? (error instanceof Error ? error.message : String(error));
  return { kind: "unreadable", folder, reason };
}
