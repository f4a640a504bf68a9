import { describe, expect, test } from "vitest";
import { StockIndex } from "../../controller/dispatch/state/stock-index.ts";
import { Random } from "../../sim/kernel/index.ts";
import type { PodStates, SkuTable } from "../../sim/model/index.ts";

const skus: SkuTable = {
  count: 3,
  names: ["red", "green", "blue"],
  category: new Uint8Array(3),
  categoryNames: ["any"],
  unitVolume: Float64Array.of(1, 2, 1),
  unitKg: Float64Array.of(1, 1, 5),
  bundleUnits: Int32Array.of(4, 4, 4),
};

function podsOf(stock: readonly (readonly (readonly [sku: number, units: number])[])[]): PodStates {
  const slotsPerPod = 3;
  const slots = stock.length * slotsPerPod;
  const slotSku = new Int32Array(slots).fill(-1);
  const slotUnits = new Int32Array(slots);
  const usedVolume = new Float64Array(stock.length);
  for (const [pod, lots] of stock.entries()) {
    for (const [k, [sku, units]] of lots.entries()) {
      slotSku[pod * slotsPerPod + k] = sku;
      slotUnits[pod * slotsPerPod + k] = units;
      usedVolume[pod] += units * skus.unitVolume[sku];
    }
  }
  return {
    count: stock.length,
    slotsPerPod,
    capacityVolume: 10,
    emptyKg: 20,
    level: new Uint8Array(stock.length),
    cell: new Int32Array(stock.length),
    robot: new Int32Array(stock.length).fill(-1),
    slotSku,
    slotUnits,
    slotReserved: new Int32Array(slots),
    usedVolume,
    promisedVolume: new Float64Array(stock.length),
    visits: new Int32Array(stock.length),
  };
}

function podsWith(stock: StockIndex, sku: number): number[] {
  const pods: number[] = [];
  for (let slot = stock.state.skuHead[sku]; slot >= 0; slot = stock.state.slotNext[slot]) {
    pods.push(Math.floor(slot / stock.slotsPerPod));
  }
  return pods.sort((a, b) => a - b);
}

describe("stock index", () => {
  test("knows which pods hold a SKU and how much of it is free", () => {
    const stock = new StockIndex(
      skus,
      podsOf([
        [[0, 4]],
        [
          [1, 2],
          [0, 1],
        ],
      ]),
    );
    expect(podsWith(stock, 0)).toEqual([0, 1]);
    expect([...stock.state.skuFree]).toEqual([5, 2, 0]);
    stock.take(0, 0, 3);
    expect([stock.freeOf(0, 0), stock.state.skuFree[0]]).toEqual([1, 2]);
  });

  test("room for a bundle needs volume, a compartment and a robot strong enough", () => {
    const stock = new StockIndex(
      skus,
      podsOf([
        [[0, 4]],
        [
          [0, 1],
          [0, 1],
          [0, 1],
        ],
      ]),
    );
    expect(stock.hasRoom(0, 1, 3, 100)).toBe(true);
    expect(stock.hasRoom(0, 1, 4, 100), "8 litres beside 4 of 10").toBe(false);
    expect(stock.hasRoom(0, 2, 4, 40), "20 kg of pod, 4 and 20 of stock").toBe(false);
    expect(stock.hasRoom(1, 1, 1, 100), "all compartments taken").toBe(false);
    expect(stock.hasRoom(1, 0, 1, 100), "one has the SKU").toBe(true);
  });

  test("two bundles promised in one step do not count on the same empty compartment", () => {
    const stock = new StockIndex(
      skus,
      podsOf([
        [
          [0, 1],
          [0, 1],
        ],
      ]),
    );
    expect(stock.hasRoom(0, 1, 1, 100)).toBe(true);
    stock.takeRoom(0, 1, 1);
    expect(stock.hasRoom(0, 2, 1, 100)).toBe(false);
  });

  test("reading touched pods anew gives what reading everything anew would give", () => {
    for (let seed = 1; seed <= 30; seed += 1) {
      const random = new Random(seed, "test");
      const pods = podsOf(Array.from({ length: 5 }, () => [[random.below(3), 1 + random.below(2)] as const]));
      const stock = new StockIndex(skus, pods);
      for (let round = 0; round < 40; round += 1) {
        const slot = random.below(pods.slotSku.length);
        const units = random.below(3);
        pods.slotUnits[slot] = units;
        pods.slotSku[slot] = units > 0 ? random.below(3) : -1;
        pods.slotReserved[slot] = random.below(units + 1);
        stock.touch(Math.floor(slot / 3));
        const pod = random.below(5);
        const sku = random.below(3);
        const free = stock.freeOf(pod, sku);
        if (free > 0) stock.take(pod, sku, 1 + random.below(free));
        if (round % 4 !== 0) continue;
        stock.syncTouched(pods);
        const fresh = new StockIndex(skus, pods);
        const why = `seed ${seed}, round ${round}; repeat: npx vitest run test/dispatch/stock-index`;
        expect(stock.state.skuFree, why).toEqual(fresh.state.skuFree);
        expect(stock.state.skuUnits, why).toEqual(fresh.state.skuUnits);
        expect(stock.state.podKg, why).toEqual(fresh.state.podKg);
        for (let id = 0; id < 3; id += 1) expect(podsWith(stock, id), why).toEqual(podsWith(fresh, id));
      }
    }
  });
});
