import { describe, expect, it } from "vitest";
import { squareAreas } from "../../controller/assignment/index.ts";
import { assigned, type TinyFleet, tinyAssignment } from "./tiny-fleet.ts";

const areasOfOneCell = (cells: number, limit: number) => ({
  of: Int32Array.from({ length: cells }, (_, cell) => cell),
  capacity: new Int32Array(cells).fill(cells),
  limit: new Int32Array(cells).fill(limit),
});

describe("task assignment", () => {
  it("sends each robot to the task beside it", () => {
    const fleet = { width: 10, robots: [{ at: 0 }, { at: 9 }], tasks: [{ at: 8 }, { at: 2 }] };
    expect(assigned(fleet).taskOf).toEqual([1, 0]);
  });

  it("gives a task up to a robot behind when that shortens both ways together", () => {
    // Greedy sends robot 1 to cell 4 (1 step) and robot 0 to cell 9 (7); 2 + 4 is less.
    const fleet: TinyFleet = { width: 10, robots: [{ at: 2 }, { at: 5 }], tasks: [{ at: 4 }, { at: 9 }] };
    const { taskOf, round } = assigned(fleet);
    expect(taskOf).toEqual([0, 1]);
    expect(round.greedyCost).toBe(8);
    expect(round.cost).toBe(6);
    const unimproved = assigned({ ...fleet, options: { tuning: { approachWeight: 1, triesMax: 0 } } });
    expect(unimproved.taskOf).toEqual([1, 0]);
  });

  it("ends the improvement when it is told to stop", () => {
    // The same again in many places, far apart.
    const places = Array.from({ length: 60 }, (_, place) => 60 * place);
    const robots = places.flatMap((place) => [{ at: place + 2 }, { at: place + 5 }]);
    const tasks = places.flatMap((place) => [{ at: place + 4 }, { at: place + 9 }]);
    const fleet = { width: 3600, robots, tasks };
    const patient = assigned(fleet).round;
    const stopped = assigned({ ...fleet, options: { stopImproving: () => true } }).round;
    expect(stopped.greedyCost).toBe(patient.greedyCost);
    expect(patient.cost).toBeLessThan(patient.greedyCost);
    expect(stopped.tries).toBeLessThan(patient.tries);
    expect(patient.cost).toBe(60 * 6);
  });

  it("takes the shorter of two tasks with one pickup, and of two at equal distance", () => {
    const robots = [{ at: 4 }];
    expect(
      assigned({
        width: 9,
        robots,
        tasks: [
          { at: 6, length: 5 },
          { at: 6, length: 3 },
        ],
      }).taskOf,
    ).toEqual([1]);
    expect(
      assigned({
        width: 9,
        robots,
        tasks: [
          { at: 6, length: 5 },
          { at: 2, length: 3 },
        ],
      }).taskOf,
    ).toEqual([1]);
  });

  it("weighs the way to the pickup against the length of the task", () => {
    const fleet: TinyFleet = {
      width: 9,
      robots: [{ at: 0 }],
      tasks: [
        { at: 2, length: 9 },
        { at: 5, length: 1 },
      ],
    };
    expect(assigned(fleet).taskOf).toEqual([1]);
    expect(assigned({ ...fleet, options: { tuning: { approachWeight: 3 } } }).taskOf).toEqual([0]);
  });

  it("keeps an assignment unless the change saves more than a few steps", () => {
    const fleet = (nearer: number): TinyFleet => ({
      width: 20,
      robots: [{ at: 10, has: 0 }],
      tasks: [{ at: 16 }, { at: nearer }],
      options: { tuning: { keepSteps: 4 } },
    });
    expect(assigned(fleet(8)).taskOf).toEqual([0]);
    expect(assigned(fleet(9)).taskOf).toEqual([1]);
  });

  it("takes a task from a robot that is far from it when a nearer one comes free", () => {
    const fleet: TinyFleet = {
      width: 20,
      robots: [{ at: 0, has: 0 }, { at: 11 }],
      tasks: [{ at: 12 }, { at: 2 }],
      options: { tuning: { keepSteps: 2 } },
    };
    expect(assigned(fleet).taskOf).toEqual([1, 0]);
  });

  it("never touches a task that has been opened", () => {
    const fleet: TinyFleet = {
      width: 10,
      robots: [{ at: 0, has: 0, boundFor: 9 }, { at: 8 }],
      tasks: [{ at: 8, opened: true }, { at: 1 }],
    };
    expect(assigned(fleet).taskOf).toEqual([0, 1]);
  });

  it("leaves the farthest robot without a task where there are more robots than tasks", () => {
    const robots = [{ at: 0 }, { at: 5 }, { at: 9 }];
    const { taskOf, round } = assigned({ width: 10, robots, tasks: [{ at: 6 }, { at: 8 }] });
    expect(taskOf).toEqual([-1, 0, 1]);
    expect(round.unassigned).toBe(1);
  });

  it("gives every robot a task when all stand at one end and the near tasks run out", () => {
    const robots = Array.from({ length: 30 }, (_, robot) => ({ at: robot }));
    const tasks = Array.from({ length: 30 }, (_, task) => ({ at: 300 + task }));
    const fleet = { width: 400, robots, tasks, options: { tuning: { candidates: 2 } } };
    expect(new Set(assigned(fleet).taskOf).size).toBe(30);
    expect(assigned(fleet).round.unassigned).toBe(0);
  });

  it("gives no task to a robot that cannot get there", () => {
    const region = Int32Array.from([0, 0, 0, -1, 1, 1, 1]);
    const fleet: TinyFleet = { width: 7, robots: [{ at: 2 }], tasks: [{ at: 4 }] };
    expect(assigned({ ...fleet, options: { region } }).taskOf).toEqual([-1]);
    const distance = () => Number.POSITIVE_INFINITY;
    expect(assigned({ ...fleet, options: { distance } }).taskOf).toEqual([-1]);
  });

  it("keeps to the cap on robots en route to an area, opened tasks included", () => {
    const fleet: TinyFleet = {
      width: 10,
      robots: [{ at: 4, has: 0, boundFor: 5 }, { at: 6 }, { at: 7 }],
      tasks: [{ at: 5, opened: true }, { at: 5 }, { at: 5 }, { at: 0 }],
    };
    expect(assigned({ ...fleet, options: { areas: areasOfOneCell(10, 2) } }).taskOf).toEqual([0, 1, 3]);
    expect(assigned({ ...fleet, options: { areas: areasOfOneCell(10, 1) } }).taskOf).toEqual([0, 3, -1]);
    expect(assigned(fleet).taskOf).toEqual([0, 1, 2]);
  });

  it("goes a little farther rather than to a crowded area", () => {
    const tasks = [{ at: 4 }, { at: 4 }, { at: 4 }, { at: 9 }];
    const robots = [{ at: 3 }, { at: 4 }, { at: 5 }];
    const areas = { ...areasOfOneCell(10, 9), capacity: new Int32Array(10).fill(2) };
    const shy = { width: 10, robots, tasks, options: { areas, tuning: { crowdSteps: 5 } } };
    expect(assigned(shy).taskOf).toEqual([0, 1, 3]);
    const bold = { width: 10, robots, tasks, options: { areas, tuning: { crowdSteps: 1 } } };
    expect(assigned(bold).taskOf).toEqual([0, 1, 2]);
  });

  it("learns how much longer ways are than straight lines, and uses it where nothing is known", () => {
    // Ways are twice as long as they look; only those from cell 0 are known.
    const fleet: TinyFleet = {
      width: 40,
      robots: [{ at: 0 }, { at: 39 }],
      tasks: [
        { at: 10, length: 0 },
        { at: 34, length: 7 },
        { at: 30, length: 0 },
      ],
      options: { distance: (cell, _, goal) => (cell === 0 ? 2 * goal : -1) },
    };
    const assignment = tinyAssignment(fleet);
    // At first 39 → 30 looks like 9 steps, against 5 + 7.
    expect(assigned(fleet, assignment).taskOf).toEqual([0, 2]);
    for (let round = 0; round < 40; round += 1) assigned(fleet, assignment);
    expect(assigned(fleet, assignment).taskOf).toEqual([0, 1]);
  });

  it("refuses an input that contradicts itself", () => {
    const robots = [
      { at: 0, has: 0 },
      { at: 1, has: 0 },
    ];
    expect(() => assigned({ width: 4, robots, tasks: [{ at: 2 }] })).toThrow("given twice");
    const opened = { width: 4, robots: [{ at: 0, has: 0 }], tasks: [{ at: 2, opened: true }] };
    expect(() => assigned(opened)).toThrow("free, is not to be given out");
  });
});

it("squares of a floor have room by their open cells", () => {
  const { of, capacity } = squareAreas({ width: 5, height: 2, open: (cell) => cell !== 0 }, 2, 0.5);
  expect([...of]).toEqual([0, 0, 1, 1, 2, 0, 0, 1, 1, 2]);
  expect([...capacity]).toEqual([1, 2, 1]);
});
