import { describe, expect, test } from "vitest";
import { assignOrders } from "../../controller/dispatch/phases/assign-orders.ts";
import { assignTasks } from "../../controller/dispatch/phases/assign-tasks.ts";
import { ingest } from "../../controller/dispatch/phases/ingest.ts";
import { releaseOrders } from "../../controller/dispatch/phases/release-orders.ts";
import { pictureFloor, plainRobot, type TinyRobot } from "../sim/tiny-world.ts";
import { dispatchPlan, type TinySite, tinySite } from "./tiny-site.ts";

const [red, green, blue] = [0, 1, 2];
const floor = pictureFloor("ppppp.", ".....P");

/** Runs dispatch up to the tasks, once, after a step in which the orders arrive. */
function tasks(site: TinySite): { robot: number; pod: number }[] {
  site.step();
  ingest(site.context);
  releaseOrders(site.context);
  assignOrders(site.context);
  assignTasks(site.context);
  const { pod } = site.context.missions.state;
  return [...pod].flatMap((podOf, robot) => (podOf >= 0 ? [{ robot, pod: podOf }] : []));
}

describe("pod choice", () => {
  const pods = [
    // Far, but completes both orders.
    {
      at: 0,
      stock: [
        [red, 1],
        [green, 1],
      ],
    },
    // In between: most units of what others wait for.
    {
      at: 2,
      stock: [
        [red, 1],
        [blue, 9],
      ],
    },
    // Near: one unit.
    { at: 4, stock: [[green, 1]] },
  ] as const;
  const orders = [
    { step: 1, lines: [red, 1] },
    { step: 1, lines: [green, 1] },
    { step: 1, lines: [blue, 5] },
  ];
  const fetched = (rule: string) => {
    const site = tinySite({ floor, pods, orders, robots: [{ at: 1 }] }, { "pod-choice": rule });
    return tasks(site)[0].pod;
  };

  test("nearest", () => expect(fetched("nearest")).toBe(2));
  test("completeable: the pod that completes most orders", () => expect(fetched("completeable")).toBe(0));
  test("demand: the pod with most units that anyone waits for", () => expect(fetched("demand")).toBe(1));
  test("picks: the pod with most units that the station wants", () => {
    expect(fetched("picks")).toBe(0);
  });
  test("work-amount: what a longer trip costs is weighed against what it brings", () => {
    // Two completed orders count four; each second of the trip costs a third.
    const near = { at: 4, stock: [[red, 1]] } as const;
    const rich = (units: number) =>
      ({
        at: 0,
        stock: [
          [red, 1],
          [green, units],
        ],
      }) as const;
    const chosen = (units: number) => {
      const site = tinySite(
        {
          floor,
          pods: [rich(units), near],
          robots: [{ at: 4 }],
          orders: [
            { step: 1, lines: [red, 1] },
            { step: 1, lines: [green, 9] },
          ],
        },
        { "pod-choice": "work-amount" },
      );
      return tasks(site)[0].pod;
    };
    expect(chosen(1)).toBe(1);
    expect(chosen(9)).toBe(0);
  });
  test("rules joined by +: the second breaks the ties of the first", () => {
    const twins = [
      { at: 0, stock: [[red, 1]] },
      { at: 3, stock: [[red, 1]] },
    ] as const;
    const chosen = (rule: string) => {
      const site = tinySite({ floor, pods: twins, orders, robots: [{ at: 1 }] }, { "pod-choice": rule });
      return tasks(site)[0].pod;
    };
    expect(chosen("completeable+picks")).toBe(0);
    expect(chosen("completeable+nearest")).toBe(1);
  });
  test("one unit of a pod counts once, though two orders want it", () => {
    const site = tinySite(
      {
        floor,
        pods: [
          { at: 0, stock: [[red, 1]] },
          { at: 2, stock: [[red, 2]] },
        ],
        orders: [
          { step: 1, lines: [red, 1] },
          { step: 1, lines: [red, 1] },
        ],
        robots: [{ at: 1 }],
      },
      { "pod-choice": "completeable" },
    );
    expect(tasks(site)[0].pod).toBe(1);
  });
  test("age and lateness: the old order's pod, though another would complete two young ones", () => {
    for (const [rule, pod] of [
      ["age", 1],
      ["lateness", 1],
      ["completeable", 0],
    ] as const) {
      const site = tinySite(
        {
          floor,
          pods: [pods[0], { at: 2, stock: [[blue, 9]] }],
          robots: [{ at: 1 }],
          stations: { pickSlots: 3 },
          orders: [
            { step: 1, lines: [blue, 1] },
            { step: 2, lines: [red, 1] },
            { step: 2, lines: [green, 1] },
          ],
        },
        { "pod-choice": rule },
      );
      site.step();
      ingest(site.context);
      expect(tasks(site)[0].pod, rule).toBe(pod);
    }
  });
  test("random: some pod that has something, the same with the same seed", () => {
    expect([0, 1, 2]).toContain(fetched("random"));
    expect(fetched("random")).toBe(fetched("random"));
  });
  test("lp-price: while robots are dear the near pod wins, else the one that completes most", () => {
    const site = tinySite({ floor, pods, orders, robots: [{ at: 1 }] }, { "pod-choice": "lp-price" });
    expect(tasks(site)[0].pod).toBe(0);
    const dear = tinySite({ floor, pods, orders, robots: [{ at: 1 }] }, { "pod-choice": "lp-price" });
    dear.context.plan = dispatchPlan(1, { robotHourPrice: Float64Array.of(3600) });
    expect(tasks(dear)[0].pod).toBe(2);
  });

  test("a pod promises its station all it has for the open orders", () => {
    const site = tinySite({ floor, pods, orders, robots: [{ at: 1 }] }, { "pod-choice": "completeable" });
    tasks(site);
    expect(site.context.commands.filter((command) => command.kind === "pick")).toEqual([
      { kind: "pick", station: 0, pod: 0, line: 0, units: 1 },
      { kind: "pick", station: 0, pod: 0, line: 1, units: 1 },
    ]);
  });
});

