import { describe, expect, test } from "vitest";
import { Activity, Heading, RobotAction } from "../../sim/model/index.ts";
import { IllegalMoveError } from "../../sim/world/index.ts";
import { pictureFloor, plainRobot, TinyWorld } from "./tiny-world.ts";

const { wait, forward, turnRight, turnLeft, lift, setDown } = RobotAction;

describe("moves", () => {
  test("forward changes the cell in this very step, turns change the heading", () => {
    const tiny = new TinyWorld({ floor: pictureFloor("...", "..."), robots: [{ at: 0 }] });
    const { robots } = tiny.see;
    tiny.step([forward]);
    expect([robots.cell[0], robots.activity[0], robots.cellsDriven[0]]).toEqual([1, Activity.driving, 1]);
    tiny.step([turnRight]);
    expect([robots.heading[0], robots.activity[0]]).toEqual([Heading.south, Activity.turning]);
    tiny.step([forward]);
    expect(robots.cell[0]).toBe(4);
    tiny.step([turnLeft]);
    expect(robots.heading[0]).toBe(Heading.east);
    tiny.step();
    expect([robots.cell[0], robots.activity[0]]).toEqual([4, Activity.waiting]);
    expect(tiny.see.step).toBe(5);
  });

  test("a robot may follow another into the cell it leaves", () => {
    const tiny = new TinyWorld({ floor: pictureFloor("..."), robots: [{ at: 0 }, { at: 1 }] });
    tiny.step([forward, forward]);
    expect([...tiny.see.robots.cell]).toEqual([1, 2]);
  });

  test("four robots may turn a full circle", () => {
    const { east, south, west, north } = Heading;
    const tiny = new TinyWorld({
      floor: pictureFloor("..", ".."),
      robots: [
        { at: 0, heading: east },
        { at: 1, heading: south },
        { at: 3, heading: west },
        { at: 2, heading: north },
      ],
    });
    tiny.step([forward, forward, forward, forward]);
    expect([...tiny.see.robots.cell]).toEqual([1, 3, 2, 0]);
  });

  const illegal: readonly [string, () => void][] = [
    [
      "two robots enter one cell",
      () => {
        const robots = [{ at: 0 }, { at: 2, heading: Heading.west }];
        new TinyWorld({ floor: pictureFloor("..."), robots }).step([forward, forward]);
      },
    ],
    [
      "two robots swap cells",
      () => {
        const robots = [{ at: 0 }, { at: 1, heading: Heading.west }];
        new TinyWorld({ floor: pictureFloor(".."), robots }).step([forward, forward]);
      },
    ],
    [
      "a robot enters a cell whose robot stays",
      () =>
        new TinyWorld({ floor: pictureFloor(".."), robots: [{ at: 0 }, { at: 1 }] }).step([forward, wait]),
    ],
    [
      "a robot uses an exit the floor does not have",
      () => new TinyWorld({ floor: pictureFloor(".@"), robots: [{ at: 0 }] }).step([forward]),
    ],
    [
      "a robot uses an exit the floor does not have",
      () => new TinyWorld({ floor: pictureFloor("..", ".."), robots: [{ at: 1 }] }).step([forward]),
    ],
    [
      "a laden robot enters a stored pod's cell",
      () => {
        const tiny = new TinyWorld({
          floor: pictureFloor("pp"),
          robots: [{ at: 0 }],
          pods: [{ at: 0 }, { at: 1 }],
        });
        tiny.step([lift]);
        tiny.waitFor("podLifted");
        tiny.step([forward]);
      },
    ],
  ];
  test.each(illegal)("caught: %s", (reason, drive) => {
    expect(drive).toThrow(IllegalMoveError);
    expect(drive).toThrow(reason);
  });

  test("an unladen robot drives beneath stored pods", () => {
    const tiny = new TinyWorld({ floor: pictureFloor(".p."), robots: [{ at: 0 }], pods: [{ at: 1 }] });
    tiny.step([forward]);
    tiny.step([forward]);
    expect(tiny.see.robots.cell[0]).toBe(2);
  });

  test("a type that needs two and a half steps per cell drives four cells in ten steps", () => {
    const slow = { ...plainRobot, driveMilliSteps: 2500 };
    const tiny = new TinyWorld({ floor: pictureFloor("......."), robots: [{ at: 0 }], types: [slow] });
    const cells = Array.from({ length: 10 }, () => {
      tiny.step([forward]);
      expect(tiny.see.robots.activity[0]).toBe(Activity.driving);
      return tiny.see.robots.cell[0];
    });
    expect(cells).toEqual([1, 1, 2, 2, 2, 3, 3, 4, 4, 4]);
  });

  test("speeding up costs the first cells of each drive, and a turn or a wait begins a new one", () => {
    const heavy = { ...plainRobot, startMilliSteps: [2000, 500] };
    const drive = (actions: readonly number[]) => {
      const tiny = new TinyWorld({ floor: pictureFloor("........"), robots: [{ at: 0 }], types: [heavy] });
      return actions.map((action) => {
        tiny.step([action]);
        return tiny.see.robots.cell[0];
      });
    };
    // Two steps more for the first cell, half a step for the second; from then on a cell per step.
    expect(drive([forward, forward, forward, forward, forward, forward])).toEqual([1, 1, 1, 2, 3, 4]);
    expect(drive([forward, forward, forward, wait, forward, forward, forward, forward])).toEqual([
      1, 1, 1, 1, 2, 2, 2, 3,
    ]);
  });

  test("a type faster than one action per step is held to one", () => {
    const fast = { ...plainRobot, driveMilliSteps: 400 };
    const tiny = new TinyWorld({ floor: pictureFloor("....."), robots: [{ at: 0 }], types: [fast] });
    tiny.step([forward]);
    tiny.step([forward]);
    expect([tiny.see.robots.cell[0], tiny.see.robots.debtMilliSteps[0]]).toEqual([2, 0]);
  });
});

