import { describe, expect, it } from "vitest";
import { RobotAction } from "../../sim/model/index.ts";
import { drawFloor, TestFleet } from "./tiny-floor.ts";

describe("one robot", () => {
  it("drives straight to its goal", () => {
    const fleet = new TestFleet(drawFloor(["....."]), [{ cell: 0, goal: 4 }]);
    expect(fleet.until(() => fleet.atGoal(0), 10)).toBe(4);
  });
  it("turns before it drives, and counts turns as steps", () => {
    const fleet = new TestFleet(drawFloor(["...", "...", "..."]), [{ cell: 0, goal: 6 }]);
    expect(fleet.traffic.distance(0, 0, 6, false)).toBe(3);
    expect([...fleet.step()]).toEqual([RobotAction.turnRight]);
    expect(fleet.until(() => fleet.atGoal(0), 10)).toBe(2);
  });
  it("drives around against-lane cells where the way with the lanes is not ten times longer", () => {
    const floor = drawFloor(["....", "...."], undefined, ["<<<<", ">>>>"]);
    const fleet = new TestFleet(floor, [{ cell: 0, goal: 3 }]);
    const visited: number[] = [];
    fleet.until(() => {
      visited.push(fleet.cell[0]!);
      return fleet.atGoal(0);
    }, 20);
    expect(visited).toContain(5);
  });
  it("stays where it is without a goal", () => {
    const fleet = new TestFleet(drawFloor(["..."]), [{ cell: 1 }]);
    for (let step = 0; step < 5; step += 1) fleet.step();
    expect(fleet.cell[0]).toBe(1);
  });
  it("waits when its goal cannot be reached, and the distance is infinite", () => {
    const fleet = new TestFleet(drawFloor(["..#.."]), [{ cell: 0, goal: 4 }]);
    expect(fleet.traffic.distance(0, 0, 4, false)).toBe(Infinity);
    for (let step = 0; step < 5; step += 1) fleet.step();
    expect(fleet.cell[0]).toBe(0);
  });
});

describe("laden and unladen", () => {
  const floor = drawFloor(["...", ".p.", "..."]);
  it("drives beneath pods unladen", () => {
    const fleet = new TestFleet(floor, [{ cell: 3, goal: 5 }]);
    expect(fleet.until(() => fleet.atGoal(0), 10)).toBe(2);
  });
  it("goes around pods laden", () => {
    const fleet = new TestFleet(floor, [{ cell: 3, goal: 5, laden: true }]);
    expect(fleet.until(() => fleet.atGoal(0), 20)).toBeGreaterThan(5);
  });
  it("enters and leaves a pod place laden when it is goal or start", () => {
    const fleet = new TestFleet(floor, [{ cell: 3, goal: 4, laden: true }]);
    fleet.until(() => fleet.atGoal(0), 5);
    fleet.goal[0] = 2;
    fleet.until(() => fleet.atGoal(0), 10);
  });
  it("pushes an idle robot off the pod place it brings its pod to", () => {
    const fleet = new TestFleet(drawFloor(["....", ".pp.", "...."]), [
      { cell: 4, goal: 5, laden: true },
      { cell: 5, heading: 1 },
    ]);
    fleet.until(() => fleet.atGoal(0), 12);
  });
  it("has an idle robot clear a dead-end place that another robot wants", () => {
    const fleet = new TestFleet(drawFloor(["#p###", "....."]), [
      { cell: 8, goal: 1, laden: true },
      { cell: 1, heading: 0 },
    ]);
    fleet.until(() => fleet.atGoal(0), 120);
  });
  it("lets a robot out of a dead-end charger that another one wants to enter", () => {
    const fleet = new TestFleet(drawFloor(["#c###", "....."]), [
      { cell: 8, goal: 1 },
      { cell: 1, heading: 0, goal: 9 },
    ]);
    fleet.until(() => fleet.atGoal(0), 120);
    fleet.until(() => fleet.atGoal(1), 60);
  });
  it("lets a laden robot out of its pod place before a more important one that waits to bring a pod there", () => {
    // Cell 7 lies between other pods: laden, its only way out is cell 2, where the other robot waits.
    const fleet = new TestFleet(drawFloor([".....", ".ppp.", ".ppp."]), [
      { cell: 7, heading: 3, goal: 4, laden: true, priority: 2 },
      { cell: 2, heading: 1, goal: 7, laden: true, priority: 3 },
    ]);
    fleet.until(() => fleet.atGoal(0) && fleet.atGoal(1), 120);
  });
});

