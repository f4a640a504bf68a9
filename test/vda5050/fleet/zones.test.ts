// Zones between fleet side and robots: sets sent and enabled, blocked zones left alone, release zones granted with leases.
import { describe, expect, it } from "vitest";
import type { RobotLinkOptions } from "../../../devices/vda5050/fleet/index.ts";
import type { VdaVersion, Zone, ZoneSet } from "../../../devices/vda5050/model/index.ts";
import { GrantDesk, ZonePlan } from "../../../devices/vda5050/zones/index.ts";
import { identity, Pair, type PairOptions, place } from "../link-pair.ts";

const area = (from: number, to: number) => [
  { x: from, y: -0.6 },
  { x: to, y: -0.6 },
  { x: to, y: 0.6 },
  { x: from, y: 0.6 },
];
type Loss = "STOP" | "CONTINUE" | "EVACUATE";
const release = (from: number, to: number, releaseLossBehavior: Loss = "STOP", zoneId = "z"): Zone => ({
  zoneId,
  zoneType: "RELEASE",
  releaseLossBehavior,
  vertices: area(from, to),
});
const blocked = (from: number, to: number): Zone => ({
  zoneId: "b",
  zoneType: "BLOCKED",
  vertices: area(from, to),
});
const setOf = (zones: readonly Zone[], zoneSetId = "s1"): ZoneSet => ({ zoneSetId, mapId: "floor", zones });
const body = { length: 0.7, width: 0.5 };
const way = (...xs: readonly number[]) => xs.map((x) => place(x));

function pair(
  zones: readonly Zone[],
  options: PairOptions & { readonly desk?: GrantDesk; readonly links?: Record<string, string> } = {},
): Pair {
  const { desk = new GrantDesk(), links, ...rest } = options;
  const linkZones = {
    plan: new ZonePlan([setOf(zones)]),
    desk,
    clearance: 0.45,
    ...(links === undefined ? {} : { links }),
  };
  const link: Partial<RobotLinkOptions> = { ...rest.link, zones: linkZones };
  return new Pair({ body, ...rest, link });
}
const topics = (test: Pair) => test.said.map(({ topic }) => topic);
const status = (test: Pair) =>
  test.link.watch.state?.zoneSets?.map((set) => `${set.zoneSetId} ${set.status}`);

describe("the zone set in force", () => {
  it("is sent and enabled before the first order", () => {
    const test = pair([release(20, 21)]);
    expect(status(test)).toEqual(["s1 ENABLED"]);
    test.link.extend(way(1), test.now);
    test.pass(5);
    expect(topics(test).indexOf("zoneSet")).toBeLessThan(topics(test).indexOf("order"));
    expect(test.robot.pose.x).toBeCloseTo(1, 6);
    expect(test.faults).toEqual([]);
  });

  it("keeps orders back until a state shows it enabled, however often it gets lost", () => {
    let lets = false;
    const test = new Pair({
      body,
      link: {
        zones: { plan: new ZonePlan([setOf([release(20, 21)])]), desk: new GrantDesk(), clearance: 0.45 },
      },
    });
    test.robot.zones.forget();
    test.drop = (topic) => topic === "zoneSet" && !lets;
    test.pass(2);
    test.link.extend(way(1), test.now);
    test.pass(8);
    expect(test.orders).toEqual([]);
    expect(test.reason()).toBe("preparing");
    lets = true;
    test.pass(30);
    expect(status(test)).toEqual(["s1 ENABLED"]);
    expect(test.robot.pose.x).toBeCloseTo(1, 6);
  });

  it("is asked of a person when the robot never takes it", () => {
    const test = pair([release(20, 21)]);
    test.robot.zones.forget();
    test.drop = (topic) => topic === "zoneSet";
    test.link.extend(way(1), test.now);
    test.pass(150);
    expect(test.link.status(test.now)).toMatchObject({ reason: "wrong-zones", needsPerson: true });
    test.drop = () => false;
    test.link.confirm(test.now);
    test.pass(20);
    expect(test.robot.pose.x).toBeCloseTo(1, 6);
  });

  it("is downloaded where it has an address", () => {
    const zones = [release(20, 21)];
    const test = pair(zones, { links: { s1: "https://maps/s1" } });
    expect(test.reason()).toBe("preparing");
    test.robot.offerZoneSet("https://maps/s1", setOf(zones));
    test.pass(15);
    expect(status(test)).toEqual(["s1 ENABLED"]);
    expect(topics(test)).not.toContain("zoneSet");
  });

  it("is not sent to robots that know no zones", () => {
    const test = pair([release(20, 21)], {
      factsheet: (own) => ({ ...own, type: { ...own.type, supportedZones: [] } }),
    });
    test.link.extend(way(1), test.now);
    test.pass(5);
    expect(topics(test)).not.toContain("zoneSet");
    expect(test.robot.pose.x).toBeCloseTo(1, 6);
  });

  it("takes the place of older ones, which are deleted when they pile up", () => {
    const test = pair([release(20, 21)]);
    for (const zoneSetId of ["old1", "old2", "old3"])
      test.robot.zones.add(setOf([blocked(30, 31)], zoneSetId), test.now);
    test.pass(20);
    expect(status(test)).toHaveLength(3);
    expect(status(test)).toContain("s1 ENABLED");
  });
});

