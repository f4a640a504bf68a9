import { describe, expect, test } from "vitest";
import { activateStations } from "../../controller/dispatch/phases/activate-stations.ts";
import { chargeRobots } from "../../controller/dispatch/phases/charge-robots.ts";
import { ingest } from "../../controller/dispatch/phases/ingest.ts";
import { releaseOrders } from "../../controller/dispatch/phases/release-orders.ts";
import { Mission } from "../../controller/dispatch/state/missions.ts";
import { CellKind, type Floor } from "../../sim/model/index.ts";
import { pictureFloor } from "../sim/tiny-world.ts";
import { dispatchPlan, slottingPlan, type TinySite, tinySite } from "./tiny-site.ts";

const [red, green] = [0, 1];

/** Zone 0 = the two places next to the station, zone 1 = the others. */
function zonedFloor(): Floor {
  const floor = pictureFloor("ppppp.", ".....P");
  const zone = floor.zone.map((_, cell) =>
    floor.kind[cell] !== CellKind.podPlace ? 255 : cell >= 3 ? 0 : 1,
  );
  return { ...floor, zone, zoneCount: 2 };
}

describe("pod storage", () => {
  const floor = zonedFloor();
  const pods = [
    { at: 0, stock: [[red, 5]] },
    { at: 1, stock: [[green, 5]] },
  ] as const;
  /** Place for a pod that leaves the station, were it carried; places 2, 3 and 4 are free. */
  function place(rule: string, pod: number, demand: readonly number[] = [0, 0, 0]): number {
    const site = tinySite(
      { floor, pods, robots: [{ at: 4 }] },
      { "pod-storage": rule },
      Float64Array.from(demand),
    );
    return site.context.rules.podStorage.choose(site.context, 0, pod, 0);
  }

  test("nearest: the free place next to the station", () => expect(place("nearest", 0)).toBe(4));
  test("random: some free place", () => expect([2, 3, 4]).toContain(place("random", 0)));
  test("fixed: its own place when that is free, else the nearest", () => {
    const site = tinySite({ floor, pods, robots: [{ at: 4 }] }, { "pod-storage": "fixed" });
    expect(site.context.rules.podStorage.choose(site.context, 0, 0, 0)).toBe(4);
    site.context.storage.leave(0);
    expect(site.context.rules.podStorage.choose(site.context, 0, 0, 0)).toBe(0);
  });
  test("station-based: a full pod near the pick station, an emptying one near replenishment", () => {
    const between = pictureFloor("Rppppp.", "......P");
    const full = [[red, 16]] as const;
    for (const [stock, at] of [
      [full, 5],
      [[[red, 1]] as const, 1],
    ] as const) {
      const site = tinySite(
        { floor: between, pods: [{ at: 3, stock }], robots: [{ at: 4 }] },
        { "pod-storage": "station-based" },
      );
      const place = site.context.rules.podStorage.choose(site.context, 0, 0, 0);
      expect(site.context.setup.floor.podPlaces[place]).toBe(at);
    }
  });
  test("cache: the places next to the station are kept for the pod in demand", () => {
    // A cache of 15 % of five places is one: place 4.
    expect(place("cache", 0, [100, 0, 0])).toBe(4);
    expect(place("cache", 1, [100, 0, 0])).toBe(3);
  });
  test("turnover-zones: the pod in demand goes near, the other far", () => {
    expect(place("turnover-zones", 0, [100, 0, 0])).toBe(4);
    expect(place("turnover-zones", 1, [100, 0, 0])).toBe(2);
  });
  test("lp-slotting: where the plan wants its stock", () => {
    const site = tinySite({ floor, pods, robots: [{ at: 4 }] }, { "pod-storage": "lp-slotting" });
    site.context.plan = {
      madeAtStep: 0,
      forecast: null,
      dispatch: null,
      solves: [],
      slotting: slottingPlan([0, 1, 0]),
    };
    expect(site.context.rules.podStorage.choose(site.context, 0, 0, 0)).toBe(2);
    expect(site.context.rules.podStorage.choose(site.context, 0, 1, 0)).toBe(4);
  });
  describe("on a floor with places that a laden robot cannot reach", () => {
    // From the station, places 2 and 3 lie behind the places beside them, beneath which no laden robot drives.
    const walled = pictureFloor("ppppp.", "..@@@.", ".....P");
    const stored = [
      { at: 0, stock: [[red, 5]] },
      { at: 1, stock: [[green, 5]] },
      { at: 4, stock: [[red, 1]] },
    ] as const;
    function places(rule: string, from: number, prepare: (site: TinySite) => void = () => {}): Set<number> {
      const site = tinySite({ floor: walled, pods: stored, robots: [{ at: 4 }] }, { "pod-storage": rule });
      prepare(site);
      const chosen = new Set<number>();
      for (let draw = 0; draw < 50; draw += 1) {
        chosen.add(site.context.rules.podStorage.choose(site.context, 0, 2, from));
      }
      return chosen;
    }
    const liftedAt4 = ({ context }: TinySite) => context.storage.leave(4);

    test("random draws only from places with a way to them", () => {
      expect(places("random", 0)).toEqual(new Set([-1]));
      expect(places("random", -1, ({ context }) => context.storage.leave(1))).toEqual(new Set([1, 3]));
      expect(places("random", 0, ({ context }) => context.storage.leave(1))).toEqual(new Set([1]));
    });

    test("nearest goes by the way from where the robot stands, not as the crow flies", () => {
      expect(places("nearest", -1, liftedAt4)).toEqual(new Set([4]));
      // Place 1 stands two cells away behind a wall, six steps by road; place 2 is three steps away.
      const wall = pictureFloor("p@p.", ".@..", "....", "p..P");
      const site = tinySite({ floor: wall, pods: [{ at: 0 }], robots: [{ at: 0 }] });
      expect(site.context.rules.podStorage.choose(site.context, 0, 0, -1)).toBe(2);
    });

    test("fixed leaves a home without a way to it", () => {
      const shut = places("fixed", 0, ({ context }) => {
        context.storage.leave(1);
        context.storage.leave(4);
        context.storage.state.home[2] = 3;
      });
      expect(shut).toEqual(new Set([4]));
    });
  });

  test("a place is never promised twice", () => {
    const site = tinySite({ floor, pods, robots: [{ at: 4 }] });
    site.context.storage.take(4, 0);
    expect(site.context.rules.podStorage.choose(site.context, 0, 1, 0)).toBe(3);
    expect(() => site.context.storage.take(4, 1)).toThrow("promised twice");
  });
});

