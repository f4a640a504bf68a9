// Actions by blocking type, failed, repeated, waiting for a trigger.
import { describe, expect, it } from "vitest";
import { action, line, RobotRig } from "../robot-rig.ts";

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
