// Robots that are low charge before anything else, nobody runs empty, and a charger that does not charge is noticed.
import { describe, expect, it } from "vitest";
import { ChargingWork, chargingPolicyDefault, TransportOrders } from "../../devices/live/index.ts";
import { vdaVersions } from "../../devices/vda5050/index.ts";
import { fakeFleet, robotState } from "./fake-robots.ts";
import { LiveWorld } from "./live-world.ts";

const yard = ["..........", ".##.##.##.", "..........", ".##.##.##.", ".........."];
const line = { loss: 0.02, repeats: 0.02, delayMsMin: 10, delayMsMax: 200 };

function start(charges: readonly number[], chargers: readonly number[]) {
  return new LiveWorld({
    seed: 3,
    robots: charges.length,
    plan: yard,
    line,
    make: (robot) => ({
      version: vdaVersions[robot % 3]!,
      charge: charges[robot]!,
      body: { chargePerSecond: 0.8, drainPerSecond: 0.05, drainPerMetre: 0.1 },
    }),
    chargers,
  });
}
function until(world: LiveWorld, what: string, isSo: () => boolean, seconds: number, each = () => {}) {
  for (let i = 0; i < seconds * 10; i += 1) {
    if (isSo()) return;
    world.step();
    each();
    expect(world.collisions, world.tale()).toEqual([]);
  }
  expect.fail(`${what} within ${seconds} s\n${world.tale()}`);
}

describe("a fleet with two chargers", () => {
  it("keeps all robots from running empty and does its transports", () => {
    const world = start([30, 26, 40, 35, 28, 60], [0, 9]);
    let lowest = 100;
    for (let i = 0; i < 45; i += 1) world.order([12, 15, 18, 22, 27, 33, 44, 49, 21, 38].filter(isFree));
    until(
      world,
      "all done",
      () => world.isAllDone,
      1_800,
      () => {
        for (const { condition } of world.robots) lowest = Math.min(lowest, condition.charge);
      },
    );
    expect(lowest).toBeGreaterThan(5);
    expect(world.robots.some(({ condition }) => condition.charge > 60)).toBe(true);
    // Without work they charge, and stay.
    until(
      world,
      "two are charging",
      () => world.robots.filter(({ condition }) => condition.charging).length === 2,
      120,
    );
  });

  it("notices a charger that does not charge, and sends the robot to the other", () => {
    const world = start([20, 95], [0, 9]);
    const broken = () => {
      for (const { pose, condition } of world.robots)
        if (world.fleet.map.placeAt(pose.x, pose.y) === first) condition.charging = false;
    };
    until(world, "on its way", () => world.charging!.chargerOf(0) !== undefined, 60);
    const first = world.charging!.chargerOf(0)!.place;
    until(world, "charging", () => world.robots[0]!.condition.charge > 50, 300, broken);
    expect(world.charging!.failedChargers).toMatchObject([{ charger: { place: first }, robot: 0 }]);
    expect(world.charging!.chargerOf(0)!.place).not.toBe(first);
    world.charging!.restoreCharger(world.charging!.failedChargers[0]!.charger.name);
    expect(world.charging!.failedChargers).toEqual([]);
  });
});

describe("charging without a fleet", () => {
  const make = (percents: readonly number[], places: readonly number[] = [0]) => {
    const { robots, view } = fakeFleet(percents.map((_, i) => 10 * i));
    const charge = (robot: number, percent: number, charging = false) => {
      robots[robot]!.state = { ...robotState([]), powerSupply: { stateOfCharge: percent, charging } };
    };
    for (const [robot, percent] of percents.entries()) charge(robot, percent);
    const transports = new TransportOrders({ robotCount: percents.length });
    const work = new ChargingWork({
      work: transports,
      robotCount: percents.length,
      chargers: places.map((place, i) => ({ name: `c${i}`, place })),
      policy: chargingPolicyDefault,
      runName: "r",
    });
    const arrive = (robot: number, nowMs: number) => {
      robots[robot]!.place = work.goalOf(robot);
      const { actionType, actionId } = work.arrive(robot, nowMs)!;
      work.finish(robot, actionId, "FINISHED", view);
      return actionType;
    };
    return { robots, view, work, transports, charge, arrive };
  };

  it("a low robot gets no work before it may go on; work makes an idle one leave", () => {
    const { work, transports, view, charge, arrive } = make([20]);
    transports.submit({ id: "a", from: 5, to: 6, priority: 9 });
    work.assign(view, 0);
    expect([work.goalOf(0), transports.hasWork(0)]).toEqual([0, false]);
    expect(arrive(0, 1_000)).toBe("startCharging");
    charge(0, 79, true);
    work.assign(view, 2_000);
    expect([work.isWorking(0), transports.hasWork(0)]).toEqual([true, false]);
    charge(0, 80, true);
    work.assign(view, 3_000);
    expect([transports.hasWork(0), work.goalOf(0)]).toEqual([true, 0]);
    expect(arrive(0, 4_000)).toBe("stopCharging");
    expect(work.goalOf(0)).toBe(5);
  });

  it("one that nears empty gives up an order that it has not loaded", () => {
    const { work, transports, view, charge } = make([50]);
    transports.submit({ id: "a", from: 5, to: 6, priority: 0 });
    work.assign(view, 0);
    charge(0, 15);
    work.assign(view, 500);
    expect(work.goalOf(0)).toBe(5);
    charge(0, 9);
    work.assign(view, 1_000);
    expect([work.goalOf(0), transports.status("a")!.phase]).toEqual([0, "waiting"]);
  });

  it("makes room for one that is low, and does not believe a robot that no charger charges", () => {
    const { work, view, charge, arrive, robots } = make([50, 90], [0, 3]);
    work.assign(view, 0);
    work.assign(view, 30_000);
    expect(work.goalOf(0)).toBe(0);
    arrive(0, 31_000);
    for (let i = 0; i < 2; i += 1) {
      work.assign(view, 31_000 + 60_000 * i);
      work.assign(view, 31_000 + 60_000 * i + 21_000);
      arrive(0, 31_000 + 60_000 * i + 22_000);
      charge(0, 20);
      work.assign(view, 31_000 + 60_000 * i + 23_000);
      if (i === 0) arrive(0, 80_000);
    }
    expect(work.failedChargers).toHaveLength(2);
    expect([work.cannotCharge(0), work.hasWork(0)]).toEqual([true, false]);
    work.confirm(0, view);
    expect(work.cannotCharge(0)).toBe(false);
    expect(robots).toHaveLength(2);
  });

  it("goes by a person's word, and says why it does not", () => {
    const { work, view, transports, robots } = make([60, 60], [0]);
    expect(work.charge(0, view)).toEqual({ kind: "done" });
    expect(work.goalOf(0)).toBe(0);
    expect(work.charge(1, view)).toEqual({ kind: "refused", why: "no-charger" });
    transports.submit({ id: "a", from: 5, to: 6, priority: 0 });
    work.assign(view, 0);
    const { actionId } = transports.arrive(1);
    expect(work.charge(1, view)).toEqual({ kind: "refused", why: "acting" });
    robots[1]!.state = robotState(["a"]);
    transports.finish(1, actionId, "FINISHED", view);
    expect(work.charge(1, view)).toEqual({ kind: "refused", why: "loaded" });
  });
});

function isFree(cell: number): boolean {
  return yard[Math.floor(cell / 10)]![cell % 10] === ".";
}
