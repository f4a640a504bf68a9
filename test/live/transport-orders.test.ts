// Transport orders without a fleet: who gets what, cancelling in every phase, and what a restart finds.
import { describe, expect, it } from "vitest";
import { actedFor, SiteOrders, type TransportOptions, TransportOrders } from "../../devices/live/index.ts";
import type { FleetOrderEvent } from "../../devices/orders/index.ts";
import { Random } from "../../sim/kernel/index.ts";
import { fakeFleet, robotState } from "./fake-robots.ts";

function start(places: readonly number[], options: Partial<TransportOptions> = {}) {
  const { robots, view } = fakeFleet(places);
  const transports = new TransportOrders({ robotCount: places.length, runName: "r", ...options });
  const events: FleetOrderEvent[] = [];
  transports.subscribe((event) => events.push(event));
  const order = (id: string, from: number, to = 50, more: { priority?: number; dueMs?: number } = {}) =>
    transports.submit({ id, from, to, priority: 0, ...more });
  const carrier = (id: string) => transports.status(id)?.robot;
  /** The robot arrives, does what it is told, and its loads are as said afterwards. */
  const act = (robot: number, result: "FINISHED" | "FAILED" | "LOST", loads: readonly string[]) => {
    const { actionId } = transports.arrive(robot);
    robots[robot]!.state = robotState(loads);
    transports.finish(robot, actionId, result, view);
  };
  return { robots, view, transports, events, order, carrier, act };
}

describe("who gets what", () => {
  it("is least total way, not the nearest for whoever comes first", () => {
    // Nearest-first gives robot 0 the order at 6 and sends robot 1 all the way to 0.
    const { transports, order, carrier, view } = start([5, 9]);
    order("a", 6);
    order("b", 0);
    transports.assign(view, 0);
    expect([carrier("a"), carrier("b")]).toEqual([1, 0]);
  });

  it("is never a longer way in all than nearest-first, on random lines", () => {
    for (let seed = 0; seed < 200; seed += 1) {
      const random = new Random(seed, "test/transport-assignment");
      const places = Array.from({ length: 5 }, () => random.below(100));
      const froms = Array.from({ length: 5 }, () => random.below(100));
      const { transports, order, carrier, view } = start(places);
      for (const [i, from] of froms.entries()) order(`o${i}`, from);
      transports.assign(view, 0);
      const way = froms.reduce((sum, from, i) => sum + Math.abs(places[carrier(`o${i}`)!]! - from), 0);
      const left = [...places];
      let nearest = 0;
      for (const from of froms) {
        left.sort((a, b) => Math.abs(a - from) - Math.abs(b - from));
        nearest += Math.abs(left.shift()! - from);
      }
      expect(way, `seed ${seed}`).toBeLessThanOrEqual(nearest);
    }
  });

  it("is priority first, then who is due, then who is near", () => {
    const { transports, order, carrier, view } = start([0]);
    order("near", 1);
    order("due", 90, 50, { dueMs: 60_000 });
    order("urgent", 99, 50, { priority: 1 });
    for (const [i, id] of ["urgent", "due", "near"].entries()) {
      transports.assign(view, 0);
      expect(carrier(id), id).toBe(0);
      transports.cancel(id, "for the next");
      expect(transports.cancelledCount).toBe(i + 1);
    }
  });

  it("starves nobody: an order far away gets its turn though nearer ones keep coming", () => {
    const { transports, order, view, carrier } = start([0]);
    order("far", 99);
    let seconds = 0;
    for (; carrier("far") === -1 && seconds < 3_600; seconds += 30) {
      order(`n${seconds}`, 1);
      transports.assign(view, seconds * 1_000);
      if (carrier("far") === -1) transports.cancel(`n${seconds}`, "done");
    }
    expect(carrier("far")).toBe(0);
    expect(seconds).toBeLessThan(1_200);
  });

  it("sends no more robots to a place than may wait there, and none that is loaded with something else", () => {
    const { transports, order, view, robots } = start([0, 1, 2, 3, 4, 5]);
    for (let i = 0; i < 6; i += 1) order(`o${i}`, 20);
    robots[0]!.state = robotState(["a stranger's"]);
    transports.assign(view, 0);
    const going = [0, 1, 2, 3, 4, 5].filter((robot) => transports.hasWork(robot));
    expect(going).toHaveLength(3);
    expect(going).not.toContain(0);
  });
});

