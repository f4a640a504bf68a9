import { expect, it } from "vitest";
import { createExecutedTraffic } from "../../controller/execution/index.ts";
import type { Traffic, TrafficInput } from "../../controller/traffic/index.ts";
import { Random } from "../../sim/kernel/index.ts";
import { RobotAction } from "../../sim/model/index.ts";
import { drawFloor } from "../traffic/tiny-floor.ts";
import { DelayedFleet } from "./delayed-fleet.ts";

/** A planner that always says the same to whoever is free, and notes what it is asked and which cells are closed. */
class StubbornPlanner implements Traffic {
  readonly asked: { frozen: number[]; cell: number[] }[] = [];
  readonly closed = new Set<number>();
  readonly statistics = { steps: 0, waitSteps: 0, rowsBuilt: 0, rowBytes: 0 };
  constructor(private readonly says: readonly number[]) {}
  plan(input: TrafficInput): Uint8Array {
    this.asked.push({ frozen: [...input.frozen], cell: [...input.cell] });
    return Uint8Array.from(this.says, (action, robot) =>
      input.frozen[robot] === 1 ? RobotAction.wait : action,
    );
  }
  distance = () => 1;
  distanceIfKnown = () => 1;
  setBlocked(cell: number, blocked: boolean): void {
    if (blocked) this.closed.add(cell);
    else this.closed.delete(cell);
  }
  snapshot = () => ({ version: 1 as const, state: {} });
  restore = () => {};
}

/** Robots of three ticks per action; the test moves them by hand. */
function fleet(
  map: readonly string[],
  robots: readonly { at: number; heading?: number }[],
  says: readonly number[],
) {
  const planner = new StubbornPlanner(says);
  const robotCount = robots.length;
  const traffic = createExecutedTraffic({
    floor: drawFloor(map),
    robotCount,
    planner,
    forwardTicks: new Float64Array(robotCount).fill(3),
    turnTicks: new Float64Array(robotCount).fill(3),
    planEveryTicks: 1,
    stallTicks: 5,
  });
  const input = {
    cell: Int32Array.from(robots.map((robot) => robot.at)),
    heading: Uint8Array.from(robots.map((robot) => robot.heading ?? 0)),
    goal: new Int32Array(robotCount).fill(-1),
    laden: new Uint8Array(robotCount),
    frozen: new Uint8Array(robotCount),
    priority: new Int32Array(robotCount),
  };
  return { planner, traffic, input, tick: () => [...traffic.plan(input)] };
}

const { forward, wait } = RobotAction;

it("tells a robot an action once, and the next one when the first shows as done", () => {
  const { input, tick } = fleet(["...."], [{ at: 0 }], [forward]);
  expect(tick()).toEqual([forward]);
  input.frozen[0] = 1;
  expect(tick()).toEqual([wait]);
  input.frozen[0] = 0;
  input.cell[0] = 1;
  expect(tick()).toEqual([forward]);
});

it("plans from where the robots will be, not from where they are", () => {
  const { planner, input, tick } = fleet(["....."], [{ at: 0 }], [forward]);
  tick();
  input.frozen[0] = 1;
  tick();
  tick();
  expect(planner.asked.map(({ cell }) => cell[0])).toEqual([0, 1, 2]);
  // Two actions are planned and not done: that is the horizon.
  expect(planner.asked.map(({ frozen }) => frozen[0])).toEqual([0, 0, 1]);
});

it("holds one robot of a ring back, so that the planner finds another way", () => {
  const ring = [
    { at: 0, heading: 0 },
    { at: 1, heading: 1 },
    { at: 3, heading: 2 },
    { at: 2, heading: 3 },
  ];
  const { planner, traffic, tick } = fleet(["..", ".."], ring, [forward, forward, forward, forward]);
  for (let i = 0; i < 60; i += 1) expect(tick()).toEqual([wait, wait, wait, wait]);
  expect(traffic.statistics.execution?.rings).toBeGreaterThan(3);
  const held = planner.asked.map(({ frozen }) => frozen.indexOf(1));
  expect(Math.max(...planner.asked.map(({ frozen }) => frozen.filter((is) => is === 1).length))).toBe(1);
  // Everybody is held at some time: whoever can make room gets the chance.
  expect(new Set(held)).toEqual(new Set([-1, 0, 1, 2, 3]));
});

it("closes the cells of a robot that has failed between them, and opens them when it goes on", () => {
  const { planner, traffic, input, tick } = fleet(["....", "...."], [{ at: 0 }], [forward]);
  tick();
  input.frozen[0] = 1;
  for (let i = 0; i < 12; i += 1) tick();
  expect(traffic.execution!.isLost(0)).toBe(true);
  expect([...planner.closed]).toEqual([0, 1]);
  // A cell that the site closes meanwhile stays closed afterwards.
  traffic.setBlocked(0, true);
  input.frozen[0] = 0;
  input.cell[0] = 1;
  tick();
  expect(traffic.execution!.isLost(0)).toBe(false);
  expect([...planner.closed]).toEqual([0]);
});

it("takes a plan back when the robot takes up a pod, or is kept where it wanted to be", () => {
  const { traffic, input, tick } = fleet(["....."], [{ at: 0 }], [forward]);
  input.goal[0] = 0;
  tick();
  input.cell[0] = 1;
  input.goal[0] = 1;
  input.frozen[0] = 0;
  tick();
  input.frozen[0] = 1;
  input.laden[0] = 1;
  input.cell[0] = 2;
  tick();
  expect(traffic.execution!.unfinished[0]).toBe(0);
  expect(traffic.execution!.endCell[0]).toBe(2);
});

it("goes on from a snapshot as it would have gone on itself, in a new engine as well", () => {
  const floor = drawFloor(["......", "..##..", "......", "......"]);
  const robots = [0, 5, 12, 17, 20].map((cell) => ({ cell, goal: 23 - cell }));
  const options = { delayShare: 0, delayTicksMax: 1, iterations: 5 };
  const run = new DelayedFleet(floor, robots, new Random(1, "test"), options);
  for (let tick = 0; tick < 20; tick += 1) run.step();
  const saved = structuredClone(run.traffic.snapshot());
  const input = { ...run, cell: run.cell.slice(), heading: run.heading.slice(), frozen: run.frozen.slice() };
  const said = [...run.traffic.plan(input)];
  const other = new DelayedFleet(floor, robots, new Random(1, "test"), options);
  other.traffic.restore(saved);
  expect([...other.traffic.plan(input)]).toEqual(said);
  expect(other.traffic.snapshot()).toEqual(run.traffic.snapshot());
});
