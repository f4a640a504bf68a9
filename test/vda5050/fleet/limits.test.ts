// Nothing is sent that a robot's factsheet does not allow. The robot judges the messages as they arrive, by its own look at them.
import { describe, expect, it } from "vitest";
import type { Factsheet, VdaVersion } from "../../../devices/vda5050/model/index.ts";
import { act, Pair, type PairOptions, place } from "../link-pair.ts";

const sheet = (change: (own: Factsheet) => Partial<Factsheet>): PairOptions["factsheet"] => {
  return (own) => ({ ...own, ...change(own) });
};
const fields = (...names: readonly string[]) =>
  sheet(() => ({
    optionalParameters: names.map((parameter) => ({ parameter, support: "SUPPORTED" as const })),
  }));
const unfit = (pair: Pair) => pair.events.filter(({ kind }) => kind === "unfit");
const ways = Array.from({ length: 9 }, (_, i) => place(i + 1));

describe.each<VdaVersion>(["2.0", "2.1", "3.0"])("a robot of %s", (version) => {
  const pairWith = (factsheet: PairOptions["factsheet"], more: PairOptions = {}) => {
    const pair = new Pair({ version, ...more, ...(factsheet === undefined ? {} : { factsheet }) });
    // 2.0 has to be asked.
    pair.pass(12);
    expect(pair.link.watch.factsheet).not.toBeNull();
    return pair;
  };
  const drives = (pair: Pair, x: number, seconds = 40) => {
    pair.pass(seconds);
    expect(pair.robot.errors.list).toEqual([]);
    expect(pair.robot.pose.x).toBeCloseTo(x, 6);
    expect(pair.faults).toEqual([]);
  };

  it("gets its order in pieces of as many nodes, edges and bytes as it takes", () => {
    for (const [name, most] of [["order.nodes", 4] as const, ["order.edges", 3] as const]) {
      const pair = pairWith(sheet(() => ({ arrayLimits: { [name]: most } })));
      pair.link.extend(ways, pair.now);
      drives(pair, 9);
      expect(Math.max(...pair.orders.map(({ nodes }) => nodes.length))).toBe(4);
    }
    const pair = pairWith(sheet((own) => ({ stringLimits: { ...own.stringLimits, messageLength: 1_000 } })));
    pair.link.extend(ways, pair.now);
    drives(pair, 9);
    const lengths = pair.said.filter(({ topic }) => topic === "order").map(({ text }) => text.length);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(1_000);
    expect(lengths.length).toBeGreaterThan(1);
  });

  it("gets orders no faster than it takes them", () => {
    const pair = pairWith(sheet((own) => ({ timing: { ...own.timing, minimumOrderInterval: 3 } })));
    for (const node of ways) {
      pair.link.extend([node], pair.now);
      pair.pass(1);
    }
    const times = pair.orders.map(({ timestamp }) => Date.parse(timestamp));
    for (let i = 1; i < times.length; i += 1) expect(times[i]! - times[i - 1]!).toBeGreaterThanOrEqual(3_000);
    drives(pair, 9);
  });

  it("gets no optional field that it does not know: permissions are left out, what binds is refused", () => {
    const pair = pairWith(fields("order.nodes.nodePosition"));
    const corridor = { leftWidth: 0.3, rightWidth: 0.3 };
    pair.link.extend([place(1, [], { maximumSpeed: 9, maximumHeight: 5, corridor }), place(2)], pair.now);
    drives(pair, 2);
    const text = JSON.stringify(pair.orders);
    for (const name of ["allowedDeviation", "Speed", "Height", "corridor"]) expect(text).not.toContain(name);
    pair.link.extend([place(3, [], { maximumSpeed: 0.5 })], pair.now);
    pair.pass(5);
    expect(pair.link.status(pair.now)).toMatchObject({
      reason: "beyond-limits",
      detail: version === "3.0" ? "edges.maximumSpeed" : "edges.maxSpeed",
      needsPerson: true,
    });
    expect(unfit(pair)).toMatchObject([{ nodeIds: ["n3"], faults: [{ kind: "limit" }] }]);
    // Another robot takes it.
    expect(pair.link.withdrawQueued()).toHaveLength(1);
    expect(pair.reason()).toBe("idle");
    pair.link.extend([place(3)], pair.now);
    drives(pair, 3);
  });

  it("gets the fields that it knows", () => {
    const name = version === "3.0" ? "maximumSpeed" : "maxSpeed";
    const pair = pairWith(
      fields(`order.edges.${name}`, "order.nodes.nodePosition.allowedDeviationXY", "order.edges.corridor"),
    );
    pair.link.extend(
      [place(1, [], { maximumSpeed: 0.5, corridor: { leftWidth: 1, rightWidth: 1 } })],
      pair.now,
    );
    drives(pair, 1);
    const text = JSON.stringify(pair.orders);
    expect(text).toContain(`"${name}":0.5`);
    expect(text).toContain("allowedDeviationXY");
    expect(text).not.toContain("allowedDeviationTheta");
    expect(text.includes("corridor")).toBe(version !== "2.0");
  });

  it("does not get an order without a field that it cannot do without", () => {
    const needs = sheet(() => ({
      optionalParameters: [
        { parameter: "order.nodes.nodePosition", support: "REQUIRED" as const },
        { parameter: "order.edges.direction", support: "REQUIRED" as const },
      ],
    }));
    const pair = pairWith(needs);
    pair.link.extend([place(1)], pair.now);
    pair.pass(5);
    expect(pair.link.status(pair.now)).toMatchObject({
      reason: "beyond-limits",
      detail: "order.edges.direction: REQUIRED",
    });
    expect(pair.orders).toEqual([]);
  });

  it.each<[string, Parameters<typeof place>[1], string]>([
    ["an action that it does not offer", [act("dance")], "dance"],
    ["an action that it offers elsewhere", [act("cancelOrder")], "cancelOrder: NODE"],
    ["an action without a parameter that it needs", [act("pick")], "pick: lhd"],
  ])("is not given %s", (_, actions, detail) => {
    const pair = pairWith(
      sheet((own) => ({
        actions: own.actions.map((action) =>
          action.actionType === "pick"
            ? { ...action, parameters: [{ key: "lhd", dataType: "STRING" as const, isOptional: false }] }
            : action,
        ),
      })),
    );
    pair.link.extend([place(1), place(2, actions)], pair.now);
    pair.pass(5);
    expect(pair.link.status(pair.now)).toMatchObject({ reason: "action-not-offered", detail });
    expect(pair.orders).toEqual([]);
    expect(unfit(pair)).toMatchObject([{ nodeIds: ["n1", "n2"], faults: [{ kind: "action", detail }] }]);
    pair.link.withdrawQueued();
    pair.link.extend(
      [place(1, [act("pick", "p", { parameters: [{ key: "lhd", value: "left" }] })])],
      pair.now,
    );
    drives(pair, 1);
    expect(pair.kinds()).toContain("action");
  });

  it("is not given more actions, parameters, longer or other names than it takes", () => {
    const pair = pairWith(
      sheet(() => ({
        stringLimits: { idLength: 8 },
        arrayLimits: { "node.actions": 1, "actions.actionsParameters": 1 },
      })),
    );
    const parameters = ["a", "b"].map((key) => ({ key, value: 1 }));
    for (const [node, detail] of [
      [place(1, [act("pick", "a1"), act("drop", "a2")]), "node.actions: 2 > 1"],
      [place(1, [act("pick", "a1", { parameters })]), "actions.actionsParameters: 2 > 1"],
      [place(1, [act("pick", "much-too-long")]), "actionId much-too-long: 13 > 8"],
      [place(1, [], { nodeId: "much-too-long" }), "nodeId much-too-long: 13 > 8"],
    ] as const) {
      pair.link.extend([node], pair.now);
      pair.pass(1);
      expect(pair.link.status(pair.now)).toMatchObject({ reason: "beyond-limits", detail });
      pair.link.withdrawQueued();
    }
    // Names of edges are our own: short ones where long ones are not taken.
    pair.link.extend([place(1, [], { nodeId: "node-a" }), place(2, [], { nodeId: "node-b" })], pair.now);
    drives(pair, 2);
    const numbers = pairWith(sheet(() => ({ stringLimits: { idNumericalOnly: true } })));
    numbers.link.extend([place(1)], numbers.now);
    numbers.pass(2);
    expect(numbers.link.status(numbers.now).detail).toContain("idNumericalOnly");
  });

  it("is not sent under a door that is too low, nor at a speed that it cannot keep", () => {
    const low = pairWith(
      sheet((own) => ({ physical: { ...own.physical, minimumHeight: 1.8, minimumSpeed: 0.2 } })),
    );
    for (const more of [{ maximumHeight: 1.5 }, { maximumSpeed: 0.1 }]) {
      low.link.extend([place(1, [], more)], low.now);
      low.pass(1);
      expect(low.reason()).toBe("beyond-limits");
      low.link.withdrawQueued();
    }
    low.link.extend([place(1, [], { maximumHeight: 2, maximumSpeed: 0.3 })], low.now);
    drives(low, 1);
  });

  it("is not told instant actions that it does not have, and not more at once than it takes", () => {
    const pair = pairWith(
      sheet((own) => ({
        arrayLimits: { instantActions: 1 },
        actions: own.actions.filter(({ actionType }) => actionType !== "logReport"),
      })),
    );
    pair.link.instruct("logReport", [], pair.now);
    pair.pass(1);
    expect(pair.events.at(-1)).toMatchObject({
      kind: "instant",
      outcome: { status: "NOT_OFFERED", result: "logReport" },
    });
    expect(pair.instants).not.toContain("logReport");
    for (const _ of [1, 2, 3]) pair.link.instruct("stateRequest", [], pair.now);
    pair.pass(3);
    for (const { topic, text } of pair.said)
      if (topic === "instantActions") expect(JSON.parse(text).actions).toHaveLength(1);
  });
});

it("a robot whose factsheet nobody knows gets what it is given", () => {
  const pair = new Pair({ quirks: ["empty-factsheet"] });
  pair.link.extend([place(1, [act("pick")], { maximumSpeed: 0.5 })], pair.now);
  pair.pass(15);
  expect(pair.link.watch.factsheet).toBeNull();
  expect(pair.robot.pose.x).toBeCloseTo(1, 6);
});
