import { describe, expect, test } from "vitest";
import { Activity, type DelaySetup, Heading, type MotionSetup, RobotAction } from "../../sim/model/index.ts";
import { IllegalMoveError, World, WorldSetupError } from "../../sim/world/index.ts";
import {
  pictureFloor,
  plainRobot,
  scriptedDemand,
  type TinyRobot,
  TinyWorld,
  tinySetup,
} from "./tiny-world.ts";

const { wait, forward, turnRight, lift } = RobotAction;

const onTime: DelaySetup = {
  event: "bernoulli",
  perRobotStep: 0,
  stepsMin: 1,
  stepsMax: 1,
  duration: "uniform",
  meanShare: 0.5,
  deviationShare: 0.2,
};
const delayed = (delays: Partial<DelaySetup> = {}): MotionSetup => ({
  kind: "delayed",
  delays: { ...onTime, ...delays },
});
/** Three steps per cell, two per quarter turn. */
const slow = { ...plainRobot, driveMilliSteps: 3000, quarterTurnMilliSteps: 2000, driveWattHoursPerMetre: 1 };

function tiny(
  robots: readonly TinyRobot[],
  more: { floor?: string[]; delays?: Partial<DelaySetup> } = {},
): TinyWorld {
  const { floor = ["....", "...."], delays } = more;
  return new TinyWorld({
    floor: pictureFloor(...floor),
    robots,
    types: [slow, plainRobot],
    motion: delayed(delays),
  });
}

describe("delayed motion", () => {
  test("a robot reaches the next cell when its drive ends, and fills both cells until then", () => {
    const { step, see } = bind(tiny([{ at: 0 }]));
    const { robots } = see;
    step([forward]);
    expect([robots.cell[0], robots.entering[0], robots.busySteps[0]]).toEqual([0, 1, 2]);
    step();
    expect([robots.cell[0], robots.activity[0], robots.cellsDriven[0]]).toEqual([0, Activity.driving, 0]);
    step();
    expect([robots.cell[0], robots.entering[0], robots.busySteps[0]]).toEqual([1, -1, 0]);
    expect([robots.activity[0], robots.cellsDriven[0], robots.energyWh[0]]).toEqual([
      Activity.driving,
      1,
      999,
    ]);
  });

  test("a turn shows when it is done", () => {
    const { step, see } = bind(tiny([{ at: 0 }]));
    step([turnRight]);
    expect([see.robots.heading[0], see.robots.activity[0]]).toEqual([Heading.east, Activity.turning]);
    step();
    expect(see.robots.heading[0]).toBe(Heading.south);
  });

  test("fractions of steps are carried on, so that mean speeds are exact", () => {
    const types = [{ ...plainRobot, driveMilliSteps: 2500 }];
    const world = new TinyWorld({
      floor: pictureFloor("........."),
      robots: [{ at: 0 }],
      types,
      motion: delayed(),
    });
    for (let i = 0; i < 20; i += 1) world.step([forward]);
    expect(world.see.robots.cell[0]).toBe(8);
  });

  test("nobody may enter a cell before it has been left, not even in the same step", () => {
    const world = tiny([
      { at: 0, type: 1 },
      { at: 1, type: 1 },
    ]);
    expect(() => world.step([forward, forward])).toThrow(IllegalMoveError);
    const again = tiny([
      { at: 0, type: 1 },
      { at: 1, type: 1 },
    ]);
    again.step([wait, forward]);
    again.step([forward, wait]);
    expect([...again.see.robots.cell]).toEqual([1, 2]);
  });

  test("two robots may not come to one cell, nor into one that a robot is leaving", () => {
    const meet = tiny([{ at: 0 }, { at: 2, heading: Heading.west }]);
    expect(() => meet.step([forward, forward])).toThrow("a cell that another robot comes to");
    const behind = tiny([{ at: 0 }, { at: 1 }]);
    behind.step([wait, forward]);
    expect(() => behind.step([forward])).toThrow("a cell that another robot is in");
  });

  test("a ring of robots cannot turn", () => {
    const { east, south, west, north } = Heading;
    const world = tiny([
      { at: 0, heading: east },
      { at: 1, heading: south },
      { at: 5, heading: west },
      { at: 4, heading: north },
    ]);
    expect(() => world.step([forward, forward, forward, forward])).toThrow(IllegalMoveError);
  });

  test("a robot that fails between two cells stands in both, and ends its drive afterwards", () => {
    const world = new TinyWorld({
      floor: pictureFloor("...", "..."),
      robots: [{ at: 0 }, { at: 3, heading: Heading.north }],
      types: [slow],
      motion: delayed(),
      faults: { planned: [{ kind: "robot-fails", step: 1, robot: 0, steps: 4 }] },
    });
    world.step([forward]);
    for (let i = 0; i < 4; i += 1) world.step();
    const { robots } = world.see;
    expect([robots.activity[0], robots.cell[0], robots.entering[0]]).toEqual([Activity.failed, 0, 1]);
    expect(() => world.step([wait, forward])).toThrow("a cell that another robot is in");
  });

  test("a pod is served only once its robot has come to a rest in the work cell", () => {
    const world = new TinyWorld({
      floor: pictureFloor("pP"),
      robots: [{ at: 0 }],
      pods: [{ at: 0, stock: [[0, 1]] }],
      types: [slow],
      motion: delayed(),
    });
    world.step([lift]);
    for (let i = 0; i < 2; i += 1) world.step();
    const said = [world.step([forward]), world.step(), world.step()];
    expect(said.map((events) => events.filter((event) => event.startsWith("podArrived")).length)).toEqual([
      0, 0, 1,
    ]);
  });
});

