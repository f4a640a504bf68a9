// What a probe refuses to begin with, and what makes it stop.
import { describe, expect, it } from "vitest";
import type { ProbeOptions } from "../../devices/probe/index.ts";
import type { VirtualRobot } from "../../devices/vda5050/robot/index.ts";
import { ProbeWorld } from "./probe-world.ts";

const order = (robot: VirtualRobot) =>
  robot.driver.begin({
    ...{ orderId: "theirs", orderUpdateId: 0 },
    nodes: [0, 30].map((x, i) => ({
      ...{ nodeId: `n${i}`, sequenceId: 2 * i, released: i === 0, actions: [] },
      position: { x: 5 + x, y: 5, mapId: "floor" },
    })),
    edges: [{ edgeId: "e", sequenceId: 1, released: false, actions: [] }],
  });

interface Refusal {
  readonly name: string;
  readonly befall?: (robot: VirtualRobot) => void;
  readonly why: RegExp;
  readonly probe?: Partial<ProbeOptions>;
}
const refusals: readonly Refusal[] = [
  {
    name: "stopped by its emergency stop",
    befall: (robot) => robot.setEmergencyStop("MANUAL"),
    why: /emergency stop/,
  },
  {
    name: "with something in its field",
    befall: (robot) => robot.setFieldViolation(true),
    why: /protective field/,
  },
  {
    name: "in manual mode",
    befall: (robot) => robot.setOperatingMode("MANUAL"),
    why: /automatic mode: MANUAL/,
  },
  {
    name: "in semi-automatic mode",
    befall: (robot) => robot.setOperatingMode("SEMIAUTOMATIC"),
    why: /SEMIAUTOMATIC/,
  },
  {
    name: "with a fatal error",
    befall: (robot) => robot.raiseError("motor", "FATAL", "hot"),
    why: /fatal error: hot/,
  },
  {
    name: "that is lost",
    befall: (robot) => Object.assign(robot.condition, { localized: false }),
    why: /where it is/,
  },
  {
    name: "that is paused",
    befall: (robot) => Object.assign(robot.condition, { paused: true }),
    why: /paused/,
  },
  { name: "that waits with an order of others", befall: order, why: /has an order: theirs/ },
  {
    name: "that carries a load",
    befall: (robot) => Object.assign(robot.condition, { loads: [{ loadId: "l" }] }),
    why: /--allow-load/,
  },
  {
    name: "without room in its area",
    why: /no 2.6 m in a row/,
    probe: { area: { x1: 4, y1: 4, x2: 6, y2: 6 } },
  },
  {
    name: "that stands elsewhere than on the first node",
    why: /stands 2.00 m from N1/,
    probe: { nodes: ["N1", "N2"].map((nodeId, i) => ({ nodeId, x: 7 + i, y: 5 })) },
  },
];

describe("a robot", () => {
  it.each(refusals)("$name is refused, and nothing is sent to it", ({ befall, why, probe = {} }) => {
    let done = false;
    const world = new ProbeWorld({
      probe,
      each: ({ robot }) => {
        if (!done) befall?.(robot);
        done = true;
      },
    });
    // What befalls it is told before the probe looks.
    const report = world.run();
    expect(report.outcome).toBe("refused");
    expect(report.reasons.map(({ en }) => en).join("; ")).toMatch(why);
    expect(report.reasons.every(({ zh }) => zh !== "")).toBe(true);
    expect(world.sent).toEqual([]);
  });
  it("that is silent is refused", () => {
    const world = new ProbeWorld({
      each: (it) => {
        it.connected = false;
      },
    });
    const report = world.run();
    expect(report.outcome).toBe("refused");
    expect(report.reasons[0]!.en).toContain("peakfleet/r1: no state in 40 s");
    expect(report.seconds).toBeGreaterThan(30);
  });
});

const dangers: readonly (readonly [string, (world: ProbeWorld) => void, RegExp])[] = [
  ["an emergency stop", ({ robot }) => robot.setEmergencyStop("MANUAL"), /emergency stop/],
  ["a field violation", ({ robot }) => robot.setFieldViolation(true), /protective field/],
  ["manual mode", ({ robot }) => robot.setOperatingMode("MANUAL"), /automatic mode/],
  ["a fatal error", ({ robot }) => robot.raiseError("motor", "FATAL", "hot"), /fatal/],
  ["leaving the area", ({ robot }) => robot.moveByHand(20, 5, 0), /left its area: 20.00, 5.00/],
  ["a lost line", (world) => world.cut(), /CONNECTION_BROKEN/],
  ["Ctrl-C", ({ session, now }) => session.stop({ en: "interrupted", zh: "已中断" }, now), /interrupted/],
];