describe("lifting", () => {
  test("a lift takes its steps, the robot's first one included, and then the pod is carried", () => {
    const tiny = new TinyWorld({ floor: pictureFloor("p.p"), robots: [{ at: 0 }], pods: [{ at: 0 }] });
    const { robots, pods } = tiny.see;
    expect(tiny.step([lift])).toEqual([]);
    expect([robots.busySteps[0], robots.activity[0], pods.cell[0]]).toEqual([2, Activity.lifting, 0]);
    expect(tiny.step([forward])).toEqual([]);
    expect(tiny.step([forward])).toEqual(["podLifted 0 0 0"]);
    expect([robots.cell[0], robots.pod[0], pods.cell[0], pods.robot[0]]).toEqual([0, 0, -1, 0]);

    tiny.step([forward]);
    tiny.step([forward]);
    tiny.step([setDown]);
    expect(tiny.step()).toEqual(["podSetDown 0 0 2"]);
    expect([robots.pod[0], pods.cell[0], pods.robot[0]]).toEqual([-1, 2, -1]);
  });

  test("no pod to lift, a taken place, an aisle and a heavy pod are refused", () => {
    const weak = { ...plainRobot, payloadKg: 59 };
    const tiny = new TinyWorld({
      floor: pictureFloor("p.pp"),
      types: [plainRobot, weak],
      robots: [{ at: 0 }, { at: 3, type: 1 }],
      pods: [{ at: 3, stock: [[0, 5]] }, { at: 2 }],
    });
    // reason, robot, cell: noPodToLift = 9; podTooHeavy = 12 with the pod: 50 kg and five units of 2 kg.
    expect(tiny.step([lift, lift])).toEqual(["commandRejected 9 0 0", "commandRejected 12 1 0"]);
    expect(tiny.see.robots.busySteps[0]).toBe(0);
    expect(tiny.step([setDown])).toEqual(["commandRejected 9 0 0"]);
    tiny.step([forward]);
    tiny.step([forward]);
    tiny.step([lift]);
    tiny.waitFor("podLifted");
    expect(tiny.step([lift])).toEqual(["commandRejected 9 0 2"]);
    tiny.step([turnRight]);
    tiny.step([turnRight]);
    tiny.step([forward]);
    // placeTaken = 10: an aisle is no place for a pod.
    expect(tiny.step([setDown])).toEqual(["commandRejected 10 0 1"]);
  });
});
