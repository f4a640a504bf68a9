// Distance rows against a plain reference search, whatever the costs, lanes, windows and changes.
import { expect, it } from "vitest";
import { createTraffic } from "../../controller/traffic/index.ts";
import { CellKind, type Floor } from "../../sim/model/index.ts";
import { forSeeds, openCells, randomFloor } from "./random-floor.ts";
import { drawFloor, TestFleet } from "./tiny-floor.ts";

/** Bellman-Ford over (cell, heading) towards the goal; slow and simple. */
function reference(
  floor: Floor,
  goal: number,
  laden: boolean,
  turn: number,
  factor: number,
  closed = new Set<number>(),
) {
  const cost = new Float64Array(floor.kind.length * 4).fill(Infinity);
  cost.fill(0, goal * 4, goal * 4 + 4);
  for (let changed = true; changed; ) {
    changed = false;
    for (let cell = 0; cell < floor.kind.length; cell += 1) {
      for (let heading = 0; heading < 4; heading += 1) {
        let least = cost[cell * 4 + heading]!;
        least = Math.min(
          least,
          cost[cell * 4 + ((heading + 1) & 3)]! + turn,
          cost[cell * 4 + ((heading + 3) & 3)]! + turn,
        );
        const to = cell + [1, floor.width, -1, -floor.width][heading]!;
        const restricted = floor.kind[to] === CellKind.podPlace && to !== goal;
        if ((floor.exits[cell]! & (1 << heading)) !== 0 && !closed.has(to) && !(laden && restricted)) {
          const lanes = floor.lanes[cell]!;
          const against = (lanes & (1 << (heading ^ 2))) !== 0 && (lanes & (1 << heading)) === 0;
          least = Math.min(least, cost[to * 4 + heading]! + (against ? factor : 1));
        }
        if (least < cost[cell * 4 + heading]!) {
          cost[cell * 4 + heading] = least;
          changed = true;
        }
      }
    }
  }
  return cost;
}

it("equals the reference on random floors with lanes, pods and closed cells, for turns of 1 and of 3", () => {
  forSeeds(60, "distances", (random) => {
    const shape = { blocked: 0.2, podPlaces: 0.3, lanes: 0.6 };
    const floor = randomFloor(random, {
      width: 2 + random.below(10),
      height: 2 + random.below(10),
      ...shape,
    });
    const turn = 1 + 2 * random.below(2);
    const traffic = createTraffic({ floor, robotCount: 0, seed: 1, iterations: 0, costs: { turn } });
    const cells = openCells(floor);
    const goal = cells[random.below(cells.length)]!;
    const closed = new Set<number>();
    for (let round = 0; round < 4; round += 1) {
      for (const laden of [false, true]) {
        const expected = reference(floor, goal, laden, turn, 10, closed);
        for (const cell of cells) {
          for (let heading = 0; heading < 4; heading += 1) {
            const found = traffic.distance(cell, heading, goal, laden);
            if (found !== expected[cell * 4 + heading]) {
              throw new Error(
                `from ${cell}/${heading} to ${goal}: ${found}, expected ${expected[cell * 4 + heading]}`,
              );
            }
          }
        }
      }
      const cell = cells[random.below(cells.length)]!;
      const close = !closed.has(cell) && cell !== goal;
      traffic.setBlocked(cell, close);
      if (close) closed.add(cell);
      else closed.delete(cell);
    }
  });
});

it("grows a window until the robot is reached: around a wall as long as the floor", () => {
  const width = 120;
  const open = ".".repeat(width);
  const wall = `${"#".repeat(width - 1)}.`;
  const map = Array.from({ length: 80 }, (_, y) => (y === 40 ? wall : open));
  const floor = drawFloor(map);
  const traffic = createTraffic({ floor, robotCount: 0, seed: 1, iterations: 0 });
  expect(traffic.distance(39 * width, 0, 41 * width, false)).toBe(2 * (width - 1) + 2 + 2);
  expect(traffic.distance(41 * width + 3, 2, 41 * width, false)).toBe(3);
});

it("keeps the rows within the cap by forgetting those that no robot used lately", () => {
  const floor = drawFloor(Array.from({ length: 100 }, () => ".".repeat(100)));
  const rowBytesMax = 200_000;
  const fleet = new TestFleet(floor, [{ cell: 0, goal: 5 }], { rowBytesMax });
  for (let goal = 0; goal < 5000; goal += 101) {
    fleet.goal[0] = goal;
    fleet.step();
    expect(fleet.traffic.statistics.rowBytes).toBeLessThanOrEqual(rowBytesMax);
  }
  expect(fleet.traffic.statistics.rowsBuilt).toBeGreaterThan(40);
});

it("cuts rows in use down to what robots still need where they alone pass the cap, and drives the same", () => {
  const floor = drawFloor(Array.from({ length: 120 }, () => ".".repeat(120)));
  const corners = [0, 119, 119 * 120, 120 * 120 - 1];
  const starts = Array.from({ length: 24 }, (_, i) => ({
    cell: corners[i % 4]! + (i % 4 < 2 ? 120 : -120) * (i >> 2),
    goal: corners[3 - (i % 4)]! + (i % 4 < 2 ? -120 : 120) * (i >> 2),
  }));
  const runs = [50_000_000, 300_000].map((rowBytesMax) => {
    const fleet = new TestFleet(floor, starts, { rowBytesMax });
    const log: string[] = [];
    const bytes: number[] = [];
    for (let step = 0; step < 300; step += 1) {
      log.push(fleet.step().join(""));
      bytes.push(fleet.traffic.statistics.rowBytes);
    }
    return { log, bytes, arrived: starts.every((_, robot) => fleet.atGoal(robot)) };
  });
  expect(runs.map((run) => run.arrived)).toEqual([true, true]);
  expect(runs[1]!.log).toEqual(runs[0]!.log);
  expect(Math.min(...runs[0]!.bytes)).toBeGreaterThan(1_000_000);
  expect(runs[1]!.bytes[200]).toBeLessThan(400_000);
});

it("answers with an estimate rather than searching without end between two steps", () => {
  const floor = drawFloor(Array.from({ length: 100 }, () => ".".repeat(100)));
  const traffic = createTraffic({ floor, robotCount: 0, seed: 1, iterations: 0 });
  for (let goal = 0; goal < 10_000; goal += 1)
    expect(traffic.distance(9999, 3, goal, false)).toBeLessThan(202);
  expect(traffic.statistics.rowsBuilt).toBeLessThan(200);
});
