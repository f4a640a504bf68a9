import { describe, expect, test } from "vitest";
import { type Fault, OrderState, type PlannedFault, RobotAction } from "../../sim/model/index.ts";
import { IllegalMoveError, WorldSetupError } from "../../sim/world/index.ts";
import { pictureFloor, TinyWorld, type TinyWorldOptions } from "./tiny-world.ts";

const { forward, lift } = RobotAction;

/** Robot 0 brings pod 0, with three red and three green units, to pick station 0 and stays; station 1 is next to it. */
function atStation(options: Partial<TinyWorldOptions> = {}): TinyWorld {
  const tiny = new TinyWorld({
    floor: pictureFloor("pPP"),
    robots: [{ at: 0 }],
    pods: [
      {
        at: 0,
        stock: [
          [0, 3],
          [1, 3],
        ],
      },
    ],
    ...options,
  });
  tiny.step([lift]);
  tiny.waitFor("podLifted");
  tiny.step([forward]);
  return tiny;
}
const inject = (tiny: TinyWorld, fault: Fault) => tiny.world.inject({ ...fault, step: tiny.see.step + 1 });
const everyone = { kind: "orders-cancelled", share: 1 } as const;
const twoReds = [{ step: 1, lines: [0, 2] }];
const assign = (order: number, station = 0) => ({ kind: "assign-order", order, station }) as const;
const pickReds = { kind: "pick", station: 0, pod: 0, line: 0, units: 2 } as const;

describe("a cancelled order", () => {
  test("that waits for a station is gone", () => {
    const tiny = atStation({ orders: twoReds });
    inject(tiny, everyone);
    expect(tiny.step()).toEqual(["orderCancelled 0"]);
    expect(tiny.see.orders.state[0]).toBe(OrderState.cancelled);
    expect(tiny.dispatch(assign(0))).toEqual(["commandRejected 0 0 0"]);
  });

  test("gives back its slot, its promises and the unit in the person's hands", () => {
    const tiny = atStation({ orders: twoReds });
    tiny.dispatch(assign(0), pickReds);
    const { stations, pods, requests } = tiny.see;
    expect([stations.slotsUsed[0], pods.slotReserved[0], requests.count(0, 0)]).toEqual([1, 2, 2]);
    inject(tiny, everyone);
    expect(tiny.step()).toEqual(["orderCancelled 0 0"]);
    expect([stations.slotsUsed[0], pods.slotReserved[0], requests.count(0, 0)]).toEqual([0, 0, 0]);
    expect(tiny.waitFor("podServed")).toBeGreaterThan(0);
    expect([stations.unitsDone[0], pods.slotUnits[0]]).toEqual([0, 3]);
  });

  test("of which a unit has been picked sends it back to the dock as a bundle", () => {
    const tiny = atStation({ orders: twoReds });
    tiny.dispatch(assign(0), pickReds);
    tiny.waitFor("unitPicked");
    inject(tiny, everyone);
    expect(tiny.step()).toEqual(["orderCancelled 0 0", "unitsReturned 0", "podServed 0 0 0"]);
    const { bundles, pods } = tiny.see;
    expect([bundles.count, bundles.sku[0], bundles.units[0], pods.slotUnits[0]]).toEqual([1, 0, 1, 2]);
  });

  test("leaves the other orders' units of the same pod promised", () => {
    const tiny = atStation({
      orders: [
        { step: 1, lines: [0, 1] },
        { step: 1, lines: [1, 2] },
      ],
      faults: { cancellation: { share: 1, secondsMin: 8, secondsMax: 8, until: "assigned" } },
    });
    tiny.dispatch(assign(1), { kind: "pick", station: 0, pod: 0, line: 1, units: 2 });
    // Order 0 still waits when its customer cancels; order 1 has a station, which is too late here.
    const seen = Array.from({ length: 12 }, () => tiny.step()).flat();
    expect(seen).toContain("orderCancelled 0");
    expect(seen).toContain("cancellationTooLate 1");
    expect(tiny.see.orders.linePicked[1]).toBe(2);
  });

  test("whose last unit has been picked is too late to cancel", () => {
    const tiny = atStation({ orders: [{ step: 1, lines: [0, 1] }] });
    tiny.dispatch(assign(0), { ...pickReds, units: 1 });
    tiny.waitFor("unitPicked");
    inject(tiny, everyone);
    expect(tiny.step()).toEqual(["cancellationTooLate 0"]);
    expect(tiny.waitFor("orderDone")).toBe(1);
  });

  test("is the same one, at the same time after its arrival, whatever else happens", () => {
    const cancelled = (stations: number) => {
      const orders = Array.from({ length: 40 }, (_, i) => ({ step: 1 + i, lines: [0, 1] }));
      const cancellation = { share: 0.4, secondsMin: 10, secondsMax: 90, until: "done" } as const;
      const tiny = atStation({ orders, faults: { cancellation } });
      if (stations > 0) tiny.dispatch(assign(0), assign(1));
      const seen: string[] = [];
      for (let i = 0; i < 150; i += 1) {
        for (const event of tiny.step())
          if (event.startsWith("orderCancelled")) seen.push(`${tiny.see.step} ${event.split(" ")[1]}`);
      }
      return seen;
    };
    expect(cancelled(0).length).toBeGreaterThan(8);
    expect(cancelled(1)).toEqual(cancelled(0));
  });
});

