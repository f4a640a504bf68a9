import { describe, expect, test } from "vitest";
import type { DispatchContext } from "../../controller/dispatch/context.ts";
import { DecisionNotes } from "../../controller/dispatch/decision-notes.ts";
import { assignOrders } from "../../controller/dispatch/phases/assign-orders.ts";
import { ingest } from "../../controller/dispatch/phases/ingest.ts";
import { releaseOrders } from "../../controller/dispatch/phases/release-orders.ts";
import { claimPod, closeEntry, closeOrder } from "../../controller/dispatch/promises.ts";
import { Mission } from "../../controller/dispatch/state/missions.ts";
import type { Plan } from "../../controller/index.ts";
import type { DispatchCommand } from "../../sim/model/index.ts";
import { pictureFloor } from "../sim/tiny-world.ts";
import { dispatchPlan, tinySite } from "./tiny-site.ts";

const [red, green, blue] = [0, 1, 2];
/** Pods stand in the top row; cell 5 is the aisle above the station at cell 11. */
const floor = pictureFloor("ppppp.", ".....P");
const pods = [
  { at: 0, stock: [[red, 9]] },
  { at: 1, stock: [[green, 9]] },
  {
    at: 4,
    stock: [
      [blue, 9],
      [red, 1],
    ],
  },
] as const;

/** Orders that a rule gives to the station's two slots when these orders wait; pod `coming` is on its way there. */
function chosen(rule: string, orders: readonly (readonly number[])[], coming?: number): number[] {
  const site = tinySite(
    { floor, pods, robots: [{ at: 2 }], orders: orders.map((lines) => ({ step: 1, lines })) },
    { "order-station": rule },
  );
  site.step();
  ingest(site.context);
  releaseOrders(site.context);
  if (coming !== undefined) bringing(site.context, coming);
  assignOrders(site.context);
  return assigned(site.context.commands);
}
function bringing(context: DispatchContext, pod: number): void {
  claimPod(context, 0, pod, 0);
  context.missions.enter(0, Mission.toPod, context.step);
}
function assigned(commands: readonly DispatchCommand[]): number[] {
  return commands.flatMap((command) => (command.kind === "assign-order" ? [command.order] : []));
}

