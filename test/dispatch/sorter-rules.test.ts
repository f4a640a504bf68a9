// Rules of a sorter on a row of six cells whose answer can be seen: an induction at each end, two chutes of one destination.
import { describe, expect, test } from "vitest";
import { DispatchContext } from "../../controller/dispatch/context.ts";
import { DecisionNotes } from "../../controller/dispatch/decision-notes.ts";
import { advanceParcels } from "../../controller/dispatch/sorter/advance-parcels.ts";
import { countBound, feedInductions, sendToInductions } from "../../controller/dispatch/sorter/inductions.ts";
import { SorterView } from "../../controller/dispatch/sorter/sorter-view.ts";
import { Mission } from "../../controller/dispatch/state/missions.ts";
import { type DispatchCommand, type Floor, RobotAction } from "../../sim/model/index.ts";
import { World } from "../../sim/world/index.ts";
import { pictureFloor, scriptedDemand, tinySetup } from "../sim/tiny-world.ts";
import { controllerSetup, strategyOf } from "./tiny-site.ts";

/** Work cells 6 and 11, holes 1 and 4, tipped into from the cells below: 7 and 10. */
const row: Floor = {
  ...pictureFloor("@@@@@@", "P....P"),
  chutes: { count: 2, hole: Int32Array.of(1, 4), tipCells: [Int32Array.of(7), Int32Array.of(10)] },
};

/** A sorter with these parcels of the one destination, and robots on these cells. */
function sorterSite(rules: Parameters<typeof strategyOf>[0], robots: readonly number[], parcels = 3) {
  const setup = tinySetup({
    floor: row,
    robots: robots.map((at) => ({ at })),
    stations: { pickSlots: 3 },
    seed: 3,
  });
  const orders = Array.from({ length: parcels }, () => ({ step: 1, lines: [0, 1] }));
  const destination = Int32Array.of(0, 0);
  const skus = { ...setup.skus, count: 1 };
  const world = new World(
    { ...setup, skus, sorter: { destination, capacity: 5, exchangeSeconds: 5 } },
    scriptedDemand(orders),
  );
  const brain = controllerSetup({ ...setup, skus }, strategyOf(rules));
  const context = new DispatchContext(brain, world.observation);
  const view = new SorterView(row, world.observation.sorter!, robots.length, 1);
  context.notes = new DecisionNotes(brain.strategy);
  const step = (dispatch: readonly DispatchCommand[] = []) => {
    const actions = new Uint8Array(robots.length).fill(RobotAction.wait);
    world.step({ actions, chutes: new Int32Array(robots.length).fill(-1), dispatch });
  };
  /** Puts parcels onto the belt of an induction. */
  const feed = (station: number, ...parcelIds: readonly number[]) => {
    step();
    for (const order of parcelIds) step([{ kind: "assign-order", order, station }]);
  };
  return { world, context, view, step, feed };
}

describe("parcels", () => {
  test("go to the belt with most room, first come, first served", () => {
    const site = sorterSite({}, [8], 4);
    site.feed(0, 0);
    feedInductions(site.context, site.view);
    const fed = site.context.commands.flatMap((command) =>
      command.kind === "assign-order" ? [[command.order, command.station]] : [],
    );
    // Three free places at 1, two at 0: 1 first, then in turn by id.
    expect(fed).toEqual([
      [1, 1],
      [2, 0],
      [3, 1],
    ]);
  });
});

/** The induction to which each idle robot is sent; robot 0 stands nearer to induction 0, where nothing waits. */
function sentTo(rule: string, robots: readonly number[] = [8]) {
  const site = sorterSite({ "robot-induction": rule }, robots);
  site.feed(1, 0, 1, 2);
  countBound(site.context, site.view);
  sendToInductions(site.context, site.view);
  const { station, mission } = site.context.missions.state;
  for (let robot = 0; robot < robots.length; robot += 1) expect(mission[robot]).toBe(Mission.toStation);
  return { stations: [...station], notes: site.context.notes!.list() };
}

describe("robot → induction", () => {
  test("nearest: where the robot is next to, though nothing waits there", () => {
    const { stations, notes } = sentTo("nearest");
    expect(stations).toEqual([0]);
    expect(notes[0]).toMatchObject({
      subject: { robot: 0 },
      chosen: 0,
      because: { code: "nearest-induction", values: { steps: 2, of: 2 } },
    });
  });
  test("neediest: where parcels wait, as long as there are more of them per robot", () => {
    const { stations, notes } = sentTo("neediest", [8, 7]);
    expect(stations).toEqual([1, 1]);
    expect(notes[0]!.because).toEqual({ code: "most-parcels-per-robot", values: { parcels: 3, robots: 0 } });
    expect(notes[1]!.because.values).toEqual({ parcels: 3, robots: 1 });
  });
  test("random: one of them, the same with the same seed", () => {
    expect(sentTo("random").stations).toEqual(sentTo("random").stations);
    expect([0, 1]).toContain(sentTo("random").stations[0]);
  });
});

/** The chute for a parcel that is loaded at induction 0, with so many parcels in the containers already. */
function broughtTo(rule: string, fill: readonly [number, number]) {
  const site = sorterSite({ "chute-choice": rule }, [6], 1);
  site.feed(0, 0);
  const { sorter } = site.world.observation;
  for (let steps = 0; sorter!.parcel[0]! < 0; steps += 1) {
    if (steps > 60) throw new Error("never loaded");
    site.step();
  }
  sorter!.fill.set(fill);
  countBound(site.context, site.view);
  advanceParcels(site.context, site.view);
  const [note] = site.context.notes!.list();
  return {
    chute: site.view.state.chute[0],
    goal: site.context.missions.state.goal[0],
    because: note!.because,
  };
}

describe("parcel → chute", () => {
  test("nearest: the shortest way, however full", () => {
    const { chute, goal, because } = broughtTo("nearest", [4, 0]);
    expect([chute, goal]).toEqual([0, 7]);
    expect(because).toEqual({ code: "nearest-chute", values: { steps: 1, of: 2 } });
  });
  test("least-full: the emptier one, however far; of equals the nearer", () => {
    expect(broughtTo("least-full", [1, 0])).toEqual({
      chute: 1,
      goal: 10,
      because: { code: "fewest-parcels", values: { parcels: 0, of: 2 } },
    });
    expect(broughtTo("least-full", [2, 2]).chute).toBe(0);
  });
  test("none goes to a full chute while another one has room", () => {
    for (const rule of ["nearest", "least-full", "random"])
      expect(broughtTo(rule, [5, 1]).chute, rule).toBe(1);
  });
  test("random: one of them, the same with the same seed", () => {
    expect(broughtTo("random", [0, 0]).chute).toBe(broughtTo("random", [0, 0]).chute);
    expect([0, 1]).toContain(broughtTo("random", [0, 0]).chute);
  });
});