describe("a station closed by a fault", () => {
  const closes = { kind: "station-closes", station: 0, steps: 10 } as const;

  test("finishes what it holds", () => {
    const tiny = atStation({ orders: twoReds });
    tiny.dispatch(assign(0), pickReds);
    inject(tiny, closes);
    expect(tiny.step()).toEqual(["stationClosed 0"]);
    expect(tiny.waitFor("orderDone")).toBeLessThan(9);
  });

  test("or lets it wait until it opens again", () => {
    const tiny = atStation({ orders: twoReds });
    tiny.dispatch(assign(0), pickReds);
    inject(tiny, { ...closes, orders: "wait" });
    expect(tiny.step()).toEqual(["stationClosed 0"]);
    expect(tiny.see.stations.away[0]).toBe(1);
    // Only the unit in hand is finished.
    expect(tiny.waitFor("stationOpened")).toBe(10);
    expect([tiny.see.stations.unitsDone[0], tiny.see.stations.away[0]]).toEqual([1, 0]);
    tiny.waitFor("orderDone");
  });

  test("or hands back orders not begun, which another station may take", () => {
    const tiny = atStation({ orders: twoReds });
    tiny.dispatch(assign(0));
    inject(tiny, { ...closes, orders: "hand-back" });
    expect(tiny.step()).toEqual(["stationClosed 0", "orderReturned 0 0"]);
    expect(tiny.see.stations.slotsUsed[0]).toBe(0);
    expect(tiny.dispatch(assign(0, 1))).toEqual(["orderAssigned 0 1"]);
  });
});

describe("people", () => {
  test("away let the pod wait; the pod is served when they are back", () => {
    const tiny = atStation({ orders: twoReds });
    inject(tiny, { kind: "person-away", station: 0, steps: 20 });
    tiny.step();
    tiny.dispatch(assign(0), pickReds);
    expect(tiny.waitFor("unitPicked")).toBe(21);
    expect(tiny.see.stations.open[0]).toBe(1);
  });

  test("work at their own pace, and more slowly for a while", () => {
    const pickSteps = (pace: number, slow: boolean) => {
      const tiny = atStation({
        orders: twoReds,
        stations: { pickSecondsPerUnit: 10, pickPodSecondsPerUnit: 10 },
        people: {
          service: { kind: "constant" },
          paceDeviation: 0,
          paceMin: 1,
          paceMax: 1,
          pace: Float64Array.of(pace, 1),
        },
      });
      if (slow) {
        inject(tiny, { kind: "station-slows", station: 0, steps: 99, timeFactor: 3 });
        tiny.step();
      }
      tiny.dispatch(assign(0), pickReds);
      return tiny.waitFor("unitPicked");
    };
    expect([pickSteps(1, false), pickSteps(0.7, false), pickSteps(1, true)]).toEqual([10, 7, 30]);
  });

  test("of the next shift have another pace, within the bounds", () => {
    const tiny = atStation({
      people: {
        service: { kind: "constant" },
        paceDeviation: 0.3,
        paceMin: 0.8,
        paceMax: 1.2,
        pace: new Float64Array(),
      },
    });
    const paces = () => tiny.world.snapshot().stations.pace!;
    const seen = new Set(paces());
    for (let shift = 0; shift < 50; shift += 1) {
      inject(tiny, { kind: "shift-changes" });
      tiny.step();
      for (const pace of paces()) {
        expect(pace).toBeGreaterThanOrEqual(0.8);
        expect(pace).toBeLessThanOrEqual(1.2);
        seen.add(pace);
      }
    }
    expect(seen.size).toBe(102);
  });
});

describe("a closed cell", () => {
  const floor = pictureFloor("....");
  test("may be left but not entered, until it opens", () => {
    const tiny = new TinyWorld({ floor, robots: [{ at: 1 }] });
    inject(tiny, { kind: "cell-closes", cell: 1, steps: 5 });
    expect(tiny.step()).toEqual(["cellClosed 1 5"]);
    tiny.step([forward]);
    tiny.step([RobotAction.turnRight]);
    tiny.step([RobotAction.turnRight]);
    expect(() => tiny.step([forward])).toThrow(IllegalMoveError);
  });
  test("opens by itself", () => {
    const tiny = new TinyWorld({ floor, robots: [{ at: 0 }] });
    inject(tiny, { kind: "cell-closes", cell: 1, steps: 5 });
    tiny.step();
    expect(tiny.waitFor("cellOpened")).toBe(5);
    tiny.step([forward]);
    expect(tiny.see.robots.cell[0]).toBe(1);
  });
});

