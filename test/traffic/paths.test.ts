import { expect, it } from "vitest";
import { PathMode } from "../../controller/traffic/paths/path-mode.ts";
import { WindowPlan } from "../../controller/traffic/paths/window-plan.ts";
import { RoadGraph } from "../../controller/traffic/road-graph.ts";
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

it("gets two columns that meet in a corridor past each other by making way", () => {
  // The hall below keeps most of the fleet moving, so that operations do not take over for good.
  const hall = Array.from({ length: 8 }, () => "..................");
  const rooms = ["....##########....", "..................", "....##########....", "##################"];
  const floor = drawFloor([...rooms, ...hall]);
  const { width } = floor;
  const column = (xs: readonly number[], heading: number, to: number) =>
    xs.map((x, i) => ({ cell: width + x, heading, goal: (i % 3) * width + to }));
  const columns = [...column([7, 6, 5, 4], 0, 17), ...column([10, 11, 12, 13], 2, 0)];
  const others = Array.from({ length: 24 }, (_, i) => ({ cell: (4 + (i & 7)) * width + 6 * (i >> 3) }));
  const fleet = new TestFleet(floor, [...columns, ...others], { iterations: 400, seed: 1, lanes: "none" });
  let steps = 0;
  const arrived = new Set<number>();
  for (; steps < 200 && arrived.size < columns.length; steps += 1) {
    for (let robot = 0; robot < fleet.count; robot += 1) {
      if (robot >= columns.length) {
        if (fleet.goal[robot]! < 0 || fleet.atGoal(robot))
          fleet.goal[robot] = (4 + ((robot + steps) & 7)) * width + ((7 * robot + steps) % width);
      } else if (fleet.atGoal(robot)) {
        arrived.add(robot);
        fleet.goal[robot] = -1;
      }
    }
    fleet.step();
  }
  expect(steps).toBeLessThan(200);
});

it("keeps its paths when the whole fleet stood still", () => {
  const floor = drawFloor(["........"]);
  const costs = { forward: 1, turn: 1, againstLaneFactor: 10, queueEntry: 8, obstruction: 30 };
  const plan = new WindowPlan(new RoadGraph(floor, costs), 2, 3);
  const drives = (cell: number) => [0, 1, 2, 3].map((t) => (cell + t) * 4);
  plan.restore(Int32Array.from([...drives(0), ...drives(3)]));
  const input = (cells: readonly number[]) => ({
    cell: Int32Array.from(cells),
    heading: new Uint8Array(2),
    goal: Int32Array.from([7, 7]),
    laden: new Uint8Array(2),
    frozen: new Uint8Array(2),
    priority: new Int32Array(2),
  });
  plan.begin(input([0, 3]));
  expect([...plan.states]).toEqual([...drives(0), ...drives(3)]);
  // One of them moved: its path goes on, the other one waits, and nobody is in anybody's way.
  plan.begin(input([0, 4]));
  expect([...plan.states]).toEqual([0, 0, 0, 0, 4, 5, 6, 6].map((x, i) => (i < 4 ? 0 : x * 4)));
});

it("has a jam in one place undone by operations, while the rest of the fleet moves", () => {
  const mode = new PathMode(300, 1000, 1000);
  const phases: number[] = [];
  for (let step = 0, phase = 0; step < 700; step += 1, phase += 1) {
    const { byPaths } = mode;
    // Four robots of 300 stand, two of them for ever; then only those two.
    for (let robot = 0; robot < 4; robot += 1) mode.note(robot, robot < 2 || step < 100);
    mode.observe(300, 296);
    if (mode.byPaths === byPaths) continue;
    phases.push(phase);
    phase = 0;
  }
  expect(phases).toEqual([31, 60]);
});
