// The order desk: what is answered is safe, what is asked twice is done once, and a crash loses nothing.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMemoryJournal, type Journal, LeaseKeeper } from "../../devices/journal/index.ts";
import {
  isOver,
  type NewOrder,
  OrderDesk,
  type OrderDeskOptions,
  type StoredOrderEvent,
} from "../../devices/orders/index.ts";
import { StandInFleet } from "./stand-in-fleet.ts";

const move = (from: string, to: string, more: Partial<NewOrder> = {}): NewOrder =>
  ({ kind: "transport", from, to, priority: 0, ...more }) as NewOrder;

async function desk(
  journal: Journal = createMemoryJournal(),
  fleet = new StandInFleet(),
  more: Partial<OrderDeskOptions> = {},
) {
  let nowMs = 0;
  const opened = await OrderDesk.open({
    journal,
    fleet,
    nowMs: () => {
      nowMs += 1;
      return nowMs;
    },
    compactAfterRecords: 20,
    ...more,
  });
  return { desk: opened, fleet, journal };
}

async function leased() {
  const journal = createMemoryJournal({ nowMs: () => 0 });
  const taken = await new LeaseKeeper({ journal, owner: "a", ttlMs: 1_000, nowMs: () => 0 }).take();
  if (taken.kind !== "held") throw new Error(taken.kind);
  const doubt = { isThere: false };
  return { journal, doubt, fencing: () => (doubt.isThere ? null : taken.fencingToken) };
}