describe("two robots and more", () => {
  it("pass each other in a corridor with a bay", () => {
    const fleet = new TestFleet(drawFloor(["###.###", "......."]), [
      { cell: 7, goal: 13 },
      { cell: 13, heading: 2, goal: 7 },
    ]);
    let first = false;
    let second = false;
    fleet.until(() => {
      first ||= fleet.atGoal(0);
      second ||= fleet.atGoal(1);
      if (first) fleet.goal[0] = -1;
      if (second) fleet.goal[1] = -1;
      return first && second;
    }, 500);
  });
  it("turn a full ring by one cell in one step", () => {
    const fleet = new TestFleet(drawFloor([".."].concat([".."])), [
      { cell: 0, heading: 0, goal: 1 },
      { cell: 1, heading: 1, goal: 3 },
      { cell: 3, heading: 2, goal: 2 },
      { cell: 2, heading: 3, goal: 0 },
    ]);
    fleet.step();
    expect([...fleet.cell]).toEqual([1, 3, 2, 0]);
  });
  it("follow each other without a gap", () => {
    const fleet = new TestFleet(drawFloor(["......."]), [
      { cell: 2, goal: 6 },
      { cell: 1, goal: 5 },
      { cell: 0, goal: 4 },
    ]);
    expect(fleet.until(() => [0, 1, 2].every((robot) => fleet.atGoal(robot)), 20)).toBe(4);
  });
  it("go around a robot that stands frozen in an aisle where another way exists", () => {
    const fleet = new TestFleet(drawFloor(["......", ".####.", "......"]), [
      { cell: 0, goal: 5 },
      { cell: 3, frozen: true },
    ]);
    fleet.until(() => fleet.atGoal(0), 60);
  });
  it("wait behind a frozen robot where no other way exists, and go on when it does", () => {
    const fleet = new TestFleet(drawFloor(["......"]), [
      { cell: 0, goal: 4 },
      { cell: 3, frozen: true, goal: 5 },
    ]);
    for (let step = 0; step < 40; step += 1) fleet.step();
    expect(fleet.cell[0]).toBe(2);
    fleet.frozen[1] = 0;
    fleet.until(() => fleet.atGoal(0) && fleet.atGoal(1), 20);
  });
  it("go by the caller's priority where ways cross", () => {
    const robots = [
      { cell: 3, heading: 0, goal: 5, priority: 0 },
      { cell: 1, heading: 1, goal: 7, priority: 5 },
    ];
    const fleet = new TestFleet(drawFloor(["#.#", "...", "#.#"]), robots);
    fleet.step();
    expect(fleet.cell[1]).toBe(4);
  });
});

describe("a station with a one-way queue", () => {
  const map = ["wqqq.", "....."];
  const exits = ["v<<<.", "....."];
  it("serves robots one after the other, each frozen while it is served, and lets all out again", () => {
    const floor = drawFloor(map, exits);
    const robots = [5, 6, 7, 8, 9].map((cell) => ({ cell, heading: 3, goal: 0, laden: true }));
    const fleet = new TestFleet(floor, robots);
    const served = new Set<number>();
    let servedFor = 0;
    for (let step = 0; step < 600 && served.size < 5; step += 1) {
      fleet.step();
      for (let robot = 0; robot < 5; robot += 1) {
        if (fleet.goal[robot] !== 0 || !fleet.atGoal(robot)) continue;
        fleet.frozen[robot] = 1;
        servedFor += 1;
        if (servedFor < 20) continue;
        servedFor = 0;
        fleet.frozen[robot] = 0;
        fleet.goal[robot] = 9;
        served.add(robot);
      }
      for (const robot of served) if (fleet.atGoal(robot)) fleet.goal[robot] = -1;
    }
    expect(served.size).toBe(5);
  });
});

describe("cells closed at run time", () => {
  it("are not entered, even by a robot already on its way there, and are used again when opened", () => {
    const fleet = new TestFleet(drawFloor(["......", ".####.", "......"]), [{ cell: 0, goal: 5 }]);
    fleet.step();
    fleet.step();
    fleet.traffic.setBlocked(3, true);
    expect(fleet.traffic.distance(0, 0, 5, false)).toBe(12);
    for (let step = 0; step < 20; step += 1) fleet.step(new Set([3]));
    expect(fleet.atGoal(0)).toBe(true);
    fleet.traffic.setBlocked(3, false);
    expect(fleet.traffic.distance(0, 0, 5, false)).toBe(5);
  });
});