describe("stock", () => {
  test("that is lost is only what nobody has been promised", () => {
    const tiny = atStation({ orders: twoReds });
    tiny.dispatch(assign(0), pickReds);
    inject(tiny, { kind: "stock-lost", sku: 0, units: 99 });
    expect(tiny.step()).toEqual(["stockLost 0 1 0"]);
    tiny.waitFor("orderDone");
  });

  test("that is short is said when the order comes, and the order waits", () => {
    const tiny = atStation({ orders: [{ step: 12, lines: [0, 4] }] });
    tiny.waitFor("orderShort");
    expect(tiny.events()).toEqual(["orderArrived 0", "orderShort 0 0"]);
    expect(tiny.see.orders.state[0]).toBe(OrderState.waiting);
  });

  const ask = { kind: "request-supply", sku: 2, units: 4 } as const;

  test("on its way comes when the supplier delivers again", () => {
    const tiny = atStation();
    inject(tiny, { kind: "supplier-stops", steps: 30 });
    tiny.dispatch(ask);
    expect(tiny.waitFor("bundleArrived")).toBe(30);
  });

  test("may be late by what is drawn", () => {
    const tiny = atStation({ late: { share: 1, secondsMin: 20, secondsMax: 20 } });
    expect(tiny.dispatch(ask)).toEqual(["deliveryLate 2 4"]);
    expect(tiny.waitFor("bundleArrived")).toBe(25);
  });
});

describe("a surge of orders", () => {
  const orders = Array.from({ length: 40 }, (_, index) => ({ step: 10 + index, lines: [0, 1] }));
  const arrivals = (tiny: TinyWorld, steps: number) =>
    Array.from(
      { length: steps },
      () => tiny.step().filter((event) => event.startsWith("orderArrived")).length,
    );

  test("lets each order come as often as its factor says, and no longer than it lasts", () => {
    const tiny = atStation({ orders });
    while (tiny.see.step < 9) tiny.step();
    inject(tiny, { kind: "orders-surge", steps: 5, factor: 3 });
    expect(arrivals(tiny, 8)).toEqual([1, 3, 3, 3, 3, 1, 1, 1]);
  });
  test("draws what is no whole number, the same after a snapshot", () => {
    const tiny = atStation({ orders });
    inject(tiny, { kind: "orders-surge", steps: 60, factor: 1.5 });
    while (tiny.see.step < 20) tiny.step();
    const saved = structuredClone(tiny.world.snapshot());
    const counts = arrivals(tiny, 29);
    expect(new Set(counts)).toEqual(new Set([1, 2]));
    tiny.world.restore(saved);
    expect(arrivals(tiny, 29)).toEqual(counts);
  });
  test("by less than once is refused", () => {
    const surge = { kind: "orders-surge", steps: 5, factor: 0.5 } as const;
    expect(() => inject(atStation(), surge)).toThrow(/factor: expected a number of at least 1, found 0.5/);
  });
});

describe("injecting", () => {
  test("what does not fit the site is refused with what is wrong", () => {
    const tiny = atStation();
    const closing = { kind: "station-closes", station: 7, steps: 0 } as const;
    expect(() => inject(tiny, closing)).toThrow(WorldSetupError);
    expect(() => inject(tiny, closing)).toThrow(
      /injected\[0\]\.station: expected a station below 2, found 7/,
    );
    expect(tiny.world.injected).toEqual([]);
  });

  test("goes the same way as planning the same faults from the start, across a snapshot", () => {
    const faults: readonly PlannedFault[] = [
      { kind: "robot-fails", step: 9, robot: 0, steps: 4 },
      { kind: "station-closes", step: 12, station: 0, steps: 3 },
      { kind: "station-closes", step: 15, station: 0, steps: 3, orders: "hand-back" },
      { kind: "orders-cancelled", step: 17, share: 0.5 },
    ];
    const orders = Array.from({ length: 20 }, (_, i) => ({ step: 2 + i, lines: [0, 1] }));
    const planned = atStation({ orders, faults: { planned: faults } });
    const live = atStation({ orders });
    const history = (tiny: TinyWorld, before: () => void) =>
      Array.from({ length: 20 }, () => {
        before();
        return tiny.step().join();
      });
    const expected = history(planned, () => {});
    expect(expected.join()).toContain("orderCancelled");
    const injectDue = () => {
      for (const fault of faults) if (fault.step === live.see.step + 1) live.world.inject(fault);
    };
    const saved = live.world.snapshot();
    expect(history(live, injectDue)).toEqual(expected);
    expect(live.world.injected).toEqual(faults);
    live.world.restore(structuredClone(saved));
    expect(live.world.injected).toEqual([]);
    expect(history(live, injectDue)).toEqual(expected);
  });
});
