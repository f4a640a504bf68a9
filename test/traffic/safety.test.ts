// Whatever is asked of the fleet, no two robots ever meet in a cell or swap cells (the test fleet checks each step).
import { expect, it } from "vitest";
import type { Random } from "../../sim/kernel/index.ts";
import { forSeeds, openCells, pickSome, randomFloor } from "./random-floor.ts";
import { drawFloor, TestFleet } from "./tiny-floor.ts";

const size = (random: Random) => 3 + random.below(10);

it("is safe on random floors with robots that freeze, take up pods, change goals and miss their turns", () => {
  let moves = 0;
  forSeeds(300, "safety", (random) => {
    const shape = {
      blocked: random.uniform() * 0.3,
      podPlaces: random.uniform() * 0.4,
      lanes: random.uniform(),
    };
    const floor = randomFloor(random, { width: size(random), height: size(random), ...shape });
    const cells = openCells(floor);
    const count = Math.max(1, Math.floor(cells.length * random.uniform() * 0.9));
    const fleet = new TestFleet(
      floor,
      pickSome(random, cells, count).map((cell) => ({ cell, heading: random.below(4) })),
      { iterations: random.below(3) * 10, depth: 3 + random.below(2), seed: random.below(1000) },
    );
    const closed = new Set<number>();
    for (let step = 0; step < 60; step += 1) {
      for (let robot = 0; robot < count; robot += 1) {
        const draw = random.below(40);
        if (draw === 0) fleet.goal[robot] = -1;
        else if (draw < 4 || fleet.atGoal(robot)) fleet.goal[robot] = cells[random.below(cells.length)]!;
        if (draw === 5) fleet.frozen[robot]! ^= 1;
        if (draw === 6) fleet.laden[robot]! ^= 1;
        if (draw === 7) fleet.priority[robot] = random.below(2000) - 1000;
      }
      if (random.below(10) === 0) {
        const cell = cells[random.below(cells.length)]!;
        const close = !closed.has(cell);
        fleet.traffic.setBlocked(cell, close);
        if (close) closed.add(cell);
        else closed.delete(cell);
      }
      const before = fleet.heading.slice();
      fleet.step(closed);
      moves += fleet.moved;
      // A robot that was told to turn may be late; it has not left its cell.
      for (let robot = 0; robot < count; robot += 1) {
        if (before[robot] !== fleet.heading[robot] && random.below(8) === 0)
          fleet.heading[robot] = before[robot]!;
      }
    }
  });
  expect(moves).toBeGreaterThan(0);
});

it("is safe when nobody does what was planned in a step", () => {
  forSeeds(50, "safety", (random) => {
    const floor = randomFloor(random, { width: 8, height: 8, blocked: 0.1, podPlaces: 0, lanes: 0 });
    const cells = openCells(floor);
    const starts = pickSome(random, cells, 25);
    const fleet = new TestFleet(
      floor,
      starts.map((cell) => ({ cell, goal: cells[random.below(cells.length)]! })),
    );
    for (let step = 0; step < 60; step += 1) {
      const cell = fleet.cell.slice();
      const heading = fleet.heading.slice();
      fleet.step();
      if (random.below(3) > 0) continue;
      fleet.cell.set(cell);
      fleet.heading.set(heading);
    }
  });
});

it("refuses two robots in one cell and a robot off the floor, naming them", () => {
  const floor = drawFloor(["..."]);
  expect(() => new TestFleet(floor, [{ cell: 1 }, { cell: 1 }]).step()).toThrow(
    "robots 0 and 1 stand in the same cell 1",
  );
  expect(() => new TestFleet(floor, [{ cell: 7 }]).step()).toThrow("robot 0 stands off the floor, in cell 7");
  expect(() => new TestFleet(floor, [{ cell: 0, goal: 3 }]).step()).toThrow("goal 3");
});
