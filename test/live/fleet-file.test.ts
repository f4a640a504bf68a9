// Fleet files: what they give, and what is said when something is wrong in them.
import { describe, expect, it } from "vitest";
import { writeLif } from "../../scenarios/layouts/index.ts";
import { fleetSite, readFleetFile, restPlaces, warehouseOfFleet } from "../../scenarios/node/index.ts";
import { cart, type NodeRow, roadMap, truck } from "../roads/tiny-roads.ts";
import { drawFloor } from "../traffic/tiny-floor.ts";

const good = `map: hall
floor:
  cellMetres: 1
  plan: |
    .....
    .##..
    .....
robots:
  - { name: KIT/0001, vda: "2.0", profile: { stitchingActions: without, instantActionsKey: both } }
  - { name: peakfleet/robot, count: 3, vda: "3.0" }
staleSeconds: 10
`;
const problems = (text: string) => {
  const read = readFleetFile(text, "fleet.yaml");
  return read.ok ? [] : read.problems;
};

it("gives the floor, and each robot with the profile of its release and what is said of it", () => {
  const read = readFleetFile(good, "fleet.yaml");
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const { ground, robots, mapId, settings } = read.value;
  if (ground.kind !== "cells") throw new Error("no cells");
  const { floor } = ground;
  expect([floor.width, floor.height, mapId, settings.staleMs]).toEqual([5, 3, "hall", 10_000]);
  expect(robots.map(({ identity }) => identity.serialNumber)).toEqual([
    "0001",
    "robot-1",
    "robot-2",
    "robot-3",
  ]);
  expect(robots[0]!.profile).toMatchObject({
    version: "2.0",
    stitchingActions: "without",
    instantActionsKey: "both",
  });
  expect(robots[1]!.profile).toMatchObject({
    version: "3.0",
    stitchingActions: "with",
    instantActionsKey: "actions",
  });
});

it("letters of the plan are places with names, and chargers", () => {
  const text = good
    .replace(".....\n", "A...c\n")
    .replace(".....\nrobots", "d...d\nrobots")
    .replace("robots:", "places:\n  d: { name: dock, kind: dock }\n  c: { kind: charger }\nrobots:");
  const read = readFleetFile(text, "fleet.yaml");
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const { stations, chargers, ground } = read.value;
  if (ground.kind !== "cells") throw new Error("no cells");
  const { floor } = ground;
  expect(stations).toEqual([
    { name: "A", kind: "station", place: 0 },
    { name: "dock-1", kind: "dock", place: 10 },
    { name: "dock-2", kind: "dock", place: 14 },
  ]);
  expect(chargers).toEqual([{ name: "c", kind: "charger", place: 4 }]);
  expect([...floor.chargers]).toEqual([4]);
  const once = text.replace("d...d", "d....");
  expect(problems(once.replace("name: dock", "name: A"))[0]).toMatchObject({ path: "places", found: "A" });
  expect(problems(text.replace("  d: {", "  x: {"))[0]).toMatchObject({ path: "places.x" });
  expect(problems(once.replace("name: dock", "name: c12"))[0]!.found).toBe("c12");
});

it("says where something is wrong, what was expected and what was found", () => {
  expect(problems(good.replace("KIT/0001", "KIT"))[0]).toMatchObject({
    line: 9,
    path: "robots[0].name",
    found: '"KIT"',
  });
  expect(problems(good.replace('"2.0"', '"1.9"'))[0]).toMatchObject({ path: "robots[0].vda" });
  expect(problems(good.replace(".##..", ".##."))[0]).toMatchObject({
    path: "floor.plan",
    found: "line 2: .##.",
  });
  expect(problems(good.replace("cellMetres: 1", "cellMetres: 0.8"))[0]!.expected).toContain(
    "turns beside another",
  );
  expect(problems(good.replace("KIT/0001", "peakfleet/robot-2"))[0]).toMatchObject({
    path: "robots[1].name",
  });
  expect(problems(good.replace("staleSeconds", "staleSecond"))[0]).toMatchObject({
    path: "staleSecond",
    found: "an unknown field",
  });
  expect(problems(good.replace("count: 3", "count: 40"))[0]).toMatchObject({ path: "robots", found: "41" });
});

