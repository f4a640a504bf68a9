// A robot that has told nothing since the fleet side began is fenced with the places that a person sees it touch, or not at all.
import { expect, it } from "vitest";
import { HoldMemory } from "../../server/live/hold-memory.ts";
import { placeNames } from "../../server/live/live-site.ts";
import { LiveView, type LiveViewOptions } from "../../server/live/live-view.ts";
import { hall, LiveWorld } from "./live-world.ts";

/** What a fleet is asked for over the API, in virtual time. */
async function viewOf(world: LiveWorld): Promise<LiveView> {
  const file = { stations: [{ name: "dock", kind: "station", place: 0 }], chargers: [], robots: [] };
  const journal = {
    firstSequence: 1,
    lastSequence: 0,
    readSnapshot: async () => null,
    readFrom: async function* () {},
    append: async () => 1,
  };
  return new LiveView({
    file,
    site: world.ground.site,
    places: placeNames(file as never, world.ground.site),
    host: {
      fleet: world.fleet,
      counts: { received: 0, sent: 0, strangers: 0 },
      strangers: new Set(),
      isConnected: true,
      doubt: () => null,
      forgetRival: () => {},
    },
    task: {},
    holds: await HoldMemory.open(journal as never),
    session: "test",
    nowMs: () => world.now,
    fleetMs: () => world.now,
  } as unknown as LiveViewOptions);
}

it("the fence of a robot that is silent since the start names its places, and nobody drives there", async () => {
  const world = new LiveWorld({
    seed: 1,
    robots: 24,
    plan: hall,
    line: { loss: 0, repeats: 0, delayMsMin: 10, delayMsMax: 50 },
    make: () => ({ version: "2.1" }),
    hasJournal: true,
  });
  const run = (seconds: number) => {
    for (let i = 0; i < seconds * 10; i += 1) world.step();
  };
  for (let i = 0; i < 20; i += 1) world.order();
  run(20);
  world.cut(5);
  // It stands when the fleet side begins anew, though in no place that this one could know.
  run(10);
  world.restartFleet();
  for (let i = 0; i < 20; i += 1) world.order();
  run(15);
  const view = await viewOf(world);
  const silent = world.fleet.nameOf(5);
  const refused = await view.operate(silent, "fence", "en");
  expect(refused).toMatchObject({ kind: "refused", advice: expect.stringContaining('{"places":') });
  expect(await view.operate(silent, "fence", "en", ["moon"])).toEqual({
    kind: "unknown-place",
    name: "moon",
  });
  expect(world.fleet.fenceOf(5)).toBeNull();
  run(5);
  expect(world.fleet.traffic).toBeNull();
  const { x, y } = world.robots[5]!.pose;
  const touched = world.fleet.map.placesAround!(x, y).map((place) => world.fleet.map.node(place).nodeId);
  expect(await view.operate(silent, "fence", "en", touched)).toEqual({ kind: "done" });
  run(120);
  expect(world.collisions, world.tale()).toEqual([]);
  // What the silent robot carries, and what is to go where it stands, waits.
  expect(world.transports.doneCount, world.tale()).toBeGreaterThan(10);
  // Who has told where it stands is fenced without.
  expect(await view.operate(world.fleet.nameOf(6), "fence", "en")).toEqual({ kind: "done" });
});