describe("robot → task", () => {
  const orders = [
    { step: 1, lines: [red, 1] },
    { step: 1, lines: [green, 1] },
  ];
  /** Robots 0 and 1 between two pods: 0 is next to both, 1 only to the right one. */
  const pods = [
    { at: 0, stock: [[red, 5]] },
    { at: 3, stock: [[green, 5]] },
  ] as const;
  const given = (rule: string, robots: readonly TinyRobot[]) =>
    tasks(tinySite({ floor, pods, orders, robots }, { "robot-task": rule }));

  test("nearest: the first task takes its nearest robot and leaves the long way to the other", () => {
    // The pod at cell 3 is nearest to the station and goes first; robot 0 at cell 2 is nearest to it.
    expect(given("nearest", [{ at: 2 }, { at: 5 }])).toEqual([
      { robot: 0, pod: 1 },
      { robot: 1, pod: 0 },
    ]);
  });
  test("optimal: the total way is least", () => {
    expect(given("optimal", [{ at: 2 }, { at: 5 }])).toEqual([
      { robot: 0, pod: 0 },
      { robot: 1, pod: 1 },
    ]);
  });
  test("greedy and regret: the nearest pair first; the task that would lose most first", () => {
    // Distances: pod 0 at 0 and 5, pod 1 at 1 and 2 from robots 0 and 1 (cells 0 and 5).
    const far = pictureFloor("pppppppp.", "........P");
    const pods = [
      { at: 1, stock: [[red, 5]] },
      { at: 4, stock: [[green, 5]] },
    ] as const;
    const matched = (rule: string, robots: readonly TinyRobot[]) =>
      tasks(tinySite({ floor: far, pods, orders, robots }, { "robot-task": rule }));
    // Robot 0 at 3 is one step from pod 1 and two from pod 0; robot 1 at 6 is two from pod 1 and five from pod 0.
    expect(matched("greedy", [{ at: 3 }, { at: 6 }])).toEqual([
      { robot: 0, pod: 1 },
      { robot: 1, pod: 0 },
    ]);
    expect(matched("regret", [{ at: 3 }, { at: 6 }])).toEqual([
      { robot: 0, pod: 0 },
      { robot: 1, pod: 1 },
    ]);
    expect(matched("auction", [{ at: 3 }, { at: 6 }])).toEqual(matched("optimal", [{ at: 3 }, { at: 6 }]));
  });
  test("a robot that no task had picked is swapped in where the total is less with it", () => {
    // One by one, robot 0 goes to pod 1 (one step) and robot 2 to pod 0 (four); robots 0 and 1 need two steps each.
    const wide = pictureFloor("pppppppp.", "........P", ".........", ".........", ".........");
    const pods = [
      { at: 1, stock: [[red, 5]] },
      { at: 4, stock: [[green, 5]] },
    ] as const;
    const robots = [{ at: 3 }, { at: 6 }, { at: 37 }];
    const site = (rule: string) => tinySite({ floor: wide, pods, orders, robots }, { "robot-task": rule });
    expect(tasks(site("nearest"))).toEqual([
      { robot: 0, pod: 1 },
      { robot: 2, pod: 0 },
    ]);
    for (const rule of ["optimal", "auction"]) {
      const made = site(rule);
      expect(tasks(made)).toEqual([
        { robot: 0, pod: 0 },
        { robot: 1, pod: 1 },
      ]);
      expect([...made.context.missions.state.station]).toEqual([0, 0, -1]);
      expect([...made.context.scratch.freeRobots.subarray(0, made.context.scratch.freeCount)]).toEqual([2]);
    }
  });
  test("fcfs: the robot that has waited longest, ties by id", () => {
    expect(given("fcfs", [{ at: 1 }, { at: 2 }])).toEqual([
      { robot: 0, pod: 1 },
      { robot: 1, pod: 0 },
    ]);
  });
  test("random: some robot, the same with the same seed", () => {
    const robots = [{ at: 1 }, { at: 2 }, { at: 4 }];
    expect(given("random", robots)).toEqual(given("random", robots));
    expect(given("random", robots).length).toBe(2);
  });
  test("a robot too weak for the pod is not sent, however near", () => {
    const types = [{ ...plainRobot, name: "weak", payloadKg: 55 }, plainRobot];
    const site = tinySite({
      floor,
      pods: [{ at: 0, stock: [[red, 5]] }],
      types,
      orders: [{ step: 1, lines: [red, 1] }],
      robots: [
        { at: 1, type: 0 },
        { at: 4, type: 1 },
      ],
    });
    expect(tasks(site)).toEqual([{ robot: 1, pod: 0 }]);
  });
});

