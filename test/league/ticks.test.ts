// The 2026 rules on floors of a few cells: motion tick by tick, delays, executors, path texts.
import { describe, expect, test } from "vitest";
import {
  CellOrderExecutor,
  checkLeagueResult,
  type ExecutorSetup,
  type LeagueInstance,
  leagueActions,
  StagedActions,
  TickMotion,
} from "../../scenarios/league/index.ts";
import { ActionLog } from "../../scenarios/league/ticks/action-log.ts";
import { TickDelays } from "../../scenarios/league/ticks/tick-delays.ts";
import { resultOf, runOf } from "./random-instance.ts";

function open(width: number, height: number, blocked: readonly number[] = []) {
  const cells = new Uint8Array(width * height);
  for (const cell of blocked) cells[cell] = 1;
  return { width, height, blocked: cells };
}
const codes = (letters: string) => Uint8Array.from(letters, (letter) => leagueActions.indexOf(letter));
const lettersOf = (actions: Uint8Array) => [...actions].map((action) => leagueActions[action]).join("");

/** Robots with headings, asked for the same actions until they have what they want. */
function motion(
  map: LeagueInstance["map"],
  robots: readonly (readonly [cell: number, heading: number])[],
  ticks = 3,
  size = 1,
) {
  const team = new TickMotion(
    map,
    Int32Array.from(robots, ([cell]) => cell),
    ticks,
    size,
  );
  robots.forEach(([, heading], robot) => {
    team.heading[robot] = heading;
  });
  return team;
}
/** What each tick allows of the asked letters. */
function drive(team: TickMotion, ...asked: string[]): string[] {
  return asked.map((letters) => {
    const actions = codes(letters);
    team.resolve(actions);
    expect(team.faults(actions)).toEqual([]);
    team.apply(actions);
    return lettersOf(actions);
  });
}

describe("a tick of motion", () => {
  test("an action takes its ticks, pauses when told to wait, and is not changed midway", () => {
    const team = motion(open(3, 1), [[0, 0]]);
    drive(team, "F", "W", "R");
    expect([team.cell[0], team.heading[0], team.progress[0]]).toEqual([0, 0, 2]);
    drive(team, "F");
    expect([team.cell[0], team.heading[0], team.progress[0]]).toEqual([1, 0, 0]);
    drive(team, "C", "C", "C");
    expect([team.cell[0], team.heading[0]]).toEqual([1, 3]);
  });

  test("robots in a row move together, whoever is asked first", () => {
    const east = [
      [0, 0],
      [1, 0],
      [2, 0],
    ] as const;
    expect(drive(motion(open(4, 1), east), "FFF", "FFF", "FFF")).toEqual(["FFF", "FFF", "FFF"]);
    const west = [
      [3, 2],
      [2, 2],
      [1, 2],
    ] as const;
    expect(drive(motion(open(4, 1), west), "FFF")).toEqual(["FFF"]);
  });

  test("when the first of a row waits, all behind it wait", () => {
    const team = motion(open(4, 1), [
      [0, 0],
      [1, 0],
      [2, 0],
    ]);
    expect(drive(team, "FFF", "FFW", "FFF")).toEqual(["FFF", "WWW", "FFF"]);
  });

  test("a row of thousands is settled", () => {
    const length = 5000;
    const robots = Array.from({ length }, (_, robot) => [robot, 0] as const);
    expect(drive(motion(open(length + 1, 1), robots), "F".repeat(length))).toEqual(["F".repeat(length)]);
    expect(drive(motion(open(length, 1), robots), "F".repeat(length))).toEqual(["W".repeat(length)]);
  });

  test("a ring of robots cannot turn, unlike in 2024", () => {
    const ring = [
      [0, 0],
      [1, 1],
      [3, 2],
      [2, 3],
    ] as const;
    expect(drive(motion(open(2, 2), ring), "FFFF")).toEqual(["WWWW"]);
  });

  test("one that leaves sideways keeps its follower out until it is gone", () => {
    // Robot 0 drives east into the cell that robot 1 leaves to the south.
    const team = motion(open(2, 2), [
      [0, 0],
      [1, 1],
    ]);
    expect(drive(team, "FF", "FF", "FF", "FW", "FW", "FW")).toEqual(["WF", "WF", "WF", "FW", "FW", "FW"]);
    expect([...team.cell]).toEqual([1, 3]);
  });

  test("two into one cell meet in it, and neither gets out again; two that would swap do not start", () => {
    const meet = motion(open(3, 1), [
      [0, 0],
      [2, 2],
    ]);
    expect(drive(meet, "FF", "FF", "FF")).toEqual(["FF", "FW", "WW"]);
    const swap = motion(open(2, 1), [
      [0, 0],
      [1, 2],
    ]);
    expect(drive(swap, "FF")).toEqual(["WW"]);
  });

  test("an obstacle and the edge of the map stop a robot; a small one has some way to go first", () => {
    expect(drive(motion(open(2, 1, [1]), [[0, 0]]), "F")).toEqual(["W"]);
    expect(drive(motion(open(2, 1), [[0, 3]]), "F")).toEqual(["W"]);
    // Squares of 0.5 stand in the north-west corner of their cells.
    expect(drive(motion(open(2, 1, [1]), [[0, 0]], 4, 0.5), "F", "F", "F")).toEqual(["F", "F", "W"]);
    expect(drive(motion(open(2, 1, [0]), [[1, 2]], 4, 0.5), "F")).toEqual(["W"]);
  });

  test("what should have been held back is named", () => {
    const team = motion(open(3, 1), [
      [0, 0],
      [2, 2],
      [1, 0],
    ]);
    expect(team.faults(codes("WFF"))).toEqual([{ robot: 1, other: 2 }]);
    expect(team.faults(codes("FWW"))).toEqual([{ robot: 0, other: 2 }]);
    expect(motion(open(1, 1), [[0, 0]]).faults(codes("F"))).toEqual([{ robot: 0, other: -1 }]);
  });
});

