import { describe, expect, test } from "vitest";
import { type Fault, OrderState, RobotAction } from "../../sim/model/index.ts";
import { pictureFloor, TinyWorld } from "./tiny-world.ts";

const { forward, lift } = RobotAction;
const [red, green] = [0, 1];

/** One order of a red (line 0) and a green unit (line 1); robot 0 brings a pod with both to station 0, station 1 is next to it. */
function twoStations(): TinyWorld {
  const tiny = new TinyWorld({
    floor: pictureFloor("pPP"),
    robots: [{ at: 0 }],
    pods: [
      {
        at: 0,
        stock: [
          [red, 3],
          [green, 3],
        ],
      },
    ],
    orders: [{ step: 1, lines: [red, 1, green, 1] }],
  });
  tiny.step([lift]);
  tiny.waitFor("podLifted");
  tiny.step([forward]);
  return tiny;
}
const part = (station: number, ...lines: number[]) =>
  ({ kind: "assign-order", order: 0, station, lines }) as const;
const pick = (station: number, line: number) => ({ kind: "pick", station, pod: 0, line, units: 1 }) as const;
const inject = (tiny: TinyWorld, fault: Fault) => tiny.world.inject({ ...fault, step: tiny.see.step + 1 });

describe("an order in parts", () => {
  test("takes a slot for each part and is done when all parts are", () => {
    const tiny = twoStations();
    const { stations, orders } = tiny.see;
    expect(tiny.dispatch(part(0, 0), part(1, 1), pick(0, 0), pick(1, 1))).toEqual([
      "orderAssigned 0 0",
      "orderPartAssigned 0 1 1",
    ]);
    expect([...stations.slotsUsed]).toEqual([1, 1]);
    tiny.waitFor("orderPartDone");
    expect([...stations.slotsUsed]).toEqual([0, 1]);
    expect(orders.state[0]).toBe(OrderState.assigned);
    tiny.step([forward]);
    tiny.waitFor("orderDone");
    expect([...stations.slotsUsed]).toEqual([0, 0]);
    expect([orders.state[0], orders.doneStep[0]]).toEqual([OrderState.done, tiny.see.step]);
  });

  test("may go on in the same station, and what no station has yet goes there as a whole", () => {
    const tiny = twoStations();
    tiny.dispatch(part(0, 1), { kind: "assign-order", order: 0, station: 0 }, pick(0, 0), pick(0, 1));
    expect(tiny.see.stations.slotsUsed[0]).toBe(2);
    expect([...tiny.see.orders.linePart.subarray(0, 2)]).toEqual([1, 0]);
    tiny.waitFor("orderPartDone");
    tiny.waitFor("orderDone");
    expect(tiny.see.stations.slotsUsed[0]).toBe(0);
  });

  test("does not give a line twice, nor pick it at a station that has another", () => {
    const tiny = twoStations();
    expect(tiny.dispatch(part(0, 0), part(1, 0), pick(0, 1))).toEqual([
      "orderAssigned 0 0",
      // orderNotWaiting, orderNotAtStation
      "commandRejected 0 0 1",
      "commandRejected 3 1 0",
    ]);
    expect(() => tiny.dispatch({ kind: "assign-order", order: 0, station: 0, lines: [7] })).toThrow("line");
  });

  test("gives all its slots and promises back when it is cancelled", () => {
    const tiny = twoStations();
    tiny.dispatch(part(0, 0), part(1, 1), pick(0, 0), pick(1, 1));
    inject(tiny, { kind: "orders-cancelled", share: 1 });
    expect(tiny.step()).toEqual(["orderPartReturned 0 0 0", "orderPartReturned 0 1 1", "orderCancelled 0 0"]);
    const { stations, pods } = tiny.see;
    expect([...stations.slotsUsed, ...stations.pendingRequests]).toEqual([0, 0, 0, 0]);
    expect([pods.slotReserved[0], pods.slotReserved[1]]).toEqual([0, 0]);
  });

  test("loses only the part whose station hands it back; without any part it waits as when it came", () => {
    const tiny = twoStations();
    const closes = (station: number) =>
      inject(tiny, { kind: "station-closes", station, steps: 5, orders: "hand-back" });
    tiny.dispatch(part(0, 0), part(1, 1));
    closes(1);
    expect(tiny.step()).toEqual(["stationClosed 1", "orderPartReturned 0 1 1"]);
    expect([...tiny.see.orders.lineStation.subarray(0, 2)]).toEqual([0, -1]);
    closes(0);
    expect(tiny.step()).toEqual(["stationClosed 0", "orderReturned 0 0"]);
    expect([tiny.see.orders.state[0], ...tiny.see.stations.slotsUsed]).toEqual([OrderState.waiting, 0, 0]);
  });

  test("is the same after a snapshot", () => {
    const tiny = twoStations();
    tiny.dispatch(part(0, 0), pick(0, 0));
    const saved = structuredClone(tiny.world.snapshot());
    const future = () => [
      tiny.waitFor("orderPartDone"),
      ...tiny.dispatch({ kind: "assign-order", order: 0, station: 0 }, pick(0, 1)),
      tiny.waitFor("orderDone"),
    ];
    const expected = future();
    tiny.world.restore(saved);
    expect(future()).toEqual(expected);
    expect(expected).toContain("orderPartAssigned 0 0 1");
  });
});
