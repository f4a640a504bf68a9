// Tolls on crowded cells: where they rise, that they spread traffic, and that rows and snapshots keep up with them.
import { describe, expect, it } from "vitest";
import { DistanceRows } from "../../controller/traffic/distance-rows.ts";
import { Congestion, tollPeriodSteps } from "../../controller/traffic/lanes/congestion.ts";
import { RoadGraph, tollMax } from "../../controller/traffic/road-graph.ts";
import { forSeeds, openCells, pickSome, randomFloor } from "./random-floor.ts";
import { drawFloor, TestFleet } from "./tiny-floor.ts";

const costs = { forward: 4, turn: 1, againstLaneFactor: 10, queueEntry: 32, obstruction: 120 };

function tolledGraph(lines: readonly string[], turn = 1): RoadGraph {
  const floor = drawFloor(lines);
  return new RoadGraph(floor, { ...costs, turn }, floor.lanes, true);
}

describe("tolls", () => {
  const floor = drawFloor(["....", "####", "...."]);
  const graph = () => new RoadGraph(floor, costs, floor.lanes, true);
  /** Tolls after a period in which robots on their way stood in the upper aisle in the first `steps` steps. */
  function period(congestion: Congestion, steps: number): Uint8Array {
    const cell = Int32Array.from([0, 1, 2, 3]);
    for (let step = 1; step <= tollPeriodSteps; step += 1) {
      const goal = new Int32Array(4).fill(step <= steps ? 8 : -1);
      expect(congestion.observe(cell, goal, new Uint8Array(4))).toBe(step === tollPeriodSteps);
    }
    return congestion.settle().slice();
  }

  it("rise both ways where robots have been, and fall when they have gone", () => {
    const congestion = new Congestion(graph());
    const crowded = period(congestion, tollPeriodSteps);
    expect(crowded[1 * 4 + 0]).toBeGreaterThan(0);
    expect(crowded[3 * 4 + 2]).toBe(crowded[1 * 4 + 0]);
    expect(crowded.slice(32).some((toll) => toll > 0)).toBe(false);
    const later = period(congestion, 0);
    expect(later[4]).toBeGreaterThan(0);
    expect(later[4]).toBeLessThan(crowded[4]!);
    for (let i = 0; i < 10; i += 1) period(congestion, 0);
    expect(period(congestion, 0).some((toll) => toll > 0)).toBe(false);
  });
  it("are not taken where a robot comes by now and then", () => {
    expect(period(new Congestion(graph()), tollPeriodSteps / 5).some((toll) => toll > 0)).toBe(false);
  });

  it("leave robots that stand at their goal, have none or are held out of account", () => {
    const congestion = new Congestion(graph());
    for (let step = 1; step <= tollPeriodSteps; step += 1) {
      congestion.observe(Int32Array.from([0, 1, 2]), Int32Array.from([0, -1, 3]), Uint8Array.from([0, 0, 1]));
    }
    expect(congestion.settle().some((toll) => toll > 0)).toBe(false);
  });
});

describe("rows under tolls", () => {
  it("keep the tolls they were made with, and are made anew when those are half forgotten", () => {
    const graph = tolledGraph(["...."]);
    const rows = new DistanceRows(graph, 1_000_000, 4);
    rows.beginStep(1);
    const before = rows.require(3, false, 0);
    expect(rows.cost(before, 0, 0)).toBe(12);
    for (let set = 1; set <= graph.tollSets / 2; set += 1) {
      expect(rows.cost(rows.require(3, false, 0), 0, 0)).toBe(12);
      expect(before.weights[0]).toBe(4);
      graph.setTolls(new Uint8Array(16).fill(2));
      rows.tollsChanged();
    }
    const renewed = rows.require(3, false, 0);
    expect(rows.cost(renewed, 0, 0)).toBe(18);
    expect(renewed.weights[0]).toBe(6);
  });

  it("are made anew a few per step, so that no step has to make all of them", () => {
    const side = 60;
    const graph = tolledGraph(Array.from({ length: side }, () => ".".repeat(side)));
    const rows = new DistanceRows(graph, 100_000_000, 4);
    const use = (step: number) => {
      rows.beginStep(step);
      const before = rows.rowsBuilt;
      for (let goal = 0; goal < 100; goal += 1) rows.require(goal, false, side * side - 1);
      return rows.rowsBuilt - before;
    };
    expect(use(1)).toBe(100);
    for (let set = 0; set < graph.tollSets / 2; set += 1) graph.setTolls(new Uint8Array(side * side * 4));
    rows.tollsChanged();
    const built = [2, 3, 4, 5].map(use);
    expect(Math.max(...built)).toBeLessThan(30);
    expect(built.reduce((a, b) => a + b)).toBe(100);
  });

  it("are exact where a turn costs as much as a move and tolls less", () => {
    const graph = tolledGraph(["...", ".#.", "..."], 4);
    const rows = new DistanceRows(graph, 1_000_000, 4);
    graph.setTolls(new Uint8Array(36).fill(3));
    rows.beginStep(1);
    const row = rows.require(8, false, 0);
    // Four moves of 4 + 3, and a turn of 4 at a corner; facing west, two turns more or one less.
    expect([0, 1, 2, 3].map((heading) => rows.cost(row, 0, heading))).toEqual([32, 32, 36, 36]);
  });

  it("cost no more than the largest toll beyond the plain move", () => {
    const graph = tolledGraph([".."]);
    graph.setTolls(new Uint8Array(8).fill(255));
    expect(graph.weights[0]).toBe(costs.forward + tollMax * costs.forward);
  });
});

it("plans the same after snapshot and restore while tolls change", () => {
  forSeeds(2, "congestion", (random, seed) => {
    const floor = randomFloor(random, { width: 14, height: 10, blocked: 0.1, podPlaces: 0, lanes: 0 });
    const cells = openCells(floor);
    const starts = pickSome(random, cells, 40).map((cell) => ({
      cell,
      goal: cells[random.below(cells.length)]!,
    }));
    const options = { iterations: 5, seed, congestion: "tolls" } as const;
    const fleet = new TestFleet(floor, starts, options);
    const run = (one: TestFleet, steps: number) => {
      const log: string[] = [];
      for (let step = 0; step < steps; step += 1) {
        for (let robot = 0; robot < one.count; robot += 1)
          if (one.atGoal(robot)) one.goal[robot] = cells[random.below(cells.length)]!;
        log.push(one.step().join(""));
      }
      return [...log, JSON.stringify(one.traffic.statistics)];
    };
    run(fleet, 21 * tollPeriodSteps + 7);
    const twin = new TestFleet(floor, starts, options);
    twin.traffic.restore(structuredClone(fleet.traffic.snapshot()));
    twin.cell.set(fleet.cell);
    twin.heading.set(fleet.heading);
    twin.goal.set(fleet.goal);
    const state = random.snapshot();
    const expected = run(fleet, 2 * tollPeriodSteps);
    random.restore(state);
    expect(run(twin, 2 * tollPeriodSteps)).toEqual(expected);
  });
});
