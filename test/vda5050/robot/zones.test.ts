// Zones, maps and sleep as a robot of 3.0 has them, without a fleet side that would keep it from doing wrong.
import { describe, expect, it } from "vitest";
import { createCodec } from "../../../devices/vda5050/codec/index.ts";
import type { Contents, Message, TopicName, Zone } from "../../../devices/vda5050/model/index.ts";
import { action, expectValid, line, RobotRig } from "../robot-rig.ts";

const area = (from: number, to: number) => [
  { x: from, y: -1 },
  { x: to, y: -1 },
  { x: to, y: 1 },
  { x: from, y: 1 },
];
const zone = (from: number, to: number, kind: "BLOCKED" | "RELEASE" | "SPEED_LIMIT"): Zone => {
  const shape = { zoneId: kind, vertices: area(from, to) };
  if (kind === "RELEASE") return { ...shape, zoneType: kind, releaseLossBehavior: "STOP" };
  return kind === "BLOCKED" ? { ...shape, zoneType: kind } : { ...shape, zoneType: kind, maximumSpeed: 0.3 };
};
const errors = (rig: RobotRig) => rig.state.errors.map(({ errorType }) => errorType);
const codec = createCodec({ version: "3.0" });
const length = 0.8;

function say<Name extends TopicName>(rig: RobotRig, topic: Name, content: Contents[Name]): void {
  const header = { headerId: 1, timestampMs: rig.now, version: "", ...rig.robot.identity };
  rig.raw(topic, codec.encode({ topic, header, content } as unknown as Message));
  rig.pass(0.3);
}
function rigWith(...zones: readonly Zone[]): RobotRig {
  const rig = new RobotRig("3.0");
  say(rig, "zoneSet", { zoneSetId: "s", mapId: "floor", zones });
  expect(rig.state.zoneSets).toEqual([{ zoneSetId: "s", mapId: "floor", status: "DISABLED" }]);
  rig.instant("enableZoneSet", "on", [{ key: "zoneSetId", value: "s" }]);
  expect(rig.state.zoneSets).toMatchObject([{ status: "ENABLED" }]);
  return rig;
}
const ahead = line([
  [0, 0],
  [3, 0],
  [6, 0],
]);

describe("a robot with zones", () => {
  it("stops before a blocked zone, and says so when it stands in one", () => {
    const rig = rigWith(zone(4, 5, "BLOCKED"));
    rig.order(ahead);
    rig.pass(20, () => expect(rig.robot.pose.x).toBeLessThan(4 - length / 2));
    expect(rig.robot.pose.x).toBeGreaterThan(3.4);
    expect(errors(rig)).toEqual([]);
    rig.robot.moveByHand(4.2, 0, 0);
    rig.pass(3);
    expect(rig.state.errors).toMatchObject([{ errorType: "BLOCKED_ZONE_VIOLATION", level: "CRITICAL" }]);
    expect(rig.robot.pose.x).toBe(4.2);
    expectValid(rig);
  });

  it("asks for a release zone in time, waits before it, drives on when it is granted, and forgets the request behind it", () => {
    const rig = rigWith(zone(4, 5, "RELEASE"));
    rig.order(ahead);
    rig.pass(15, () => expect(rig.robot.pose.x).toBeLessThan(4 - length / 2));
    const [request] = rig.state.zoneRequests!;
    expect(request).toMatchObject({
      requestType: "ACCESS",
      zoneId: "RELEASE",
      zoneSetId: "s",
      status: "REQUESTED",
    });
    const { requestId } = request!;
    say(rig, "responses", { responses: [{ requestId, grantType: "QUEUED" }] });
    // A lease that is over already is none.
    say(rig, "responses", { responses: [{ requestId, grantType: "GRANTED", leaseExpiryMs: rig.now - 1 }] });
    rig.pass(5);
    expect(rig.robot.pose.x).toBeLessThan(4);
    say(rig, "responses", {
      responses: [{ requestId, grantType: "GRANTED", leaseExpiryMs: rig.now + 60_000 }],
    });
    rig.pass(10);
    expect(rig.robot.pose.x).toBeCloseTo(6, 6);
    expect(rig.state.zoneRequests).toEqual([]);
    expectValid(rig);
  });

  it("asks again some time after it has been rejected, and when a grant is taken back before it was used", () => {
    const rig = rigWith(zone(4, 5, "RELEASE"));
    rig.order(ahead);
    rig.pass(8);
    const first = rig.state.zoneRequests![0]!.requestId;
    say(rig, "responses", { responses: [{ requestId: first, grantType: "REJECTED" }] });
    rig.pass(8);
    const second = rig.state.zoneRequests![0]!.requestId;
    expect(second).not.toBe(first);
    rig.robot.setObstructed(true);
    say(rig, "responses", { responses: [{ requestId: second, grantType: "GRANTED" }] });
    say(rig, "responses", { responses: [{ requestId: second, grantType: "REVOKED" }] });
    rig.pass(1);
    expect(rig.state.zoneRequests).toMatchObject([{ status: "REQUESTED" }]);
    expect(rig.state.zoneRequests![0]!.requestId).not.toBe(second);
  });

  it("is slow in a zone with a speed limit from its border on", () => {
    const rig = rigWith(zone(3, 5, "SPEED_LIMIT"));
    rig.order(ahead);
    let fastest = 0;
    rig.pass(25, () => {
      const { speed, x } = rig.robot.driver.motion;
      if (x > 3 - length / 2 + 0.05 && x < 5 + length / 2) expect(speed).toBeLessThanOrEqual(0.3 + 1e-9);
      fastest = Math.max(fastest, speed);
    });
    expect(fastest).toBeGreaterThan(1);
    expect(rig.robot.pose.x).toBeCloseTo(6, 6);
  });

  it("keeps a set as it is under its name, has one enabled per map, and does not delete what it uses", () => {
    const rig = rigWith(zone(4, 5, "RELEASE"));
    say(rig, "zoneSet", { zoneSetId: "s", mapId: "floor", zones: [] });
    expect(errors(rig)).toEqual(["DUPLICATE_ZONE_SET"]);
    const id = (value: string) => [{ key: "zoneSetId", value }];
    expect(rig.status(rig.instant("deleteZoneSet", "d1", id("s")))).toBe("FAILED");
    say(rig, "zoneSet", { zoneSetId: "t", mapId: "floor", zones: [] });
    expect(rig.status(rig.instant("enableZoneSet", "e2", id("t")))).toBe("FINISHED");
    expect(rig.state.zoneSets!.map(({ status }) => status)).toEqual(["DISABLED", "ENABLED"]);
    expect(rig.status(rig.instant("deleteZoneSet", "d2", id("s")))).toBe("FINISHED");
    expect(rig.status(rig.instant("enableZoneSet", "e3", id("s")))).toBe("FAILED");
    rig.pass(12);
    expect(errors(rig)).toEqual([]);
    expectValid(rig);
  });

  it("drops its requests when a person takes it in hand", () => {
    const rig = rigWith(zone(4, 5, "RELEASE"));
    rig.order(ahead);
    rig.pass(8);
    expect(rig.state.zoneRequests).toHaveLength(1);
    rig.robot.setOperatingMode("INTERVENED");
    rig.pass(1);
    expect(rig.state.zoneRequests).toEqual([]);
    expect(rig.state.nodeStates.length).toBeGreaterThan(0);
  });
});