describe.each<VdaVersion>(["2.0", "2.1", "3.0"])("a robot of %s", (version) => {
  it("is never sent into a blocked zone", () => {
    const test = pair([blocked(2.6, 3.4)], { version });
    test.link.extend(way(1, 2, 3, 4), test.now);
    test.pass(15);
    expect(test.robot.pose.x).toBeCloseTo(2, 6);
    expect(test.link.status(test.now)).toMatchObject({
      reason: "zone-blocked",
      detail: "b",
      needsPerson: true,
    });
    // Another way can be given.
    expect(test.link.withdrawQueued().map(({ nodeId }) => nodeId)).toEqual(["n3", "n4"]);
    test.link.extend(way(1), test.now);
    test.pass(10);
    expect(test.robot.pose.x).toBeCloseTo(1, 6);
    expect(test.faults).toEqual([]);
  });

  it("waits before a release zone that another has, and gives it back when it is out", () => {
    const desk = new GrantDesk();
    desk.ask("other", ["s1/z"]);
    const test = pair([release(2.6, 3.4)], { version, desk });
    test.link.extend(way(1, 2, 3, 4, 5), test.now);
    test.pass(15);
    expect(test.robot.pose.x).toBeCloseTo(2, 6);
    expect(test.link.status(test.now)).toMatchObject({ reason: "waiting-for-zone", needsPerson: false });
    desk.giveBack("other", "s1/z");
    let isIn = false;
    test.pass(15, () => {
      const { x } = test.robot.pose;
      if (x > 2.25 && x < 3.75) {
        isIn = true;
        expect(desk.holderOf("s1/z")).toBe("peakfleet/r1");
      }
    });
    expect(isIn).toBe(true);
    expect(test.robot.pose.x).toBeCloseTo(5, 6);
    expect(desk.holderOf("s1/z")).toBeUndefined();
    expect(test.faults).toEqual([]);
  });
});

