import { describe, expect, test } from "vitest";
import { Activity, Heading, type RobotReport } from "../../sim/model/index.ts";
import { IllegalMoveError, World } from "../../sim/world/index.ts";
import { pictureFloor, scriptedDemand, TinyWorld, type TinyWorldOptions, tinySetup } from "./tiny-world.ts";

/** Row 0: place 0, aisle 1 and 2, work cell 3, place 4. */
const floor = pictureFloor("p..Pp");
const stands: RobotReport = {
  cell: 1,
  heading: Heading.east,
  entering: -1,
  pod: -1,
  activity: Activity.waiting,
  busy: false,
  out: false,
  absent: false,
  charge: 0.5,
};

function tiny(more: Partial<TinyWorldOptions> = {}) {
  const world = new TinyWorld({
    floor,
    robots: [{ at: 1 }],
    pods: [{ at: 0, stock: [[0, 5]] }],
    motion: { kind: "reported" },
    ...more,
  });
  const say = (report: Partial<RobotReport>, robot = 0) =>
    world.world.report(robot, { ...stands, ...report });
  return { world, say, see: world.see };
}

describe("reported motion", () => {
  test("robots are where they say, and have the charge that they say", () => {
    const { world, say, see } = tiny();
    say({ cell: 2, heading: Heading.north, entering: 3, charge: 0.25 });
    world.step();
    const { robots } = see;
    expect([robots.cell[0], robots.heading[0], robots.entering[0]]).toEqual([2, Heading.north, 3]);
    expect([robots.activity[0], robots.energyWh[0], robots.cellsDriven[0]]).toEqual([
      Activity.driving,
      250,
      1,
    ]);
    // A report holds until the next one.
    world.step();
    expect([robots.cell[0], robots.cellsDriven[0]]).toEqual([2, 1]);
  });

  test("a pod goes with the robot that says it has it, wherever it stood", () => {
    const { world, say, see } = tiny();
    say({ cell: 0, pod: 0 });
    expect(world.step()).toEqual(["podLifted 0 0 0"]);
    expect([see.pods.cell[0], see.pods.robot[0], see.robots.pod[0]]).toEqual([-1, 0, 0]);
    say({ cell: 4, pod: -1 });
    expect(world.step()).toEqual(["podSetDown 0 0 4"]);
    expect([see.pods.cell[0], see.pods.robot[0], see.robots.pod[0]]).toEqual([4, -1, -1]);
  });

  test("a pod is set down only at a free place", () => {
    const { world, say } = tiny();
    say({ cell: 0, pod: 0 });
    world.step();
    say({ cell: 2, pod: -1 });
    expect(() => world.step()).toThrow(/free pod place/);
  });

  test("a robot that is out has failed until it says that it is well", () => {
    const { world, say, see } = tiny();
    say({ out: true });
    expect(world.step()).toEqual(["robotFailed 0 0"]);
    expect([see.robots.busySteps[0], see.robots.activity[0]]).toEqual([1, Activity.failed]);
    expect(world.step()).toEqual([]);
    say({ out: false });
    expect(world.step()).toEqual(["robotRecovered 0"]);
    expect(see.robots.busySteps[0]).toBe(0);
  });

  /** An order for two units is at the station, and its robot under way with the pod. */
  function atStation() {
    const all = tiny({ orders: [{ step: 1, lines: [0, 2] }] });
    all.say({ cell: 0, pod: 0 });
    all.world.step();
    all.world.dispatch(
      { kind: "assign-order", order: 0, station: 0 },
      { kind: "pick", station: 0, pod: 0, line: 0, units: 2 },
    );
    return all;
  }

  test("a robot is served when it stands at the work cell, not when it drives through it", () => {
    const { world, say, see } = atStation();
    say({ cell: 3, pod: 0, entering: 4 });
    expect(world.step()).toEqual(["podArrived 0 0 0"]);
    expect(see.robots.busySteps[0]).toBe(0);
    say({ cell: 3, pod: 0 });
    world.step();
    // Two seconds of the pod per unit, four of the person.
    expect([see.robots.busySteps[0], see.robots.activity[0]]).toEqual([2, Activity.serving]);
    expect(world.waitFor("unitPicked")).toBe(2);
    expect(world.waitFor("orderDone")).toBe(8 - 2);
  });

  test("a robot that is taken away from its station takes nothing with it", () => {
    const { world, say, see } = atStation();
    say({ cell: 3, pod: 0 });
    world.step();
    say({ cell: 2, pod: 0 });
    world.step();
    expect(see.robots.busySteps[0]).toBe(0);
    expect(see.orders.linePicked[0]).toBe(0);
    say({ cell: 3, pod: 0 });
    world.waitFor("orderDone");
    expect(see.orders.linePicked[0]).toBe(2);
    expect(see.pods.slotUnits[0]).toBe(3);
  });

  test("two robots in one cell cannot be", () => {
    const { world, say } = tiny({ robots: [{ at: 1 }, { at: 2 }] });
    say({ cell: 1 });
    say({ cell: 1 }, 1);
    expect(() => world.step()).toThrow(IllegalMoveError);
  });

  test("a robot that nobody knows to stand anywhere is in nobody's way", () => {
    const { world, say, see } = tiny({ robots: [{ at: 1 }, { at: 2 }] });
    say({ cell: 1, out: true, absent: true });
    say({ cell: 1 }, 1);
    world.step();
    expect([...see.robots.cell]).toEqual([1, 1]);
    say({ cell: 3 });
    world.step();
    expect(see.robots.cell[0]).toBe(3);
  });

  test("robots that follow each other in one step are no fault, whatever their numbers", () => {
    const { world, say, see } = tiny({ robots: [{ at: 1 }, { at: 2 }] });
    say({ cell: 2, entering: 3 });
    say({ cell: 3 }, 1);
    world.step();
    expect([...see.robots.cell]).toEqual([2, 3]);
    say({ cell: 1 });
    say({ cell: 2, entering: 1 }, 1);
    world.step();
    expect([...see.robots.cell]).toEqual([1, 2]);
  });

  test("an order is cancelled by its customer in the next step", () => {
    const { world, see } = atStation();
    world.world.cancelOrder(0);
    expect(world.step()).toContain("orderCancelled 0 0");
    expect(see.requests.count(0, 0)).toBe(0);
  });

  test("a snapshot with the same reports afterwards leads to the same world", () => {
    const { world, say } = atStation();
    say({ cell: 3, pod: 0 });
    world.step();
    const saved = world.world.snapshot();
    const again = tiny({ orders: [{ step: 1, lines: [0, 2] }] });
    again.world.world.restore(structuredClone(saved));
    for (const each of [world, again.world]) {
      each.world.report(0, { ...stands, cell: 3, pod: 0 });
      each.waitFor("orderDone");
    }
    expect(again.world.world.snapshot()).toEqual(world.world.snapshot());
  });

  test("tall racks do not go with it: robots do not report levels", () => {
    const racks = {
      levels: 2,
      levelMetres: Float64Array.of(0, 1),
      rackCount: 1,
      rackOfCell: new Int32Array(5).fill(0),
      placeLevel: new Uint8Array(2),
      zone: new Uint8Array(2),
      climbersMax: 1,
    };
    const setup = tinySetup({ floor: { ...floor, racks }, motion: { kind: "reported" } });
    expect(() => new World(setup, scriptedDemand([]))).toThrow(
      /motion: expected pods that stand on the floor/,
    );
  });
});
