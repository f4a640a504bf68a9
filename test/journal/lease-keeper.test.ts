// Who may act: on one journal, one of two; and who cannot be sure does not.
import { expect, it } from "vitest";
import { createMemoryJournal, FencedError, LeaseKeeper } from "../../devices/journal/index.ts";

function twoOn(ttlMs: number) {
  let nowMs = 1_000;
  const journal = createMemoryJournal({ nowMs: () => nowMs });
  const keeper = (owner: string, asked: Pick<typeof journal, "compareAndSetLease"> = journal) =>
    new LeaseKeeper({ journal: asked, owner, ttlMs, nowMs: () => nowMs });
  const pass = (ms: number) => {
    nowMs += ms;
  };
  return { journal, keeper, pass };
}

it("only one of two holds it; the other takes it when it has run out, and the first may write no more", async () => {
  const { journal, keeper, pass } = twoOn(9_000);
  const [a, b] = [keeper("a"), keeper("b")];
  expect(await a.take()).toEqual({ kind: "held", fencingToken: 1 });
  expect(await b.take()).toEqual({ kind: "lost", to: "a" });
  pass(5_000);
  await a.renew();
  pass(5_000);
  expect(a.state().kind).toBe("held");
  // A hangs. It knows by its own clock before the lease ends.
  pass(1_500);
  expect(a.state().kind).toBe("in-doubt");
  await journal.append([{ kind: "still" }], 1);
  pass(3_000);
  const c = keeper("c");
  expect(await c.take()).toEqual({ kind: "held", fencingToken: 2 });
  await expect(journal.append([{ kind: "late" }], 1)).rejects.toThrow(FencedError);
  await a.renew();
  expect(a.state()).toEqual({ kind: "lost", to: "c" });
  // For good: also when the other has gone.
  await c.giveUp();
  await a.renew();
  expect(a.state()).toEqual({ kind: "lost", to: "c" });
});

it("goes on with a new token when nobody has had it in between", async () => {
  const { keeper, pass } = twoOn(9_000);
  const a = keeper("a");
  await a.take();
  pass(60_000);
  expect(a.state().kind).toBe("in-doubt");
  await a.renew();
  expect(a.state()).toEqual({ kind: "held", fencingToken: 2 });
});

it("is in doubt when the journal does not answer, from the moment it asked, not from the answer", async () => {
  const { journal, keeper, pass } = twoOn(9_000);
  let answer: (() => void) | null = null;
  const slow = {
    compareAndSetLease: (seen: number, wish: { owner: string; ttlMs: number } | null) => {
      const reply = journal.compareAndSetLease(seen, wish);
      if (seen === 0) return reply;
      return new Promise<Awaited<typeof reply>>((resolve) => {
        answer = () => resolve(reply);
      });
    },
  };
  const a = keeper("a", slow);
  await a.take();
  pass(3_000);
  const asking = a.renew();
  pass(5_900);
  expect(a.state().kind).toBe("in-doubt");
  answer!();
  await asking;
  expect(a.state().kind).toBe("held");
  pass(200);
  expect(a.state().kind).toBe("in-doubt");
});

it("given up, it is the next one's at once", async () => {
  const { keeper } = twoOn(9_000);
  const a = keeper("a");
  await a.take();
  await a.giveUp();
  expect(await keeper("b").take()).toEqual({ kind: "held", fencingToken: 2 });
});
