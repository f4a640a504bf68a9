// A fence and the places that it keeps are there again after a restart, before any robot has spoken.
import { expect, test } from "vitest";
import { createMemoryJournal } from "../../../devices/journal/index.ts";
import { LiveFleet } from "../../../devices/live/index.ts";
import { fleetSite, readFleetFile } from "../../../scenarios/node/index.ts";
import { transportTask } from "../../../server/live/fleet-task.ts";
import { HoldMemory } from "../../../server/live/hold-memory.ts";
import { placeNames } from "../../../server/live/live-site.ts";
import { LiveView } from "../../../server/live/live-view.ts";

const text = `map: hall
floor:
  cellMetres: 1
  plan: |
    .....
    .##..
    .....
robots:
  - { name: acme/robot, count: 2, vda: "2.1" }
`;
const robot = "acme/robot-2";

async function start(journal = createMemoryJournal()) {
  const read = readFleetFile(text, "fleet.yaml");
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const file = read.value;
  const site = fleetSite(file, 1);
  const places = placeNames(file, site);
  const task = transportTask({ file, places, runName: "t", acted: new Set() });
  const { robots, settings } = file;
  const fleet = new LiveFleet({ site, robots, settings, work: task.work, idPrefix: "t-" }, 0);
  const host = {
    fleet,
    counts: { received: 0, sent: 0, strangers: 0 },
    strangers: new Set<string>(),
    isConnected: true,
    doubt: () => null,
    forgetRival: () => {},
  };
  const holds = await HoldMemory.open(journal);
  const view = new LiveView({
    file,
    site,
    places,
    host,
    task,
    holds,
    session: "t",
    nowMs: () => 0,
    fleetMs: () => 0,
  });
  return { journal, fleet, view, place: site.map.placeAt(4.5, 2.5) };
}

test("a fence stands with its places after a restart, and is over when a person ends it", async () => {
  const { journal, fleet, view, place } = await start();
  fleet.fenceRobot(1, "in repair", 0, [place]);
  fleet.keepFenced(1);
  expect(await view.operate(robot, "hold", "en")).toEqual({ kind: "done" });
  const second = await start(journal);
  expect(second.fleet.fenceOf(1)).toMatchObject({ reason: "in repair", untilHeard: false });
  expect(second.fleet.fencedPlaces(1)).toEqual([place]);
  await second.view.operate(robot, "unfence", "en");
  const third = await start(journal);
  expect(third.fleet.fenceOf(1)).toBeNull();
  expect(third.fleet.isHeld(1)).toBe(true);
});
