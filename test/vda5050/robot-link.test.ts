// The fleet side's answers to single things that robots do, on tiny routes.
import { describe, expect, it } from "vitest";
import { HeaderOrder } from "../../devices/vda5050/fleet/header-order.ts";
import { reasonText } from "../../devices/vda5050/fleet/reasons.ts";
import { answeringError } from "../../devices/vda5050/fleet/rejection.ts";
import type { RobotError } from "../../devices/vda5050/model/index.ts";
import { identity, Pair, place } from "./link-pair.ts";

describe("an order", () => {
  it("is said again with the same ids until the robot shows it, then driven and done", () => {
    const pair = new Pair();
    pair.dropOrders = true;
    pair.link.extend([place(1), place(2)], pair.now);
    pair.pass(5);
    expect(pair.orders.length).toBeGreaterThan(2);
    expect(new Set(pair.orders.map(({ orderId, orderUpdateId }) => `${orderId}/${orderUpdateId}`)).size).toBe(
      1,
    );
    expect(pair.reason()).toBe("waiting-for-answer");
    pair.dropOrders = false;
    pair.pass(10);
    expect(pair.kinds()).toEqual(["passed", "passed", "order-done"]);
    expect(pair.reason()).toBe("idle");
  });

  it("is given up after some tries: cancelled, and begun anew under another name", () => {
    const pair = new Pair();
    pair.dropOrders = true;
    pair.link.extend([place(1)], pair.now);
    pair.pass(30);
    expect(pair.said.some(({ text }) => text.includes("cancelOrder"))).toBe(true);
    expect(new Set(pair.orders.map(({ orderId }) => orderId)).size).toBeGreaterThan(1);
    pair.dropOrders = false;
    pair.pass(30);
    expect(pair.robot.pose.x).toBeCloseTo(1, 6);
  });

  it("that the robot can never carry out is not tried again: a person is asked", () => {
    // Nobody knows what it offers.
    const pair = new Pair({ quirks: ["empty-factsheet"] });
    const action = { actionType: "dance", actionId: "d", blockingType: "HARD", parameters: [] } as const;
    pair.link.extend([place(1, [action])], pair.now);
    pair.pass(20);
    expect(pair.orders).toHaveLength(1);
    expect(pair.link.status(pair.now)).toMatchObject({ reason: "refused", needsPerson: true });
    expect(reasonText(pair.link.status(pair.now), "zh").todo).toContain("确认");
  });

  it("that is rejected for its start is tried again with a new name and a wider deviation", () => {
    const pair = new Pair();
    // The robot believes itself half a metre off; the fleet side knows it on its node.
    pair.robot.moveByHand(-0.35, 0, 0);
    pair.link.extend([place(1)], pair.now);
    pair.pass(20);
    expect(pair.robot.pose.x).toBeCloseTo(1, 6);
  });
});

describe("a robot", () => {
  it("with an emergency stop gets nothing new, and goes on when it is over", () => {
    const pair = new Pair();
    pair.robot.setEmergencyStop("MANUAL");
    pair.pass(1);
    pair.link.extend([place(1)], pair.now);
    pair.pass(5);
    expect(pair.orders).toHaveLength(0);
    expect(pair.reason()).toBe("emergency-stop");
    pair.robot.setEmergencyStop("NONE");
    pair.pass(10);
    expect(pair.robot.pose.x).toBeCloseTo(1, 6);
  });

  it("that a person has had in hand waits for a person's word", () => {
    const pair = new Pair();
    pair.link.extend([place(1), place(5)], pair.now);
    pair.pass(2);
    pair.robot.setOperatingMode("MANUAL");
    pair.pass(2);
    pair.robot.setOperatingMode("AUTOMATIC");
    pair.pass(20);
    expect(pair.reason()).toBe("needs-confirmation");
    expect(pair.robot.pose.x).toBeLessThan(4);
    pair.link.confirm(pair.now);
    pair.pass(20);
    expect(pair.robot.pose.x).toBeCloseTo(5, 6);
  });

  it("that jumps is not trusted", () => {
    const pair = new Pair();
    pair.robot.moveByHand(30, 0, 0);
    pair.pass(1);
    expect(pair.link.status(pair.now)).toMatchObject({ reason: "distrusted", needsPerson: true });
  });

  it("with an order of somebody else is freed of it first", () => {
    const pair = new Pair();
    const nodes = [0, 4].map((x, i) => ({
      nodeId: `f${x}`,
      sequenceId: 2 * i,
      released: true,
      nodePosition: { x, y: 0, mapId: "floor" },
      actions: [],
    }));
    const edges = [{ edgeId: "e", sequenceId: 1, released: true, actions: [] }];
    const header = {
      headerId: 900,
      timestamp: new Date(pair.now).toISOString(),
      version: "3.0.0",
      ...identity,
    };
    pair.robot.receive(
      "order",
      new TextEncoder().encode(
        JSON.stringify({ ...header, orderId: "foreign", orderUpdateId: 0, nodes, edges }),
      ),
      pair.now,
    );
    pair.pass(15);
    expect(pair.said.some(({ text }) => text.includes("cancelOrder"))).toBe(true);
    expect(pair.link.isFree).toBe(true);
  });

  it("that is abandoned without an order keeps what is released to it later", () => {
    const pair = new Pair();
    pair.link.abandon(pair.now);
    pair.link.extend([place(2)], pair.now);
    pair.pass(1);
    pair.robot.driver.cancel();
    pair.pass(20);
    expect(pair.robot.pose.x).toBeCloseTo(2, 6);
  });
});

describe("header ids", () => {
  it("tell what is new, what comes twice or late, and who begins anew", () => {
    const order = new HeaderOrder();
    expect([5, 6, 6, 4].map((id) => order.judge(id, id * 1000))).toEqual([
      "newer",
      "newer",
      "duplicate",
      "late",
    ]);
    expect(order.judge(0, 60_000)).toBe("restarted");
    expect(order.judge(1, 61_000)).toBe("newer");
    expect(order.judge(100, 70_000)).toBe("newer");
    // A clock set back: believed after five in a row.
    expect([0, 1, 2, 3, 4].map((id) => order.judge(id, id))).toEqual([
      "late",
      "late",
      "late",
      "late",
      "restarted",
    ]);
  });
});

describe("rejections", () => {
  const error = (references: RobotError["references"], errorType = "orderError"): RobotError => ({
    errorType,
    references,
    level: "WARNING",
  });
  it("are matched by order and update; others' and old ones are not ours", () => {
    const ours = error([
      { key: "orderId", value: "a" },
      { key: "orderUpdateId", value: "3" },
    ]);
    expect(answeringError([ours], "a", 3, new Set())).toBe(ours);
    expect(answeringError([ours], "a", 4, new Set())).toBeUndefined();
    expect(answeringError([ours], "b", 3, new Set())).toBeUndefined();
    const bare = error([]);
    expect(answeringError([bare], "a", 1, new Set())).toBe(bare);
    expect(answeringError([bare], "a", 1, new Set(["orderError||"]))).toBeUndefined();
    expect(answeringError([error([], "lowOil")], "a", 1, new Set())).toBeUndefined();
  });
});
