// Each row of the fault table, injected into a running fleet of 24 robots: no transport lost, no two robots touch, and how long
// it takes until every robot takes releases again. RELIABILITY=1 prints the table of docs/reliability.md.
import { describe, expect, it } from "vitest";
import { vdaVersions } from "../../devices/vda5050/index.ts";
import { Random } from "../../sim/kernel/index.ts";
import { hall, LiveWorld } from "./live-world.ts";

const cases = Number(process.env.CASES ?? 1);
const seeds =
  process.env.SEED === undefined ? Array.from({ length: cases }, (_, i) => i) : [Number(process.env.SEED)];
const robots = 24;
const badLine = { loss: 0.05, repeats: 0.05, delayMsMin: 10, delayMsMax: 300 };
const transports = 40;

/** What happens to robot `i`, how it is undone `seconds` later, and whether a person has to confirm. */
interface FaultRow {
  readonly name: string;
  readonly seconds: number;
  readonly begin: (world: LiveWorld, i: number) => void;
  readonly end: (world: LiveWorld, i: number) => void;
  /** Everybody is hit. */
  readonly all?: boolean;
}

const nothing = () => {};
const everybody = (world: LiveWorld, act: (i: number) => void) => {
  for (let i = 0; i < world.robots.length; i += 1) act(i);
};

const rows: readonly FaultRow[] = [
  {
    name: "broker restart: all lines cut",
    seconds: 10,
    begin: (world) => everybody(world, (i) => world.cut(i)),
    end: (world) => everybody(world, (i) => world.connect(i)),
    all: true,
  },
  {
    name: "robot offline, last will",
    seconds: 60,
    begin: (world, i) => world.cut(i),
    end: (world, i) => world.connect(i),
  },
  {
    name: "robot reboots and forgets its order",
    seconds: 20,
    begin: (world, i) => world.cut(i),
    end: (world, i) => {
      world.robots[i]!.reboot(world.now);
      world.connect(i);
    },
  },
  {
    name: "obstacle for two minutes",
    seconds: 120,
    begin: (world, i) => world.robots[i]!.setObstructed(true),
    end: (world, i) => world.robots[i]!.setObstructed(false),
  },
  {
    name: "emergency stop",
    seconds: 40,
    begin: (world, i) => world.robots[i]!.setEmergencyStop("MANUAL"),
    end: (world, i) => world.robots[i]!.setEmergencyStop("NONE"),
  },
  {
    name: "field violation",
    seconds: 15,
    begin: (world, i) => world.robots[i]!.setFieldViolation(true),
    end: (world, i) => world.robots[i]!.setFieldViolation(false),
  },
  {
    name: "manual mode in the middle of an order",
    seconds: 60,
    begin: (world, i) => world.robots[i]!.setOperatingMode("MANUAL"),
    end: (world, i) => {
      world.robots[i]!.setOperatingMode("AUTOMATIC");
    },
  },
  {
    name: "fatal error",
    seconds: 60,
    begin: (world, i) => world.robots[i]!.raiseError("drive", "FATAL", "too hot"),
    end: (world, i) => world.robots[i]!.clearError("drive"),
  },
  {
    name: "order cancelled by somebody at the robot",
    seconds: 1,
    begin: (world, i) => world.robots[i]!.driver.cancel(),
    end: nothing,
  },
  {
    name: "pick fails",
    seconds: 1,
    begin: (world) => everybody(world, (i) => world.robots[i]!.failNextAction("pick")),
    end: nothing,
    all: true,
  },
  {
    name: "malformed, huge and forged messages",
    seconds: 5,
    begin: (world, i) => {
      const say = (payload: string | Uint8Array) =>
        world.fleet.receive(
          i,
          "state",
          typeof payload === "string" ? new TextEncoder().encode(payload) : payload,
          world.now,
        );
      say("{oops");
      say(new Uint8Array(10_000_000));
      say(`${"[".repeat(5_000)}`);
      say(
        JSON.stringify({ headerId: 1, manufacturer: "evil", serialNumber: "r0", operatingMode: "AUTOMATIC" }),
      );
      say(JSON.stringify({ headerId: 1e12, version: "9.0.0", operatingMode: "AUTOMATIC" }));
    },
    end: nothing,
  },
  {
    name: "fleet side dies and begins anew",
    seconds: 5,
    begin: (world) => world.restartFleet(),
    end: nothing,
    all: true,
  },
];

const results: string[] = [];

describe.each(rows)("$name", (row) => {
  it.each(seeds)(
    "loses no transport and touches nobody, seed %i",
    (seed) => {
      const world = new LiveWorld({
        seed,
        robots,
        plan: hall,
        line: badLine,
        make: (robot) => ({ version: vdaVersions[robot % 3]! }),
      });
      const random = new Random(seed, `test/fault/${row.name}`);
      for (let i = 0; i < transports; i += 1) world.order();
      const beginMs = world.now + 40_000;
      const endMs = beginMs + row.seconds * 1_000;
      let victim = -1;
      let phase: "before" | "during" | "after" | "recovered" = "before";
      let recoveredMs = 0;
      for (let i = 0; i < 60 * 600 && !(world.isAllDone && phase === "recovered"); i += 1) {
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
          // A person comes after ten seconds.
          for (let k = 0; i % 10 === 0 && k < robots; k += 1)
            if (world.fleet.status(k, world.now).needsPerson && world.now > endMs + 10_000)
              world.fleet.confirm(k, world.now);
          // Every robot takes releases again.
          const { fleet } = world;
          const isWell = (k: number) =>
            fleet.traffic?.isLost(k) === false && !fleet.explain(k, "en", world.now).needsLook;
          if (phase === "after" && world.robots.every((_, k) => isWell(k))) {
            phase = "recovered";
            recoveredMs = world.now;
          }
        }
        world.step();
        if (world.collisions.length > 0) break;
      }
      expect(world.collisions, world.tale()).toEqual([]);
      expect(phase, world.tale()).toBe("recovered");
      expect(world.isAllDone, world.tale()).toBe(true);
      expect(world.transports.failedCount).toBe(0);
      results.push(`| ${row.name} | ${row.seconds} | ${((recoveredMs - endMs) / 1000).toFixed(1)} | 0 | 0 |`);
    },
    600_000,
  );
});

it("prints what was measured", () => {
  if (process.env.SEED === undefined) expect(results.length).toBe(rows.length * seeds.length);
  if (process.env.RELIABILITY !== undefined) console.log(results.join("\n"));
});
