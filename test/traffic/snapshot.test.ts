// A restored engine goes on exactly as the one it was taken from.
import { expect, it } from "vitest";
import { createTraffic } from "../../controller/traffic/index.ts";
import type { Random } from "../../sim/kernel/index.ts";
import { forSeeds, openCells, pickSome, randomFloor } from "./random-floor.ts";
import { drawFloor, TestFleet } from "./tiny-floor.ts";

function disturb(fleet: TestFleet, cells: readonly number[], random: Random): void {
  for (let robot = 0; robot < fleet.count; robot += 1) {
    if (random.below(30) === 0 || fleet.atGoal(robot)) fleet.goal[robot] = cells[random.below(cells.length)]!;
    if (random.below(60) === 0) fleet.frozen[robot] = 1;
    else if (random.below(30) === 0) fleet.frozen[robot] = 0;
  }
  if (random.below(6) === 0)
    fleet.traffic.setBlocked(cells[random.below(cells.length)]!, random.below(2) === 0);
  for (let i = 0; i < 5; i += 1) {
    fleet.traffic.distance(cells[random.below(cells.length)]!, 0, cells[random.below(cells.length)]!, false);
  }
}

it("plans the same after snapshot and restore, with windows, failures, closed cells and a full row pool", () => {
  forSeeds(2, "snapshot", (random, seed) => {
    const floor = randomFloor(random, { width: 100, height: 70, blocked: 0.1, podPlaces: 0.1, lanes: 0.3 });
    const cells = openCells(floor);
    const options = { iterations: 30, seed, rowBytesMax: 300_000 };
    const starts = pickSome(random, cells, 60).map((cell) => ({
      cell,
      goal: cells[random.below(cells.length)]!,
    }));
    const fleet = new TestFleet(floor, starts, options);
    for (let step = 0; step < 60; step += 1) {
      disturb(fleet, cells, random);
      fleet.step();
    }
    const snapshot = structuredClone(fleet.traffic.snapshot());
    const twin = new TestFleet(floor, starts, options);
    twin.traffic.restore(snapshot);
    twin.cell.set(fleet.cell);
    twin.heading.set(fleet.heading);
    twin.goal.set(fleet.goal);
    twin.frozen.set(fleet.frozen);
    const state = random.snapshot();
    const run = (one: TestFleet) => {
      random.restore(state);
      const log: string[] = [];
      for (let step = 0; step < 60; step += 1) {
        disturb(one, cells, random);
        log.push(one.step().join(""));
      }
      return [...log, JSON.stringify(one.traffic.statistics)];
    };
    expect(run(twin)).toEqual(run(fleet));
  });
});

it("plans the same in two runs with the same seed", () => {
  forSeeds(5, "snapshot", (random, seed) => {
    const floor = randomFloor(random, { width: 12, height: 12, blocked: 0.1, podPlaces: 0.1, lanes: 0.3 });
    const cells = openCells(floor);
    const starts = pickSome(random, cells, 40).map((cell) => ({
      cell,
      goal: cells[random.below(cells.length)]!,
    }));
    const runs = [0, 1].map(() => {
      const fleet = new TestFleet(floor, starts, { iterations: 50, seed });
      return Array.from({ length: 40 }, () => fleet.step().join(""));
    });
    expect(runs[0]).toEqual(runs[1]);
  });
});

it("refuses a snapshot of another version", () => {
  const floor = drawFloor(["..."]);
  const traffic = createTraffic({ floor, robotCount: 0, seed: 1, iterations: 0 });
  expect(() => traffic.restore({ version: 2 as 1, state: {} })).toThrow("version 2, expected 1");
});
