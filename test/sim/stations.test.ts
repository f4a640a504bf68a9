import { describe, expect, test } from "vitest";
import {
  Activity,
  BundleState,
  type DispatchCommand,
  OrderState,
  RobotAction,
} from "../../sim/model/index.ts";
import { pictureFloor, TinyWorld, type TinyWorldOptions } from "./tiny-world.ts";

const { forward, lift } = RobotAction;

/** A pod with five red and three green units next to a pick station; one order of two red and one green. */
function pickWorld(options: Partial<TinyWorldOptions> = {}): TinyWorld {
  return new TinyWorld({
    floor: pictureFloor("pP."),
    robots: [{ at: 0 }],
    pods: [
      {
        at: 0,
        stock: [
          [0, 5],
          [1, 3],
        ],
      },
    ],
    orders: [{ step: 1, lines: [0, 2, 1, 1] }],
    ...options,
  });
}
const assign: DispatchCommand = { kind: "assign-order", order: 0, station: 0 };
const pick = (line: number, units: number): DispatchCommand => ({
  kind: "pick",
  station: 0,
  pod: 0,
  line,
  units,
});

function bringPod(tiny: TinyWorld): readonly string[] {
  tiny.step([lift]);
  tiny.waitFor("podLifted");
  return tiny.step([forward]);
}

