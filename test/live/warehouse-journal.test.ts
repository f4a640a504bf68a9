// A live warehouse's books through a crash: what was written leads to exactly the same books, copies or not.
import { afterAll, describe, expect, it } from "vitest";
import { createMemoryJournal, type Journal } from "../../devices/journal/index.ts";
import { SiteBooks, WarehouseJournal } from "../../devices/live/warehouse/index.ts";
import { closeSolver, WarehouseWorld } from "./warehouse-world.ts";

afterAll(() => closeSolver());
const of = "a warehouse";

async function open(journal: Journal, copyAfter: number) {
  const opened = await WarehouseJournal.open(journal, of, copyAfter);
  if (opened.kind !== "open") throw new Error(`the books of ${opened.of}`);
  return opened;
}

describe("books in a journal", () => {
  it.each([40, 100_000])("come back as they were, with a copy every %i records", async (copyAfter) => {
    const store = createMemoryJournal();
    const world = new WarehouseWorld({
      seed: 3,
      robots: 6,
      strategy: "fcfs-nearest",
      overrides: ["demand.ordinaryOrdersPerDay=60000"],
    });
    const { journal, history } = await open(store, copyAfter);
    expect(history).toBeNull();
    world.keep = () => journal.keep(world.work);
    await world.run(60);
    expect(world.faults).toEqual([]);
    expect(world.see.pods.robot.some((robot) => robot >= 0)).toBe(true);
    expect(store.firstSequence > 1).toBe(copyAfter === 40);

    const again = (await open(store, copyAfter)).history!;
    const { setup, createDemand } = world.work.options;
    const { cell, heading } = again.opened;
    const robots = {
      ...setup.robots,
      cell: Int32Array.from(cell),
      heading: Uint8Array.from(heading),
      charge: new Float64Array(cell.length).fill(1),
    };
    const books = new SiteBooks({ ...setup, robots }, createDemand());
    if (again.saved !== null) books.restore(again.saved);
    for (const step of again.steps) books.take(step);
    expect(books.save()).toEqual(world.work.books!.save());
    expect(again.handlings.length).toBeGreaterThan(0);
  });

  it("are those of one warehouse: another one does not go on from them", async () => {
    const store = createMemoryJournal();
    await open(store, 10);
    expect(await WarehouseJournal.open(store, "another")).toEqual({ kind: "other", of });
  });

  it("that cannot be written are written the next time, and nobody hears of them before", async () => {
    const store = createMemoryJournal();
    let broken = false;
    const frail: Journal = {
      ...store,
      get firstSequence() {
        return store.firstSequence;
      },
      get lastSequence() {
        return store.lastSequence;
      },
      append: (records) => (broken ? Promise.reject(new Error("disk full")) : store.append(records)),
    };
    const { journal } = await open(frail, 100_000);
    const world = new WarehouseWorld({ seed: 3, robots: 2, strategy: "fcfs-nearest", demand: "desk" });
    const heard: string[] = [];
    world.work.desk.subscribe(({ kind, id }) => heard.push(`${id} ${kind}`));
    world.keep = async () => {};
    world.work.desk.submit(world.orderOf("o1"), { started: false });
    await world.run(20);
    broken = true;
    await expect(journal.keep(world.work)).rejects.toThrow("disk full");
    Object.assign(world.work.options, { recordsMax: 40 });
    await world.run(40);
    const stoodAt = world.work.books!.world.observation.step;
    await world.run(20);
    expect(world.work.books!.world.observation.step).toBe(stoodAt);
    expect([heard, journal.isDue(world.work)]).toEqual([[], true]);
    broken = false;
    await journal.keep(world.work);
    expect([heard, journal.isDue(world.work)]).toEqual([["o1 started"], false]);
    await world.run(2);
    expect(world.work.books!.world.observation.step).toBeGreaterThan(stoodAt);
  });
});
