// Each quirk by its name makes the robot do what a real one was seen to do; without it the same robot is conformant.
import { describe, expect, it } from "vitest";
import { type Quirk, quirkNames } from "../../devices/vda5050/robot/index.ts";
import { action, line, RobotRig } from "./robot-rig.ts";

/** What shows the quirk: false without it, true with it. */
const signs: Readonly<Record<Quirk, (rig: RobotRig) => boolean>> = {
  "instant-actions-key": (rig) => rig.status(rig.instant("stateRequest")) === undefined,
  "ignores-actions-key": (rig) => rig.status(rig.instant("stateRequest")) === undefined,
  "stitching-action-twice": (rig) => {
    const actions = [action("pick", "p")];
    rig.order(
      line(
        [
          [0, 0],
          [2, 0],
        ],
        { actions: { 1: actions } },
      ),
    );
    rig.pass(10);
    rig.order(
      line(
        [
          [2, 0],
          [4, 0],
        ],
        { update: 1, first: 2, actions: { 0: actions } },
      ),
    );
    rig.pass(20);
    return rig.state.actionStates.some(({ status }) => status === "WAITING");
  },
  "literal-version": (rig) => {
    rig.order(
      line([
        [0, 0],
        [2, 0],
      ]),
      "2.1.7",
    );
    return rig.state.orderId === "";
  },
  "connection-qos-0": (rig) => rig.sent.find(({ topic }) => topic === "connection")!.qos === 0,
  "empty-factsheet": (rig) => {
    rig.instant("factsheetRequest");
    return !(
      "typeSpecification" in JSON.parse(rig.sent.findLast(({ topic }) => topic === "factsheet")!.payload)
    );
  },
  "silent-non-json": (rig) => {
    rig.raw("order", "{");
    rig.pass(1);
    return rig.state.errors.length === 0;
  },
  "malformed-fatal": (rig) => {
    rig.raw("order", "{");
    rig.pass(1);
    return rig.state.errors[0]!.level === "FATAL";
  },
  "accepts-other-order": (rig) => {
    rig.order(
      line([
        [0, 0],
        [9, 0],
      ]),
    );
    rig.order(
      line(
        [
          [0, 0],
          [0, 9],
        ],
        { orderId: "o2" },
      ),
    );
    rig.pass(1);
    return rig.state.orderId === "o2";
  },
  "repeats-update": (rig) => {
    rig.order(
      line([
        [0, 0],
        [2, 0],
        [4, 0],
      ]),
    );
    rig.pass(10);
    rig.order(
      line([
        [0, 0],
        [2, 0],
        [4, 0],
      ]),
    );
    rig.pass(1);
    return rig.state.nodeStates.length > 0;
  },
  "keeps-passed-nodes": (rig) => {
    rig.order(
      line([
        [0, 0],
        [2, 0],
        [4, 0],
        [9, 0],
      ]),
    );
    rig.pass(6);
    return rig.state.nodeStates.some(({ sequenceId }) => sequenceId <= rig.state.lastNodeSequenceId);
  },
  "cancel-stays-waiting": (rig) => {
    rig.order(
      line([
        [0, 0],
        [9, 0],
      ]),
    );
    const cancel = rig.instant("cancelOrder");
    rig.pass(10);
    return rig.status(cancel) === "WAITING" && rig.state.nodeStates.length === 0;
  },
  "timestamps-without-z": (rig) => !JSON.parse(rig.sent[0]!.payload).timestamp.endsWith("Z"),
  "null-battery": (rig) => rig.state.powerSupply.stateOfCharge === null,
  "version-echo": (rig) => {
    rig.order(
      line([
        [0, 0],
        [2, 0],
      ]),
      "2.1.7",
    );
    rig.pass(1);
    return JSON.parse(rig.sent.at(-1)!.payload).version === "2.1.7";
  },
  "no-last-will": (rig) => rig.robot.will() === null,
  "online-not-retained": (rig) => !rig.sent[0]!.retain,
  "ignores-released": (rig) => {
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
    rig.pass(10);
    return rig.robot.pose.x > 3;
  },
  "keeps-node-states": (rig) => {
    rig.order(
      line([
        [0, 0],
        [2, 0],
      ]),
    );
    rig.pass(10);
    return rig.state.nodeStates.length > 0;
  },
  "silent-rejection": (rig) => {
    rig.order(
      line([
        [70, 0],
        [80, 0],
      ]),
    );
    rig.pass(1);
    return rig.state.errors.length === 0;
  },
  "keeps-edge-states": (rig) => {
    rig.order(
      line([
        [0, 0],
        [2, 0],
      ]),
    );
    rig.pass(10);
    return rig.state.edgeStates.length > 0;
  },
  "bogus-finished": (rig) =>
    rig.status(rig.instant("bogus")) === "FINISHED" && rig.status(rig.instant("cancelOrder")) === "FINISHED",
  "charge-fraction": (rig) => rig.state.powerSupply.stateOfCharge! < 1,
};

describe.each(quirkNames)("%s", (quirk) => {
  it("shows with the quirk and does not without", () => {
    expect(signs[quirk](new RobotRig("2.1", { quirks: [quirk] }))).toBe(true);
    expect(signs[quirk](new RobotRig("2.1"))).toBe(false);
  });
});