describe("a pick station", () => {
  test("picks unit after unit: the pod two steps, the person four", () => {
    const tiny = pickWorld();
    expect(tiny.step()).toEqual(["orderArrived 0"]);
    expect(tiny.dispatch(assign, pick(0, 2), pick(1, 1))).toEqual(["orderAssigned 0 0"]);
    const { robots, stations, pods, orders, requests } = tiny.see;
    expect([requests.count(0, 0), stations.pendingRequests[0], stations.slotsUsed[0]]).toEqual([3, 3, 1]);
    expect([pods.slotReserved[0], pods.slotReserved[1], orders.lineReserved[0]]).toEqual([2, 1, 2]);

    expect(bringPod(tiny)).toEqual(["podArrived 0 0 0"]);
    expect([robots.activity[0], robots.busySteps[0], stations.busySteps[0]]).toEqual([
      Activity.driving,
      2,
      4,
    ]);
    const happened = Array.from({ length: 12 }, () => {
      const events = tiny.step();
      if (requests.count(0, 0) > 0) expect(robots.activity[0]).toBe(Activity.serving);
      return events;
    });
    // Units start at steps 0, 4 and 8 after docking and leave the pod two steps later; the order is done, and its slot free,
    // when the person has put the last one away two steps after that.
    expect(happened.map((events) => events.join())).toEqual([
      "",
      "unitPicked 0 0 0",
      "",
      "",
      "",
      "unitPicked 0 0 0",
      "",
      "",
      "",
      "unitPicked 1 0 0,podServed 0 0 0",
      "",
      "orderDone 0 0",
    ]);
    expect([orders.state[0], orders.doneStep[0]]).toEqual([OrderState.done, tiny.see.step]);
    expect([stations.slotsUsed[0], stations.unitsDone[0], stations.podVisits[0], pods.visits[0]]).toEqual([
      0, 3, 1, 1,
    ]);
    expect([...pods.slotUnits]).toEqual([3, 2, 0, 0]);
    expect([...pods.slotReserved]).toEqual([0, 0, 0, 0]);
    expect(pods.usedVolume[0]).toBe(5);
    tiny.step();
    expect(robots.activity[0]).toBe(Activity.waiting);
  });

  test("a request added while the pod stands there is served, and said again when done", () => {
    const tiny = pickWorld();
    tiny.step();
    tiny.dispatch(assign, pick(0, 2));
    bringPod(tiny);
    tiny.waitFor("podServed");
    tiny.dispatch(pick(1, 1));
    expect(tiny.waitFor("podServed")).toBeGreaterThan(0);
    expect(tiny.waitFor("orderDone")).toBe(2);
  });

  test("a pod without requests is served at once", () => {
    const tiny = pickWorld();
    expect(bringPod(tiny)).toEqual(["podArrived 0 0 0", "podServed 0 0 0"]);
    expect(tiny.step()).toEqual([]);
  });

  test("a robot may leave between two units, and what is left stays requested", () => {
    const tiny = pickWorld();
    tiny.step();
    tiny.dispatch(assign, pick(0, 2));
    bringPod(tiny);
    tiny.waitFor("unitPicked");
    tiny.step([forward]);
    expect([tiny.see.robots.cell[0], tiny.see.requests.count(0, 0)]).toEqual([2, 1]);
  });

  test("fractions of a step are carried on: 2.5 steps a unit are 25 steps for ten", () => {
    const tiny = pickWorld({
      orders: [{ step: 1, lines: [0, 10] }],
      pods: [{ at: 0, stock: [[0, 10]] }],
      stations: { pickSecondsPerUnit: 2.5, pickPodSecondsPerUnit: 2.5 },
    });
    tiny.step();
    tiny.dispatch(assign, pick(0, 10));
    bringPod(tiny);
    expect(tiny.waitFor("orderDone")).toBe(25);
  });

  test("refuses what cannot be done and changes nothing", () => {
    const tiny = pickWorld({ orders: [0, 1, 2].map(() => ({ step: 1, lines: [0, 4, 2, 1] })) });
    tiny.step();
    const order = (id: number): DispatchCommand => ({ kind: "assign-order", order: id, station: 0 });
    expect(tiny.dispatch(pick(0, 1))).toEqual(["commandRejected 3 0 0"]); // orderNotAtStation
    tiny.dispatch(order(0), order(1));
    expect(tiny.dispatch(order(0))).toEqual(["commandRejected 0 0 0"]); // orderNotWaiting
    expect(tiny.dispatch(order(2))).toEqual(["commandRejected 2 2 0"]); // stationFull
    expect(tiny.dispatch(pick(1, 1))).toEqual(["commandRejected 4 1 0"]); // podLacksUnits: no blue
    expect(tiny.dispatch(pick(0, 5))).toEqual(["commandRejected 5 0 0"]); // lineNeedsFewer
    expect(tiny.dispatch(pick(0, 4), pick(2, 2))).toEqual(["commandRejected 4 2 0"]); // one red is left
    expect(tiny.see.requests.count(0, 0)).toBe(4);
    tiny.dispatch({ kind: "close-station", station: 0 });
    expect(tiny.see.stations.open[0]).toBe(0);
    expect(tiny.dispatch(order(2))).toEqual(["commandRejected 1 2 0"]); // stationClosed
  });

  test("while the person is still busy with the last unit, the next pod may dock and waits its turn", () => {
    const tiny = new TinyWorld({
      floor: pictureFloor("ppP.."),
      robots: [{ at: 1 }, { at: 0 }],
      pods: [
        { at: 1, stock: [[0, 1]] },
        { at: 0, stock: [[1, 1]] },
      ],
      orders: [{ step: 1, lines: [0, 1, 1, 1] }],
    });
    tiny.step();
    tiny.dispatch(assign, pick(0, 1), { kind: "pick", station: 0, pod: 1, line: 1, units: 1 });
    tiny.step([lift, lift]);
    tiny.waitFor("podLifted");
    expect(tiny.step([forward, forward])).toEqual(["podArrived 0 0 0"]);
    tiny.step();
    expect(tiny.step()).toEqual(["unitPicked 0 0 0", "podServed 0 0 0"]);
    expect(tiny.step([forward, forward])).toEqual(["podArrived 1 1 0"]);
    // Step 3 after the first unit began: the person is free in the next one, and this pod needs two more.
    const { robots, stations } = tiny.see;
    expect([robots.busySteps[1], stations.busySteps[0]]).toEqual([0, 1]);
    tiny.step();
    expect([robots.busySteps[1], stations.busySteps[0], robots.activity[1]]).toEqual([
      2,
      4,
      Activity.serving,
    ]);
    expect(tiny.waitFor("orderDone")).toBe(4);
  });

  test("orders go to pick stations and bundles to replenishment stations", () => {
    const tiny = pickWorld({ floor: pictureFloor("pPR"), bundles: [{ step: 1, sku: 0, units: 1 }] });
    tiny.step();
    expect(
      tiny.dispatch(
        { kind: "assign-order", order: 0, station: 1 },
        { kind: "stow", station: 0, pod: 0, bundle: 0 },
      ),
    ).toEqual(["commandRejected 8 0 1", "commandRejected 8 0 0"]);
  });

  test("withdraw frees everything but the unit in the person's hands", () => {
    const tiny = pickWorld();
    tiny.step();
    tiny.dispatch(assign, pick(0, 2), pick(1, 1));
    bringPod(tiny);
    tiny.dispatch({ kind: "withdraw", station: 0, pod: 0 });
    const { pods, orders, requests, stations } = tiny.see;
    expect([requests.count(0, 0), stations.pendingRequests[0]]).toEqual([1, 1]);
    expect([...pods.slotReserved, ...orders.lineReserved.slice(0, 2)]).toEqual([1, 0, 0, 0, 1, 0]);
    expect(tiny.waitFor("podServed")).toBe(1);
    expect([orders.linePicked[0], orders.lineReserved[0], orders.state[0]]).toEqual([
      1,
      0,
      OrderState.assigned,
    ]);
  });

  test("a closed station finishes what it holds", () => {
    const tiny = pickWorld();
    tiny.step();
    tiny.dispatch(assign, pick(0, 2), { kind: "close-station", station: 0 });
    tiny.dispatch(pick(1, 1));
    bringPod(tiny);
    tiny.waitFor("orderDone");
    expect(tiny.see.stations.slotsUsed[0]).toBe(0);
  });

  test("units of one SKU in two slots of a pod are promised together", () => {
    const tiny = pickWorld({
      pods: [
        {
          at: 0,
          stock: [
            [0, 1],
            [1, 1],
            [0, 1],
          ],
        },
      ],
      orders: [{ step: 1, lines: [0, 2] }],
    });
    tiny.step();
    tiny.dispatch(assign, pick(0, 2));
    expect([...tiny.see.pods.slotReserved]).toEqual([1, 0, 1, 0]);
    bringPod(tiny);
    tiny.waitFor("orderDone");
    expect([...tiny.see.pods.slotSku]).toEqual([-1, 1, -1, -1]);
  });
});

