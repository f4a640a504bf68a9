// Orders of other systems in a live warehouse's books, and what the desk hears of them.
import { describe, expect, it } from "vitest";
import { SiteBooks, WarehouseDesk } from "../../devices/live/warehouse/index.ts";
import type { SiteOrder } from "../../devices/orders/index.ts";
import { pictureFloor, scriptedDemand, tinySetup } from "../sim/tiny-world.ts";

const floor = pictureFloor("p..P");
const setup = tinySetup({
  floor,
  robots: [{ at: 1 }],
  pods: [{ at: 0, stock: [[0, 5]] }],
  motion: { kind: "reported" },
});
const order = (id: string, more: object = {}): SiteOrder => ({
  kind: "warehouse",
  id,
  priority: 0,
  lines: [{ sku: "red", quantity: 2 }],
  ...more,
});

function rig(scenarioOrders: Parameters<typeof scriptedDemand>[0] = []) {
  const books = new SiteBooks(setup, scriptedDemand(scenarioOrders));
  const desk = new WarehouseDesk(setup.skus, setup.stepSeconds * 1000);
  const heard: string[] = [];
  desk.subscribe(({ kind, id }) => heard.push(`${id} ${kind}`));
  const step = () => {
    desk.enter(books, 0);
    const record = books.step();
    desk.hear(books);
    return record;
  };
  const say = () => desk.say(desk.takeWords());
  return { books, desk, heard, step, say };
}

describe("orders of other systems", () => {
  it("enter the books behind those of the scenario, and keep their names", () => {
    const { books, desk, step } = rig([{ step: 1, lines: [1, 1] }]);
    expect(desk.submit(order("a", { dueMs: 90_000 }), { started: false })).toEqual({ kind: "taken" });
    desk.submit(order("a", { dueMs: 90_000 }), { started: false });
    expect(step().orders).toEqual([{ id: "a", priority: 0, dueStep: 90, lines: [0, 2] }]);
    expect(books.numberOf.get("a")).toBe(1);
    expect(books.world.observation.orders.count).toBe(2);
  });

  it("are refused for what this site cannot do", () => {
    const { desk } = rig();
    const refusal = (odd: SiteOrder) => desk.submit(odd, { started: false }).kind;
    expect(refusal({ kind: "transport", id: "t", priority: 0, from: "a", to: "b" })).toBe("refused");
    expect(refusal(order("b", { lines: [{ sku: "mauve", quantity: 1 }] }))).toBe("refused");
    expect(refusal(order("c", { lines: [{ sku: "red", quantity: 0.5 }] }))).toBe("refused");
    expect(refusal(order("d", { station: "P3" }))).toBe("refused");
  });

  it("enter in the order in which they came, with the newest priority", () => {
    const { desk, step } = rig();
    for (const id of ["b", "a", "c"]) desk.submit(order(id), { started: false });
    desk.setPriority("b", 3);
    desk.setPriority("nobody's", 3);
    expect(step().orders?.map(({ id, priority }) => [id, priority])).toEqual([
      ["b", 3],
      ["a", 0],
      ["c", 0],
    ]);
  });

  it("are forgotten when they have been over for long, and a restart knows the same ones", () => {
    const { books, desk, step } = rig();
    const ids = Array.from({ length: 15_010 }, (_, i) => `o${i}`);
    for (const id of ids) desk.submit(order(id), { started: false });
    const records = [step()];
    for (const id of ids.slice(1)) desk.cancel(id);
    records.push(step());
    expect(books.idOf.size).toBe(15_001);
    expect([0, 9, 10].map((i) => books.numberOf.has(`o${i}`))).toEqual([true, false, true]);
    const [replayed, copied] = [rig(), rig()];
    for (const record of records) replayed.books.take(record);
    copied.books.restore(books.save());
    for (const again of [replayed, copied]) {
      expect([...again.books.idOf]).toEqual([...books.idOf]);
      again.desk.cancel("o0");
      again.step();
      expect(again.books.numberOf.has("o10")).toBe(false);
    }
  });

  it("are told of when the books are safe, not before", () => {
    const { books, desk, heard, step, say } = rig();
    desk.submit(order("a"), { started: false });
    step();
    books.apply({ actions: new Uint8Array(1), dispatch: [{ kind: "assign-order", order: 0, station: 0 }] });
    step();
    expect(heard).toEqual([]);
    const words = desk.takeWords();
    desk.putBack(words);
    say();
    expect(heard).toEqual(["a started"]);
  });

  it("are cancelled at once before they are in the books, with the next step after, and unknown ones too", () => {
    const { desk, heard, step, say } = rig();
    desk.submit(order("a"), { started: false });
    desk.cancel("a");
    desk.submit(order("b"), { started: false });
    step();
    desk.cancel("b");
    desk.cancel("nobody's");
    step();
    say();
    expect(heard).toEqual(["a cancelled", "nobody's cancelled", "b cancelled"]);
  });

  it("that are handed over again after a restart are not taken twice, and their end is told", () => {
    const { books, desk, step } = rig();
    desk.submit(order("a"), { started: false });
    desk.submit(order("b"), { started: false });
    const records = [step()];
    desk.cancel("a");
    records.push(step());
    const again = rig();
    for (const record of JSON.parse(JSON.stringify(records))) again.books.take(record);
    expect(again.books.save()).toEqual(books.save());
    for (const id of ["a", "b"]) again.desk.submit(order(id), { started: false });
    expect(again.step().orders).toBeUndefined();
    again.say();
    expect(again.heard).toEqual(["a cancelled"]);
  });
});