describe("a lease", () => {
  const driveIn = (test: Pair) => {
    test.link.extend(way(1, 2, 3, 4, 5, 6), test.now);
    for (let i = 0; i < 200 && test.robot.pose.x < 3; i += 1) test.step();
  };
  /** The zone is long enough to be in it for more than a lease. */
  const long = release(2.6, 5.4);
  const settings = { leaseMs: 6_000 };

  it("is renewed as long as the robot is in the zone", () => {
    const test = pair([long], { link: { settings } });
    driveIn(test);
    test.robot.setObstructed(true);
    test.pass(30);
    expect(test.link.watch.state!.zoneRequests).toMatchObject([{ zoneId: "z", status: "GRANTED" }]);
    test.robot.setObstructed(false);
    test.pass(10);
    expect(test.robot.pose.x).toBeCloseTo(6, 6);
    expect(test.link.watch.state!.zoneRequests).toEqual([]);
    expect(test.robot.errors.list).toEqual([]);
  });

  it("survives two lost renewals", () => {
    const test = pair([long], { link: { settings } });
    let count = 0;
    test.drop = (topic) => topic === "responses" && count++ % 3 !== 0;
    test.link.extend(way(1, 2, 3, 4), test.now);
    test.pass(10);
    test.robot.setObstructed(true);
    test.pass(40);
    expect(test.robot.errors.list.map(({ errorType }) => errorType)).not.toContain("RELEASE_LOST");
  });

  it.each([
    ["hours ahead", 7_200_000],
    ["hours behind", -10_800_000],
  ] as const)("holds for a robot whose clock is %s", (_, offsetMs) => {
    const test = pair([long], { link: { settings }, clock: { offsetMs, driftPpm: 200 } });
    driveIn(test);
    test.robot.setObstructed(true);
    test.pass(30);
    test.robot.setObstructed(false);
    test.pass(10);
    expect(test.robot.pose.x).toBeCloseTo(6, 6);
    // And ends when nothing is heard, on its own clock too.
    test.link.extend(way(5, 4, 3), test.now);
    test.pass(6);
    expect(test.robot.pose.x).toBeLessThan(5.5);
    test.drop = (topic) => topic === "responses";
    test.pass(8);
    expect(test.link.watch.state!.zoneRequests![0]!.status).not.toBe("GRANTED");
  });

  it.each<[Loss, number]>([
    ["STOP", 5],
    ["CONTINUE", 6],
    ["EVACUATE", 6],
  ])("that ends in the zone: %s", (behaviour, endX) => {
    const desk = new GrantDesk();
    const test = pair([release(2.6, 5.4, behaviour)], {
      link: { settings },
      desk,
      body: { ...body, maximumSpeed: 0.2 },
    });
    test.drop = (topic) => topic === "responses" && test.robot.pose.x > 2.7;
    test.link.extend(way(1, 2, 3, 4, 5, 6), test.now);
    test.pass(40);
    const isStopped = behaviour === "STOP";
    expect(test.robot.errors.list.map(({ errorType }) => errorType)).toEqual(
      isStopped ? ["RELEASE_LOST"] : [],
    );
    // Whatever the lease says: as long as it stands there the zone is its own.
    if (isStopped) {
      expect(desk.ask("other", ["s1/z"])).toBe("queued");
      expect(test.robot.pose.x).toBeLessThan(endX);
      test.drop = () => false;
      test.pass(40);
    }
    expect(test.robot.pose.x).toBeCloseTo(6, 6);
    expect(test.robot.errors.list).toEqual([]);
    if (isStopped) expect(desk.holderOf("s1/z")).toBe("other");
  });

  it("that is taken back before the zone stops the robot there, and the next one gets it", () => {
    const desk = new GrantDesk();
    const test = pair([release(4.6, 5.4)], { desk });
    test.link.extend(way(1, 2, 3, 4, 5, 6), test.now);
    for (let i = 0; i < 200 && test.robot.pose.x < 2; i += 1) test.step();
    expect(test.link.watch.state!.zoneRequests).toMatchObject([{ status: "GRANTED" }]);
    desk.ask("other", ["s1/z"]);
    desk.revoke("s1/z");
    test.pass(8);
    expect(test.robot.pose.x).toBeLessThan(4.6 - body.length / 2);
    expect(desk.holderOf("s1/z")).toBe("other");
    desk.giveBack("other", "s1/z");
    test.pass(10);
    expect(test.robot.pose.x).toBeCloseTo(6, 6);
  });

  it("that is taken back in the zone is given again to who has stopped there, so that it leaves", () => {
    const desk = new GrantDesk();
    const test = pair([long], { desk });
    driveIn(test);
    desk.ask("other", ["s1/z"]);
    desk.revoke("s1/z");
    let isLost = false;
    test.pass(20, () => {
      if (test.robot.errors.list.some(({ errorType }) => errorType === "RELEASE_LOST")) isLost = true;
    });
    expect(isLost).toBe(true);
    expect(test.robot.pose.x).toBeCloseTo(6, 6);
    expect(desk.holderOf("s1/z")).toBe("other");
  });

  it("that is taken back in the zone for good counts until the robot has said so and is out", () => {
    const desk = new GrantDesk();
    const test = pair([long], { desk });
    driveIn(test);
    desk.ask("other", ["s1/z"]);
    desk.close("s1/z");
    test.pass(10);
    expect(test.robot.errors.list).toMatchObject([{ errorType: "RELEASE_LOST", level: "CRITICAL" }]);
    expect(desk.holderOf("s1/z")).toBe("peakfleet/r1");
    // Somebody carries it out.
    test.robot.moveByHand(2, 0, 0);
    test.pass(5);
    expect(desk.holderOf("s1/z")).toBeUndefined();
    desk.reopen("s1/z");
    expect(desk.holderOf("s1/z")).toBe("other");
  });
});

