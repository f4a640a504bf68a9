// Fleet side and robot over a line that loses, repeats, delays and reorders: no order is lost, the robot is never anywhere but
// between what it was seen to pass and what was released, and never in a zone that it does not have; every message of the fleet
// side is valid. CASES=5000 for thousands of seeds; SEED=n repeats one.
import { expect, it } from "vitest";
import { run, tale, troubles, world } from "./link-cases.ts";
import type { LinkWorld } from "./link-world.ts";

const cases = Number(process.env.CASES ?? 25);
const seeds =
  process.env.SEED === undefined ? Array.from({ length: cases }, (_, i) => i) : [Number(process.env.SEED)];
const isAll = process.env.SEED === undefined;
/** Wall time: machines are busy. */
const timeout = Math.max(600_000, cases * 10_000);

function drive(test: LinkWorld, trouble: (second: number) => void = () => {}): void {
  run(test, trouble);
  expect(test.faults, tale(test)).toEqual([]);
  expect(test.isDone, tale(test)).toBe(true);
}
const allFinished = (test: LinkWorld) =>
  [...test.outcomes.values()].flat().every((status) => status === "FINISHED");

it(
  "every order is driven on a good line, at the speed of the robot",
  () => {
    for (const seed of seeds) {
      const test = world(seed, "good");
      drive(test);
      expect(allFinished(test), tale(test)).toBe(true);
    }
  },
  timeout,
);

it(
  "every order is driven on a bad line",
  () => {
    let [lost, judged] = [0, 0];
    for (const seed of seeds) {
      const test = world(seed, "bad");
      drive(test);
      lost += test.toRobot.lost + test.fromRobot.lost;
      judged += test.judged;
      expect(allFinished(test), tale(test)).toBe(true);
    }
    if (isAll) expect(Math.min(lost, judged)).toBeGreaterThan(100);
  },
  timeout,
);

it(
  "every order is driven though lines are cut, robots reboot, sleep and lose maps, people intervene, cancel and close zones",
  () => {
    const happened = new Set<string>();
    for (const seed of seeds) {
      const test = world(seed, "bad");
      drive(test, troubles(test, happened));
    }
    if (isAll) expect(happened.size).toBe(11);
  },
  timeout,
);