describe("stock → pod", () => {
  const dock = pictureFloor("ppppp.", ".....R");
  const pods = [
    { at: 0, stock: [[red, 2]] },
    { at: 2, stock: [[red, 9]] },
    { at: 4, stock: [[red, 15]] },
  ] as const;
  const stocked = (rule: string) => {
    const bundles = [{ step: 1, sku: blue, units: 4 }];
    const site = tinySite({ floor: dock, pods, bundles, robots: [{ at: 1 }] }, { "stock-pod": rule });
    return tasks(site)[0].pod;
  };

  test("emptiest", () => expect(stocked("emptiest")).toBe(0));
  test("nearest to the station", () => expect(stocked("nearest")).toBe(2));
  test("turnover: a fast SKU goes to a near pod, a slow one to a far pod", () => {
    const both = pictureFloor("pppppR", ".....P");
    const stocked = (demand: readonly number[]) => {
      const bundles = [{ step: 1, sku: blue, units: 1 }];
      const site = tinySite(
        { floor: both, pods, bundles, robots: [{ at: 1 }] },
        { "stock-pod": "turnover" },
        Float64Array.from(demand),
      );
      return tasks(site)[0].pod;
    };
    expect(stocked([1, 1, 9])).toBe(2);
    expect(stocked([9, 9, 1])).toBe(0);
  });
  test("least-demand and correlative: away from, or next to, what waiting orders want", () => {
    const both = pictureFloor("pppppR", ".....P");
    const stored = [
      { at: 0, stock: [[red, 2]] },
      { at: 2, stock: [[green, 2]] },
    ] as const;
    const stocked = (rule: string) => {
      const site = tinySite(
        {
          floor: both,
          pods: stored,
          bundles: [{ step: 1, sku: blue, units: 1 }],
          // No slots: orders wait; they want red, and red together with blue.
          stations: { pickSlots: 0 },
          orders: [{ step: 1, lines: [red, 1, blue, 1] }],
          robots: [{ at: 1 }],
        },
        { "stock-pod": rule },
      );
      return tasks(site)[0].pod;
    };
    expect(stocked("least-demand")).toBe(1);
    expect(stocked("correlative")).toBe(0);
  });
  test("random: one that has room", () => expect([0, 1, 2]).toContain(stocked("random")));
  test("a full pod is never chosen", () => {
    const bundles = [{ step: 1, sku: blue, units: 6 }];
    const site = tinySite({ floor: dock, pods: [pods[2]], bundles, robots: [{ at: 1 }] });
    expect(tasks(site)).toEqual([]);
  });
});
