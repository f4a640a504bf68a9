// Orders as a conformant robot takes, rejects, drives, cancels and pauses them, in each release.
import { describe, expect, it } from "vitest";
import { vdaVersions } from "../../../devices/vda5050/model/index.ts";
import { action, expectValid, line, RobotRig } from "../robot-rig.ts";

const errors = (rig: RobotRig) => rig.state.errors.map(({ errorType }) => errorType);

describe.each(vdaVersions)("a robot of %s", (version) => {
  it("drives to the end, empties its lists and stays idle; everything that it sends is valid", () => {
    const rig = new RobotRig(version);
    rig.order(
      line(
        [
          [0, 0],
          [3, 0],
          [3, 2],
        ],
        { actions: { 2: [action("pick", "p")] } },
      ),
    );
    expect(rig.state).toMatchObject({ orderId: "o1", lastNodeId: "n0" });
    expect(rig.state.nodeStates.map(({ nodeId }) => nodeId)).toEqual(["n1", "n2"]);
    rig.pass(20);
    expect(rig.state).toMatchObject({
      lastNodeId: "n2",
      lastNodeSequenceId: 4,
      nodeStates: [],
      edgeStates: [],
      driving: false,
    });
    expect(rig.status("p")).toBe("FINISHED");
    expect(rig.state.loads).toHaveLength(1);
    expect(rig.robot.pose.x).toBeCloseTo(3, 6);
    expect(rig.robot.pose.y).toBeCloseTo(2, 6);
    expectValid(rig);
  });

  it("stops at the end of its base, takes an update in time without a stop, and late with one", () => {
    const rig = new RobotRig(version);
    rig.order(
      line(
        [
          [0, 0],
          [2, 0],
          [4, 0],
          [6, 0],
        ],
        { released: 3 },
      ),
    );
    rig.pass(1);
    rig.order(
      line(
        [
          [4, 0],
          [6, 0],
          [8, 0],
        ],
        { update: 1, first: 4 },
      ),
    );
    let slowest = Infinity;
    rig.pass(6, () => {
      const { x } = rig.robot.pose;
      if (x > 2 && x < 6) slowest = Math.min(slowest, rig.robot.driver.motion.speed);
    });
    expect(slowest).toBeGreaterThan(1);
    rig.pass(5);
    expect(rig.state.lastNodeId).toBe("n4");
    rig.order(
      line(
        [
          [8, 0],
          [9, 0],
        ],
        { update: 2, first: 8 },
      ),
    );
    rig.pass(5);
    expect(rig.robot.pose.x).toBeCloseTo(9, 6);
    expect(rig.state.errors).toEqual([]);
  });

  it("never leaves its base, and asks for more", () => {
    const rig = new RobotRig(version);
    rig.order(
      line(
        [
          [0, 0],
          [2, 0],
          [4, 0],
        ],
        { released: 2 },
      ),
    );
    rig.pass(20, () => expect(rig.robot.pose.x).toBeLessThanOrEqual(2));
    expect(rig.state).toMatchObject({ lastNodeId: "n1", newBaseRequest: true });
    expect(rig.state.nodeStates).toHaveLength(1);
  });

  it("rejects with references: outdated, foreign, after a cancel, far away, misbuilt, unknown action, manual", () => {
    const three = version === "3.0";
    const rig = new RobotRig(version);
    rig.order(
      line(
        [
          [0, 0],
          [4, 0],
        ],
        { update: 0 },
      ),
    );
    rig.order(
      line(
        [
          [0, 0],
          [4, 0],
        ],
        { orderId: "o2" },
      ),
    );
    expect(errors(rig)).toEqual([three ? "OTHER_ORDER_ACTIVE" : "orderError"]);
    expect(rig.state.errors[0]!.references).toContainEqual({ key: "orderId", value: "o2" });
    rig.order(
      line(
        [
          [4, 0],
          [6, 0],
        ],
        { update: 2, first: 2 },
      ),
    );
    expect(errors(rig)).toEqual([]);
    rig.order(
      line(
        [
          [4, 0],
          [6, 0],
        ],
        { update: 1, first: 2 },
      ),
    );
    rig.order(
      line(
        [
          [7, 0],
          [8, 0],
        ],
        { update: 3, first: 8 },
      ),
    );
    rig.pass(1);
    expect(errors(rig)).toEqual(
      three ? ["OUTDATED_ORDER_UPDATE", "VALIDATION_FAILURE"] : ["orderUpdateError", "orderUpdateError"],
    );
    rig.instant("cancelOrder");
    rig.pass(4);
    rig.order(
      line(
        [
          [6, 0],
          [8, 0],
        ],
        { update: 4, first: 4 },
      ),
    );
    rig.pass(1);
    expect(errors(rig)).toContain(three ? "ORDER_UPDATE_FOLLOWING_CANCEL" : "orderUpdateError");
    rig.order(
      line(
        [
          [50, 0],
          [60, 0],
        ],
        { orderId: "o3" },
      ),
    );
    rig.pass(1);
    expect(errors(rig)).toContain(three ? "START_NODE_OUT_OF_RANGE" : "noRouteError");
    const gap = line(
      [
        [0, 0],
        [4, 0],
      ],
      { orderId: "o4" },
    );
    rig.order({ ...gap, nodes: gap.nodes.map((node) => ({ ...node, sequenceId: node.sequenceId * 2 })) });
    rig.pass(1);
    expect(errors(rig)).toContain(three ? "VALIDATION_FAILURE" : "validationError");
    rig.order(
      line(
        [
          [0, 0],
          [4, 0],
        ],
        { orderId: "o5", actions: { 1: [action("dance", "d")] } },
      ),
    );
    rig.pass(1);
    expect(rig.state.errors.at(-1)!.references).toContainEqual({ key: "actionId", value: "d" });
    rig.robot.setOperatingMode("MANUAL");
    rig.order(
      line(
        [
          [0, 0],
          [4, 0],
        ],
        { orderId: "o6" },
      ),
    );
    rig.pass(1);
    expect(errors(rig)).toContain(three ? "MOBILE_ROBOT_NOT_AVAILABLE" : "orderError");
    expectValid(rig);
  });

  it("cancels between nodes: waiting actions fail, cancelOrder ends when all is still, the order's name stays", () => {
    const rig = new RobotRig(version);
    rig.order(
      line(
        [
          [0, 0],
          [10, 0],
        ],
        { actions: { 1: [action("pick", "p")] } },
      ),
    );
    rig.pass(3);
    const cancel = rig.instant("cancelOrder");
    expect(rig.status(cancel)).toBe("RUNNING");
    rig.pass(4);
    expect(rig.status(cancel)).toBe("FINISHED");
    expect(rig.status("p")).toBe("FAILED");
    expect(rig.state).toMatchObject({ orderId: "o1", nodeStates: [], edgeStates: [], driving: false });
    const { x } = rig.robot.pose;
    expect(x).toBeGreaterThan(1);
    expect(x).toBeLessThan(8);
    // The next order begins where the robot stands.
    rig.order(
      line(
        [
          [x, 0],
          [10, 0],
        ],
        { orderId: "o2" },
      ),
    );
    rig.pass(10);
    expect(rig.robot.pose.x).toBeCloseTo(10, 6);
    const idle = rig.instant("cancelOrder");
    rig.pass(1);
    expect(rig.status(idle)).toBe("FAILED");
    expect(errors(rig)).toEqual([version === "3.0" ? "NO_ORDER_TO_CANCEL" : "noOrderToCancel"]);
    expectValid(rig);
  });

  it("pauses with its actions and goes on", () => {
    const rig = new RobotRig(version);
    rig.order(
      line(
        [
          [0, 0],
          [6, 0],
        ],
        { actions: { 0: [action("pick", "p")] } },
      ),
    );
    rig.pass(1);
    const pause = rig.instant("startPause");
    rig.pass(10);
    expect(rig.state.paused).toBe(true);
    expect(rig.status(pause)).toBe("FINISHED");
    // The schemas of 2.x have no PAUSED.
    expect(rig.status("p")).toBe(version === "3.0" ? "PAUSED" : "RUNNING");
    expect(rig.robot.pose.x).toBe(0);
    rig.instant("stopPause");
    rig.pass(15);
    expect(rig.robot.pose.x).toBeCloseTo(6, 6);
  });

  it("says that it is online, retained, with a will; goes on to the end of its base while nobody hears it", () => {
    const rig = new RobotRig(version);
    const will = rig.robot.will()!;
    expect(JSON.parse(will.payload).connectionState).toBe(
      version === "3.0" ? "CONNECTION_BROKEN" : "CONNECTIONBROKEN",
    );
    expect(will).toMatchObject({ qos: 1, retain: true });
    expect(rig.sent.find(({ topic }) => topic === "connection")).toMatchObject({ qos: 1, retain: true });
    expect(rig.sent.some(({ topic }) => topic === "factsheet")).toBe(version !== "2.0");
    rig.order(
      line(
        [
          [0, 0],
          [6, 0],
          [8, 0],
        ],
        { released: 2 },
      ),
    );
    rig.robot.disconnect(rig.now, "lost");
    const before = rig.sent.length;
    rig.pass(20);
    expect(rig.sent.length).toBe(before);
    expect(rig.robot.pose.x).toBeCloseTo(6, 6);
    rig.robot.connect(rig.now);
    rig.pass(1);
    expect(rig.state).toMatchObject({ orderId: "o1", lastNodeId: "n1" });
  });
});