describe("while it drives", () => {
  it.each(dangers)("%s stops the probe at once; the order is cancelled", (_, befall, why) => {
    let befallenMs = 0;
    const world = new ProbeWorld({
      each: (it) => {
        if (befallenMs > 0 || !it.robot.driver.driving) return;
        befallenMs = it.now;
        befall(it);
      },
    });
    const report = world.run();
    expect(report.outcome).toBe("stopped");
    expect(report.reasons.map(({ en }) => en).join("; ")).toMatch(why);
    const stopping = world.notes.filter(({ kind }) => kind === "stopping");
    expect(stopping).toHaveLength(1);
    expect(world.robot.driver.driving).toBe(false);
    const orders = world.sent.filter(({ topic }) => topic.endsWith("/order"));
    const cancels = world.sent.filter(({ payload }) => payload.includes('"cancelOrder"'));
    // A robot in a person's hand is not spoken to, and has dropped its order itself.
    if (world.robot.condition.operatingMode === "AUTOMATIC") expect(cancels.length).toBeGreaterThan(1);
    for (const { payload } of orders) {
      const { timestamp } = JSON.parse(payload || "{}") as { timestamp?: string };
      if (timestamp !== undefined) expect(Date.parse(timestamp)).toBeLessThanOrEqual(befallenMs + 1_500);
    }
  });
});

it("never lets the robot leave its area, whatever its quirks", () => {
  for (const quirk of ["ignores-released", "accepts-other-order", "repeats-update"] as const) {
    const seen: number[] = [];
    new ProbeWorld({
      quirks: [quirk],
      probe: { area: { x1: 4, y1: 4, x2: 9, y2: 6 } },
      each: ({ robot }) => seen.push(robot.pose.x),
    }).run();
    expect([quirk, Math.max(...seen) <= 9, Math.min(...seen) >= 4]).toEqual([quirk, true, true]);
  }
});

it("goes another way where there is no room ahead", () => {
  const report = new ProbeWorld({ probe: { area: { x1: 4, y1: 4, x2: 6.2, y2: 9 } } }).run();
  expect(report.outcome).toBe("complete");
  expect(report.plan!.space.en).toContain("to the left of");
  expect(report.plan!.places.at(-1)).toMatchObject({ x: 5, y: 7 });
});

it("drives over named nodes, there and back where there are only two", () => {
  const nodes = [
    { nodeId: "N1", x: 5, y: 5 },
    { nodeId: "N2", x: 6.5, y: 5 },
  ];
  const world = new ProbeWorld({ probe: { nodes } });
  const report = world.run();
  expect(report.outcome).toBe("complete");
  expect(report.results.filter(({ verdict }) => verdict === "deviation")).toEqual([]);
  const names = new Set(
    world.sent.flatMap(({ topic, payload }) =>
      topic.endsWith("/order") && payload !== "{"
        ? (JSON.parse(payload) as { nodes: { nodeId: string }[] }).nodes.map(({ nodeId }) => nodeId)
        : [],
    ),
  );
  expect([...names].filter((name) => !name.startsWith("probe-here")).sort()).toEqual(["N1", "N2"]);
});

it("a robot that answers no instant action is not driven", () => {
  const report = new ProbeWorld({
    each: (world) => {
      // Deaf for instant actions: they are lost on the way.
      const { robot } = world;
      const receive = robot.receive.bind(robot);
      if (Object.hasOwn(robot, "receive")) return;
      Object.assign(robot, {
        receive: (...words: Parameters<typeof receive>) =>
          words[0] === "instantActions" ? undefined : receive(...words),
      });
    },
  }).run();
  const key = report.results.find(({ id }) => id === "instant.key")!;
  expect(key.verdict).toBe("not-conformant");
  expect(report.results.find(({ id }) => id === "order.simple")!.verdict).toBe("not-decided");
});
