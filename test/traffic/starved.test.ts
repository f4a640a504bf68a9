// The fallback when time runs out: improvement → one pass → what was planned in earlier steps.
import { describe, expect, it } from "vitest";
import { forSeeds, openCells, pickSome, randomFloor } from "./random-floor.ts";
import { drawFloor, TestFleet } from "./tiny-floor.ts";

describe("a step that runs out of time", () => {
  it("goes on with the moves planned before, and plans again when there is time", () => {
    let late = false;
    const floor = drawFloor(["............"]);
    const fleet = new TestFleet(floor, [{ cell: 0, heading: 0, goal: 11 }], {
      iterations: 0,
      seed: 1,
      outOfTime: () => late,
    });
    fleet.step();
    expect(fleet.cell[0]).toBe(1);
    late = true;
    const reached = [0, 1, 2, 3, 4, 5].map(() => {
      fleet.step();
      return fleet.cell[0];
    });
    // Its way is known, but nobody plans: three more moves of the four it had, then it waits.
    expect(reached).toEqual([2, 3, 4, 4, 4, 4]);
    late = false;
    fleet.step();
    expect(fleet.cell[0]).toBe(5);
  });

  it("lets those with the highest rank plan first, and the others keep what they had", () => {
    let calls = 0;
    const floor = drawFloor(["..........", "..........", ".........."]);
    const starts = [
      { cell: 0, heading: 0, goal: 9 },
      { cell: 20, heading: 0, goal: 29 },
    ];
    const fleet = new TestFleet(floor, starts, {
      iterations: 0,
      seed: 1,
      outOfTime: () => {
        calls += 1;
        return calls > 2;
      },
    });
    fleet.priority[1] = 1;
    fleet.step();
    expect(calls).toBeGreaterThan(2);
    expect(fleet.cell[0]).toBe(0);
  });

  it("is safe at whatever moment time runs out, step after step, with failures and closed cells", () => {
    let moves = 0;
    forSeeds(120, "starved", (random) => {
      const floor = randomFloor(random, { width: 9, height: 9, blocked: 0.15, podPlaces: 0.2, lanes: 0.3 });
      const cells = openCells(floor);
      const count = Math.max(1, Math.floor(cells.length * random.uniform() * 0.8));
      let left = 0;
      const fleet = new TestFleet(
        floor,
        pickSome(random, cells, count).map((cell) => ({ cell, heading: random.below(4) })),
        {
          iterations: random.below(2) * 20,
          seed: 1,
          stopImproving: () => left <= 0,
          outOfTime: () => {
            left -= 1;
            return left <= 0;
          },
        },
      );
      const closed = new Set<number>();
      for (let step = 0; step < 40; step += 1) {
        left = random.below(3) === 0 ? 0 : random.below(3 * count);
        for (let robot = 0; robot < count; robot += 1) {
          if (random.below(8) === 0 || fleet.atGoal(robot))
            fleet.goal[robot] = cells[random.below(cells.length)]!;
          if (random.below(40) === 0) fleet.frozen[robot]! ^= 1;
          if (random.below(40) === 0) fleet.laden[robot]! ^= 1;
        }
        if (random.below(10) === 0) {
          const cell = cells[random.below(cells.length)]!;
          fleet.traffic.setBlocked(cell, !closed.has(cell));
          if (!closed.delete(cell)) closed.add(cell);
        }
        fleet.step(closed);
        moves += fleet.moved;
      }
    });
    expect(moves).toBeGreaterThan(0);
  });
});
