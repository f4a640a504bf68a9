// Fleets do not only stay safe, they get somewhere.
import { expect, it } from "vitest";
import { forSeeds, openCells, pickSome, randomFloor } from "./random-floor.ts";
import { drawFloor, TestFleet } from "./tiny-floor.ts";

it("brings every robot to its goal on connected floors with room to spare", () => {
  forSeeds(60, "progress", (random) => {
    const floor = randomFloor(random, {
      width: 6 + random.below(8),
      height: 6 + random.below(8),
      blocked: 0.15,
      podPlaces: 0,
      lanes: 0.3,
    });
    const cells = openCells(floor);
    const count = Math.max(1, Math.floor(cells.length * 0.25));
    const goals = pickSome(random, cells, count);
    const fleet = new TestFleet(
      floor,
      pickSome(random, cells, count).map((cell, robot) => ({ cell, goal: goals[robot]! })),
    );
    const reached = new Uint8Array(count);
    let left = count;
    for (let step = 0; left > 0; step += 1) {
      if (step === 4000)
        throw new Error(`robots ${[...reached.keys()].filter((r) => reached[r] === 0)} never arrived`);
      fleet.step();
      for (let robot = 0; robot < count; robot += 1) {
        if (reached[robot] === 1 || !fleet.atGoal(robot)) continue;
        reached[robot] = 1;
        fleet.goal[robot] = -1;
        left -= 1;
      }
    }
  });
});

it("keeps finishing errands on random floors that are 60 % full", () => {
  forSeeds(4, "progress", (random) => {
    const floor = randomFloor(random, { width: 14, height: 14, blocked: 0.15, podPlaces: 0, lanes: 0 });
    const cells = openCells(floor);
    const count = Math.floor(cells.length * 0.6);
    const draw = () => cells[random.below(cells.length)]!;
    const fleet = new TestFleet(
      floor,
      pickSome(random, cells, count).map((cell) => ({ cell, goal: draw() })),
    );
    for (let window = 0; window < 5; window += 1) {
      let finished = 0;
      for (let step = 0; step < 150; step += 1) {
        fleet.step();
        for (let robot = 0; robot < count; robot += 1) {
          if (!fleet.atGoal(robot)) continue;
          finished += 1;
          fleet.goal[robot] = draw();
        }
      }
      expect(finished, `window ${window}`).toBeGreaterThan(count / 4);
    }
  });
});

it("finishes more errands with improvement than without", () => {
  const finished = [0, 300].map((iterations) => {
    let sum = 0;
    forSeeds(2, "progress", (random) => {
      const floor = randomFloor(random, { width: 16, height: 16, blocked: 0.2, podPlaces: 0, lanes: 0 });
      const cells = openCells(floor);
      const draw = () => cells[random.below(cells.length)]!;
      const starts = pickSome(random, cells, Math.floor(cells.length * 0.5));
      const fleet = new TestFleet(
        floor,
        starts.map((cell) => ({ cell, goal: draw() })),
        { iterations },
      );
      for (let step = 0; step < 200; step += 1) {
        fleet.step();
        for (let robot = 0; robot < fleet.count; robot += 1) {
          if (!fleet.atGoal(robot)) continue;
          sum += 1;
          fleet.goal[robot] = draw();
        }
      }
    });
    return sum;
  });
  expect(finished[1]!).toBeGreaterThan(finished[0]! * 1.1);
});

it("serves thirty robots with one work cell as their goal without a jam in the hall", () => {
  const floor = drawFloor(
    ["wqqqq.....", "..........", "..........", "..........", "..........", ".........."],
    ["v<<<<"],
  );
  const cells = openCells(floor).filter((cell) => cell >= 10);
  const fleet = new TestFleet(
    floor,
    cells.slice(0, 30).map((cell) => ({ cell, goal: 0, laden: true })),
  );
  const served = new Set<number>();
  let servedFor = 0;
  let step = 0;
  for (; served.size < 30 && step < 3000; step += 1) {
    fleet.step();
    for (let robot = 0; robot < fleet.count; robot += 1) {
      if (fleet.goal[robot] !== 0 || fleet.cell[robot] !== 0) continue;
      fleet.frozen[robot] = 1;
      servedFor += 1;
      if (servedFor < 10) continue;
      servedFor = 0;
      fleet.frozen[robot] = 0;
      fleet.goal[robot] = 59 - served.size;
      served.add(robot);
    }
    for (const robot of served) if (fleet.atGoal(robot)) fleet.goal[robot] = -1;
  }
  expect(served.size).toBe(30);
  expect(step).toBeLessThan(30 * 25);
});