describe("a replenishment station", () => {
  const stow = (bundle: number): DispatchCommand => ({ kind: "stow", station: 0, pod: 0, bundle });
  const stowWorld = () =>
    new TinyWorld({
      floor: pictureFloor("pR."),
      robots: [{ at: 0 }],
      pods: [{ at: 0, stock: [[0, 13]] }],
      bundles: [
        { step: 1, sku: 0, units: 4 },
        { step: 1, sku: 1, units: 2 },
        { step: 1, sku: 2, units: 4 },
      ],
    });

  test("stows bundles into their SKU's slot or an empty one, three steps each", () => {
    const tiny = stowWorld();
    expect(tiny.step()).toEqual(["bundleArrived 0", "bundleArrived 1", "bundleArrived 2"]);
    tiny.dispatch(stow(0), stow(1));
    const { pods, stations, bundles } = tiny.see;
    expect([pods.promisedVolume[0], stations.slotsUsed[0], bundles.state[0]]).toEqual([
      6,
      2,
      BundleState.assigned,
    ]);
    bringPod(tiny);
    expect(tiny.waitFor("bundleStowed")).toBe(3);
    expect(tiny.waitFor("podServed")).toBe(3);
    expect([...pods.slotSku, ...pods.slotUnits]).toEqual([0, 1, -1, -1, 17, 2, 0, 0]);
    expect([pods.usedVolume[0], pods.promisedVolume[0], stations.slotsUsed[0]]).toEqual([19, 0, 0]);
    expect(bundles.state[1]).toBe(BundleState.stowed);
  });

  test("refuses a bundle that does not fit and gives withdrawn ones back to the dock", () => {
    const tiny = stowWorld();
    tiny.step();
    expect(tiny.dispatch(stow(0), stow(0))).toEqual(["commandRejected 6 0 0"]); // bundleNotAtDock
    expect(tiny.dispatch(stow(2))).toEqual(["commandRejected 7 2 0"]); // 13 + 4 + 4 > 20
    tiny.dispatch({ kind: "withdraw", station: 0, pod: 0 });
    const { pods, stations, bundles, requests } = tiny.see;
    expect([bundles.state[0], bundles.station[0], pods.promisedVolume[0]]).toEqual([BundleState.dock, -1, 0]);
    expect([stations.slotsUsed[0], requests.count(0, 0)]).toEqual([0, 0]);
    tiny.dispatch(stow(2));
    expect([...pods.slotSku]).toEqual([0, 2, -1, -1]);
    tiny.dispatch({ kind: "withdraw", station: 0, pod: 0 });
    expect([...pods.slotSku]).toEqual([0, -1, -1, -1]);
  });

  test("supply asked for arrives as bundles after the lead time", () => {
    const tiny = stowWorld();
    tiny.step();
    tiny.dispatch({ kind: "request-supply", sku: 1, units: 10 });
    expect(tiny.world.onOrderUnits(1)).toBe(10);
    expect(tiny.waitFor("bundleArrived")).toBe(5);
    expect([...tiny.see.bundles.units.slice(3, 6)]).toEqual([4, 4, 2]);
    expect(tiny.world.onOrderUnits(1)).toBe(0);
  });
});
