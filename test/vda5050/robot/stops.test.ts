// What stops a robot and what ends its order.
import { describe, expect, it } from "vitest";
import { action, line, RobotRig } from "../robot-rig.ts";

const errors = (rig: RobotRig) => rig.state.errors.map(({ errorType }) => errorType);

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
