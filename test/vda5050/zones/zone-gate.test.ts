// How much of a way may be sent: before a blocked zone it ends, before a release zone it waits.
import { describe, expect, it } from "vitest";
import type { Zone, ZoneSet } from "../../../devices/vda5050/model/index.ts";
import {
  areasMeet,
  boxAt,
  contains,
  distanceToArea,
  GrantDesk,
  ZoneGate,
  ZonePlan,
} from "../../../devices/vda5050/zones/index.ts";

const square = (x: number, y: number, size = 1) => [
  { x, y },
  { x: x + size, y },
  { x: x + size, y: y + size },
  { x, y: y + size },
];
const release = (zoneId: string, x: number): Zone => ({
  zoneId,
  zoneType: "RELEASE",
  releaseLossBehavior: "STOP",
  vertices: square(x - 0.5, -0.5),
});
const set = (...zones: Zone[]): ZoneSet => ({ zoneSetId: "s", mapId: "floor", zones });
const node = (x: number, y = 0) => ({ x, y, mapId: "floor" });
const way = (...xs: number[]) => xs.map((x) => node(x));

describe("geometry", () => {
  it("knows inside, distance and touching boxes", () => {
    expect(contains(square(0, 0), { x: 0.5, y: 0.5 })).toBe(true);
    expect(contains(square(0, 0), { x: 1.5, y: 0.5 })).toBe(false);
    expect(distanceToArea(square(0, 0), { x: -2, y: 0.5 }, { x: -1, y: 0.5 })).toBe(1);
    expect(distanceToArea(square(0, 0), { x: -2, y: 0.5 }, { x: 2, y: 0.5 })).toBe(0);
    // An L: the notch is outside.
    const corner = [
      { x: 0, y: 0 },
      { x: 2, y: 0 },
      { x: 2, y: 1 },
      { x: 1, y: 1 },
      { x: 1, y: 2 },
      { x: 0, y: 2 },
    ];
    expect(contains(corner, { x: 1.5, y: 1.5 })).toBe(false);
    expect(distanceToArea(corner, { x: 1.5, y: 1.5 })).toBeCloseTo(0.5, 9);
    expect(areasMeet(square(0, 0), boxAt({ x: 1.3, y: 0.5 }, 0, 0.8, 0.4))).toBe(true);
    expect(areasMeet(square(0, 0), boxAt({ x: 1.3, y: 0.5 }, Math.PI / 2, 0.8, 0.4))).toBe(false);
    // A plank across: no corner of either lies in the other.
    expect(areasMeet(square(0, 0), boxAt({ x: 0.5, y: 0.5 }, 0, 4, 0.2))).toBe(true);
  });
});

