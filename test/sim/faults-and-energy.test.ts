import { describe, expect, test } from "vitest";
import { Activity, RobotAction } from "../../sim/model/index.ts";
import { pictureFloor, plainRobot, TinyWorld } from "./tiny-world.ts";

const { forward, lift, charge } = RobotAction;

describe("faults", () => {
  test("a planned failure strikes after the step's move and lasts its steps", () => {
    const tiny = new TinyWorld({
      floor: pictureFloor("....."),
      robots: [{ at: 0 }],
      faults: { planned: [{ kind: "robot-fails", step: 2, robot: 0, steps: 3 }] },
    });
    const { robots } = tiny.see;
    tiny.step([forward]);
    expect(tiny.step([forward])).toEqual(["robotFailed 0 3"]);
    expect([robots.cell[0], robots.busySteps[0]]).toEqual([2, 3]);
    for (let i = 0; i < 3; i += 1) {
      const events = tiny.step([forward]);
      expect([robots.cell[0], robots.activity[0]]).toEqual([2, Activity.failed]);
      expect(events).toEqual(i === 2 ? ["robotRecovered 0"] : []);
    }
    tiny.step([forward]);
    expect(robots.cell[0]).toBe(3);
  });

  test("a robot that fails while lifting lifts on when it is repaired", () => {
    const tiny = new TinyWorld({
      floor: pictureFloor("p."),
      robots: [{ at: 0 }],
      pods: [{ at: 0 }],
      faults: { planned: [{ kind: "robot-fails", step: 1, robot: 0, steps: 4 }] },
    });
    tiny.step([lift]);
    const activities = Array.from({ length: 6 }, () => {
      tiny.step();
      return tiny.see.robots.activity[0];
    });
    const { failed, lifting } = Activity;
    expect(activities).toEqual([failed, failed, failed, failed, lifting, lifting]);
    expect(tiny.events()).toEqual(["podLifted 0 0 0"]);
  });

  test("a station's planned closure ends by itself; opening it before is refused", () => {
    const tiny = new TinyWorld({
      floor: pictureFloor("P"),
      faults: { planned: [{ kind: "station-closes", step: 1, station: 0, steps: 3 }] },
    });
    expect(tiny.step()).toEqual(["stationClosed 0"]);
    expect(tiny.dispatch({ kind: "open-station", station: 0 })).toEqual(["commandRejected 1 0"]);
    expect(tiny.step()).toEqual([]);
    expect(tiny.step()).toEqual(["stationOpened 0"]);
  });

  test("random failures come at the same steps whatever the robots do", () => {
    const failures = (actions: readonly number[]) => {
      const tiny = new TinyWorld({
        floor: pictureFloor("........"),
        robots: [{ at: 0 }, { at: 4 }],
        faults: { robotMeanHoursBetweenFailures: 0.02, robotRepairSecondsMin: 2, robotRepairSecondsMax: 9 },
      });
      const seen: string[] = [];
      for (let i = 0; i < 1000; i += 1) {
        const events = tiny.step(actions);
        for (const event of events)
          if (event.startsWith("robotFailed")) seen.push(`${tiny.see.step} ${event}`);
      }
      return seen;
    };
    const waiting = failures([]);
    expect(waiting.length).toBeGreaterThan(10);
    expect(failures([RobotAction.turnLeft, RobotAction.turnRight])).toEqual(waiting);
  });
});

describe("energy", () => {
  test("driving, lifting and idling cost what the type says; a charger gives it back up to full", () => {
    const type = {
      ...plainRobot,
      batteryWh: 10,
      idleWatts: 360, // 0.1 Wh a step
      driveWattHoursPerMetre: 1,
      liftWattHours: 2,
      chargeWatts: 3600, // 1 Wh a step
    };
    const tiny = new TinyWorld({
      floor: pictureFloor("pc"),
      robots: [{ at: 0 }],
      pods: [{ at: 0 }],
      types: [type],
    });
    const { robots } = tiny.see;
    tiny.step();
    expect(robots.energyWh[0]).toBeCloseTo(9.9, 9);
    tiny.step([lift]);
    expect(robots.energyWh[0]).toBeCloseTo(7.8, 9);
    tiny.waitFor("podLifted");
    expect(robots.energyWh[0]).toBeCloseTo(7.6, 9);
    tiny.step([forward]);
    expect(robots.energyWh[0]).toBeCloseTo(6.5, 9);
    tiny.step([charge]);
    expect([robots.activity[0], robots.busySteps[0]]).toEqual([Activity.charging, 0]);
    expect(robots.energyWh[0]).toBeCloseTo(7.4, 9);
    for (let i = 0; i < 10; i += 1) tiny.step([charge]);
    expect(robots.energyWh[0]).toBe(10);
  });

  test("charging away from a charger is refused", () => {
    const tiny = new TinyWorld({ floor: pictureFloor(".."), robots: [{ at: 0 }] });
    expect(tiny.step([charge])).toEqual(["commandRejected 11 0 0"]);
  });

  test("an empty battery stops the robot like a failure and it comes back with 30 %", () => {
    const type = { ...plainRobot, batteryWh: 10, driveWattHoursPerMetre: 4 };
    const tiny = new TinyWorld({ floor: pictureFloor("......"), robots: [{ at: 0 }], types: [type] });
    tiny.step([forward]);
    tiny.step([forward]);
    expect(tiny.step([forward])).toEqual(["batteryEmpty 0", "robotFailed 0 6"]);
    expect(tiny.see.robots.energyWh[0]).toBe(3);
    expect(tiny.waitFor("robotRecovered")).toBe(6);
  });
});