describe("delays", () => {
  const base = {
    seed: 7,
    minDelay: 2,
    maxDelay: 5,
    pDelay: 0.02,
    gaussMeanRatio: 0.5,
    gaussStdRatio: 0.3,
  };
  test.each([
    ["bernoulli", "uniform"],
    ["bernoulli", "gaussian"],
    ["poisson", "uniform"],
    ["poisson", "gaussian"],
  ] as const)(
    "%s, %s: as often and as long as the instance says, the same for the same seed",
    (eventModel, durationModel) => {
      const team = 50;
      const ticks = 4000;
      const run = () => {
        const delays = new TickDelays({ ...base, eventModel, durationModel }, team);
        let lateTicks = 0;
        for (let tick = 0; tick < ticks; tick += 1) {
          delays.next();
          for (const left of delays.remaining) if (left > 0) lateTicks += 1;
        }
        return { intervals: delays.intervals, lateTicks };
      };
      const { intervals, lateTicks } = run();
      expect(run().intervals).toEqual(intervals);
      const lengths = intervals.flat().map(([begin, end]) => end - begin);
      expect(Math.min(...lengths)).toBe(2);
      expect(Math.max(...lengths)).toBe(5);
      const total = lengths.reduce((sum, length) => sum + length, 0);
      // Those that reach beyond the last tick are cut off by it.
      expect(total - lateTicks).toBeLessThan(team * 5);
      expect(total / lengths.length).toBeCloseTo(3.5, 0);
      const available = team * ticks - total;
      const share = eventModel === "bernoulli" ? lengths.length / available : lengths.length / (team * ticks);
      expect(share).toBeGreaterThan(0.018);
      expect(share).toBeLessThan(0.022);
      for (const list of intervals) {
        list.slice(1).forEach(([begin], i) => {
          expect(begin).toBeGreaterThanOrEqual(list[i]![1]);
        });
      }
    },
  );
});

describe("the order of cells", () => {
  const setup = (map: LeagueInstance["map"], starts: readonly number[], windowSteps = 4): ExecutorSetup => ({
    map,
    starts: Int32Array.from(starts),
    actionTicks: 3,
    robotSize: 1,
    windowSteps,
  });
  /** Stages one plan, given as a row of letters per step, and gives what each robot is to do. */
  function staged(executor: CellOrderExecutor, team: TickMotion, plan: readonly string[]): string[] {
    const queues = new StagedActions(team.cell.length);
    executor.stage({ steps: plan.length, actions: codes(plan.join("")) }, team, queues);
    return [...team.cell].map((_, robot) => {
      let text = "";
      for (let i = 0; i < queues.count(robot); i += 1) text += leagueActions[queues.at(robot, i)!];
      return text;
    });
  }

  test("waits are left out, and what cannot be done within the window is dropped", () => {
    const map = open(8, 1);
    const executor = new CellOrderExecutor(setup(map, [0], 3));
    expect(staged(executor, motion(map, [[0, 0]]), ["W", "F", "F", "F"])).toEqual(["FF"]);
    expect([...executor.endCell]).toEqual([2]);
  });

  test("a ring is never begun", () => {
    const map = open(2, 2);
    const robots = [
      [0, 0],
      [1, 0],
      [3, 0],
      [2, 0],
    ] as const;
    const executor = new CellOrderExecutor(setup(map, [0, 1, 3, 2]));
    const team = motion(map, robots);
    // Turned to face each other in a circle, then all forward.
    expect(staged(executor, team, ["WRRC", "WWRW", "FFFF"])).toEqual(["", "R", "RR", "C"]);
    expect([...executor.endCell]).toEqual([0, 1, 3, 2]);
  });

  test("a follower waits until the cell ahead is empty, or goes along with who leaves it straight ahead", () => {
    const map = open(5, 1);
    const robots = [
      [0, 0],
      [1, 0],
    ] as const;
    const plan = ["FF", "FF", "FF"];
    const apart = new CellOrderExecutor(setup(map, [0, 1], 2));
    expect(staged(apart, motion(map, robots), plan)).toEqual(["F", "FF"]);
    const close = new CellOrderExecutor(setup(map, [0, 1], 2), { followsClosely: true });
    expect(staged(close, motion(map, robots), plan)).toEqual(["FF", "FF"]);
    const queues = new StagedActions(2);
    const team = motion(map, robots);
    const executor = new CellOrderExecutor(setup(map, [0, 1], 2), { followsClosely: true });
    executor.stage({ steps: 1, actions: codes("FF") }, team, queues);
    const go = new Uint8Array(2);
    executor.command(team, queues, go);
    expect([...go]).toEqual([1, 1]);
  });
});