it("takes a profile from a file that a probe has written, and tells when it does not fit", () => {
  const file =
    'robot: "KIT/0001"\nvda: "2.0"\nprofile:\n  updates: new-order\n  instantActionsKey: instantActions\n';
  const named = good.replace("profile: {", "profileFile: kit.yaml, profile: {");
  const read = readFleetFile(named, "fleet.yaml", (name) => {
    expect(name).toBe("kit.yaml");
    return file;
  });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  expect(read.value.robots[0]!.profile).toMatchObject({
    updates: "new-order",
    // What stands in the fleet file itself counts before it.
    instantActionsKey: "both",
  });
  const faults = (text: string | null) => {
    const again = readFleetFile(named, "fleet.yaml", (name) => {
      if (text === null) throw new Error(`no such file: ${name}`);
      return text;
    });
    return again.ok ? [] : again.problems;
  };
  expect(faults(null)[0]).toMatchObject({ path: "robots[0].profileFile", found: "no such file: kit.yaml" });
  expect(faults(file.replace("2.0", "3.0"))[0]).toMatchObject({ line: 9, found: "one for 3.0" });
  expect(faults(`${file}  speed: 3\n`)[0]).toMatchObject({ source: "kit.yaml", path: "profile.speed" });
});

describe("a layout of roads", () => {
  const nodes: readonly NodeRow[] = [
    ["yard", 0, 0],
    ["bay", 0, 6],
    ["dock", 6, 0],
    ["far", -6, 0],
  ];
  /** In LIF actions say what a node is for. */
  const actionTypes: Record<string, readonly string[]> = { bay: ["pick", "drop"], dock: ["startCharging"] };
  const map = roadMap(nodes, ["yard-bay", "yard-dock", "yard-far"], [cart, truck]);
  const action = (actionType: string) =>
    ({ actionType, description: null, requirement: "OPTIONAL", blocking: "HARD", parameters: [] }) as const;
  const yard = writeLif(
    {
      ...map,
      nodes: map.nodes.map((node) => {
        const actions = (actionTypes[node.id] ?? []).map(action);
        return { ...node, access: node.access.map((access) => ({ ...access, actions })) };
      }),
    },
    "2026-11-11T00:00:00Z",
  );
  const fleet = `map: floor
layout: yard.lif.json
types:
  cart: { length: 1.0, width: 0.8, speedMetresPerSecond: 1.2 }
  truck: { front: 1.6, back: 0.6, width: 1.2 }
robots:
  - { name: acme/c, count: 2, vda: "2.1", type: cart }
  - { name: acme/t, vda: "3.0", type: truck }
`;
  const read = (text: string, layout = yard) =>
    readFleetFile(text, "fleet.yaml", (path) => {
      if (path !== "yard.lif.json") throw new Error(`no such file: ${path}`);
      return layout;
    });
  const faults = (text: string, layout?: string) => {
    const result = read(text, layout);
    return result.ok ? [] : result.problems;
  };

  it("gives roads, the types' sizes, each robot's type, and places by the nodes' uses", () => {
    const result = read(fleet);
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    const { ground, stations, chargers } = result.value;
    if (ground.kind !== "roads") throw new Error("no roads");
    expect(ground.types).toMatchObject([
      { id: "cart", front: 0.5, back: 0.5, left: 0.4, right: 0.4, speed: 1.2 },
      { id: "truck", front: 1.6, back: 0.6, left: 0.6, right: 0.6, speed: 1 },
    ]);
    expect(ground.typeOf).toEqual([0, 0, 1]);
    expect(stations).toEqual([{ name: "bay", kind: "station", place: 1 }]);
    expect(chargers).toEqual([{ name: "dock", kind: "charger", place: 2 }]);
    expect(fleetSite(result.value, 1).map.placeAt(0.2, 5.9)).toBe(1);
  });

  it("says what is wrong, in the fleet file and in the layout", () => {
    expect(faults(fleet.replace("yard.lif", "gone.lif"))).toMatchObject([
      { path: "layout", line: 2, found: "no such file: gone.lif.json" },
    ]);
    expect(faults(fleet.replace("type: truck", "type: tractor"))).toMatchObject([
      { path: "types", expected: "the size of tractor", found: "cart, truck" },
    ]);
    expect(faults(fleet.replace("  truck:", "  tram:"))).toMatchObject([{ path: "types.tram", line: 5 }]);
    expect(faults(`${fleet}floor: { plan: "..." }\n`)).toMatchObject([{ path: "floor" }]);
    expect(faults(fleet.replace("  cart: { length: 1.0", "  cart: { front: 1.0"))).toMatchObject([
      { path: "types.cart", line: 4 },
    ]);
    expect(faults(fleet, "{")).toMatchObject([{ source: "yard.lif.json", expected: "JSON" }]);
    const onHall = yard.replace(/"nodeId": "far",/, '"nodeId": "far", "mapId": "hall",');
    expect(faults(fleet, onHall)).toMatchObject([{ path: "map", line: 1, found: "floor" }]);
  });
});

