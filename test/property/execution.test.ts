// Late and failing robots on random small floors: nobody meets, the order graph stays sound, and who can get there does.
// `CASES=5000 npx vitest run test/property/execution.test.ts` runs many; a failure names its seed.
import { expect, it } from "vitest";
import type { Random } from "../../sim/kernel/index.ts";
import type { Floor } from "../../sim/model/index.ts";
import { DelayedFleet, type DelayedFleetOptions } from "../execution/delayed-fleet.ts";
import { forSeeds, openCells, pickSome, randomFloor } from "../traffic/random-floor.ts";
import { TestFleet } from "../traffic/tiny-floor.ts";

const cases = (count: number) => Number(process.env.CASES ?? count);

function drawOptions(random: Random): DelayedFleetOptions {
  const forwardTicks = 1 + random.below(4);
  return {
    delayShare: [0, 0.01, 0.1][random.below(3)]!,
    delayTicksMax: 1 + random.below(12),
    iterations: random.below(3) * 5,
    horizon: 1 + random.below(6),
    planEveryTicks: 1 + random.below(2 * forwardTicks),
    stallTicks: 5 + random.below(60),
    reorderEveryTicks: random.below(4),
  };
}

function drawFleet(random: Random, floor: Floor, count: number, options: DelayedFleetOptions): DelayedFleet {
  const cells = openCells(floor);
  const quick = 1 + random.below(4);
  const robots = pickSome(random, cells, count).map((cell) => ({
    cell,
    heading: random.below(4),
    goal: cells[random.below(cells.length)]!,
    forwardTicks: quick + (random.below(3) === 0 ? random.below(5) : 0),
    turnTicks: 1 + random.below(5),
  }));
  return new DelayedFleet(floor, robots, random, options);
}

it("keeps robots apart and the order graph sound, whatever is late, fails, or is closed", () => {
  let moved = 0;
  const seen = { overtakings: 0, rings: 0, withdrawn: 0, faults: 0, refusals: 0 };
  forSeeds(
    cases(120),
    "execution",
    (random) => {
      const floor = randomFloor(random, {
        width: 3 + random.below(8),
        height: 3 + random.below(8),
        blocked: random.uniform() * 0.3,
        podPlaces: random.uniform() * 0.3,
        lanes: random.uniform(),
      });
      const cells = openCells(floor);
      const count = Math.max(1, Math.floor(cells.length * random.uniform() * 0.8));
      const fleet = drawFleet(random, floor, count, drawOptions(random));
      for (let tick = 0; tick < 250; tick += 1) {
        for (let robot = 0; robot < count; robot += 1) {
          const draw = random.below(150);
          const arrived = fleet.cell[robot] === fleet.goal[robot] && fleet.rests(robot);
          if (draw === 0) fleet.goal[robot] = -1;
          else if (draw < 3 || (arrived && draw < 60)) fleet.goal[robot] = cells[random.below(cells.length)]!;
          else if (draw === 3) fleet.failedTicks[robot] = 1 + random.below(100);
          else if (arrived && draw < 70) {
            fleet.workTicks[robot] = 1 + random.below(30);
            fleet.laden[robot]! ^= 1;
          } else if (draw === 71) fleet.priority[robot] = random.below(2000) - 1000;
        }
        if (random.below(25) === 0) {
          const cell = cells[random.below(cells.length)]!;
          fleet.setClosed(cell, !fleet.closed.has(cell));
        }
        fleet.step();
        moved += fleet.moved;
        if (tick % 5 === 0) fleet.checkExecution();
      }
      const { statistics } = fleet.traffic.execution!;
      for (const name of Object.keys(seen) as (keyof typeof seen)[]) seen[name] += statistics[name];
    },
    "test/property",
  );
  expect(moved).toBeGreaterThan(0);
  // The cases reach everything that the order graph can do; the planner is never wrong in itself.
  if (process.env.SEED === undefined) {
    expect(Math.min(seen.overtakings, seen.rings, seen.withdrawn)).toBeGreaterThan(0);
  }
  expect([seen.faults, seen.refusals]).toEqual([0, 0]);
});