describe("the gate", () => {
  it("ends the way before a blocked zone, whoever asks", () => {
    const blocked: Zone = { zoneId: "b", zoneType: "BLOCKED", vertices: square(2.5, -0.5) };
    const gate = new ZoneGate("r", new ZonePlan([set(blocked)]), new GrantDesk(), 0.4);
    expect(gate.admit(node(0), way(1, 2, 3, 4))).toEqual({
      count: 2,
      stop: { kind: "blocked", zoneId: "b" },
    });
    // Past it, a robot of this size does not come in.
    expect(gate.admit(node(0, 1), [node(4, 1)]).count).toBe(1);
  });

  it("looks at the way as it is driven: around a zone, or in a bow through it", () => {
    const blocked: Zone = { zoneId: "b", zoneType: "BLOCKED", vertices: square(1.5, -0.5) };
    const gate = new ZoneGate("r", new ZonePlan([set(blocked)]), new GrantDesk(), 0.4);
    const around = { ...node(4), way: { course: [node(0), node(0, 2), node(4, 2), node(4)] } };
    expect(gate.admit(node(0), [around]).count).toBe(1);
    const through = { ...node(4, 2), way: { course: [node(0, 2), node(2, 0), node(4, 2)] } };
    expect(gate.admit(node(0, 2), [through]).count).toBe(0);
    expect(gate.admit(node(0, 2), [node(4, 2)]).count).toBe(1);
  });

  it("lets one robot into a release zone and the next when it has left, wherever the way goes on", () => {
    const desk = new GrantDesk();
    const plan = new ZonePlan([set(release("z", 3))]);
    const [one, two] = ["one", "two"].map((robot) => new ZoneGate(robot, plan, desk, 0.4)) as [
      ZoneGate,
      ZoneGate,
    ];
    expect(one.admit(node(0), way(1, 2, 3)).count).toBe(3);
    expect(two.admit(node(6), way(5, 4, 3))).toEqual({ count: 2, stop: { kind: "queued", zoneId: "z" } });
    one.settle({ place: node(2), sent: way(3, 4), queued: [], asked: new Set(), obeys: false });
    one.settle({ place: node(3), sent: way(4, 5), queued: [], asked: new Set(), obeys: false });
    // Its tail is still in.
    one.settle({ place: node(3.8), sent: way(4, 5), queued: [], asked: new Set(), obeys: false });
    expect(desk.holderOf("s/z")).toBe("one");
    // Nobody knows where it is.
    one.settle({ place: null, sent: [], queued: [], asked: new Set(), obeys: false });
    expect(desk.holderOf("s/z")).toBe("one");
    one.settle({ place: node(4), sent: way(5), queued: [], asked: new Set(), obeys: false });
    expect(desk.holderOf("s/z")).toBe("two");
    expect(two.admit(node(4), way(3, 2)).count).toBe(2);
  });

  it("keeps what a robot will need again and what it asks for itself", () => {
    const desk = new GrantDesk();
    const gate = new ZoneGate("one", new ZonePlan([set(release("z", 3))]), desk, 0.4);
    gate.admit(node(2), way(3));
    gate.settle({ place: node(4), sent: way(3), queued: [], asked: new Set(), obeys: false });
    expect(desk.holderOf("s/z")).toBe("one");
    gate.settle({ place: node(4), sent: [], queued: [], asked: new Set(["s/z"]), obeys: false });
    expect(desk.holderOf("s/z")).toBe("one");
    gate.settle({ place: node(4), sent: [], queued: [], asked: new Set(), obeys: false });
    expect(desk.holderOf("s/z")).toBeUndefined();
  });

  it("keeps a zone that is taken back for who is in it or has been sent into it, unless that one stops by itself", () => {
    const desk = new GrantDesk();
    const gate = new ZoneGate("one", new ZonePlan([set(release("z", 3))]), desk, 0.4);
    const settle = (x: number, sent: number[], queued: number[], obeys: boolean) => {
      gate.settle({ place: node(x), sent: way(...sent), queued: way(...queued), asked: new Set(), obeys });
      return desk.holderOf("s/z");
    };
    gate.admit(node(0), way(1, 2, 3));
    desk.revoke("s/z");
    expect(settle(1, [2, 3], [], false)).toBe("one");
    expect(settle(3, [4], [], true)).toBe("one");
    expect(settle(1, [2], [3], false)).toBeUndefined();
    gate.admit(node(0), way(1, 2, 3));
    desk.revoke("s/z");
    expect(settle(1, [2, 3], [], true)).toBeUndefined();
  });

  it("asks for zones without a place between them together, so that two robots that meet do not block each other", () => {
    const desk = new GrantDesk();
    const plan = new ZonePlan([set(release("a", 3), release("b", 4))]);
    const east = new ZoneGate("east", plan, desk, 0.4);
    const west = new ZoneGate("west", plan, desk, 0.4);
    expect(east.admit(node(1), way(2, 3, 4, 5, 6)).count).toBe(5);
    expect(west.admit(node(6), way(5, 4, 3, 2)).count).toBe(1);
    expect(desk.heldBy("east")).toEqual(["s/a", "s/b"]);
    expect(desk.circle()).toEqual([]);
  });
});