describe("zones", () => {
  const zoned = `${good}zones:
  set: hall-1
  list:
    - { id: crossing, kind: release, vertices: [[0, 0], [1, 0], [1, 1], [0, 1]] }
    - { id: slow, kind: speed-limit, metresPerSecond: 0.3, vertices: [[3, 0], [5, 0], [5, 1]] }
    - { id: spill, kind: blocked, vertices: [[4, 2], [5, 2], [5, 3], [4, 3]] }
`;

  it("are the robots' set, and no floor where they are blocked", () => {
    const read = readFleetFile(zoned, "fleet.yaml");
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    expect(read.value.zones?.setOf("hall")).toMatchObject({
      zoneSetId: "hall-1",
      zones: [{ zoneType: "RELEASE" }, { zoneType: "SPEED_LIMIT" }, { zoneType: "BLOCKED" }],
    });
    const { map } = fleetSite(read.value, 1);
    expect([map.placeAt(4.5, 2.5), map.placeAt(3.5, 2.5)]).toEqual([-1, 3]);
  });

  it("are told apart by their ids, and hold no station that nobody could come to", () => {
    expect(problems(zoned.replace("id: slow", "id: spill"))).toMatchObject([
      { path: "zones.list[2].id", expected: "each zone's id once", found: "spill" },
    ]);
    const station = zoned.replace(".....\n    .##..", "....A\n    .##..");
    expect(problems(station)).toMatchObject([{ path: "zones", found: "A in spill" }]);
    expect(problems(zoned.replace("release", "releese"))).toMatchObject([{ path: "zones.list[0].kind" }]);
  });
});

describe("a warehouse in a fleet file", () => {
  const text = good.replace(
    /floor:[\s\S]*?robots:/,
    "warehouse: { scenario: smoke, strategy: lp-plan }\nrobots:",
  );
  const floor = drawFloor(["pp..", "...."]);
  const words = { scenario: "smoke", strategy: "lp-plan", demand: "scenario" } as const;

  it("is found before its scenario is loaded, and gives the scenario's floor; robots begin beneath pods", () => {
    expect(warehouseOfFleet(text, "fleet.yaml")).toEqual(words);
    expect(warehouseOfFleet(good, "fleet.yaml")).toBeUndefined();
    const read = readFleetFile(text, "fleet.yaml", undefined, { words, floor });
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    expect(read.value.warehouse).toEqual(words);
    expect(restPlaces(read.value.ground)).toEqual([0, 1]);
  });
  it("may take the place of the ground that the file names", () => {
    const read = readFleetFile(good, "fleet.yaml", undefined, { words, floor });
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    if (read.value.ground.kind !== "cells") throw new Error("no cells");
    expect(read.value.ground.floor).toBe(floor);
  });
  it("is told about where nobody has loaded it, stands beside a floor, or is too tight for the robots", () => {
    expect(problems(text)[0]).toMatchObject({ path: "warehouse.scenario", line: 2 });
    const both = good.replace("robots:", "warehouse: { scenario: smoke }\nrobots:");
    expect(JSON.stringify(problems(both)[0])).toContain("a floor of cells, a layout of roads or a warehouse");
    const large = `${text}body: { length: 1.2, width: 0.9 }\n`;
    const read = readFleetFile(large, "fleet.yaml", undefined, { words, floor });
    expect(read.ok ? "" : read.problems[0]?.expected).toContain("turns beside another");
  });
});

it("says when robots charge, and refuses thresholds that cross", () => {
  const read = readFleetFile(`${good}charging: { low: 30 }\n`, "fleet.yaml");
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  expect(read.value.charging).toEqual({
    lowPercent: 30,
    resumePercent: 80,
    criticalPercent: 10,
    whenIdle: true,
  });
  expect(read.value.cancelledLoads).toBe("deliver");
  expect(problems(`${good}charging: { low: 30, resume: 20 }\n`)[0]).toMatchObject({ path: "charging" });
});