describe("order → station", () => {
  const orders = [
    [red, 1],
    [green, 1],
    [blue, 1],
    [blue, 1, red, 1],
  ];

  test("fcfs takes the oldest", () => expect(chosen("fcfs", orders)).toEqual([0, 1]));

  test("earliest-due takes the order due first, ties by id", () => {
    expect(chosen("earliest-due", orders)).toEqual([0, 1]);
  });

  test("random takes any order, the same with the same seed", () => {
    const first = chosen("random", orders);
    expect(first).toEqual(chosen("random", orders));
    expect(new Set(first).size).toBe(2);
  });

  test("nearest takes the order whose pods stand nearest to the station", () => {
    // Blue and a few red units stand at cell 4, two steps from the station; green is far.
    expect(
      chosen("nearest", [
        [green, 1],
        [blue, 1],
        [red, 1],
      ]),
    ).toEqual([1, 2]);
  });

  test("pod-match takes what the coming pod completes, more units first", () => {
    expect(chosen("pod-match", orders, 2)).toEqual([3, 2]);
  });

  test("pod-match counts the one unit of a coming pod once, though two lines name its SKU", () => {
    // The pod has one unit of red: it completes order 1, but not order 0, whose two lines want it both.
    expect(
      chosen(
        "pod-match",
        [
          [red, 1, red, 1],
          [blue, 1, red, 1],
        ],
        2,
      ),
    ).toEqual([1, 0]);
  });

  test("pod-match takes the order due first when nothing is coming", () => {
    expect(chosen("pod-match", orders)).toEqual([0, 1]);
  });

  test("pod-match-fast-lane keeps the last slot for the pod at the work cell", () => {
    expect(chosen("pod-match-fast-lane", orders, 2)).toEqual([3]);
  });

  test("lines-in-common follows the orders that are already open", () => {
    expect(
      chosen("lines-in-common", [
        [green, 1],
        [red, 1],
        [blue, 1],
        [green, 2],
      ]),
    ).toEqual([0, 3]);
  });

  test("pod-match takes the larger part of an order before a smaller one in full; pod-match-urgent the other way", () => {
    // The pod has nine of blue and one of red: three units of order 0, whose green it lacks; all of order 1.
    const partial = [
      [blue, 3, green, 1],
      [blue, 1],
    ];
    expect(chosen("pod-match", partial, 2)).toEqual([0, 1]);
    expect(chosen("pod-match-urgent", partial, 2)).toEqual([1, 0]);
  });

  test("pod-match-urgent: every fourth slot goes to the order due first if that is nearly late", () => {
    // The coming pod has blue for all but order 0, which is due in a minute, or not before the next day.
    const slots = (dueStep: number) => {
      const orders = [[green, 1], ...Array.from({ length: 5 }, () => [blue, 1])].map((lines, order) => ({
        step: 1,
        lines,
        dueStep: order === 0 ? dueStep : 90_000,
      }));
      const site = tinySite(
        { floor, pods, orders, robots: [{ at: 2 }], stations: { pickSlots: 4 } },
        { "order-station": "pod-match-urgent" },
      );
      site.step();
      ingest(site.context);
      releaseOrders(site.context);
      bringing(site.context, 2);
      assignOrders(site.context);
      return assigned(site.context.commands);
    };
    expect(slots(60)).toEqual([1, 2, 3, 0]);
    expect(slots(86_400)).toEqual([1, 2, 3, 4]);
  });

  describe("split", () => {
    const floorOfTwo = pictureFloor("ppppp..", ".....PP");
    /** Order 0 wants blue and green; the blue pod comes to station 0, the green one to station 1. */
    const site = () => {
      const made = tinySite(
        {
          floor: floorOfTwo,
          pods,
          robots: [{ at: 2 }, { at: 3 }],
          orders: [{ step: 1, lines: [blue, 2, green, 1] }],
        },
        { "order-station": "split" },
      );
      made.step();
      ingest(made.context);
      releaseOrders(made.context);
      claimPod(made.context, 0, 2, 0);
      claimPod(made.context, 1, 1, 1);
      for (const robot of [0, 1]) made.context.missions.enter(robot, Mission.toPod, made.context.step);
      assignOrders(made.context);
      return made;
    };
    test("each station takes the line that its coming pod has", () => {
      const { context } = site();
      expect(context.commands).toEqual([
        { kind: "assign-order", order: 0, station: 0, lines: [0] },
        { kind: "pick", station: 0, pod: 2, line: 0, units: 2 },
        { kind: "assign-order", order: 0, station: 1, lines: [1] },
        { kind: "pick", station: 1, pod: 1, line: 1, units: 1 },
      ]);
      expect([...context.stations.state.orderCount]).toEqual([1, 1]);
      expect(context.orders.releasedCount).toBe(0);
    });
    test("an order that the coming pods complete stays whole, and so does one of which they have nothing", () => {
      expect(chosen("split", [[blue, 1, red, 1]], 2)).toEqual([0]);
      expect(chosen("split", [[green, 1, green, 2]], 2)).toEqual([0]);
    });
    test("is open until both parts are done, and forgotten then", () => {
      const { context, step } = site();
      step([...context.commands]);
      ingest(context);
      expect(context.stations.state.orderCount).toEqual(Int32Array.of(1, 1));
      const { entryOf, nextPart } = context.orders.state;
      closeEntry(context, context.orders.entryOfLine(0, 0));
      expect(nextPart[entryOf[0]!]).toBe(-1);
      closeOrder(context, 0);
      expect([context.orders.entryOf(0), context.orders.state.assignedCount]).toEqual([-1, 0]);
    });
  });

  describe("at the plan's prices", () => {
    /** The order that the rule gives out first while one pod comes, and why. */
    function firstAt(
      rule: string,
      orders: readonly (readonly [sku: number, units: number])[],
      prices: Partial<NonNullable<Plan["dispatch"]>> | null,
    ) {
      const site = tinySite(
        {
          floor,
          pods,
          robots: [{ at: 2 }],
          orders: orders.map((lines) => ({ step: 1, lines, dueStep: 50_000 })),
        },
        { "order-station": rule },
      );
      site.step();
      ingest(site.context);
      releaseOrders(site.context);
      bringing(site.context, 2);
      if (prices !== null) site.context.plan = dispatchPlan(1, prices);
      site.context.notes = new DecisionNotes(site.context.setup.strategy);
      assignOrders(site.context);
      const [note] = site.context.notes.list();
      return [assigned(site.context.commands)[0], note!.because.code];
    }

    test("split-price: while stations are scarce small orders on coming pods go first, else it is split", () => {
      // The coming pod has all of both: order 0 is three units, order 1 is one.
      const first = (prices: Parameters<typeof firstAt>[2]) =>
        firstAt(
          "split-price",
          [
            [blue, 3],
            [blue, 1],
          ],
          prices,
        );
      expect(first({ stationHourPrice: Float64Array.of(360) })).toEqual([1, "most-net-of-person"]);
      expect(first({ robotHourPrice: Float64Array.of(360) })).toEqual([0, "units-on-coming-pods"]);
      expect(first(null)).toEqual([0, "units-on-coming-pods"]);
    });

    test("lp-price: what needs no further robot is cheap, or what needs the person least", () => {
      // The coming pod has all of order 1, three units; order 0 is one unit that another pod would have to bring.
      const first = (prices: Parameters<typeof firstAt>[2]) =>
        firstAt(
          "lp-price",
          [
            [green, 1],
            [blue, 3],
          ],
          prices,
        );
      expect(first({ robotHourPrice: Float64Array.of(3600) })).toEqual([1, "least-reduced-cost"]);
      expect(first({ stationHourPrice: Float64Array.of(3600) })).toEqual([0, "least-reduced-cost"]);
      // Without prices it is pod matching.
      expect(first(null)).toEqual([1, "units-on-coming-pods"]);
    });
  });

  test("queue: an order due within ten minutes first, then what the coming pod completes", () => {
    const first = (dueSteps: readonly number[]) => {
      const site = tinySite(
        {
          floor,
          pods,
          robots: [{ at: 2 }],
          orders: [
            { step: 1, lines: [green, 1], dueStep: dueSteps[0] },
            { step: 1, lines: [blue, 1], dueStep: dueSteps[1] },
          ],
        },
        { "order-station": "queue" },
      );
      site.step();
      ingest(site.context);
      releaseOrders(site.context);
      bringing(site.context, 2);
      assignOrders(site.context);
      return assigned(site.context.commands)[0];
    };
    expect(first([5000, 5000])).toBe(1);
    expect(first([300, 5000])).toBe(0);
  });

  describe("over two stations", () => {
    const wide = pictureFloor("ppppp..", ".....PP");
    /** Stations of the orders in the order in which they were given, one slot each. */
    function stationsOf(rule: string, orders: readonly (readonly number[])[], slots = 2): string[] {
      const site = tinySite(
        {
          floor: wide,
          pods,
          orders: orders.map((lines) => ({ step: 1, lines })),
          stations: { pickSlots: slots },
        },
        { "order-station": rule },
      );
      site.step();
      ingest(site.context);
      releaseOrders(site.context);
      assignOrders(site.context);
      return site.context.commands.flatMap((command) =>
        command.kind === "assign-order" ? [`${command.order} to ${command.station}`] : [],
      );
    }
    test("workload: the oldest order goes where fewest units are open", () => {
      expect(
        stationsOf("workload", [
          [red, 5],
          [green, 1],
          [blue, 1],
        ]),
      ).toEqual(["0 to 0", "1 to 1", "2 to 1"]);
    });
    test("related: the oldest order goes where most lines are in common", () => {
      expect(
        stationsOf("related", [
          [red, 1],
          [green, 1],
          [red, 1],
          [green, 1],
        ]),
      ).toEqual(["0 to 0", "1 to 1", "2 to 0", "3 to 1"]);
    });
  });

  test("an order assigned while its pod is coming takes its units from it at once", () => {
    const site = tinySite(
      { floor, pods, robots: [{ at: 2 }], orders: [{ step: 1, lines: [blue, 2] }] },
      { "order-station": "pod-match" },
    );
    site.step();
    ingest(site.context);
    releaseOrders(site.context);
    bringing(site.context, 2);
    assignOrders(site.context);
    expect(site.context.commands).toEqual([
      { kind: "assign-order", order: 0, station: 0 },
      { kind: "pick", station: 0, pod: 2, line: 0, units: 2 },
    ]);
    expect(site.context.stations.state.unmet[0]).toBe(0);
  });

  test("a station with a failed robot in its lane gets no order until the robot is sound", () => {
    const site = tinySite({ floor, pods, robots: [{ at: 2 }], orders: [{ step: 1, lines: [red, 1] }] });
    site.step();
    ingest(site.context);
    releaseOrders(site.context);
    site.context.stations.state.jammedBy[0] = 0;
    assignOrders(site.context);
    expect(assigned(site.context.commands)).toEqual([]);
    site.context.stations.state.jammedBy[0] = -1;
    assignOrders(site.context);
    expect(assigned(site.context.commands)).toEqual([0]);
  });

  test("an order that the floor cannot serve takes no slot and says what it lacks", () => {
    const site = tinySite({
      floor,
      pods,
      orders: [
        { step: 1, lines: [green, 10] },
        { step: 1, lines: [red, 1] },
      ],
    });
    site.step();
    ingest(site.context);
    releaseOrders(site.context);
    assignOrders(site.context);
    expect(assigned(site.context.commands)).toEqual([1]);
    expect(site.context.orders.blockedCount).toBe(1);
  });
});