describe("station activation", () => {
  const floor = pictureFloor("ppp.PP", "......");
  function commands(rule: string, orderCount: number, release = "continuous"): readonly unknown[] {
    const orders = Array.from({ length: orderCount }, () => ({ step: 60, lines: [red, 1] }));
    const site = tinySite(
      { floor, pods: [{ at: 0, stock: [[red, 9]] }], orders },
      { "station-activation": rule, "order-release": release },
    );
    // The next wave is far away: what has arrived is held.
    site.context.state.waveStep = 1000;
    for (let step = 0; step < 60; step += 1) site.step();
    ingest(site.context);
    releaseOrders(site.context);
    activateStations(site.context);
    return site.context.commands;
  }

  test("all leaves everything open", () => expect(commands("all", 1)).toEqual([]));
  test("backlog-threshold closes what the backlog does not need", () => {
    expect(commands("backlog-threshold", 1)).toEqual([{ kind: "close-station", station: 1 }]);
    expect(commands("backlog-threshold", 30)).toEqual([]);
  });
  test("backlog-threshold counts orders that a wave holds: few open stations must not make small waves for ever", () => {
    expect(commands("backlog-threshold", 30, "waves")).toEqual([]);
  });
  test("lp without a plan leaves everything open", () => expect(commands("lp", 1)).toEqual([]));
  test("lp opens as many pick stations as the plan has open, rounded up", () => {
    const wanted = (open: number) => {
      const site = tinySite({ floor, pods: [{ at: 0 }] }, { "station-activation": "lp" });
      site.context.plan = dispatchPlan(1, { pickStationsOpen: Float64Array.of(open) });
      site.context.rules.stationActivation.decide(site.context);
      return [...site.context.stations.state.wanted];
    };
    expect(wanted(1.2)).toEqual([1, 1]);
    expect(wanted(1)).toEqual([1, 0]);
    expect(wanted(0)).toEqual([1, 0]);
  });
});

describe("charging", () => {
  const floor = pictureFloor("ppp.c", ".....");
  function missions(rule: string, charges: readonly number[], idleSteps = 0): number[] {
    const robots = charges.map((charge, at) => ({ at, charge }));
    const site = tinySite({ floor, robots }, { charging: rule });
    for (let step = 0; step < 3 + idleSteps; step += 1) site.step();
    ingest(site.context);
    chargeRobots(site.context);
    return [...site.context.missions.state.mission];
  }

  test("threshold sends the robot that is low to the only charger, and the next one waits", () => {
    expect(missions("threshold", [0.9, 0.2, 0.2])).toEqual([Mission.idle, Mission.toCharger, Mission.idle]);
  });
  test("threshold leaves a robot alone that has enough, however long it is idle", () => {
    expect(missions("threshold", [0.5], 60)).toEqual([Mission.idle]);
  });
  test("lp-windows sends the planned number to the chargers, the lowest first, and a low battery in any case", () => {
    const two = pictureFloor("ppp.c", "....c");
    const sent = (planned: number, charges: readonly number[]) => {
      const robots = charges.map((charge, at) => ({ at, charge }));
      const site = tinySite({ floor: two, robots }, { charging: "lp-windows" });
      site.context.plan = dispatchPlan(1, { robotsCharge: Float64Array.of(planned) });
      for (let step = 0; step < 3; step += 1) site.step();
      ingest(site.context);
      chargeRobots(site.context);
      return [...site.context.missions.state.mission].map((mission) => mission === Mission.toCharger);
    };
    expect(sent(0, [0.5, 0.4])).toEqual([false, false]);
    expect(sent(1, [0.5, 0.4])).toEqual([false, true]);
    expect(sent(0, [0.5, 0.2])).toEqual([false, true]);
  });
  test("opportunity sends a robot that has been idle for a while", () => {
    expect(missions("opportunity", [0.5])).toEqual([Mission.idle]);
    expect(missions("opportunity", [0.5], 60)).toEqual([Mission.toCharger]);
  });
});