describe("maps", () => {
  const map = (mapVersion: string) => [
    { key: "mapId", value: "floor" },
    { key: "mapVersion", value: mapVersion },
    { key: "mapDownloadLink", value: "https://maps" },
  ];
  it("are downloaded in some time, once, enabled one version at a time, and orders on others are rejected", () => {
    for (const version of ["2.1", "3.0"] as const) {
      const rig = new RobotRig(version);
      const download = rig.instant("downloadMap", "a", map("2"));
      expect(rig.status(download)).toBe("RUNNING");
      rig.pass(3);
      expect(rig.status(download)).toBe("FINISHED");
      expect(rig.status(rig.instant("downloadMap", "b", map("2")))).toBe("FAILED");
      expect(errors(rig)).toEqual([version === "3.0" ? "DUPLICATE_MAP" : "duplicateMap"]);
      rig.instant("enableMap", "c", map("2"));
      expect(rig.state.maps!.map(({ status }) => status)).toEqual(["DISABLED", "ENABLED"]);
      expect(rig.status(rig.instant("deleteMap", "d", map("2")))).toBe("FAILED");
      expect(rig.status(rig.instant("deleteMap", "e", map("1")))).toBe("FINISHED");
      const other = line([
        [0, 0],
        [1, 0],
      ]);
      const [first, last] = other.nodes as [(typeof other.nodes)[0], (typeof other.nodes)[0]];
      rig.order({ ...other, nodes: [first, { ...last, position: { ...last.position!, mapId: "cellar" } }] });
      expect(errors(rig)).toContain(version === "3.0" ? "UNKNOWN_MAP_ID" : "noRouteError");
      expectValid(rig);
    }
  });
});

describe("sleep", () => {
  it("ends the order, is announced, hears only the word to wake, and forgets nothing else", () => {
    const rig = new RobotRig("3.0");
    rig.order(ahead);
    rig.pass(2);
    const sleep = rig.instant("startHibernation");
    rig.pass(5);
    expect(rig.status(sleep)).toBe("FINISHED");
    expect(rig.state).toMatchObject({ nodeStates: [], driving: false });
    expect(JSON.parse(rig.sent.at(-1)!.payload)).toMatchObject({ connectionState: "HIBERNATING" });
    const before = rig.sent.length;
    rig.order(line([[0, 0]], { orderId: "o2" }));
    rig.instant("stateRequest");
    rig.pass(30);
    expect(rig.sent.length).toBe(before);
    rig.instant("stopHibernation");
    rig.pass(1);
    expect(rig.sent.slice(before).map(({ topic }) => topic)).toContain("connection");
    expect(rig.state.orderId).toBe("o1");
    expectValid(rig);
  });
});

describe("a retriable action", () => {
  it("waits RETRIABLE for a word, is tried again or given up, and holds the robot meanwhile", () => {
    const rig = new RobotRig("3.0");
    rig.robot.failNextAction("pick", 2);
    const pick = { ...action("pick", "p"), retriable: true };
    const places = [
      [0, 0],
      [2, 0],
    ] as const;
    rig.order(line(places, { actions: { 0: [pick] } }));
    rig.pass(30);
    expect([rig.status("p"), rig.robot.pose.x]).toEqual(["RETRIABLE", 0]);
    const id = [{ key: "actionId", value: "p" }];
    rig.instant("retry", "r1", id);
    rig.pass(1);
    expect(rig.status("p")).toBe("RUNNING");
    rig.pass(5);
    expect(rig.status("p")).toBe("RETRIABLE");
    rig.instant("skipRetry", "r2", id);
    rig.pass(5);
    expect([rig.status("p"), rig.status("r2")]).toEqual(["FAILED", "FINISHED"]);
    expect(rig.robot.pose.x).toBeCloseTo(2, 6);
    expect(rig.status(rig.instant("retry", "r3", id))).toBe("FAILED");
    rig.instant("clearInstantActions", "c");
    expect(rig.state.instantActionStates.map(({ actionId }) => actionId)).toEqual(["c"]);
    expectValid(rig);
  });
});
