// Fleet side and robot over a line that loses, repeats, delays and reorders: no order is lost, and the robot is never anywhere
// but between what it was seen to pass and what was released. CASES=5000 for thousands of seeds; SEED=n repeats one.
import { expect, it } from "vitest";
import type { VdaVersion } from "../../devices/vda5050/model/index.ts";
import { vdaVersions } from "../../devices/vda5050/model/index.ts";
import { Random } from "../../sim/kernel/index.ts";
import { LinkWorld } from "./link-world.ts";
import { survivable } from "./survivable-quirks.ts";

const cases = Number(process.env.CASES ?? 25);
const seeds =
  process.env.SEED === undefined ? Array.from({ length: cases }, (_, i) => i) : [Number(process.env.SEED)];
const secondsMax = 3_600;
/** Wall time: machines are busy. */
const timeout = Math.max(600_000, cases * 10_000);

function world(seed: number, line: "good" | "bad"): LinkWorld {
  const random = new Random(seed, "test/case");
  const version = vdaVersions[random.below(3)] as VdaVersion;
  const chosen = random.uniform() < 0.5 ? [] : [survivable[random.below(survivable.length)]!];
  return new LinkWorld({
    seed,
    version,
    quirks: chosen.map(([quirk]) => quirk),
    profile: Object.assign({}, ...chosen.map(([, profile]) => profile)),
    line:
      line === "good"
        ? { loss: 0, repeats: 0, delayMsMin: 10, delayMsMax: 50 }
        : {
            loss: random.uniform() * 0.3,
            repeats: random.uniform() * 0.3,
            delayMsMin: 10,
            delayMsMax: 50 + random.uniform() * 1_500,
          },
    nodes: 10 + random.below(40),
    aheadMax: 1 + random.below(6),
    zones: random.uniform() < 0.5,
  });
}

function tale(test: LinkWorld): string {
  const { seed, version, quirks } = test.options;
  return `SEED=${seed} npx vitest run test/vda5050/link-simulation.test.ts (${version} ${quirks}): node ${test.passed} of ${test.route.length}, released ${test.extended}, ${JSON.stringify(test.link.status(test.now))}, ${test.events
    .filter((event) => event.kind !== "passed" || process.env.SEED === undefined)
    .slice(-8)
    .map((event) => JSON.stringify(event).slice(0, 150))
    .join("\n")}`;
}

function drive(test: LinkWorld, trouble: (world: LinkWorld, second: number) => void): void {
  for (let i = 0; i < secondsMax * 10 && !test.isDone; i += 1) {
    if (i % 10 === 0) trouble(test, i / 10);
    test.step();
    if (test.faults.length > 0) break;
  }
  expect(test.faults, tale(test)).toEqual([]);
  expect(test.isDone, tale(test)).toBe(true);
}

it(
  "every order is driven on a good line, at the speed of the robot",
  () => {
    for (const seed of seeds) {
      const test = world(seed, "good");
      drive(test, () => {});
      expect([...test.outcomes.values()].flat().every((status) => status === "FINISHED")).toBe(true);
    }
  },
  timeout,
);

it(
  "every order is driven on a bad line",
  () => {
    let lost = 0;
    for (const seed of seeds) {
      const test = world(seed, "bad");
      drive(test, () => {});
      lost += test.toRobot.lost + test.fromRobot.lost;
      expect(
        [...test.outcomes.values()].flat().every((status) => status === "FINISHED"),
        tale(test),
      ).toBe(true);
    }
    if (process.env.SEED === undefined) expect(lost).toBeGreaterThan(100);
  },
  timeout,
);

it(
  "every order is driven though lines are cut, robots reboot, people intervene and cancel",
  () => {
    const happened = new Map<string, number>();
    for (const seed of seeds) {
      const test = world(seed, "bad");
      const random = new Random(seed, "test/trouble");
      const { robot, link } = test;
      let until = 0;
      let undo = () => {};
      drive(test, (_, second) => {
        if (second < until) return;
        undo();
        undo = () => {};
        // A person looks at robots that wait for one, sooner or later.
        if (link.status(test.now).needsPerson && random.uniform() < 0.2) link.confirm(test.now);
        if (random.uniform() > 0.05 || second > 600) return;
        until = second + 1 + random.below(20);
        const kind = [
          "cut",
          "reboot",
          "manual",
          "stop",
          "field",
          "obstacle",
          "cancel",
          "intervened",
          "sleep",
          "map",
          "revoke",
        ][random.below(11)]!;
        happened.set(kind, (happened.get(kind) ?? 0) + 1);
        if (kind === "cut") {
          test.cut();
          undo = () => test.connect();
        } else if (kind === "reboot") {
          test.cut();
          undo = () => {
            robot.reboot(test.now);
            test.connect();
          };
        } else if (kind === "manual" || kind === "intervened") {
          robot.setOperatingMode(
            kind === "manual" || robot.identity.serialNumber === "" ? "MANUAL" : "INTERVENED",
          );
          undo = () => robot.setOperatingMode("AUTOMATIC");
        } else if (kind === "stop") {
          robot.setEmergencyStop("MANUAL");
          undo = () => robot.setEmergencyStop("NONE");
        } else if (kind === "field") {
          robot.setFieldViolation(true);
          undo = () => robot.setFieldViolation(false);
        } else if (kind === "obstacle") {
          robot.setObstructed(true);
          undo = () => robot.setObstructed(false);
        } else if (kind === "sleep") {
          // Told so by somebody else, in the middle of an order.
          if (test.options.version === "3.0") link.instruct("startHibernation", [], test.now);
        } else if (kind === "map") {
          const { condition } = robot;
          condition.maps = condition.maps.map((map) => ({ ...map, status: "DISABLED" as const }));
        } else if (kind === "revoke") {
          for (const resource of test.desk.heldBy("peakfleet/r1")) test.desk.revoke(resource);
        } else {
          // Somebody at the robot ends its order.
          robot.driver.cancel();
        }
      });
    }
    if (process.env.SEED === undefined) expect(happened.size).toBe(11);
  },
  timeout,
);
