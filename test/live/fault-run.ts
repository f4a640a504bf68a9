// One fault in a running fleet: from its begin to its end, and on until every robot takes releases again and all is carried.
import { vdaVersions } from "../../devices/vda5050/index.ts";
import { Random } from "../../sim/kernel/index.ts";
import type { FaultRow } from "./fault-rows.ts";
import { hall, LiveWorld } from "./live-world.ts";

export const faultRobots = 24;
const line = { loss: 0.05, repeats: 0.05, delayMsMin: 10, delayMsMax: 300 };
const transports = 40;
const minutesMax = 60;
const faultAfterMs = 40_000;
/** A person comes so long after the end of a fault. */
const personMs = 10_000;

export interface FaultOutcome {
  /** Seconds from the end of the fault until every robot takes releases again; null = never. */
  readonly recoverySeconds: number | null;
  /** Transports not done in the end. */
  readonly lost: number;
  readonly collisions: readonly string[];
  readonly world: LiveWorld;
}

export function runFault(row: FaultRow, seed: number): FaultOutcome {
  const world = new LiveWorld({
    seed,
    robots: faultRobots,
    plan: hall,
    line,
    make: (robot) => ({ version: vdaVersions[robot % 3]! }),
  });
  const random = new Random(seed, `test/fault/${row.name}`);
  for (let i = 0; i < transports; i += 1) world.order();
  const beginMs = world.now + faultAfterMs;
  const endMs = beginMs + row.seconds * 1_000;
  let victim = -1;
  let phase: "before" | "during" | "after" | "recovered" = "before";
  let recoverySeconds: number | null = null;
  for (let i = 0; i < 600 * minutesMax && !(world.isAllDone && phase === "recovered"); i += 1) {
    if (world.isAllDone) world.order();
    if (phase === "before" && world.now >= beginMs) {
      // Somebody who is on the way.
      const moving = world.robots.flatMap(({ driver }, k) => (driver.driving ? [k] : []));
      victim = moving[random.below(moving.length)] ?? 0;
      row.begin(world, victim);
      phase = "during";
    } else if (phase === "during" && world.now >= endMs) {
      row.end(world, victim);
      phase = "after";
    } else if (phase === "after" || phase === "recovered") {
      if (i % 10 === 0 && world.now > endMs + personMs) confirmAll(world);
      if (phase === "after" && isWell(world)) {
        phase = "recovered";
        recoverySeconds = (world.now - endMs) / 1000;
      }
    }
    world.step();
    if (world.collisions.length > 0) break;
  }
  const { openCount, failedCount } = world.transports;
  return { recoverySeconds, lost: openCount + failedCount, collisions: world.collisions, world };
}

/** A person has a look at every robot that waits for one. */
export function confirmAll({ fleet, robots, now }: LiveWorld): void {
  for (let robot = 0; robot < robots.length; robot += 1)
    if (fleet.status(robot, now).needsPerson) fleet.confirm(robot, now);
}
/** Every robot takes releases. */
export function isWell({ fleet, robots, now }: LiveWorld): boolean {
  const { traffic } = fleet;
  return (
    traffic !== null &&
    robots.every((_, robot) => !traffic.isLost(robot) && !fleet.explain(robot, "en", now).needsLook)
  );
}
