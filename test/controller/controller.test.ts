import { describe, expect, test } from "vitest";
import {
  assembleController,
  createController,
  type Decision,
  decisions,
  ruleNames,
} from "../../controller/index.ts";
import { createTraffic } from "../../controller/traffic/index.ts";
import { Activity, OrderState } from "../../sim/model/index.ts";
import { controllerSetup, strategyOf } from "../dispatch/tiny-site.ts";
import { smallWarehouse, stockBalance } from "./small-warehouse.ts";

const repeat = "repeat: npx vitest run test/controller";

describe("the brain in a small warehouse", () => {
  test("every order gets done, no command is refused, and no unit appears or is lost", () => {
    const site = smallWarehouse({ seed: 3 });
    const before = stockBalance(site).onPods;
    expect(site.runUntilDone(6000)).toBeGreaterThan(0);
    expect(site.rejects).toEqual([]);
    const after = stockBalance(site);
    expect(after.picked).toBeGreaterThan(100);
    expect(after.onPods).toBe(before - after.picked + after.stowed);
  });

  const choices = decisions
    .filter((decision) => !["forecast", "slotting", "dispatch-plan"].includes(decision))
    .flatMap((decision) => ruleNames[decision].map((rule) => [decision, rule] as const));
  test.each(choices)("%s %s brings every order to its end", (decision: Decision, rule: string) => {
    const site = smallWarehouse({ seed: 5, rules: { [decision]: rule } });
    expect(site.runUntilDone(8000), repeat).toBeGreaterThan(0);
    expect(site.rejects).toEqual([]);
  });

  test("the same seed and strategy take the same way, another seed another", () => {
    const hashes = [7, 7, 8].map((seed) => {
      const site = smallWarehouse({ seed, rules: { "order-station": "pod-match", "pod-storage": "random" } });
      site.run(600);
      return site.hash();
    });
    expect(hashes[1]).toBe(hashes[0]);
    expect(hashes[2]).not.toBe(hashes[0]);
  });

  test("stock that runs out is ordered, stowed and picked", () => {
    const site = smallWarehouse({ seed: 2, unitsPerSlot: 1, orders: 120 });
    expect(site.runUntilDone(12000), repeat).toBeGreaterThan(0);
    expect(stockBalance(site).stowed).toBeGreaterThan(0);
    expect(site.rejects).toEqual([]);
  });

  test("robots with small batteries charge in time and none runs empty", () => {
    const site = smallWarehouse({ seed: 4, batteryWh: 30, orders: 100 });
    let charged = 0;
    for (let step = 0; step < 3000; step += 1) {
      site.run(1);
      for (let robot = 0; robot < site.see.robots.count; robot += 1) {
        if (site.see.robots.activity[robot] === 6) charged += 1;
        expect(site.see.robots.energyWh[robot], `robot ${robot}, step ${site.stepsTaken}`).toBeGreaterThan(0);
      }
    }
    expect(charged).toBeGreaterThan(0);
  });

  test("robots that fail often lose no order and no unit", () => {
    for (let seed = 1; seed <= 4; seed += 1) {
      const site = smallWarehouse({ seed, faults: { robotMeanHoursBetweenFailures: 0.15 } });
      const before = stockBalance(site).onPods;
      expect(site.runUntilDone(20000), `seed ${seed}; ${repeat}`).toBeGreaterThan(0);
      expect(site.rejects, `seed ${seed}; ${repeat}`).toEqual([]);
      const after = stockBalance(site);
      expect(after.onPods).toBe(before - after.picked + after.stowed);
    }
  });

  test("stations that close with pods on their way finish what they hold", () => {
    const planned = [
      { kind: "station-closes", step: 120, station: 0, steps: 500 },
      { kind: "station-closes", step: 400, station: 1, steps: 300 },
    ] as const;
    const site = smallWarehouse({ seed: 6, faults: { planned } });
    expect(site.runUntilDone(8000), repeat).toBeGreaterThan(0);
    expect(site.rejects).toEqual([]);
  });

  test("a run restored from a snapshot, in a new brain and world, goes the same way", () => {
    const rules = {
      "order-station": "pod-match",
      "order-release": "waves",
      "pod-storage": "turnover-zones",
      "robot-task": "random",
    } as const;
    const options = { seed: 9, rules, faults: { robotMeanHoursBetweenFailures: 0.5 }, unitsPerSlot: 2 };
    const first = smallWarehouse(options);
    first.run(400);
    const saved = structuredClone({ world: first.world.snapshot(), brain: first.brain.snapshot() });
    const cells = (site: typeof first) => {
      site.run(500);
      const { robots, pods, orders } = site.see;
      return [
        robots.cell.slice(),
        robots.pod.slice(),
        pods.cell.slice(),
        orders.doneStep.slice(0, orders.count),
      ];
    };
    const expected = cells(first);
    const second = smallWarehouse(options);
    second.world.restore(saved.world);
    second.brain.restore(saved.brain);
    expect(cells(second)).toEqual(expected);
    // Back in time within the same brain.
    first.world.restore(saved.world);
    first.brain.restore(saved.brain);
    expect(cells(first)).toEqual(expected);
  });

  test("a brain that takes over a warehouse in full swing finishes what it finds", () => {
    const site = smallWarehouse({ seed: 11 });
    site.run(300);
    const { setup, world } = site;
    const successor = createController(
      controllerSetup(setup, strategyOf({ "order-station": "pod-match" }), new Float64Array(30).fill(4)),
    );
    let open = 1;
    for (let step = 0; step < 6000 && open > 0; step += 1) {
      world.step(successor.step(world.observation));
      const { orders } = world.observation;
      open = orders.state.slice(0, orders.count).filter((state) => state < 2).length;
    }
    expect(open).toBe(0);
  });

  test("orders in parts: a brain restored, or taking over, knows which part is where", () => {
    const options = { seed: 12, orders: 150, rules: { "order-station": "split" } } as const;
    const site = smallWarehouse(options);
    site.run(240);
    const { orders } = site.see;
    const lines = [...orders.linePart.subarray(0, orders.lineTotal)];
    expect(lines.some((part) => part > 0)).toBe(true);
    const saved = structuredClone({ world: site.world.snapshot(), brain: site.brain.snapshot() });
    const steps = site.runUntilDone(8000);
    expect(steps, repeat).toBeGreaterThan(0);
    expect(site.rejects).toEqual([]);
    const again = smallWarehouse(options);
    again.world.restore(saved.world);
    again.brain.restore(saved.brain);
    expect(again.runUntilDone(8000)).toBe(steps);
    again.world.restore(saved.world);
    const strategy = strategyOf({ "order-station": "pod-match" });
    const successor = createController(controllerSetup(site.setup, strategy, new Float64Array(30).fill(4)));
    let open = 1;
    for (let step = 0; step < 8000 && open > 0; step += 1) {
      again.world.step(successor.step(again.see));
      open = again.see.orders.state.slice(0, again.see.orders.count).filter((phase) => phase < 2).length;
    }
    expect(open, repeat).toBe(0);
  });

  test.each([
    ["a lift", Activity.lifting],
    ["setting down", Activity.settingDown],
  ])("a brain that takes over in the middle of %s knows where the pods are", (_name, activity) => {
    for (let seed = 1; seed <= 4; seed += 1) {
      const site = smallWarehouse({ seed, unitsPerSlot: 1 });
      site.run(150);
      const { robots, orders } = site.see;
      const atIt = (robot: number) => robots.activity[robot] === activity && robots.busySteps[robot] > 0;
      while (![...robots.cell.keys()].some(atIt)) site.run(1);
      const caught = [...robots.cell.keys()].filter(atIt);
      const strategy = strategyOf({ "order-station": "pod-match" });
      const successor = createController(controllerSetup(site.setup, strategy, new Float64Array(30).fill(4)));
      const freed = new Set<number>();
      // The world throws when a laden robot is sent to where a pod stands.
      let open = 1;
      for (let step = 0; step < 8000 && open > 0; step += 1) {
        site.world.step(successor.step(site.see));
        open = orders.state.slice(0, orders.count).filter((phase) => phase < OrderState.done).length;
        for (const robot of caught) if (step > 10 && robots.pod[robot] < 0) freed.add(robot);
      }
      expect(open, `seed ${seed}; ${repeat}`).toBe(0);
      expect([...freed].sort(), `robots without a pod again; seed ${seed}; ${repeat}`).toEqual(caught);
    }
  });
});

