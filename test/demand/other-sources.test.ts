import { describe, expect, test } from "vitest";
import { createOrderListDemand, createSaturatedDemand, knownOrdersHistory } from "../../sim/demand/index.ts";
import type { ArrivalSink } from "../../sim/model/index.ts";
import { context, drawn, festival, skus } from "./example-festival.ts";

describe("a list of known orders", () => {
  const order = (arrivalStep: number, sku: number) => ({
    arrivalStep,
    dueStep: arrivalStep + 100,
    priority: 0,
    lines: [sku, 2],
  });
  const list = [order(7, 3), order(2, 1), order(7, 4), order(-50, 9), order(0, 8)];

  test("arrives at its steps, ties in the order of the list, history left out", () => {
    const seen = drawn(createOrderListDemand(list), 1, 10);
    expect(seen.map(({ step, lines }) => [step, lines[0]])).toEqual([
      [2, 1],
      [7, 3],
      [7, 4],
    ]);
  });
  test("goes on from a snapshot", () => {
    const source = createOrderListDemand(list);
    drawn(source, 1, 5);
    const other = createOrderListDemand(list);
    other.restore(structuredClone(source.snapshot()));
    expect(drawn(other, 6, 10)).toEqual(drawn(source, 6, 10));
  });
  test("is the site's history as far as it lies before the run", () => {
    const day = 86_400 / context.stepSeconds;
    const past = [order(-day, 9), order(-2 * day, 8), order(10, 1)];
    const history = knownOrdersHistory(past, { context, skus });
    expect(history.orders.reduce((sum, orders) => sum + orders, 0)).toBe(2);
    expect(history.skuUnits[9]).toBe(2);
    expect(history.unitsPerOrder).toBe(2);
  });
});

describe("saturated demand", () => {
  const config = {
    backlogOrders: 20,
    backlogBundles: 5,
    stockLevels: null,
    onlyInStock: false,
    order: festival.order,
    categoryShare: festival.categoryShare,
    popularity: festival.popularity,
  };
  const create = () => createSaturatedDemand(config, 1, context, skus);
  const arrivals = (waiting: { readonly orders: number; readonly bundles: number }[]) => {
    const source = create();
    const orders: number[][] = [];
    const bundles: number[] = [];
    const sink: ArrivalSink = {
      order: (_priority, _due, lines) => orders.push(Array.from(lines)),
      bundle: (sku) => bundles.push(sku),
    };
    waiting.forEach((backlog, index) => {
      source.arrive(index + 1, { ...backlog, stockShare: () => 0, spareUnits: () => 99 }, sink);
    });
    return { orders, bundles };
  };

  test("bundles stop coming when the pods are full and come again once there is room", () => {
    const stockLevels = { stopAbove: 0.85, resumeBelow: 0.65 };
    const source = createSaturatedDemand({ ...config, stockLevels }, 1, context, skus);
    let bundles = 0;
    const sink: ArrivalSink = { order: () => {}, bundle: () => bundles++ };
    const arrived = [0.8, 0.86, 0.8, 0.66, 0.64, 0.8].map((share, index) => {
      const before = bundles;
      source.arrive(
        index + 1,
        { orders: 20, bundles: 4, stockShare: () => share, spareUnits: () => 99 },
        sink,
      );
      return bundles - before;
    });
    expect(arrived).toEqual([1, 0, 0, 0, 1, 1]);
  });

  test("orders ask only for what is in stock where the scenario says so", () => {
    const source = createSaturatedDemand({ ...config, onlyInStock: true }, 1, context, skus);
    const asked = new Set<number>();
    const sink: ArrivalSink = {
      order: (_priority, _due, lines) => {
        for (let i = 0; i < lines.length; i += 2) asked.add(lines[i]! % 2);
      },
      bundle: () => {},
    };
    const spareUnits = (sku: number) => (sku % 2 === 0 ? 99 : 0);
    source.arrive(1, { orders: 0, bundles: 5, stockShare: () => 0, spareUnits }, sink);
    expect([...asked]).toEqual([0]);
  });

  test("fills the backlog up and no further", () => {
    const { orders, bundles } = arrivals([
      { orders: 0, bundles: 0 },
      { orders: 20, bundles: 5 },
      { orders: 17, bundles: 6 },
    ]);
    expect([orders.length, bundles.length]).toEqual([23, 5]);
  });
  test("draws the n-th order alike however fast they are taken", () => {
    const slow = arrivals([
      { orders: 0, bundles: 0 },
      { orders: 19, bundles: 5 },
    ]);
    const fast = arrivals([
      { orders: 0, bundles: 5 },
      { orders: 0, bundles: 5 },
    ]);
    expect(fast.orders.slice(0, 21)).toEqual(slow.orders);
  });
});