describe("cancelling", () => {
  it("takes back what no robot has loaded", () => {
    const { transports, order, view, events } = start([0]);
    order("a", 5);
    order("b", 6);
    transports.assign(view, 0);
    transports.cancel("a", "not needed");
    transports.cancel("b", "not needed");
    expect(events).toEqual([
      { kind: "started", id: "a", robot: "0" },
      { kind: "cancelled", id: "a", reason: "not needed" },
      { kind: "cancelled", id: "b", reason: "not needed" },
    ]);
    expect([transports.hasWork(0), transports.openCount]).toEqual([false, 0]);
  });

  it("during the pick: a pick that fails ends it, one that succeeds is carried on", () => {
    for (const result of ["FAILED", "FINISHED"] as const) {
      const { transports, order, view, act, events, robots } = start([0]);
      order("a", 5);
      transports.assign(view, 0);
      const { actionId } = transports.arrive(0);
      transports.cancel("a", "no");
      robots[0]!.state = robotState(result === "FINISHED" ? ["a"] : []);
      transports.finish(0, actionId, result, view);
      if (result === "FINISHED") {
        expect(transports.goalOf(0)).toBe(50);
        act(0, "FINISHED", []);
      }
      expect(events.at(-1)!.kind).toBe(result === "FINISHED" ? "done" : "cancelled");
    }
  });

  it("brings a load back where the site wants that", () => {
    const { transports, order, view, act, events } = start([0], { cancelledLoads: "bring-back" });
    order("a", 5);
    transports.assign(view, 0);
    act(0, "FINISHED", ["a"]);
    expect(transports.goalOf(0)).toBe(50);
    transports.cancel("a", "no");
    expect(transports.goalOf(0)).toBe(5);
    act(0, "FINISHED", []);
    expect(events.at(-1)).toEqual({ kind: "cancelled", id: "a", reason: "no" });
  });

  it("is answered for unknown ids too", () => {
    const { transports, events } = start([0]);
    transports.cancel("x", "no");
    expect(events).toEqual([{ kind: "cancelled", id: "x", reason: "no" }]);
  });
});

describe("what happens", () => {
  it("is told: started, returned to the queue, done; a pick that fails three times ends the order", () => {
    const { transports, order, view, act, events, robots } = start([0, 30]);
    order("a", 5);
    transports.assign(view, 0);
    transports.unassign(0, "out");
    robots[0]!.free = false;
    transports.assign(view, 1);
    act(1, "FINISHED", ["a"]);
    act(1, "LOST", []);
    order("b", 35);
    transports.assign(view, 2);
    for (let i = 0; i < 3; i += 1) act(1, "FAILED", []);
    expect(events.map(({ kind, id }) => `${kind} ${id}`)).toEqual([
      "started a",
      "returned a",
      "started a",
      "done a",
      "started b",
      "failed b",
    ]);
  });
});