describe("requests", () => {
  it("for zones that are not in force are rejected", () => {
    const test = pair([release(2.6, 3.4)]);
    test.robot.zones.add(setOf([release(2.6, 3.4)], "foreign"), test.now);
    test.drop = (topic, text) => topic === "instantActions" && text.includes("enableZoneSet");
    test.robot.zones.enable("foreign");
    test.pass(2);
    test.link.extend(way(1, 2, 3), test.now);
    test.pass(10);
    expect(test.orders).toEqual([]);
    expect(test.reason()).toBe("preparing");
    // It asks for one all the same.
    const header = {
      headerId: 900,
      timestamp: new Date(test.now).toISOString(),
      version: "3.0.0",
      ...identity,
    };
    const nodes = [0, 3].map((x, i) => ({
      ...{ nodeId: `n${x}`, sequenceId: 2 * i, released: true, actions: [] },
      nodePosition: { x, y: 0, mapId: "floor" },
    }));
    const edges = [{ edgeId: "e", sequenceId: 1, released: true, actions: [] }];
    const order = JSON.stringify({ ...header, orderId: "o", orderUpdateId: 0, nodes, edges });
    test.robot.receive("order", new TextEncoder().encode(order), test.now);
    test.pass(2);
    const answers = test.said.filter(({ topic }) => topic === "responses").map(({ text }) => text);
    expect(answers.at(-1)).toContain("REJECTED");
    expect(test.robot.pose.x).toBeLessThan(2.3);
  });

  it("that were granted before a restart are known again, and nobody else gets the zone", () => {
    const test = pair([release(2.6, 5.4)]);
    test.link.extend(way(1, 2, 3), test.now);
    test.pass(8);
    expect(test.robot.pose.x).toBeCloseTo(3, 6);
    const desk = new GrantDesk(false);
    const again = pair([release(2.6, 5.4)], { desk });
    expect(desk.ask("other", ["s1/z"])).toBe("queued");
    again.link.receive(
      {
        topic: "state",
        header: {
          headerId: 1e6,
          timestampMs: again.now,
          version: "3.0.0",
          manufacturer: "peakfleet",
          serialNumber: "r1",
        },
        content: { ...test.link.watch.state!, orderId: "" },
      },
      again.now,
    );
    desk.open();
    expect(desk.holderOf("s1/z")).toBe("peakfleet/r1");
    expect(desk.queueOf("s1/z")).toEqual(["other"]);
  });
});

describe("two robots", () => {
  it("share a zone from both sides: never both in it, both arrive", () => {
    const desk = new GrantDesk();
    const zones = [release(3.6, 4.4)];
    const east = pair(zones, { desk });
    const start = { x: 8, y: 0, theta: Math.PI, mapId: "floor", nodeId: "n8" };
    const other = { manufacturer: "peakfleet", serialNumber: "r2" };
    const west = pair(zones, { desk, start, identity: other });
    const rounds = 4;
    let shared = 0;
    for (let round = 0; round < rounds; round += 1) {
      east.link.extend(way(1, 2, 3, 4, 5, 6), east.now);
      west.link.extend(way(7, 6, 5, 4, 3, 2), west.now);
      for (let i = 0; i < 300; i += 1) {
        east.step();
        west.step();
        const isIn = (test: Pair) => Math.abs(test.robot.pose.x - 4) < 0.4 + body.length / 2 - 0.001;
        if (isIn(east) && isIn(west)) shared += 1;
      }
      expect([east.robot.pose.x, west.robot.pose.x]).toEqual([expect.closeTo(6, 6), expect.closeTo(2, 6)]);
      east.link.extend(way(5, 4, 3, 2, 1, 0), east.now);
      for (let i = 0; i < 200; i += 1) east.step();
      west.now = east.now;
      west.link.extend(way(3, 4, 5, 6, 7, 8), west.now);
      for (let i = 0; i < 200; i += 1) west.step();
      east.now = west.now;
    }
    expect(shared).toBe(0);
    expect([...east.faults, ...west.faults]).toEqual([]);
  });
});
