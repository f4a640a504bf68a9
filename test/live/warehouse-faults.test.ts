// What befalls a live warehouse of 20 robots of three releases on bad lines: no order lost, nothing touches, no pod where the books do
// not have it. ALL=1 takes all rows, RELIABILITY=1 prints
// those of docs/warehouse-live.md.
import { afterAll, describe, expect, it } from "vitest";
import { Random } from "../../sim/kernel/index.ts";
import { badLine, closeSolver, WarehouseWorld } from "./warehouse-world.ts";

const cases = Number(process.env.CASES ?? 1);
const seeds =
  process.env.SEED === undefined ? Array.from({ length: cases }, (_, i) => i) : [Number(process.env.SEED)];
const robots = 20;
const orders = 24;

/** What happens to robot `i`, and how it is undone `seconds` later. */
interface FaultRow {
  readonly name: string;
  readonly seconds: number;
  readonly begin: (world: WarehouseWorld, i: number) => void;
  readonly end?: (world: WarehouseWorld, i: number) => void;
  /** Only a robot with a pod on it is hit. */
  readonly laden?: boolean;
  /** Only with ALL=1: robots and links have their own tests of it. */
  readonly onRequest?: boolean;
}
const everybody = (world: WarehouseWorld, act: (i: number) => void) => {
  for (let i = 0; i < world.robots.length; i += 1) act(i);
};

const allRows: readonly FaultRow[] = [
  {
    name: "broker restart: all lines cut",
    onRequest: true,
    seconds: 10,
    begin: (world) => everybody(world, (i) => world.cut(i)),
    end: (world) => everybody(world, (i) => world.connect(i)),
  },
  {
    name: "laden robot offline, last will",
    seconds: 60,
    laden: true,
    begin: (world, i) => world.cut(i),
    end: (world, i) => world.connect(i),
  },
  {
    name: "laden robot reboots and forgets its order",
    onRequest: true,
    seconds: 20,
    laden: true,
    begin: (world, i) => world.cut(i),
    end: (world, i) => {
      world.robots[i]!.reboot(world.now);
      world.connect(i);
    },
  },
  {
    name: "obstacle before a laden robot for two minutes",
    onRequest: true,
    seconds: 120,
    laden: true,
    begin: (world, i) => world.robots[i]!.setObstructed(true),
    end: (world, i) => world.robots[i]!.setObstructed(false),
  },
  {
    name: "manual mode in the middle of an order",
    onRequest: true,
    seconds: 60,
    begin: (world, i) => world.robots[i]!.setOperatingMode("MANUAL"),
    end: (world, i) => world.robots[i]!.setOperatingMode("AUTOMATIC"),
  },
  {
    name: "order cancelled by somebody at the robot",
    onRequest: true,
    seconds: 1,
    laden: true,
    begin: (world, i) => world.robots[i]!.driver.cancel(),
  },
  {
    name: "every robot's next lift fails",
    onRequest: true,
    seconds: 1,
    begin: (world) => everybody(world, (i) => world.robots[i]!.failNextAction("pick")),
  },
  {
    name: "every robot's next set-down fails",
    seconds: 1,
    begin: (world) => everybody(world, (i) => world.robots[i]!.failNextAction("drop")),
  },
  {
    name: "somebody takes a pod off its robot",
    seconds: 20,
    laden: true,
    begin: (world, i) => world.takePod(i),
    end: (world, i) => world.giveBackPod(i),
  },
  {
    name: "laden robot carried to another place by hand",
    seconds: 20,
    laden: true,
    begin: (world, i) => {
      world.robots[i]!.setOperatingMode("MANUAL");
      world.carryAway(i);
    },
    end: (world, i) => world.robots[i]!.setOperatingMode("AUTOMATIC"),
  },
  {
    name: "fleet side dies and begins anew",
    seconds: 5,
    begin: (world) => world.restartFleet(),
  },
];

const rows = allRows.filter(({ onRequest }) => !onRequest || process.env.ALL !== undefined);
const results: string[] = [];
afterAll(() => closeSolver());

describe.each(rows)("$name", (row) => {
  it.each(seeds)(
    "loses no order and no pod, and nothing touches, seed %i",
    async (seed) => {
      const world = new WarehouseWorld({
        seed,
        robots,
        strategy: "pod-match",
        demand: "desk",
        line: badLine,
      });
      const random = new Random(seed, `test/warehouse fault/${row.name}`);
      const outcomes = new Map<string, string[]>();
      const open = new Set<string>();
      const listen = () =>
        world.work.desk.subscribe(({ id, kind }) => {
          if (kind === "started" || kind === "returned") return;
          outcomes.set(id, [...(outcomes.get(id) ?? []), kind]);
          open.delete(id);
        });
      const submit = (id: string) => world.work.desk.submit(world.orderOf(id), { started: false });
      listen();
      for (let k = 0; k < orders; k += 1) {
        open.add(`o${k}`);
        expect(submit(`o${k}`)).toEqual({ kind: "taken" });
      }
      await world.run(30);
      const candidates = [...world.robots.keys()].filter((i) => !row.laden || world.isLaden(i));
      const victim = candidates[random.below(candidates.length)]!;
      const { work } = world;
      row.begin(world, victim);
      if (world.work !== work) {
        // As the order desk does: every order that is not over is handed over again.
        listen();
        for (const id of open) submit(id);
      }
      await world.run(row.seconds);
      row.end?.(world, victim);
      const endMs = world.now;
      let recoveredMs = 0;
      await world.run(1_500, () => {
        // A person comes after ten seconds.
        if (world.now > endMs + 10_000)
          everybody(world, (i) => {
            const asks =
              world.fleet.status(i, world.now).needsPerson || world.work.troubleOf(i) !== undefined;
            if (asks) world.fleet.confirm(i, world.now);
          });
        if (recoveredMs === 0 && world.areAllWell) recoveredMs = world.now;
        return open.size === 0 && recoveredMs > 0;
      });
      // What robots carry now comes late into the books.
      await world.run(60, () => world.misplacedPods().length === 0);
      expect(world.faults, world.tale()).toEqual([]);
      expect([...open], world.tale()).toEqual([]);
      expect([...outcomes.values()].every((words) => words.join() === "done")).toBe(true);
      expect(recoveredMs, world.tale()).toBeGreaterThan(0);
      expect(world.misplacedPods()).toEqual([]);
      results.push(`| ${row.name} | ${row.seconds} | ${((recoveredMs - endMs) / 1000).toFixed(1)} | 0 | 0 |`);
    },
    600_000,
  );
});

it("prints what was measured", () => {
  if (process.env.SEED === undefined) expect(results.length).toBe(rows.length * seeds.length);
  if (process.env.RELIABILITY !== undefined) console.log(results.join("\n"));
});
