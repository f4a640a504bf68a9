// Actions that do not work or do not end, robots that sleep, certificates, clocks.
import { describe, expect, it } from "vitest";
import { act, Pair, place } from "../link-pair.ts";

const ends = (pair: Pair) =>
  pair.events.flatMap((event) =>
    event.kind === "action" ? [`${event.actionId} ${event.status} ${event.result}`.trim()] : [],
  );
const retriable = { retriable: true };

describe("a RETRIABLE action", () => {
  it("is tried again until it works, and the way goes on", () => {
    const pair = new Pair();
    pair.robot.failNextAction("pick", 2);
    pair.link.extend([place(1, [act("pick", "p", retriable)]), place(2)], pair.now);
    pair.pass(30);
    expect(pair.instants.filter((type) => type === "retry")).toHaveLength(2);
    expect(ends(pair)).toEqual(["p FINISHED"]);
    expect(pair.robot.pose.x).toBeCloseTo(2, 6);
    expect(pair.faults).toEqual([]);
  });

  it("is skipped when it has not worked often enough: FAILED, and whoever gave it hears of it", () => {
    const pair = new Pair({ link: { settings: { actionPolicies: { pick: { retriesMax: 1 } } } } });
    pair.robot.failNextAction("pick", 9);
    pair.link.extend([place(1, [act("pick", "p", retriable)]), place(2)], pair.now);
    pair.pass(40);
    expect(pair.instants.filter((type) => type.includes("etry"))).toEqual(["retry", "skipRetry"]);
    expect(ends(pair)).toEqual(["p FAILED made to fail"]);
    expect(pair.robot.pose.x).toBeCloseTo(2, 6);
    expect(pair.robot.condition.loads).toEqual([]);
  });

  it("does not hang on a word that is lost", () => {
    const pair = new Pair();
    let count = 0;
    pair.drop = (topic, text) => topic === "instantActions" && text.includes('"retry"') && count++ < 3;
    pair.robot.failNextAction("drop", 1);
    pair.robot.condition.pick(act("pick"));
    pair.link.extend([place(1, [act("drop", "d", retriable)])], pair.now);
    pair.pass(40);
    expect(ends(pair)).toEqual(["d FINISHED"]);
  });

  it("that is not told to be retriable fails at once", () => {
    const pair = new Pair();
    pair.robot.failNextAction("pick");
    pair.link.extend([place(1, [act("pick", "p")])], pair.now);
    pair.pass(12);
    expect([ends(pair), pair.instants.includes("retry")]).toEqual([["p FAILED made to fail"], false]);
  });
});

describe("an action that fails", () => {
  it("lets the robot go on, or wait for a person, as its policy has it", () => {
    const settings = { actionPolicies: { drop: { whenFailed: "ask" as const } } };
    const pair = new Pair({ version: "2.1", link: { settings } });
    pair.link.extend([place(1, [act("pick", "p")])], pair.now);
    pair.pass(12);
    pair.robot.failNextAction("drop");
    pair.link.extend([place(2, [act("drop", "d")])], pair.now);
    pair.pass(12);
    pair.link.extend([place(3)], pair.now);
    pair.pass(10);
    expect(ends(pair)).toEqual(["p FINISHED", "d FAILED made to fail"]);
    expect(pair.link.status(pair.now)).toMatchObject({ reason: "needs-confirmation", detail: "drop FAILED" });
    expect(pair.robot.pose.x).toBeCloseTo(2, 6);
    pair.link.confirm(pair.now);
    pair.pass(10);
    expect(pair.robot.pose.x).toBeCloseTo(3, 6);
  });
});

describe.each(["2.0", "2.1", "3.0"] as const)("a trigger that never comes (%s)", (version) => {
  it("ends with the order after a time, and the way that is left is driven", () => {
    const settings = { actionPolicies: { waitForTrigger: { timeoutMs: 30_000 } } };
    const pair = new Pair({ version, link: { settings } });
    pair.link.extend([place(1, [act("waitForTrigger", "w")]), place(2)], pair.now);
    pair.pass(25);
    expect(ends(pair)).toEqual([]);
    pair.pass(40);
    expect(ends(pair)).toEqual(["w FAILED no end after 30 s"]);
    expect(pair.events).toContainEqual(expect.objectContaining({ kind: "order-lost", cause: "timed-out" }));
    expect(pair.robot.pose.x).toBeCloseTo(2, 6);
  });
});