describe("order release", () => {
  /** Orders in the pool after one step in which ten arrive. */
  function released(rule: string, plan: Plan | null = null): number {
    const orders = Array.from({ length: 10 }, () => ({ step: 1, lines: [red, 1] }));
    const site = tinySite({ floor, pods, orders }, { "order-release": rule });
    site.context.plan = plan;
    site.step();
    ingest(site.context);
    releaseOrders(site.context);
    return site.context.orders.releasedCount;
  }

  test("continuous lets all in", () => expect(released("continuous")).toBe(10));

  test("waves let a wave in and then nothing until the next one", () => {
    const orders = [1, 2].flatMap((step) => Array.from({ length: 5 }, () => ({ step, lines: [red, 1] })));
    const site = tinySite({ floor, pods, orders }, { "order-release": "waves" });
    for (let step = 0; step < 2; step += 1) {
      site.step();
      ingest(site.context);
      releaseOrders(site.context);
    }
    expect([site.context.orders.releasedCount, site.context.orders.heldCount]).toEqual([5, 5]);
  });

  test("lp lets in what the plan releases in the next half hour, and at least what the free slots need", () => {
    const plan = (perQuarterHour: number) =>
      dispatchPlan(4, { releaseOrders: new Float64Array(4).fill(perQuarterHour) });
    expect(released("lp", plan(3))).toBe(6);
    expect(released("lp", plan(0)), "two slots are free").toBe(4);
    expect(released("lp"), "without a plan").toBe(10);
  });
});
