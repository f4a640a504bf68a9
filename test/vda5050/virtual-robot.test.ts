// A conformant robot does what the standard says, and says what it does.
import { describe, expect, it } from "vitest";
import { vdaVersions } from "../../devices/vda5050/model/index.ts";
import { Track } from "../../devices/vda5050/robot/track.ts";
import { action, expectValid, line, RobotRig } from "./robot-rig.ts";

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

describe("motion", () => {
  it("takes d / v + v / a seconds for a drive, and is never faster than its edge allows", () => {
    const rig = new RobotRig("2.1", { body: { maximumSpeed: 2, acceleration: 1, deceleration: 1 } });
    rig.order(
      line([
        [0, 0],
        [5, 0],
        [10, 0],
        [20, 0],
      ]),
    );
    let seconds = 0;
    rig.pass(15, () => {
      if (rig.robot.pose.x < 20) seconds += 0.1;
    });
    expect(seconds).toBeGreaterThan(20 / 2 + 2 - 0.5);
    expect(seconds).toBeLessThan(20 / 2 + 2 + 0.4);
    const order = line(
      [
        [20, 0],
        [30, 0],
        [40, 0],
      ],
      { orderId: "slow" },
    );
    rig.order({
      ...order,
      edges: order.edges.map((edge, i) => (i === 1 ? { ...edge, maximumSpeed: 0.5 } : edge)),
    });
    rig.pass(40, () => {
      if (rig.robot.pose.x > 30.01) expect(rig.robot.driver.motion.speed).toBeLessThanOrEqual(0.5 + 1e-9);
    });
    expect(rig.robot.pose.x).toBeCloseTo(40, 6);
  });

  it("stops for a corner, turns on the spot, and looks as the last node asks", () => {
    const rig = new RobotRig();
    const order = line([
      [0, 0],
      [2, 0],
      [2, 2],
    ]);
    const last = order.nodes[2]!;
    rig.order({
      ...order,
      nodes: [...order.nodes.slice(0, 2), { ...last, position: { ...last.position!, theta: Math.PI } }],
    });
    rig.pass(20, () => {
      const { x, y } = rig.robot.pose;
      expect(Math.abs(x - 2) < 1e-6 || Math.abs(y) < 1e-6).toBe(true);
    });
    expect(Math.abs(rig.robot.pose.theta)).toBeCloseTo(Math.PI, 6);
  });

  it("follows a NURBS: a quarter circle of degree 2 keeps its radius", () => {
    const weight = Math.SQRT1_2;
    const trajectory = {
      degree: 2,
      knotVector: [0, 0, 0, 1, 1, 1],
      controlPoints: [
        { x: 1, y: 0 },
        { x: 1, y: 1, weight },
        { x: 0, y: 1 },
      ],
    };
    const track = Track.along({ x: 1, y: 0 }, trajectory, { x: 0, y: 1 });
    expect(track.length).toBeCloseTo(Math.PI / 2, 2);
    for (let share = 0; share <= 1; share += 0.1) {
      const { x, y } = track.at(share * track.length);
      expect(Math.hypot(x, y)).toBeCloseTo(1, 2);
    }
  });
});

describe("actions", () => {
  it("HARD alone and standing, NONE while driving, in the order given", () => {
    const rig = new RobotRig();
    rig.order(
      line(
        [
          [0, 0],
          [4, 0],
        ],
        {
          actions: {
            0: [
              action("detectObject", "a", "NONE"),
              action("pick", "b"),
              action("finePositioning", "c", "NONE"),
            ],
          },
        },
      ),
    );
    rig.pass(0.5);
    expect([rig.status("a"), rig.status("b"), rig.status("c")]).toEqual(["RUNNING", "WAITING", "WAITING"]);
    rig.pass(2);
    expect([rig.status("a"), rig.status("b"), rig.status("c")]).toEqual(["FINISHED", "RUNNING", "WAITING"]);
    expect(rig.robot.pose.x).toBe(0);
    rig.pass(3.5);
    expect([rig.status("b"), rig.status("c")]).toEqual(["FINISHED", "RUNNING"]);
    expect(rig.robot.pose.x).toBeGreaterThan(0);
  });

  it("a failed pick is FAILED, the robot goes on; an action that comes again with the stitching node is the same", () => {
    const rig = new RobotRig();
    rig.robot.failNextAction("pick");
    rig.order(
      line(
        [
          [0, 0],
          [2, 0],
        ],
        { actions: { 1: [action("pick", "p")] } },
      ),
    );
    rig.pass(10);
    expect(rig.status("p")).toBe("FAILED");
    rig.order(
      line(
        [
          [2, 0],
          [4, 0],
        ],
        { update: 1, first: 2, actions: { 0: [action("pick", "p")] } },
      ),
    );
    rig.pass(10);
    expect(rig.state.actionStates).toHaveLength(1);
    expect(rig.robot.pose.x).toBeCloseTo(4, 6);
  });

  it("waits for a trigger", () => {
    const rig = new RobotRig("3.0");
    rig.order(
      line(
        [
          [0, 0],
          [2, 0],
        ],
        { actions: { 0: [action("waitForTrigger", "w")] } },
      ),
    );
    rig.pass(30);
    expect(rig.status("w")).toBe("RUNNING");
    rig.instant("trigger");
    rig.pass(5);
    expect(rig.robot.pose.x).toBeCloseTo(2, 6);
  });

  it("an instant action that is repeated is done once", () => {
    const rig = new RobotRig();
    const factsheets = () => rig.sent.filter(({ topic }) => topic === "factsheet").length;
    const before = factsheets();
    rig.instant("factsheetRequest", "f");
    rig.instant("factsheetRequest", "f");
    expect(factsheets()).toBe(before + 1);
  });
});