describe("after a restart", () => {
  const restarted = (state: ReturnType<typeof robotState> | null, robot = "0") => {
    const made = start([0, 9]);
    made.robots[0]!.state = state;
    made.transports.submit({ id: "a", from: 5, to: 50, priority: 0 }, { robot });
    made.transports.assign(made.view, 0);
    return made;
  };

  it("a load that a robot carries is brought to its destination", () => {
    const { transports, events } = restarted(robotState(["a"]), "1");
    expect([transports.status("a")!.phase, transports.goalOf(0)]).toEqual(["to-drop", 50]);
    expect(events).toEqual([{ kind: "started", id: "a", robot: "0" }]);
  });
  it("an order whose drop a robot shows as finished is done", () => {
    const { events } = restarted(robotState([], { "a-pick-r4": "FINISHED", "a-drop-r5~2": "FINISHED" }));
    expect(events).toEqual([{ kind: "done", id: "a" }]);
  });
  it("what a robot has shown before it got another order is remembered", () => {
    const { robots, view, transports, events } = start([0]);
    transports.submit({ id: "a", from: 5, to: 50, priority: 0 }, { robot: "0" });
    robots[0]!.state = robotState([], { "a-drop-x1": "FINISHED" });
    transports.watch(view);
    robots[0]!.state = robotState([], {}, "o2");
    transports.assign(view, 0);
    expect(events).toEqual([{ kind: "done", id: "a" }]);
  });
  it("an order that its robot had not loaded goes to whoever is nearest", () => {
    const { transports, events } = restarted(robotState([], { "a-pick-r4": "FAILED" }));
    expect(events[0]).toMatchObject({ kind: "returned", id: "a" });
    expect(transports.status("a")!.phase).toBe("to-pickup");
  });
  it("a robot that carries a load without a loadId may carry this one", () => {
    const { transports, events } = restarted({ ...robotState([]), loads: [{ loadType: "EPAL" }] });
    expect(events).toEqual([]);
    expect(transports.unclear.map(({ id }) => id)).toEqual(["a"]);
  });
  it.each([
    ["picked, and nobody carries it", robotState([], { "a-pick-r4": "FINISHED" }), "0"],
    ["its robot has forgotten all", robotState([], {}, ""), "0"],
    ["its robot does not say what it carries", robotState(undefined), "0"],
    ["its robot is silent", null, "0"],
    ["its robot is not in the fleet", robotState([]), "9"],
    ["nobody knows its robot", robotState([]), ""],
  ])("%s: nothing is guessed, a person decides", (_, state, robot) => {
    const { transports, view, events } = restarted(state, robot);
    expect(transports.unclear.map(({ id }) => id)).toEqual(["a"]);
    expect(events).toEqual([]);
    expect(transports.decide("a", "at-pickup")).toBe(true);
    transports.assign(view, 1);
    expect(events.map(({ kind }) => kind)).toEqual(["returned", "started"]);
    expect(transports.decide("a", "gone")).toBe(false);
  });
  it("an order for which no robot was ever told to act, by the journal, is free at once", () => {
    const acted = actedFor(["a-pick-r1", "b-c-drop-r2~3", "odd"]);
    expect([...acted]).toEqual(["a", "b-c"]);
    const { transports, view, events } = start([0]);
    const orders = new SiteOrders(
      transports,
      new Map([
        ["x", 1],
        ["y", 2],
      ]),
      acted,
    );
    const order = { kind: "transport", priority: 0, from: "x", to: "y" } as const;
    orders.submit({ ...order, id: "a" }, { started: true });
    orders.submit({ ...order, id: "z" }, { started: true });
    transports.assign(view, 0);
    expect(events.map(({ kind, id }) => `${kind} ${id}`)).toEqual(["returned z", "started z"]);
    expect(transports.unclear.map(({ id }) => id)).toEqual(["a"]);
  });
  it("an order for which a robot was told to act has begun, even if its start was never written down", () => {
    const { transports, view, events } = start([0]);
    const places = new Map([
      ["x", 1],
      ["y", 2],
    ]);
    const orders = new SiteOrders(transports, places, new Set(["a"]));
    orders.submit({ kind: "transport", id: "a", priority: 0, from: "x", to: "y" }, { started: false });
    transports.assign(view, 0);
    expect(transports.unclear.map(({ id }) => id)).toEqual(["a"]);
    expect(events).toEqual([]);
  });
  it("a person may say that it has been delivered, or that it is gone", () => {
    for (const [word, kind] of [
      ["delivered", "done"],
      ["gone", "failed"],
    ] as const) {
      const { transports, events } = restarted(null);
      transports.decide("a", word);
      expect(events[0]).toMatchObject({ kind, id: "a" });
    }
  });
});

describe("orders by names of places", () => {
  it("are refused in words where there is no such place, and known ids are taken without effect", () => {
    const { transports } = start([0]);
    const orders = new SiteOrders(
      transports,
      new Map([
        ["in", 3],
        ["out", 7],
      ]),
    );
    const order = { kind: "transport", id: "a", priority: 2, from: "in", to: "out", dueMs: 9 } as const;
    expect(orders.submit(order, { started: false })).toEqual({ kind: "taken" });
    expect(orders.submit(order, { started: true, robot: "0" })).toEqual({ kind: "taken" });
    expect(transports.status("a")).toMatchObject({ from: 3, to: 7, priority: 2, dueMs: 9, phase: "waiting" });
    expect(orders.submit({ ...order, id: "b", to: "moon" }, { started: false })).toEqual({
      kind: "refused",
      reason: "no place moon on this site",
    });
    expect(
      orders.submit({ kind: "warehouse", id: "c", priority: 0, lines: [] }, { started: false }).kind,
    ).toBe("refused");
  });
});

describe("a robot that cannot, by what it says of itself", () => {
  it("gives the order to one that can, and is not asked for it again", () => {
    const { transports, order, carrier, view, events } = start([5, 90]);
    order("a", 6);
    transports.assign(view, 0);
    expect(carrier("a")).toBe(0);
    const { actionId } = transports.arrive(0);
    transports.refuse(0, actionId, "its factsheet does not allow it: pick");
    transports.assign(view, 0);
    expect(carrier("a")).toBe(1);
    expect(events.map(({ kind }) => kind)).toEqual(["started", "returned", "started"]);
  });

  it("is the end of an order that nobody can do", () => {
    const { transports, order, view, events } = start([5, 90]);
    order("a", 6);
    for (const robot of [0, 1]) {
      transports.assign(view, 0);
      transports.refuse(robot, transports.arrive(robot).actionId, "pick");
    }
    expect(transports.status("a")).toMatchObject({ phase: "failed", note: "pick" });
    expect(events.at(-1)).toEqual({ kind: "failed", id: "a", reason: "pick" });
  });
});
