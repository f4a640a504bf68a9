import { expect, it } from "vitest";
import { PathMode } from "../../controller/traffic/paths/path-mode.ts";
import { forSeeds, openCells, pickSome, randomFloor } from "./random-floor.ts";
import { drawFloor, TestFleet } from "./tiny-floor.ts";

it("lets a robot wait in the bay while another comes through the corridor", () => {
  const floor = drawFloor(["........", "###.####"]);
  const starts = [
    { cell: 0, heading: 0, goal: 7 },
    { cell: 7, heading: 2, goal: 0 },
  ];
  const fleet = new TestFleet(floor, starts, { iterations: 100, seed: 1 });
  let steps = 0;
  for (; steps < 40 && !(fleet.atGoal(0) && fleet.atGoal(1)); steps += 1) {
    if (fleet.atGoal(0)) fleet.goal[0] = -1;
    if (fleet.atGoal(1)) fleet.goal[1] = -1;
    fleet.step();
    if (fleet.cell[0] === 7) fleet.goal[0] = 7;
    if (fleet.cell[1] === 0) fleet.goal[1] = 0;
  }
  expect(steps).toBeLessThan(40);
});

it("finishes more errands by paths than by operations where robots have room to pass", () => {
  let byPaths = 0;
  let byOperations = 0;
  forSeeds(3, "paths", (random, seed) => {
    const floor = randomFloor(random, { width: 16, height: 16, blocked: 0.15, podPlaces: 0, lanes: 0 });
    const cells = openCells(floor);
    const starts = pickSome(random, cells, Math.floor(cells.length / 4)).map((cell) => ({ cell }));
    const state = random.snapshot();
    for (const paths of ["auto", "never"] as const) {
      random.restore(state);
      const fleet = new TestFleet(floor, starts, { iterations: 200, seed, lanes: "none", paths });
      let done = 0;
      for (let step = 0; step < 120; step += 1) {
        for (let robot = 0; robot < fleet.count; robot += 1) {
          if (fleet.goal[robot]! >= 0 && !fleet.atGoal(robot)) continue;
          if (fleet.goal[robot]! >= 0) done += 1;
          fleet.goal[robot] = cells[random.below(cells.length)]!;
        }
        fleet.step();
      }
      if (paths === "auto") byPaths += done;
      else byOperations += done;
    }
  });
  expect(byPaths).toBeGreaterThan(byOperations);
});

it("leaves a jam to operations, each time for longer, and comes back", () => {
  const mode = new PathMode(10, 100, 100);
  const pauses: number[] = [];
  let pause = 0;
  for (let step = 0; step < 1500; step += 1) {
    if (mode.byPaths) {
      if (pause > 0) pauses.push(pause);
      pause = 0;
    } else pause += 1;
    mode.observe(10, 1);
  }
  expect(pauses).toEqual([200, 400, 800]);
});

it("plans by paths only with as many improvements per robot as there are robots per cell", () => {
  expect(new PathMode(100, 1000, 9).byPaths).toBe(false);
  expect(new PathMode(100, 1000, 10).byPaths).toBe(true);
});

it("plans by paths only where there is room, and stays with them while robots move", () => {
  expect(new PathMode(50, 100, 100).byPaths).toBe(false);
  const mode = new PathMode(20, 100, 100);
  for (let step = 0; step < 500; step += 1) mode.observe(20, 18);
  expect(mode.byPaths).toBe(true);
});