describe("random delays", () => {
  /** Steps at whose end each robot was waiting out a delay, over a run in which nobody is told anything. */
  function lengths(delays: Partial<DelaySetup>, seed = 1, steps = 4000): number[] {
    const setup = tinySetup({
      floor: pictureFloor("...."),
      robots: [{ at: 0 }, { at: 2 }],
      motion: delayed(delays),
      seed,
    });
    const world = new World(setup, scriptedDemand([]));
    const { robots } = world.observation;
    const found: number[] = [];
    const last = [0, 0];
    for (let step = 0; step < steps; step += 1) {
      world.step({ actions: new Uint8Array(2), dispatch: [] });
      for (const robot of [0, 1]) {
        const left = robots.busySteps[robot]!;
        if (left > last[robot]! || (left > 0 && last[robot] === 0)) found.push(left);
        last[robot] = left;
      }
    }
    return found;
  }
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

  test.each(["bernoulli", "poisson"] as const)("come as often as said (%s)", (event) => {
    // Two robots, each free for about 10 steps between delays of 2: 8,000 robot-steps / 12.
    const count = lengths({ event, perRobotStep: 0.1, stepsMin: 2, stepsMax: 2 }).length;
    expect(count).toBeGreaterThan(8000 / 12 - 100);
    expect(count).toBeLessThan(8000 / 12 + 100);
  });

  test("are spread evenly between the bounds, or around a mean and held to the bounds", () => {
    const even = lengths({ perRobotStep: 0.05, stepsMin: 2, stepsMax: 10 });
    expect([Math.min(...even), Math.max(...even)]).toEqual([2, 10]);
    expect(mean(even)).toBeCloseTo(6, 0);
    const gaussian = { perRobotStep: 0.05, stepsMin: 2, stepsMax: 10, duration: "gaussian" as const };
    const round = lengths({ ...gaussian, meanShare: 0.25, deviationShare: 0.1 });
    expect(mean(round)).toBeCloseTo(4, 0);
    const wide = lengths({ ...gaussian, meanShare: 0.5, deviationShare: 3 });
    expect([Math.min(...wide), Math.max(...wide)]).toEqual([2, 10]);
  });

  test("hold up whatever the robot is in the middle of", () => {
    const world = tiny([{ at: 0 }], { delays: { perRobotStep: 1, stepsMin: 5, stepsMax: 5 } });
    world.step([forward]);
    expect(world.see.robots.busySteps[0]).toBe(2 + 5);
    world.step();
    expect(world.see.robots.activity[0]).toBe(Activity.waiting);
  });

  test("are the same whatever robots do and however often they fail", () => {
    const begins = (act: boolean): string => {
      const world = tiny([{ at: 0 }, { at: 4 }], { delays: { perRobotStep: 0.2, stepsMin: 1, stepsMax: 4 } });
      const starts: string[] = [];
      for (let step = 0; step < 300; step += 1) {
        const before = [...world.see.robots.busySteps];
        world.step(act ? [turnRight, turnRight] : []);
        // A delay makes a robot busier than its countdown and its own action would.
        for (const robot of [0, 1]) {
          const own = act && before[robot] === 0 ? 1 : Math.max(0, before[robot]! - 1);
          if (world.see.robots.busySteps[robot]! > own) starts.push(`${step} ${robot}`);
        }
      }
      return starts.join();
    };
    expect(begins(true)).toBe(begins(false));
  });

  test("go on from a snapshot, robots between cells included", () => {
    const world = tiny([{ at: 0 }], { delays: { perRobotStep: 0.3, stepsMin: 1, stepsMax: 4 } });
    world.step([forward]);
    const saved = structuredClone(world.world.snapshot());
    const run = () =>
      Array.from({ length: 30 }, () => {
        world.step([forward]);
        return world.see.robots.cell[0];
      });
    const future = catching(run);
    world.world.restore(saved);
    expect(catching(run)).toEqual(future);
  });

  test("impossible delays are refused with where and what was expected", () => {
    const motion = delayed({ perRobotStep: 2, stepsMin: 3, stepsMax: 1 });
    const setup = tinySetup({ floor: pictureFloor("."), motion });
    const make = () => new World(setup, scriptedDemand([]));
    expect(make).toThrow(WorldSetupError);
    expect(make).toThrow("motion.delays.perRobotStep: expected a share from 0 to 1, found 2");
    expect(make).toThrow("motion.delays.stepsMax: expected whole steps, at least stepsMin (3), found 1");
  });
});

function bind(world: TinyWorld) {
  return { step: world.step.bind(world), see: world.see };
}
/** What a run returns, or the message of the illegal move at its end. */
function catching(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return String(error);
  }
}