describe("stops", () => {
  it.each([
    [
      "an emergency stop",
      (rig: RobotRig) => rig.robot.setEmergencyStop("MANUAL"),
      (rig: RobotRig) => rig.robot.setEmergencyStop("NONE"),
    ],
    [
      "a field violation",
      (rig: RobotRig) => rig.robot.setFieldViolation(true),
      (rig: RobotRig) => rig.robot.setFieldViolation(false),
    ],
    [
      "an obstacle",
      (rig: RobotRig) => rig.robot.setObstructed(true),
      (rig: RobotRig) => rig.robot.setObstructed(false),
    ],
    [
      "a fatal error",
      (rig: RobotRig) => rig.robot.raiseError("drive", "FATAL", "hot"),
      (rig: RobotRig) => rig.robot.clearError("drive"),
    ],
    [
      "a person who intervenes",
      (rig: RobotRig) => rig.robot.setOperatingMode("INTERVENED"),
      (rig: RobotRig) => rig.robot.setOperatingMode("AUTOMATIC"),
    ],
  ])("%s keeps the order and stops the robot until it is over", (_, begin, end) => {
    const rig = new RobotRig("3.0");
    rig.order(
      line([
        [0, 0],
        [20, 0],
      ]),
    );
    rig.pass(3);
    begin(rig);
    rig.pass(3);
    const { x } = rig.robot.pose;
    rig.pass(10);
    expect(rig.robot.pose.x).toBe(x);
    expect(rig.state.nodeStates).toHaveLength(1);
    end(rig);
    rig.pass(20);
    expect(rig.robot.pose.x).toBeCloseTo(20, 6);
  });

  it("MANUAL ends the order; a reboot forgets it and begins to count anew", () => {
    const rig = new RobotRig();
    rig.order(
      line(
        [
          [0, 0],
          [20, 0],
        ],
        { actions: { 1: [action("drop", "d")] } },
      ),
    );
    rig.pass(3);
    rig.robot.setOperatingMode("MANUAL");
    rig.pass(1);
    expect(rig.state).toMatchObject({
      operatingMode: "MANUAL",
      orderId: "o1",
      nodeStates: [],
      driving: false,
    });
    expect(rig.status("d")).toBe("FAILED");
    rig.robot.setOperatingMode("AUTOMATIC");
    rig.robot.reboot(rig.now);
    rig.robot.connect(rig.now);
    rig.pass(0.5);
    expect(rig.state).toMatchObject({ orderId: "", actionStates: [] });
    const newest = rig.sent.findLast(({ topic }) => topic === "connection")!;
    expect(JSON.parse(newest.payload).headerId).toBe(0);
  });

  it("an empty battery stops it; a charger fills it until it drives on", () => {
    const rig = new RobotRig("2.1", { charge: 0.01, body: { drainPerMetre: 0.01, chargePerSecond: 1 } });
    rig.order(
      line([
        [0, 0],
        [20, 0],
      ]),
    );
    rig.pass(30);
    const { x } = rig.robot.pose;
    expect(x).toBeGreaterThan(0);
    expect(x).toBeLessThan(19);
    rig.instant("startCharging");
    rig.pass(1);
    expect(rig.state.powerSupply.stateOfCharge).toBeGreaterThan(0);
  });

  it("a message that it cannot read is an error for a while, an order that comes late is dropped", () => {
    const rig = new RobotRig();
    rig.raw("order", "{");
    rig.pass(0.5);
    expect(errors(rig)).toEqual(["validationError"]);
    rig.pass(15);
    expect(errors(rig)).toEqual([]);
    const late = JSON.stringify({
      ...{
        headerId: 0,
        timestamp: "2020-01-01T00:00:00.000Z",
        version: "2.1.0",
        manufacturer: "peakfleet",
        serialNumber: "r1",
      },
      ...{ orderId: "late", orderUpdateId: 0, edges: [] },
      nodes: [{ nodeId: "n0", sequenceId: 0, released: true, actions: [] }],
    });
    rig.order(
      line([
        [0, 0],
        [1, 0],
      ]),
    );
    rig.pass(5);
    rig.raw("order", late);
    rig.pass(1);
    expect(rig.state.orderId).toBe("o1");
  });
});
