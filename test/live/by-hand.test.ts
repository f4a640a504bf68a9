// Robots that a person has in hand: nothing that waited for them where they stood before is driven from where they stand now.
import { describe, expect, it } from "vitest";
import { LiveWorld } from "./live-world.ts";

const plan = ["..........", "..........", "..........", "..........", ".........."];
const goodLine = { loss: 0, repeats: 0, delayMsMin: 10, delayMsMax: 20 };

function run(world: LiveWorld, seconds: number): void {
  for (let i = 0; i < seconds * 10; i += 1) world.step();
}
function setDown(world: LiveWorld, robot: number, cell: number, offMetres = 0): void {
  const { x, y } = world.fleet.map.centre(cell);
  world.robots[robot]!.moveByHand(x + offMetres, y, 0);
}

describe("a robot in manual mode beside the middle of its cell", () => {
  it.each([20, 27])(
    "that is driven by hand to the middle of cell %i stays there when it is confirmed",
    (cell) => {
      const make = () => ({ version: "2.1" }) as const;
      const world = new LiveWorld({ seed: 3, robots: 2, plan, line: goodLine, make });
      const [robot, other] = [0, 1];
      setDown(world, other, 24);
      setDown(world, robot, 20, 0.3);
      world.robots[robot]!.setOperatingMode("MANUAL");
      run(world, 10);
      expect(world.fleet.lacks[robot]).toEqual({ kind: "moving-in" });
      setDown(world, robot, cell);
      run(world, 5);
      world.robots[robot]!.setOperatingMode("AUTOMATIC");
      run(world, 2);
      world.fleet.confirm(robot, world.now);
      run(world, 20);
      expect(world.collisions, world.tale()).toEqual([]);
      expect(world.fleet.traffic!.heldPlaces(robot)).toEqual([cell]);
      const { x, y } = world.robots[robot]!.pose;
      expect(world.fleet.map.placeAt(x, y)).toBe(cell);
    },
  );

  it("is brought to the middle when it is confirmed where it stands", () => {
    const make = () => ({ version: "2.1" }) as const;
    const world = new LiveWorld({ seed: 3, robots: 1, plan, line: goodLine, make });
    setDown(world, 0, 20, 0.3);
    world.robots[0]!.setOperatingMode("MANUAL");
    run(world, 10);
    world.robots[0]!.setOperatingMode("AUTOMATIC");
    run(world, 2);
    world.fleet.confirm(0, world.now);
    run(world, 20);
    expect(world.fleet.outCauseOf(0)).toBeUndefined();
    const { x } = world.robots[0]!.pose;
    expect(x).toBeCloseTo(0.5, 1);
  });
});