describe("the order desk", () => {
  it("follows an order from acceptance to its end, in events with sequences", async () => {
    const { desk: orders, fleet } = await desk();
    const heard: StoredOrderEvent[] = [];
    orders.subscribe((stored) => heard.push(stored));
    const answer = await orders.accept(move("dock-1", "rack-7", { dueMs: 5000 }));
    expect(answer).toMatchObject({
      kind: "new",
      status: { state: "accepted", order: { id: "order-1", from: "dock-1" } },
    });
    fleet.start("order-1", "robot-3");
    await orders.settle();
    expect(orders.status("order-1")).toMatchObject({ state: "started", robot: "robot-3" });
    fleet.handBack("order-1");
    fleet.start("order-1", "robot-4");
    fleet.end("order-1", "done");
    fleet.tell({ kind: "failed", id: "order-1", reason: "too late" });
    await orders.settle();
    expect(orders.status("order-1")).toMatchObject({ state: "done", robot: "robot-4" });
    expect(heard.map(({ sequence, event }) => [sequence, event.kind])).toEqual([
      [1, "order-accepted"],
      [2, "order-started"],
      [3, "order-returned"],
      [4, "order-started"],
      [5, "order-done"],
    ]);
  });

  it("takes the same order once: by its id, by its key, and while the first is still being written", async () => {
    const { desk: orders, fleet } = await desk();
    const wish = move("a", "b", { id: "T-1" });
    const [first, second] = await Promise.all([orders.accept(wish), orders.accept(wish)]);
    expect([first.kind, second.kind]).toEqual(["new", "known"]);
    const keyed = await Promise.all([orders.accept(move("a", "c"), "k"), orders.accept(move("a", "c"), "k")]);
    expect(keyed.map((answer) => answer.kind)).toEqual(["new", "known"]);
    await orders.setPriority("T-1", 9);
    expect((await orders.accept(wish)).kind).toBe("known");
    expect(await orders.accept(move("a", "z", { id: "T-1" }))).toMatchObject({ why: "conflicting-id" });
    expect(await orders.accept(move("a", "z"), "k")).toMatchObject({ why: "conflicting-key", id: "order-2" });
    expect(fleet.submissions).toEqual(["T-1", "order-2"]);
    expect(fleet.orders.get("T-1")?.order.priority).toBe(9);
  });

  it("cancels what is open, and says that it is over what is over", async () => {
    const { desk: orders, fleet } = await desk();
    await orders.accept(move("a", "b"));
    expect(await orders.cancel("order-1", "customer")).toMatchObject({ status: { cancelRequested: true } });
    await orders.settle();
    expect(orders.status("order-1")).toMatchObject({ state: "cancelled", note: "asked for" });
    expect((await orders.cancel("order-1", "again")).kind).toBe("known");
    await orders.accept(move("a", "b"));
    fleet.start("order-2");
    fleet.end("order-2", "done");
    expect(await orders.cancel("order-2", "late")).toMatchObject({ why: "over", state: "done" });
    expect(await orders.cancel("nobody", "?")).toMatchObject({ why: "unknown-order" });
  });

  it("fails an order that the fleet can never do", async () => {
    const fleet = new StandInFleet();
    fleet.refuses = (order) => (order.kind === "warehouse" ? "no stock is kept here" : null);
    const { desk: orders } = await desk(createMemoryJournal(), fleet);
    await orders.accept({ kind: "warehouse", lines: [{ sku: "s", quantity: 1 }], priority: 0 });
    await orders.settle();
    expect(orders.status("order-1")).toMatchObject({ state: "failed", note: "no stock is kept here" });
  });

  it("tells nobody before it is safe, and refuses everything once the journal has failed", async () => {
    const memory = createMemoryJournal();
    let broken = false;
    const journal: Journal = new Proxy(memory, {
      get: (target, name, receiver) =>
        name === "append" && broken
          ? () => Promise.reject(new Error("disk full"))
          : Reflect.get(target, name, receiver),
    });
    const { desk: orders, fleet } = await desk(journal);
    await orders.accept(move("a", "b"));
    broken = true;
    await expect(orders.accept(move("a", "c"))).rejects.toThrow("disk full");
    await expect(orders.accept(move("a", "d"))).rejects.toThrow("disk full");
    expect(fleet.submissions).toEqual(["order-1"]);
    expect(orders.hasFailed).toBe(true);
  });

  it("writes nothing while its lease is in doubt: the fleet's words wait, in their order, and nothing is taken in", async () => {
    const { journal, doubt, fencing } = await leased();
    const { desk: orders, fleet } = await desk(journal, undefined, { fencing });
    await orders.accept(move("a", "b"));
    doubt.isThere = true;
    fleet.start("order-1");
    fleet.end("order-1", "done");
    expect(await orders.accept(move("a", "c"))).toMatchObject({ kind: "refused", why: "too-busy" });
    orders.catchUp();
    await orders.settle();
    expect([journal.lastSequence, orders.status("order-1")?.state]).toEqual([1, "accepted"]);
    doubt.isThere = false;
    orders.catchUp();
    await orders.settle();
    expect([journal.lastSequence, orders.status("order-1")?.state]).toEqual([3, "done"]);
  });

  it("fails if too much waits for its lease, instead of forgetting what became of orders", async () => {
    const { journal, doubt, fencing } = await leased();
    const { desk: orders, fleet } = await desk(journal, undefined, { fencing });
    await orders.accept(move("a", "b"));
    doubt.isThere = true;
    for (let i = 0; i < 10_000; i += 1) fleet.tell({ kind: "returned", id: "order-1", reason: "" });
    expect(orders.hasFailed).toBe(false);
    fleet.tell({ kind: "done", id: "order-1" });
    expect(orders.hasFailed).toBe(true);
    await expect(orders.accept(move("a", "c"))).rejects.toThrow("lease");
  });

  it("lets whoever reads the book wait until the journal holds what it says", async () => {
    const memory = createMemoryJournal();
    let letGo = () => {};
    let gate: Promise<void> = Promise.resolve();
    const journal: Journal = new Proxy(memory, {
      get: (target, name, receiver) =>
        name === "append"
          ? (...words: Parameters<Journal["append"]>) => gate.then(() => memory.append(...words))
          : Reflect.get(target, name, receiver),
    });
    const { desk: orders, fleet } = await desk(journal);
    await orders.accept(move("a", "b"));
    fleet.start("order-1");
    await orders.settle();
    gate = new Promise((resolve) => {
      letGo = resolve;
    });
    fleet.end("order-1", "done");
    expect(orders.status("order-1")?.state).toBe("done");
    const safe = orders.safe().then(() => memory.lastSequence);
    letGo();
    expect(await safe).toBe(3);
  });

  it("refuses what the journal could not hold, before anything has changed", async () => {
    const { desk: orders, fleet } = await desk();
    const lines = (count: number) =>
      Array.from({ length: count }, () => ({ sku: "x".repeat(100), quantity: 1 }));
    const large: NewOrder = { kind: "warehouse", lines: lines(3000), priority: 0 };
    expect(await orders.accept(large)).toMatchObject({ kind: "refused", why: "too-large" });
    const many = await Promise.all(
      Array.from({ length: 150 }, () => orders.accept({ kind: "warehouse", lines: lines(700), priority: 0 })),
    );
    const refused = many.filter((answer) => answer.kind === "refused");
    expect(new Set(refused.map(({ why }) => why))).toEqual(new Set(["too-busy"]));
    expect(refused.length).toBeGreaterThan(5);
    expect(fleet.submissions).toHaveLength(150 - refused.length);
    expect(orders.hasFailed).toBe(false);
    expect((await orders.accept(move("a", "b"))).kind).toBe("new");
  });

  it("stays bounded", async () => {
    const { desk: orders, fleet, journal } = await desk();
    for (let i = 0; i < 200; i += 1) {
      const answer = await orders.accept(move("a", "b"));
      if (answer.kind === "refused") throw new Error(answer.why);
      fleet.start(answer.status.order.id);
      fleet.end(answer.status.order.id, "done");
    }
    await orders.settle();
    expect(journal.lastSequence).toBe(600);
    expect(journal.lastSequence - journal.firstSequence).toBeLessThan(60);
  });

  it("comes back from any crash with the same book, and hands every open order to the fleet again", async () => {
    const act = fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record({ do: fc.constant("accept" as const), key: fc.integer({ min: 0, max: 30 }) }),
      },
      fc.record({
        do: fc.constantFrom("start" as const, "done" as const, "failed" as const, "back" as const),
        n: fc.nat(),
      }),
      fc.record({ do: fc.constantFrom("cancel" as const, "priority" as const), n: fc.nat() }),
      fc.constant({ do: "crash" as const }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 120 }), async (acts) => {
        const journal = createMemoryJournal();
        let world = await desk(journal);
        const promised = new Set<string>();
        const pending: Promise<unknown>[] = [];
        for (const step of acts) {
          const { desk: orders, fleet } = world;
          const pick = (ids: readonly string[], n: number) => ids[n % Math.max(1, ids.length)];
          const known = [...orders.book.all()].map(({ order }) => order.id);
          if (step.do === "accept") {
            const answer = await orders.accept(move("a", `to-${step.key % 3}`), `key-${step.key}`);
            if (answer.kind !== "refused") promised.add(answer.status.order.id);
          } else if (step.do === "crash") {
            // The old desk hears nothing more; what it had not been answered for is whatever the journal has of it.
            await Promise.allSettled(pending.splice(0));
            await orders.close();
            const before = orders.book.snapshot();
            world = await desk(journal);
            expect(world.desk.book.snapshot()).toEqual(before);
            const open = [...world.desk.book.all()].filter(({ state }) => !isOver(state));
            const openBefore = before.entries
              .filter(({ state }) => !isOver(state))
              .map(({ order }) => order.id);
            expect(new Set(world.fleet.submissions)).toEqual(new Set(openBefore));
            for (const { order, cancelRequested } of open)
              expect([order.id, cancelRequested]).toEqual([order.id, false]);
          } else if (step.do === "cancel" || step.do === "priority") {
            const id = pick(known, step.n) ?? "none";
            pending.push(
              step.do === "cancel" ? orders.cancel(id, "test") : orders.setPriority(id, step.n % 5),
            );
          } else {
            const id = pick(fleet.ids(step.do === "start" ? "waiting" : "started"), step.n);
            if (id === undefined) continue;
            if (step.do === "start") fleet.start(id);
            else if (step.do === "back") fleet.handBack(id);
            else fleet.end(id, step.do);
          }
        }
        await Promise.allSettled(pending);
        await world.desk.settle();
        for (const id of promised) expect(world.desk.status(id)).toBeDefined();
        // Whatever was heard, the journal alone leads to the same book.
        const again = await desk(journal);
        for (const { order, state } of world.desk.book.all())
          if (isOver(state)) expect(again.desk.status(order.id)?.state).toBe(state);
      }),
      { numRuns: 100 },
    );
  });
});