/** Cells that can be reached from one, robots that stand for good and closed cells left out. */
function reachable(floor: Floor, from: number, shut: ReadonlySet<number>): ReadonlySet<number> {
  const seen = new Set([from]);
  for (const cell of seen) {
    for (let heading = 0; heading < 4; heading += 1) {
      const next = cell + [1, floor.width, -1, -floor.width][heading]!;
      if ((floor.exits[cell]! & (1 << heading)) !== 0 && !shut.has(next)) seen.add(next);
    }
  }
  return seen;
}

/** Whether the planner readily brings one of the robots to its goal if nobody is late, from where all stand now. */
function lockstepArrives(late: DelayedFleet, left: ReadonlySet<number>): boolean {
  const robots = [...late.cell].map((cell, robot) => ({
    cell,
    heading: late.heading[robot]!,
    goal: late.goal[robot]!,
    frozen: late.failedTicks[robot]! > 0,
  }));
  const fleet = new TestFleet(late.floor, robots, { iterations: late.options.iterations });
  for (const cell of late.closed) fleet.traffic.setBlocked(cell, true);
  for (let step = 0; step < 300; step += 1) {
    if ([...left].some((robot) => fleet.atGoal(robot))) return true;
    fleet.step();
  }
  return false;
}

it("brings every robot to its goal, or says that there is no route; robots that have failed are gone around", () => {
  let arrivals = 0;
  let cutOff = 0;
  let plannerGaveUp = 0;
  forSeeds(
    cases(40),
    "execution",
    (random) => {
      const floor = randomFloor(random, {
        width: 6 + random.below(6),
        height: 6 + random.below(6),
        blocked: 0.1,
        podPlaces: 0,
        lanes: 0.3,
        blindAlleys: false,
      });
      const cells = openCells(floor);
      const count = Math.max(1, Math.floor(cells.length * 0.2));
      const { planEveryTicks: _every, horizon: _horizon, ...options } = drawOptions(random);
      const fleet = drawFleet(random, floor, count, options);
      pickSome(random, cells, count).forEach((cell, robot) => {
        fleet.goal[robot] = cell;
      });
      const failAt = random.below(60);
      const failing = pickSome(random, [...Array(count).keys()], Math.floor(count * random.uniform() * 0.3));
      const shut = new Set<number>();
      const left = new Set(Array(count).keys());
      for (let tick = 0; left.size > 0; tick += 1) {
        if (tick === failAt) {
          for (const robot of failing) {
            fleet.failedTicks[robot] = 1e9;
            left.delete(robot);
            for (const cell of fleet.cellsOf(robot)) shut.add(cell);
          }
          const cell = cells[random.below(cells.length)]!;
          fleet.setClosed(cell, true);
          shut.add(cell);
        }
        fleet.step();
        if (tick % 20 === 0) fleet.checkExecution();
        for (const robot of left) {
          if (fleet.cell[robot] !== fleet.goal[robot] || !fleet.rests(robot)) continue;
          fleet.goal[robot] = -1;
          left.delete(robot);
          arrivals += 1;
        }
        if (tick < failAt + 50 || (tick - failAt) % 500 !== 50) continue;
        // Dispatch would give a robot that can no longer get there something else to do.
        for (const robot of left) {
          const cell = fleet.cell[robot]!;
          const goal = fleet.goal[robot]!;
          if (!fleet.rests(robot) || reachable(floor, cell, shut).has(goal)) continue;
          const closedOff = !reachable(floor, cell, fleet.closed).has(goal);
          const distance = fleet.traffic.distance(cell, fleet.heading[robot]!, goal, false);
          if (closedOff && distance !== Infinity)
            throw new Error(`robot ${robot} believes in a route to ${goal}`);
          fleet.goal[robot] = -1;
          left.delete(robot);
          cutOff += 1;
        }
        if (tick < 8000 || left.size === 0) continue;
        // Closed cells and failed robots make blind alleys, where the planner by itself may take for ever; what it does
        // readily in lockstep must be done here too.
        if (lockstepArrives(fleet, left)) throw new Error(`robots ${[...left]} never arrived`);
        plannerGaveUp += 1;
        break;
      }
    },
    "test/property",
  );
  expect(arrivals).toBeGreaterThan(10 * cutOff);
  expect(plannerGaveUp).toBeLessThanOrEqual(1 + 0.01 * cases(40));
});
