// The faults that a running fleet has to survive, as things that befall a world in virtual time.
import type { LiveWorld } from "./live-world.ts";

/** What happens to robot `i`, how it is undone `seconds` later, and whether a person has to confirm. */
export interface FaultRow {
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

export const faultRows: readonly FaultRow[] = [
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
