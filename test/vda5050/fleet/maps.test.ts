// No order before the right map is enabled; what instant actions can do about it is done, and a person is asked for the rest.
import { describe, expect, it } from "vitest";
import { reasonText } from "../../../devices/vda5050/fleet/index.ts";
import type { VdaVersion } from "../../../devices/vda5050/model/index.ts";
import { Pair, place } from "../link-pair.ts";

const wanted = { mapId: "floor", mapVersion: "2" };
const one = [{ mapId: "floor", mapVersion: "1" }];

describe.each<VdaVersion>(["2.1", "3.0"])("a robot of %s", (version) => {
  it("with the right map in another version is given that one by instant action, then its order", () => {
    const pair = new Pair({ version, link: { maps: [{ ...wanted, downloadLink: "https://maps/2" }] } });
    pair.link.extend([place(1)], pair.now);
    expect(pair.orders).toEqual([]);
    expect(pair.reason()).toBe("preparing");
    pair.pass(15);
    expect(pair.instants.filter((type) => type.endsWith("Map"))).toEqual(["downloadMap", "enableMap"]);
    expect(pair.robot.condition.maps).toEqual([
      { mapId: "floor", mapVersion: "1", status: "DISABLED" },
      { mapId: "floor", mapVersion: "2", status: "ENABLED" },
    ]);
    expect(pair.robot.pose.x).toBeCloseTo(1, 6);
    expect(pair.faults).toEqual([]);
  });

  it("that has it switched off gets it switched on; any version will do where none is asked for", () => {
    const pair = new Pair({ version });
    pair.robot.condition.maps = [{ mapId: "floor", mapVersion: "7", status: "DISABLED" }];
    pair.pass(10);
    pair.link.extend([place(1)], pair.now);
    pair.pass(10);
    expect(pair.robot.pose.x).toBeCloseTo(1, 6);
    expect(pair.instants).not.toContain("downloadMap");
  });

  it("without it stands with a reason and what to do, and goes on when a person has brought the map", () => {
    const pair = new Pair({ version });
    pair.robot.setMaps([{ mapId: "cellar", mapVersion: "1" }]);
    pair.pass(2);
    pair.link.extend([place(1)], pair.now);
    pair.pass(30);
    expect(pair.orders).toEqual([]);
    expect(pair.link.status(pair.now)).toMatchObject({
      reason: "wrong-map",
      detail: "floor",
      needsPerson: true,
    });
    for (const language of ["en", "zh"] as const)
      expect(reasonText(pair.link.status(pair.now), language).todo).not.toBe("");
    pair.robot.setMaps([...one, { mapId: "cellar", mapVersion: "1" }]);
    pair.pass(10);
    expect(pair.robot.pose.x).toBeCloseTo(1, 6);
  });

  it("that cannot enable it is tried some times, with its own words shown, and then left to a person", () => {
    const pair = new Pair({ version, link: { maps: [{ ...wanted, downloadLink: "x" }] } });
    pair.pass(10);
    pair.drop = (topic, text) => topic === "instantActions" && text.includes("downloadMap");
    pair.robot.setMaps(one);
    pair.pass(1);
    pair.link.extend([place(1)], pair.now);
    pair.pass(200);
    expect(pair.link.status(pair.now)).toMatchObject({
      reason: "wrong-map",
      detail: "floor 1 ≠ floor 2: never shown",
    });
    pair.drop = () => false;
    pair.link.confirm(pair.now);
    pair.pass(20);
    expect(pair.robot.pose.x).toBeCloseTo(1, 6);
  });

  it("is left alone where its profile says so", () => {
    const check = new Pair({
      version,
      profile: { maps: "check" },
      link: { maps: [{ ...wanted, downloadLink: "x" }] },
    });
    check.link.extend([place(1)], check.now);
    check.pass(10);
    expect([check.reason(), check.instants.includes("downloadMap")]).toEqual(["wrong-map", false]);
    const ignore = new Pair({ version, profile: { maps: "ignore" }, link: { maps: [wanted] } });
    ignore.link.extend([place(1)], ignore.now);
    ignore.pass(10);
    expect(ignore.robot.pose.x).toBeCloseTo(1, 6);
  });

  it("whose map goes while it drives gets nothing new, and no map is changed under it", () => {
    const pair = new Pair({ version, body: { maximumSpeed: 0.5 } });
    pair.link.extend([place(1), place(2), place(3)], pair.now);
    pair.pass(3);
    pair.robot.condition.maps = [{ mapId: "floor", mapVersion: "1", status: "DISABLED" }];
    pair.robot.setObstructed(false);
    pair.pass(1);
    pair.link.extend([place(4)], pair.now);
    pair.pass(2, () => {
      if (pair.robot.driver.driving) expect(pair.instants).not.toContain("enableMap");
    });
    expect(pair.orders).toHaveLength(1);
    pair.pass(20);
    expect(pair.robot.pose.x).toBeCloseTo(4, 6);
  });
});

it("robots of 2.0 have no maps, and robots of 2.1 that list none are believed to have them", () => {
  for (const version of ["2.0", "2.1"] as const) {
    const pair = new Pair({ version, link: { maps: [wanted] } });
    pair.robot.condition.maps = [{ mapId: "floor", mapVersion: "2", status: "ENABLED" }];
    pair.pass(2);
    pair.link.extend([place(1)], pair.now);
    pair.pass(10);
    expect(pair.robot.pose.x).toBeCloseTo(1, 6);
  }
});
