// Both journals do what a plain list with a lease would do, whatever comes in whatever order, reopening included.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  CompactedError,
  createMemoryJournal,
  FencedError,
  type Journal,
  type JournalRecord,
  openJournalStore,
} from "../../devices/journal/index.ts";
import { temporaryFolder } from "./temporary-folder.ts";

type Step =
  | { readonly do: "append"; readonly count: number; readonly token: "none" | "newest" | "older" }
  | { readonly do: "read"; readonly share: number }
  | { readonly do: "compact"; readonly share: number }
  | {
      readonly do: "lease";
      readonly owner: "a" | "b";
      readonly ttlMs: number;
      readonly seen: "newest" | "older";
    }
  | { readonly do: "give-up" }
  | { readonly do: "wait"; readonly ms: number }
  | { readonly do: "reopen" };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({
      do: fc.constant("append" as const),
      count: fc.integer({ min: 0, max: 5 }),
      token: fc.constantFrom("none" as const, "newest" as const, "older" as const),
    }),
    fc.record({ do: fc.constant("read" as const), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
    fc.record({ do: fc.constant("compact" as const), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
    fc.record({
      do: fc.constant("lease" as const),
      owner: fc.constantFrom("a" as const, "b" as const),
      ttlMs: fc.integer({ min: 1, max: 100 }),
      seen: fc.constantFrom("newest" as const, "older" as const),
    }),
    fc.record({ do: fc.constant("give-up" as const) }),
    fc.record({ do: fc.constant("wait" as const), ms: fc.integer({ min: 0, max: 120 }) }),
    fc.record({ do: fc.constant("reopen" as const) }),
  ),
  { maxLength: 40 },
);

interface World {
  readonly journal: () => Journal;
  /** False: this journal cannot be reopened. */
  readonly reopen: () => Promise<boolean>;
}

async function follow(world: World, clock: { ms: number }, plan: readonly Step[]): Promise<void> {
  const all: JournalRecord[] = [];
  let compacted = 0;
  let state: unknown = null;
  let lease = { owner: "", token: 0, untilMs: -Infinity };
  const holds = (token: number) => token === lease.token && clock.ms < lease.untilMs;
  const token = (which: "newest" | "older") => lease.token - (which === "older" ? 1 : 0);
  for (const step of plan) {
    const journal = world.journal();
    switch (step.do) {
      case "append": {
        const records = Array.from({ length: step.count }, (_, i) => ({
          kind: "x",
          n: all.length + i,
          text: "ü".repeat(i),
        }));
        const used = step.token === "none" ? undefined : token(step.token);
        if (used !== undefined && !holds(used)) {
          await expect(journal.append(records, used)).rejects.toThrow(FencedError);
          break;
        }
        all.push(...records);
        expect(await journal.append(records, used)).toBe(all.length);
        break;
      }
      case "read": {
        const from = 1 + Math.floor(step.share * all.length);
        const entries: unknown[] = [];
        const reading = (async () => {
          for await (const entry of journal.readFrom(from)) entries.push(entry);
        })();
        if (from <= compacted) await expect(reading).rejects.toThrow(CompactedError);
        else {
          await reading;
          expect(entries).toEqual(all.slice(from - 1).map((record, i) => ({ sequence: from + i, record })));
        }
        break;
      }
      case "compact": {
        compacted += Math.floor(step.share * (all.length - compacted));
        state = { through: compacted };
        await journal.compact({ throughSequence: compacted, state });
        expect(await journal.readSnapshot()).toEqual({ throughSequence: compacted, state });
        break;
      }
      case "lease": {
        const seen = token(step.seen);
        const answer = await journal.compareAndSetLease(seen, { owner: step.owner, ttlMs: step.ttlMs });
        const held = holds(lease.token);
        if (seen !== lease.token || (held && lease.owner !== step.owner)) expect(answer.kind).toBe("refused");
        else {
          lease = {
            owner: step.owner,
            token: held ? lease.token : lease.token + 1,
            untilMs: clock.ms + step.ttlMs,
          };
          expect(answer).toEqual({
            kind: "held",
            lease: { owner: lease.owner, fencingToken: lease.token, expiresMs: lease.untilMs },
          });
        }
        break;
      }
      case "give-up":
        expect((await journal.compareAndSetLease(lease.token, null)).kind).toBe("given-up");
        lease = { ...lease, owner: "", untilMs: -Infinity };
        break;
      case "wait":
        clock.ms += step.ms;
        break;
      case "reopen":
        // Whoever held the lease was the process that is gone; its token must not come again.
        if (await world.reopen()) lease = { ...lease, untilMs: -Infinity };
        break;
      default:
        step satisfies never;
    }
    expect(world.journal().lastSequence).toBe(all.length);
    expect(world.journal().firstSequence).toBe(compacted + 1);
  }
}

describe("a journal does what the model says", () => {
  it("in memory", async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (plan) => {
        const clock = { ms: 0 };
        const journal = createMemoryJournal({ nowMs: () => clock.ms });
        await follow({ journal: () => journal, reopen: async () => false }, clock, plan);
      }),
      { numRuns: 300 },
    );
  });

  it("on disk, reopened in between", async () => {
    const folder = temporaryFolder();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(steps, async (plan) => {
        const clock = { ms: 0 };
        run += 1;
        const path = `${folder}/${run}`;
        const open = async () => {
          const result = await openJournalStore(path, { nowMs: () => clock.ms });
          if (result.kind !== "open") throw new Error(JSON.stringify(result));
          return { store: result.store, journal: await result.store.journal("orders") };
        };
        let { store, journal } = await open();
        const reopen = async () => {
          await store.close();
          ({ store, journal } = await open());
          return true;
        };
        await follow({ journal: () => journal, reopen }, clock, plan);
        await store.close();
      }),
      { numRuns: 20 },
    );
  });
});