describe("planning", () => {
  test("the planner sees every step once, before its plan of that step, and its plan is shown and kept", async () => {
    const { setup, see, world } = smallWarehouse({ seed: 3 });
    const seen: string[] = [];
    const plan = { madeAtStep: 10, forecast: null, slotting: null, dispatch: null, solves: ["a model"] };
    const planner = {
      observe: ({ step }: typeof see) => void seen.push(`see ${step}`),
      plan: async ({ step }: typeof see) => {
        seen.push(`plan ${step}`);
        return plan;
      },
      snapshot: () => null as never,
      restore: () => {},
    };
    const controller = { ...controllerSetup(setup, strategyOf()), planEverySteps: 2 };
    const traffic = createTraffic({
      floor: setup.floor,
      robotCount: setup.robots.cell.length,
      seed: 1,
      iterations: 0,
    });
    const brain = assembleController(controller, { traffic, planner });
    const solver = { name: "none", solve: () => Promise.reject(new Error("unused")), close: async () => {} };
    expect(brain.view.plan).toBeNull();
    for (let step = 0; step < 3; step += 1) {
      if (brain.planningDue(see.step)) await brain.plan(see, solver);
      world.step(brain.step(see));
    }
    expect(seen).toEqual(["see 0", "plan 0", "see 1", "see 2", "plan 2"]);
    expect(brain.view.plan).toBe(plan);
    expect(brain.snapshot().state.plan).toEqual(plan);
  });
});

describe("explanations", () => {
  test("every robot and every open order can say why", () => {
    const site = smallWarehouse({ seed: 3, robots: 12 });
    const codes = new Set<string>();
    for (let round = 0; round < 40; round += 1) {
      site.run(20);
      for (let robot = 0; robot < 12; robot += 1) {
        const { code, values } = site.brain.view.explain(robot);
        codes.add(code);
        expect(values).toHaveProperty("mission");
      }
      const { orders, step } = site.see;
      for (let order = 0; order < orders.count; order += 1) {
        // What happened in this very step is news to the brain in the next one.
        if (orders.doneStep[order] === step || orders.arrivalStep[order] === step) continue;
        const code = site.brain.view.explainOrder?.(order).code;
        expect(code === "order-not-open").toBe(orders.state[order] >= 2);
      }
    }
    expect([...codes].sort()).toEqual(
      expect.arrayContaining([
        "bringing-pod",
        "fetching-pod-for-picks",
        "idle-no-demand",
        "serving-pod",
        "storing-pod",
      ]),
    );
  });

  test("an unknown rule is named with those that exist", () => {
    const site = smallWarehouse();
    const wrong = strategyOf({ "pod-choice": "nearst" });
    const brain = createController(controllerSetup(site.setup, wrong));
    expect(() => brain.step(site.see)).toThrow(
      /"pod-choice": expected one of random, nearest.*found "nearst"/,
    );
  });
});
