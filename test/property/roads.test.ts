// Random road graphs, robots of two kinds, delays, robots that fall silent: outlines never overlap and everybody arrives.
// PEAKFLEET_ROAD_SEEDS=from-to repeats or extends it.
import { describe, expect, test } from "vitest";
import { findShutIn, RoadNetwork } from "../../controller/roads/index.ts";
import { Random } from "../../sim/kernel/index.ts";
import { randomRoads, shuffled } from "../roads/random-roads.ts";
import { cart, truck } from "../roads/tiny-roads.ts";
import { VirtualFleet } from "../roads/virtual-fleet.ts";

const [from, to] = (process.env.PEAKFLEET_ROAD_SEEDS ?? "1-20").split("-").map(Number) as [number, number];
const types = [cart, truck];
const roundSecondsMax = 3000;
/** Wall time on a machine that is shared with others. */
const testTimeoutMs = 300_000;

function world(seed: number, delayMax: number) {
  const random = new Random(seed, "test/random-roads");
  const { map, parks } = randomRoads(random, 3 + random.below(3), 2 + random.below(3), types);
  const network = new RoadNetwork({ map, types });
  const count = Math.max(2, Math.floor(parks.length * random.between(0.4, 0.85)));
  const typeOf = Array.from({ length: count }, () => (random.uniform() < 0.3 ? 1 : 0));
  const at = shuffled(random, parks).slice(0, count);
  const fleet = new VirtualFleet({ network, typeOf, at, seed, delayMax, checkEvery: 2 });
  const send = () => {
    for (const [robot, id] of shuffled(random, parks).slice(0, count).entries()) fleet.send(robot, id);
  };
  const all = () => typeOf.every((_, robot) => fleet.arrived(robot));
  return { random, network, fleet, send, all, count };
}

describe("traffic on random road graphs", () => {
  test(
    `seeds ${from} to ${to}: with delays, nobody collides and everybody arrives, round after round`,
    () => {
      for (let seed = from; seed <= to; seed += 1) {
        const { fleet, send, all, network } = world(seed, 3);
        expect(findShutIn(network), `seed ${seed}`).toEqual([]);
        for (let round = 0; round < 3; round += 1) {
          send();
          const done = fleet.run(roundSecondsMax, all);
          const stuck = [...fleet.goal.keys()].filter((robot) => !fleet.arrived(robot));
          const why = stuck.map((robot) => ({ robot, ...fleet.traffic.reason(robot) }));
          expect(done, `seed ${seed}, round ${round}: ${JSON.stringify(why)}`).toBe(true);
          expect(fleet.collisions, `seed ${seed}`).toEqual([]);
        }
        expect(fleet.traffic.statistics.refusals, `seed ${seed}`).toBe(0);
      }
    },
    testTimeoutMs,
  );

  test(
    `seeds ${from} to ${to}: robots fall silent anywhere and are found again; nobody collides, all arrive`,
    () => {
      for (let seed = from; seed <= to; seed += 1) {
        const { fleet, send, all, random, count } = world(seed + 100_000, 2);
        send();
        for (let i = 0; i < 3; i += 1) {
          fleet.run(random.between(5, 40), () => false);
          const robot = random.below(count);
          fleet.lost[robot] = 1;
          fleet.run(random.between(20, 80), () => false);
          fleet.lost[robot] = 0;
        }
        const done = fleet.run(roundSecondsMax, all);
        const stuck = [...fleet.goal.keys()].filter((robot) => !fleet.arrived(robot));
        const why = stuck.map((robot) => ({ robot, ...fleet.traffic.reason(robot) }));
        expect(done, `seed ${seed}: ${JSON.stringify(why)}`).toBe(true);
        expect(fleet.collisions, `seed ${seed}`).toEqual([]);
      }
    },
    testTimeoutMs,
  );
});
