// Room beside the way: robots leave their line within it and nowhere else, and ask first where that is asked of them.
import { describe, expect, it } from "vitest";
import type { Corridor } from "../../../devices/vda5050/model/index.ts";
import { nextAside } from "../../../devices/vda5050/robot/swerve.ts";
import { Pair, type PairOptions, place } from "../link-pair.ts";

/** Farthest that the robot was to the left and to the right of the x axis, and on nodes. */
function drive(pair: Pair, seconds: number) {
  const seen = { left: 0, right: 0, onNodes: 0 };
  pair.pass(seconds, () => {
    const { x, y } = pair.robot.pose;
    seen.left = Math.max(seen.left, y);
    seen.right = Math.max(seen.right, -y);
    if (Math.abs(x - Math.round(x / 4) * 4) < 0.05) seen.onNodes = Math.max(seen.onNodes, Math.abs(y));
  });
  return seen;
}
function pairWith(corridor: Corridor | undefined, wish: number, options: PairOptions = {}): Pair {
  const pair = new Pair(options);
  pair.robot.setWishAside(wish);
  const more = corridor === undefined ? {} : { corridor };
  pair.link.extend([place(4, [], more), place(8, [], more)], pair.now);
  return pair;
}

describe.each(["2.1", "3.0"] as const)("a robot of %s", (version) => {
  it("drives beside its line as far as its corridor lets it, on either side, and is back on the line at nodes", () => {
    const corridor = { leftWidth: 0.5, rightWidth: 0.25 };
    for (const [wish, left, right] of [
      [2, 0.5, 0],
      [-2, 0, 0.25],
      [0.3, 0.3, 0],
    ] as const) {
      const pair = pairWith(corridor, wish, { version });
      const seen = drive(pair, 20);
      expect([seen.left, seen.right]).toEqual([expect.closeTo(left, 6), expect.closeTo(right, 6)]);
      expect(seen.onNodes).toBeLessThan(0.05);
      expect(pair.robot.pose).toMatchObject({ x: expect.closeTo(8, 6), y: expect.closeTo(0, 6) });
      expect(pair.kinds()).toEqual(["passed", "passed", "order-done"]);
      expect(pair.faults).toEqual([]);
    }
  });

  it("keeps its sides within a corridor for its contour", () => {
    const corridor = { leftWidth: 0.5, rightWidth: 0.5, referencePoint: "CONTOUR" as const };
    const pair = pairWith(corridor, 2, { version, body: { width: 0.6 } });
    expect(drive(pair, 20).left).toBeCloseTo(0.2, 6);
  });
});

it("a robot without a corridor, or of 2.0, which knows none, never leaves its line", () => {
  const corridor = { leftWidth: 0.5, rightWidth: 0.5 };
  for (const pair of [pairWith(undefined, 2), pairWith(corridor, 2, { version: "2.0" })]) {
    expect(drive(pair, 20)).toMatchObject({ left: 0, right: 0 });
    expect(pair.robot.pose.x).toBeCloseTo(8, 6);
  }
});

describe("a corridor that has to be released", () => {
  const corridor = (releaseLossBehavior: "STOP" | "RETURN"): Corridor => ({
    leftWidth: 0.5,
    rightWidth: 0.5,
    releaseRequired: true,
    releaseLossBehavior,
  });
  it("is asked for, granted, used and given back", () => {
    const pair = pairWith(corridor("STOP"), 0.4);
    const seen = drive(pair, 20);
    expect(seen.left).toBeCloseTo(0.4, 6);
    const answers = pair.said.filter(({ topic }) => topic === "responses");
    expect(answers.length).toBeGreaterThanOrEqual(2);
    expect(pair.link.watch.state!.edgeRequests).toEqual([]);
    expect(pair.faults).toEqual([]);
  });

  it("is not used without an answer: the robot stays on its line and drives on", () => {
    const pair = new Pair();
    pair.drop = (topic) => topic === "responses";
    pair.robot.setWishAside(0.4);
    pair.link.extend([place(4, [], { corridor: corridor("STOP") })], pair.now);
    expect(drive(pair, 15)).toMatchObject({ left: 0, right: 0 });
    expect(pair.robot.pose.x).toBeCloseTo(4, 6);
  });

  it("is not granted to a robot to which nothing may be released; what it asks for waits", () => {
    const pair = new Pair();
    pair.drop = (topic) => topic === "responses";
    pair.robot.setWishAside(0.4);
    pair.link.extend([place(20, [], { corridor: corridor("STOP") })], pair.now);
    pair.pass(4);
    const answers = () =>
      pair.said
        .splice(0)
        .filter(({ topic }) => topic === "responses")
        .flatMap(({ text }) => (JSON.parse(text) as { responses: { grantType: string }[] }).responses)
        .map(({ grantType }) => grantType);
    pair.drop = () => false;
    pair.robot.setEmergencyStop("MANUAL");
    pair.step();
    answers();
    pair.pass(20);
    expect(new Set(answers())).toEqual(new Set(["QUEUED"]));
    expect(pair.link.watch.state!.edgeRequests?.map(({ status }) => status)).toEqual(["REQUESTED"]);
    pair.robot.setEmergencyStop("NONE");
    expect(drive(pair, 5).left).toBeGreaterThan(0.3);
    expect(answers()).toContain("GRANTED");
    expect(pair.faults).toEqual([]);
  });

  it.each(["STOP", "RETURN"] as const)("that is lost on the way: %s", (behaviour) => {
    const pair = new Pair({ link: { settings: { leaseMs: 6_000 } }, body: { maximumSpeed: 0.3 } });
    pair.robot.setWishAside(0.4);
    pair.link.extend([place(10, [], { corridor: corridor(behaviour) })], pair.now);
    pair.pass(8);
    expect(pair.robot.pose.y).toBeCloseTo(0.4, 6);
    pair.drop = (topic) => topic === "responses";
    pair.pass(14);
    const { x, y } = pair.robot.pose;
    pair.pass(2);
    if (behaviour === "STOP") expect(pair.robot.pose).toMatchObject({ x, y: expect.closeTo(0.4, 6) });
    else expect([pair.robot.pose.x > x, y]).toEqual([true, expect.closeTo(0, 6)]);
    pair.drop = () => false;
    pair.pass(40);
    expect(pair.robot.pose).toMatchObject({ x: expect.closeTo(10, 6), y: expect.closeTo(0, 6) });
  });
});

it("a robot goes aside and back gently", () => {
  const room = { left: 1, right: 1 };
  expect(nextAside(0, 1, room, 0.2, 10)).toBeCloseTo(0.1, 9);
  expect(nextAside(0.5, 1, room, 0.2, 1)).toBeCloseTo(0.5, 9);
  expect(nextAside(0.5, 1, room, 0.2, 0.6)).toBeCloseTo(0.4, 9);
  expect(nextAside(-0.3, 0, room, 1, 10)).toBe(0);
});
