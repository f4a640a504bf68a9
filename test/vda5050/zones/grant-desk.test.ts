// Who gets a zone: one at a time, in order, nobody for ever, and never two.
import { expect, it } from "vitest";
import { GrantDesk } from "../../../devices/vda5050/zones/index.ts";
import { Random } from "../../../sim/kernel/index.ts";

const cases = Number(process.env.CASES ?? 50);

it("gives a zone to one robot at a time, in the order in which they asked", () => {
  const desk = new GrantDesk();
  expect(desk.ask("a", ["z"])).toBe("granted");
  expect(desk.ask("b", ["z"])).toBe("queued");
  expect(desk.ask("c", ["z"])).toBe("queued");
  expect(desk.ask("b", ["z"])).toBe("queued");
  expect(desk.queueOf("z")).toEqual(["b", "c"]);
  desk.giveBack("a", "z");
  expect(desk.holderOf("z")).toBe("b");
});

it("grants two zones together or not at all, and keeps the place of who waits for both", () => {
  const desk = new GrantDesk();
  desk.ask("a", ["x"]);
  expect(desk.ask("b", ["x", "y"])).toBe("queued");
  // Free, but promised to b.
  expect(desk.ask("c", ["y"])).toBe("queued");
  desk.giveBack("a", "x");
  expect(desk.heldBy("b")).toEqual(["x", "y"]);
  expect(desk.holderOf("y")).toBe("b");
});

it("lets out who is in: a claim that waits for it keeps nothing from it", () => {
  const desk = new GrantDesk();
  desk.ask("a", ["x"]);
  desk.ask("b", ["x", "y"]);
  expect(desk.ask("a", ["y"])).toBe("granted");
});

it("but does not let a stream through one zone keep another from who waits for it", () => {
  const desk = new GrantDesk();
  desk.ask("first", ["x", "y"]);
  desk.ask("waits", ["y"]);
  desk.giveBack("first", "x");
  expect(desk.ask("second", ["x"])).toBe("granted");
  expect(desk.ask("second", ["y"])).toBe("queued");
  desk.giveBack("first", "y");
  expect(desk.holderOf("y")).toBe("waits");
});

it("holds a revoked zone for its robot until it is given back, and a closed one from everybody", () => {
  const desk = new GrantDesk();
  desk.ask("a", ["z"]);
  desk.ask("b", ["z"]);
  desk.close("z");
  expect([desk.isRevoked("z"), desk.holderOf("z")]).toEqual([true, "a"]);
  desk.giveBack("a", "z");
  expect(desk.holderOf("z")).toBeUndefined();
  desk.reopen("z");
  expect([desk.isRevoked("z"), desk.holderOf("z")]).toEqual([false, "b"]);
});

it("grants nothing after a restart before it is opened, and remembers what robots say they have", () => {
  const desk = new GrantDesk(false);
  expect(desk.ask("b", ["z"])).toBe("queued");
  expect(desk.adopt("a", "z")).toBe(true);
  expect(desk.adopt("c", "z")).toBe(false);
  desk.open();
  expect([desk.holderOf("z"), desk.queueOf("z")]).toEqual(["a", ["b"]]);
});

it("names the robots that wait for each other in a circle", () => {
  const desk = new GrantDesk();
  desk.ask("a", ["x"]);
  desk.ask("b", ["y"]);
  expect(desk.circle()).toEqual([]);
  desk.ask("a", ["y"]);
  desk.ask("b", ["x"]);
  expect([...desk.circle()].sort()).toEqual(["a", "b"]);
});

it("never starves anybody: whoever asks is overtaken a bounded number of times, whatever the others do", () => {
  for (let seed = 0; seed < cases; seed += 1) {
    const random = new Random(seed, "test/desk");
    const desk = new GrantDesk();
    const zones = ["p", "q", "r", "s"];
    const robots = Array.from({ length: 8 }, (_, i) => ({
      name: `r${i}`,
      wants: [] as string[],
      sinceTurn: 0,
      leavesAt: -1,
    }));
    let longest = 0;
    for (let turn = 0; turn < 600; turn += 1) {
      for (const robot of robots) {
        const { name } = robot;
        if (robot.wants.length === 0 && random.uniform() < 0.5) {
          const first = random.below(zones.length);
          robot.wants = zones.slice(first, first + 1 + random.below(3));
          robot.sinceTurn = turn;
        }
        if (robot.wants.length === 0) continue;
        if (robot.leavesAt >= 0) {
          // One zone after the other is left.
          if (turn >= robot.leavesAt) desk.giveBack(name, robot.wants.shift()!);
          if (robot.wants.length === 0) robot.leavesAt = -1;
        } else if (desk.ask(name, robot.wants) === "granted") robot.leavesAt = turn + 1 + random.below(4);
        else longest = Math.max(longest, turn - robot.sinceTurn);
      }
    }
    // Seven others in four zones, at most twelve turns each.
    expect(longest, `seed ${seed}`).toBeLessThan(80);
    expect(longest, `seed ${seed}`).toBeGreaterThan(4);
  }
});
