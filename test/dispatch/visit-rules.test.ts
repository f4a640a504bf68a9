import { describe, expect, test } from "vitest";
import { assignOrders } from "../../controller/dispatch/phases/assign-orders.ts";
import { assignTasks } from "../../controller/dispatch/phases/assign-tasks.ts";
import { ingest } from "../../controller/dispatch/phases/ingest.ts";
import { releaseOrders } from "../../controller/dispatch/phases/release-orders.ts";
import { claimPod } from "../../controller/dispatch/promises.ts";
import { pictureFloor, type TinyWorldOptions } from "../sim/tiny-world.ts";
import { tinySite } from "./tiny-site.ts";

const [red, green] = [0, 1];

function site(options: TinyWorldOptions, rules: Parameters<typeof tinySite>[1]) {
  const made = tinySite(options, rules);
  made.step();
  ingest(made.context);
  releaseOrders(made.context);
  assignOrders(made.context);
  return made;
}

describe("after a visit", () => {
  // Two stations of one slot each: order 0 (green) goes to station 0, order 1 (red) to station 1.
  const options: TinyWorldOptions = {
    floor: pictureFloor("ppppp..", ".....PP"),
    pods: [
      { at: 0, stock: [[red, 5]] },
      { at: 1, stock: [[green, 5]] },
    ],
    robots: [{ at: 3 }],
    stations: { pickSlots: 1 },
    orders: [
      { step: 1, lines: [green, 1] },
      { step: 1, lines: [red, 2] },
    ],
  };
  const next = (rule: string, pod: number, from: number) => {
    const { context } = site(options, { "after-visit": rule });
    return context.rules.afterVisit.choose(context, pod, from);
  };
  test("other-station: the pod goes on to the station whose orders want it, or to storage", () => {
    expect(next("other-station", 0, 0)).toBe(1);
    expect(next("other-station", 0, 1)).toBe(-1);
    expect(next("other-station", 1, 1)).toBe(0);
  });
  test("store: the pod goes back to storage", () => expect(next("store", 0, 0)).toBe(-1));
});

describe("balanced robots", () => {
  const floor = pictureFloor("pppppppp..", "........PR");
  const pods = Array.from({ length: 6 }, (_, at) => ({ at, stock: [[red, 1]] as const }));
  const robots = Array.from({ length: 6 }, (_, at) => ({ at }));
  const orders = Array.from({ length: 6 }, () => ({ step: 1, lines: [red, 1] }));
  const goals = (bundles: TinyWorldOptions["bundles"] = []) => {
    const { context } = site(
      { floor, pods, robots, orders, bundles, stations: { pickSlots: 6, replenishSlots: 6 } },
      { "robot-task": "balanced" },
    );
    assignTasks(context);
    return { goals: [...context.stations.state.robotGoal], pods: [...context.stations.state.podCount] };
  };
  test("pick and replenish get robots 2 : 1 while both have work", () => {
    const bundle = { step: 1, sku: green, units: 1 };
    expect(goals([bundle])).toMatchObject({ goals: [4, 2] });
    expect(goals([bundle]).pods[0]).toBe(4);
  });
  test("without bundles all robots pick", () => {
    // A step hands out four orders, so four robots set out.
    expect(goals()).toEqual({ goals: [6, 0], pods: [4, 0] });
  });
});

describe("bundle → replenishment station", () => {
  // Robots at 1 and 2; the stations stand far and near to the right of them.
  const floor = pictureFloor("pppp....", "....R..R");
  const pods = [
    { at: 0, stock: [[red, 1]] },
    { at: 1, stock: [[red, 1]] },
  ] as const;
  const stationsOf = (rule: string) => {
    const { context } = site(
      {
        floor,
        pods,
        robots: [{ at: 2 }, { at: 3 }],
        // Bundles that fill a pod: each needs one of its own.
        bundles: [green, green].map((sku) => ({ step: 1, sku, units: 15 })),
      },
      { "replenish-station": rule },
    );
    assignTasks(context);
    return [...context.stations.state.podCount];
  };
  test("least-busy: one each", () => expect(stationsOf("least-busy")).toEqual([1, 1]));
  test("nearest: both to the station next to the robots", () =>
    expect(stationsOf("nearest")).toEqual([2, 0]));
  test("same-pod: to the station that the pod with room is coming to, also when that is the busier one", () => {
    const made = (coming: number) => {
      const { context } = site(
        { floor, pods, robots: [{ at: 2 }, { at: 3 }], bundles: [{ step: 1, sku: green, units: 15 }] },
        { "replenish-station": "same-pod" },
      );
      claimPod(context, 0, 1, coming);
      return context.rules.replenishStation.choose(context, [0, 1]);
    };
    expect([made(0), made(1)]).toEqual([0, 1]);
  });
  test("random: somewhere, the same with the same seed", () => {
    expect(stationsOf("random")).toEqual(stationsOf("random"));
  });
});