describe("a robot that sleeps", () => {
  it("is no fault, hears nothing but the word to wake, and is woken for its next order", () => {
    const pair = new Pair();
    expect(pair.link.hibernate(pair.now)).toBe(true);
    pair.pass(120);
    expect(pair.link.watch.connection).toBe("HIBERNATING");
    expect(pair.link.status(pair.now)).toMatchObject({ reason: "hibernating", needsPerson: false });
    // Long past the time after which a silent robot is unknown.
    const before = pair.said.length;
    pair.pass(60);
    expect(pair.said.length).toBe(before);
    expect(pair.link.isFree).toBe(true);
    pair.link.extend([place(1)], pair.now);
    pair.pass(0.1);
    expect(pair.reason()).toBe("waking");
    pair.pass(10);
    expect(pair.instants).toContain("stopHibernation");
    expect(pair.robot.pose.x).toBeCloseTo(1, 6);
    expect(pair.reason()).toBe("idle");
    expect(pair.faults).toEqual([]);
  });

  it("is woken though words are lost, and asked for by a person when it does not wake", () => {
    const pair = new Pair();
    pair.link.hibernate(pair.now);
    pair.pass(5);
    let lost = 0;
    pair.drop = (topic) => topic === "instantActions" && lost++ < 4;
    pair.link.extend([place(1)], pair.now);
    pair.pass(25);
    expect(pair.robot.pose.x).toBeCloseTo(1, 6);
  });

  it("is not put to sleep while it works, and wakes by itself at the time that it was told", () => {
    const pair = new Pair();
    pair.link.extend([place(3)], pair.now);
    expect(pair.link.hibernate(pair.now)).toBe(false);
    pair.pass(15);
    const wakeUpTime = new Date(pair.now + 60_000).toISOString();
    pair.link.instruct("startHibernation", [{ key: "wakeUpTime", value: wakeUpTime }], pair.now);
    pair.pass(30);
    expect(pair.link.watch.isHibernating).toBe(true);
    pair.pass(40);
    expect(pair.link.watch.connection).toBe("ONLINE");
    expect(new Pair({ version: "2.1" }).link.hibernate(pair.now)).toBe(false);
  });
});

it("a robot that lists many instant actions that are over is asked to forget them, one of 2.1 is not", () => {
  for (const version of ["2.1", "3.0"] as const) {
    const pair = new Pair({ version });
    for (let i = 0; i < 20; i += 1) {
      pair.link.instruct("logReport", [{ key: "reason", value: "test" }], pair.now);
      pair.pass(1);
    }
    pair.pass(5);
    expect(pair.instants.filter((type) => type === "clearInstantActions")).toHaveLength(
      version === "3.0" ? 1 : 0,
    );
    const left = pair.link.watch.state!.instantActionStates;
    expect(left.length).toBeLessThan(version === "3.0" ? 8 : 1);
    expect(pair.events.filter(({ kind }) => kind === "instant").length).toBeGreaterThanOrEqual(20);
  }
});

describe("certificates", () => {
  const parameters = ["service", "keyDownloadLink", "certificateDownloadLink"].map((key) => ({
    key,
    value: key === "service" ? "MQTT" : `https://pki/${key}`,
  }));
  const outcome = (pair: Pair) => {
    const last = pair.events.findLast(({ kind }) => kind === "instant");
    return last?.kind === "instant" ? last.outcome.status : undefined;
  };
  it("are changed where all is said that is needed, refused with an error where not, and not asked of robots without", () => {
    const pair = new Pair();
    pair.link.instruct("updateCertificate", parameters, pair.now);
    pair.pass(5);
    expect(outcome(pair)).toBe("FINISHED");
    pair.link.instruct("updateCertificate", parameters.slice(0, 2), pair.now);
    pair.pass(5);
    expect(outcome(pair)).toBe("FAILED");
    expect(pair.robot.errors.list).toMatchObject([{ errorType: "INVALID_INSTANT_ACTION" }]);
    const old = new Pair({ version: "2.1" });
    old.link.instruct("updateCertificate", parameters, old.now);
    old.pass(2);
    expect(outcome(old)).toBe("NOT_OFFERED");
    expect([...pair.faults, ...old.faults]).toEqual([]);
  });
});

describe("a clock that is off", () => {
  it.each([
    ["three hours ahead", { offsetMs: 10_800_000 }],
    ["a day behind", { offsetMs: -86_400_000 }],
    ["running one in a hundred fast", { offsetMs: 0, driftPpm: 10_000 }],
  ])("%s is measured and remarked, and changes nothing", (_, clock) => {
    const pair = new Pair({ clock });
    for (let x = 1; x <= 30; x += 1) {
      pair.link.extend([place(x)], pair.now);
      pair.pass(20);
    }
    expect(pair.robot.pose.x).toBeCloseTo(30, 6);
    expect(pair.link.watch.isStale(pair.now)).toBe(false);
    const trueOffset = pair.robot.clockMs - pair.now;
    // Within what it drifts over the states that are looked back on.
    expect(Math.abs(pair.link.watch.clock.offsetMs! - trueOffset)).toBeLessThan(500);
    expect(pair.kinds()).toContain("clock-skew");
    expect(pair.events.some((event) => event.kind === "order-lost")).toBe(false);
  });

  it("that is set while the robot is on is measured anew", () => {
    const pair = new Pair();
    pair.robot.setClock({ offsetMs: -7_200_000 });
    pair.link.extend([place(5)], pair.now);
    pair.pass(60);
    expect(pair.link.watch.clock.offsetMs).toBe(-7_200_000);
    pair.robot.setClock({ offsetMs: 7_200_000 });
    pair.pass(60);
    expect(pair.link.watch.clock.offsetMs).toBe(7_200_000);
    expect(pair.robot.pose.x).toBeCloseTo(5, 6);
  });
});
