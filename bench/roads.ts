// npm run bench:roads -- [minutes]: road traffic with 30, 100 and 300 robots of two types on a net of one-way roads. Robots serve
// for ten seconds where they arrive and get the next errand. Prints errands per minute and the processor time of a decision (one
// per second; other people's load on the machine does not count); JSON with --json.
import { findShutIn, RoadNetwork } from "../controller/roads/index.ts";
import { Random } from "../sim/kernel/index.ts";
import { laneRoads } from "../test/roads/lane-roads.ts";
import { shuffled } from "../test/roads/random-roads.ts";
import { cart, truck } from "../test/roads/tiny-roads.ts";
import { VirtualFleet } from "../test/roads/virtual-fleet.ts";
import { machine } from "./machine.ts";

const minutes = Number(process.argv.find((word) => /^\d+$/.test(word)) ?? 10);
const serviceSeconds = 10;
const sizes = [
  { robots: 30, columns: 10, rows: 8 },
  { robots: 100, columns: 18, rows: 14 },
  { robots: 300, columns: 30, rows: 26 },
] as const;

const cpuMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const quantile = (values: readonly number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))]!;

function measure({ robots, columns, rows }: (typeof sizes)[number]) {
  const random = new Random(1, "bench/roads");
  const types = [cart, truck];
  const { map, parks } = laneRoads(columns, rows, types);
  const before = cpuMs();
  const network = new RoadNetwork({ map, types });
  const networkCpuMs = cpuMs() - before;
  const typeOf = Array.from({ length: robots }, () => (random.uniform() < 0.2 ? 1 : 0));
  const at = shuffled(random, parks).slice(0, robots);
  const fleet = new VirtualFleet({ network, typeOf, at, delayMax: 1.5, checkEvery: 40, now: cpuMs });
  const taken = new Set(at);
  const goals = [...at];
  const freeAt = new Float64Array(robots);
  let errands = 0;
  while (fleet.seconds < minutes * 60) {
    for (let robot = 0; robot < robots; robot += 1) {
      if (fleet.goal[robot]! >= 0 && !fleet.arrived(robot)) continue;
      if (fleet.goal[robot]! >= 0) {
        errands += 1;
        fleet.goal[robot] = -1;
        freeAt[robot] = fleet.seconds + serviceSeconds;
      }
      fleet.frozen[robot] = fleet.seconds < freeAt[robot]! ? 1 : 0;
      if (fleet.frozen[robot] === 1) continue;
      taken.delete(goals[robot]!);
      let park = parks[random.below(parks.length)]!;
      while (taken.has(park)) park = parks[random.below(parks.length)]!;
      taken.add(park);
      goals[robot] = park;
      fleet.send(robot, park);
    }
    fleet.tick();
  }
  return {
    robots,
    nodes: map.nodes.length,
    edges: map.edges.length,
    shutIn: findShutIn(network).length,
    networkCpuMs: Math.round(networkCpuMs),
    errandsPerMinute: Math.round((errands / minutes) * 10) / 10,
    perRobotHour: Math.round(((errands / minutes) * 600) / robots) / 10,
    decisionCpuMsP50: Math.round(quantile(fleet.decideMs, 0.5) * 10) / 10,
    decisionCpuMsP99: Math.round(quantile(fleet.decideMs, 0.99) * 10) / 10,
    collisions: fleet.collisions.length,
    ...fleet.traffic.statistics,
  };
}

const rows = sizes.map(measure);
if (process.argv.includes("--json"))
  console.log(JSON.stringify({ machine: machine(), minutes, rows }, null, 2));
else {
  console.log(machine());
  console.table(rows);
}
