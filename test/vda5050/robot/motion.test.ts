// How a virtual robot moves: limits of speed and acceleration, corners, curves.
import { describe, expect, it } from "vitest";
import { Track } from "../../../devices/vda5050/robot/track.ts";
import { line, RobotRig } from "../robot-rig.ts";

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
