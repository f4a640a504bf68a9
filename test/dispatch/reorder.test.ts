import { describe, expect, test } from "vitest";
import { DispatchContext } from "../../controller/dispatch/context.ts";
import { limits } from "../../controller/dispatch/limits.ts";
import { ingest } from "../../controller/dispatch/phases/ingest.ts";
import { replenish } from "../../controller/dispatch/phases/replenish.ts";
import { World } from "../../sim/world/index.ts";
import { pictureFloor, scriptedDemand, tinySetup } from "../sim/tiny-world.ts";
import { controllerSetup, strategyOf } from "./tiny-site.ts";

const red = 0;
const floor = pictureFloor("pppp.R");

/** Units of red ordered from a supplier this slow, with 14 units on pods and a demand of 5 an hour. */
function reordered(leadHours: number): number {
  const stock = [
    [red, 7],
    [red, 7],
  ] as const;
  const tiny = tinySetup({ floor, pods: [{ at: 0, stock }, { at: 1 }, { at: 2 }, { at: 3 }] });
  const setup = { ...tiny, supply: { leadSecondsMin: 0, leadSecondsMax: leadHours * 3600 } };
  const world = new World(setup, scriptedDemand([]));
  const strategy = strategyOf();
  const context = new DispatchContext(
    controllerSetup(setup, strategy, Float64Array.of(5, 0, 0)),
    world.observation,
  );
  for (let step = 0; step < limits.firstReorderSeconds; step += 1) {
    world.step({ actions: new Uint8Array(0), dispatch: [] });
  }
  ingest(context);
  replenish(context);
  return context.commands.reduce(
    (sum, command) => sum + (command.kind === "request-supply" && command.sku === red ? command.units : 0),
    0,
  );
}

describe("reordering", () => {
  test("waits as long as stock covers the lead time and two hours more", () => {
    expect(reordered(0)).toBe(0);
    expect(reordered(0.5)).toBe(0);
  });

  test("is earlier, and for more, the slower the supplier", () => {
    // Below (1 + 2) × 5 = 15 units: up to (1 + 2 + 3) × 5 = 30, in bundles of 4.
    expect(reordered(1)).toBe(16);
    // Up to (2 + 2 + 3) × 5 = 35.
    expect(reordered(2)).toBe(24);
  });
});