test("a path text has segments of a thousand ticks, runs joined within and parted between them", () => {
  const log = new ActionLog();
  for (let tick = 0; tick < 1000; tick += 1) log.add(leagueActions.indexOf(tick < 998 ? "W" : "F"));
  for (let tick = 0; tick < 3; tick += 1) log.add(leagueActions.indexOf("F"));
  log.add(leagueActions.indexOf("R"));
  expect(log.text((segment) => `state ${segment}`)).toBe(
    "[(0,state 0):(W 998,F 2)][(1000,state 1):(F 3,R 1)]",
  );
  expect(new ActionLog().text(() => "")).toBe("");
});

describe("a run of 2026", () => {
  const corridor: LeagueInstance = {
    name: "corridor",
    year: 2026,
    map: open(4, 1),
    starts: Int32Array.from([0]),
    tasks: { count: 1, start: Int32Array.from([0, 2]), cells: Int32Array.from([3, 0]) },
    tasksReveal: 1,
    actionTicks: 2,
    robotSize: 1,
    delays: null,
  };

  test("a lone robot goes there and back in the ticks that it takes, errands foreseen across plans", () => {
    // 3 cells, half a turn, 3 cells: 8 actions of 2 ticks.
    const run = runOf({ instance: corridor, steps: 16, stepLimitMs: 0, iterations: 0 });
    expect(run.tasksFinished).toBe(1);
    const file = resultOf(run);
    expect(file.events).toEqual([
      [6, 0, 0, 1],
      [16, 0, 0, 2],
    ]);
    expect((file.actualPaths as string[])[0]).toMatch(/^\[\(0,0,0,0,0\):\(F 6,[RC] 4,F 6\)\]$/);
    expect(file).toMatchObject({
      version: "2026 LoRR",
      makespan: 16,
      agentMaxCounter: 2,
      outputSegmentSize: 1000,
      delayIntervals: [[]],
      actualSchedule: ["0:0"],
    });
    expect(checkLeagueResult(file, corridor).violations).toEqual([]);
  });

  test("plans that come late leave robots with what they have, and the run stays right", () => {
    const quick = runOf({ instance: corridor, steps: 400, stepLimitMs: 400, iterations: 0 });
    const slow = runOf({ instance: corridor, steps: 400, stepLimitMs: 400, iterations: 0 }, () => 1500);
    expect(quick.summary().timeouts).toBe(0);
    expect(slow.summary().timeouts).toBeGreaterThan(4);
    expect(slow.tasksFinished).toBeLessThan(quick.tasksFinished);
    expect(slow.tasksFinished).toBeGreaterThan(0);
    expect(checkLeagueResult(resultOf(slow), corridor).violations).toEqual([]);
  });

  test("a wrong assignment is put right by itself, and goes on record", () => {
    const run = runOf({
      instance: { ...corridor, starts: Int32Array.from([0, 3]), tasksReveal: 1 },
      steps: 10,
      stepLimitMs: 0,
      iterations: 0,
      assigner: { assign: (_, schedule) => void schedule.fill(0) },
    });
    const file = resultOf(run);
    expect(file.actualSchedule).toEqual(["0:0", "0:-1"]);
    expect(file.plannerSchedule).toEqual(["0:0", "0:0"]);
    expect(file.scheduleErrors).toEqual([[0, 1, -1, 1, "task given to two robots"]]);
    expect(run.summary().scheduleErrors).toBe(1);
  });
});
