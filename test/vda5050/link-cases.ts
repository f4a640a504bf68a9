// The cases of the link simulation: what a seed stands for, and the troubles that befall it. Plain functions, so that long rounds
// can go through thousands of seeds without a test runner.
import { type VdaVersion, vdaVersions } from "../../devices/vda5050/model/index.ts";
import { Random } from "../../sim/kernel/index.ts";
import { LinkWorld } from "./link-world.ts";
import { survivable } from "./survivable-quirks.ts";

const secondsMax = 3_600;

export function world(seed: number, line: "good" | "bad"): LinkWorld {
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

export function tale(test: LinkWorld): string {
  const { seed, version, quirks } = test.options;
  return `SEED=${seed} npx vitest run test/vda5050/link-simulation.test.ts (${version} ${quirks}): node ${test.passed} of ${test.route.length}, released ${test.extended}, ${JSON.stringify(test.link.status(test.now))}, ${test.events
    .filter((event) => event.kind !== "passed" || process.env.SEED === undefined)
    .slice(-8)
    .map((event) => JSON.stringify(event).slice(0, 150))
    .join("\n")}`;
}

/** Lines are cut, robots reboot, sleep and lose their maps, people intervene, cancel and take zones back. */
export function troubles(test: LinkWorld, happened: Set<string>): (second: number) => void {
  const random = new Random(test.options.seed, "test/trouble");
  const { robot, link } = test;
  let until = 0;
  let undo = () => {};
  return (second) => {
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
    happened.add(kind);
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
      robot.setOperatingMode(kind === "manual" ? "MANUAL" : "INTERVENED");
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
  };
}

/** Runs the world until all is done, something is wrong, or an hour is over. */
export function run(test: LinkWorld, trouble: (second: number) => void): void {
  for (let i = 0; i < secondsMax * 10 && !test.isDone && test.faults.length === 0; i += 1) {
    if (i % 10 === 0) trouble(i / 10);
    test.step();
  }
}
