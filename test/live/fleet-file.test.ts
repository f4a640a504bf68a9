// Fleet files: what they give, and what is said when something is wrong in them.
import { expect, it } from "vitest";
import { readFleetFile } from "../../scenarios/node/index.ts";

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
  const { floor, robots, mapId, settings } = read.value;
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
  const { stations, chargers, floor } = read.value;
  expect(stations).toEqual([
    { name: "A", kind: "station", cell: 0 },
    { name: "dock-1", kind: "dock", cell: 10 },
    { name: "dock-2", kind: "dock", cell: 14 },
  ]);
  expect(chargers).toEqual([{ name: "c", kind: "charger", cell: 4 }]);
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
