// How long does task assignment take per step, with 1.5 tasks per robot? One thread; CPU time counts, wall time also shows
// what else the machine was doing.
// Usage: npx tsx bench/assignment.ts [robots,robots]
import { mkdirSync, writeFileSync } from "node:fs";
import { createAssignment, squareAreas } from "../controller/assignment/index.ts";
import { AssignmentWorld } from "./assignment-world.ts";
import { machine } from "./machine.ts";

const cases = [
  { robots: 1000, width: 160, height: 50, aimMs: 10 },
  { robots: 10_000, width: 500, height: 140, aimMs: 100 },
] as const;
/** Robots start without tasks and close together in time; measured is the state after that. */
const warmupSteps = 150;
const measuredSteps = 150;

const sizes = process.argv[2]?.split(",").map(Number);
const row = (parts: readonly (string | number)[]) => parts.map((part) => String(part).padStart(12)).join("");
const head = ["robots", "pickups", "cpu ms", "ms mean", "ms p99", "ms max", "first ms", "aim", "free robots"];
console.log(row([...head, "changes", "tries", "tasks/step"]));
const results: object[] = [];
for (const { robots, width, height, aimMs } of cases) {
  if (sizes !== undefined && !sizes.includes(robots)) continue;
  for (const pickups of ["spread", "edges"] as const) {
    const world = new AssignmentWorld({ width, height, robots, tasksPerRobot: 1.5, pickups }, 1);
    const assignment = createAssignment({
      width,
      height,
      robotCount: robots,
      taskSlots: world.input.taskCount,
      distance: world.distance,
      areas: squareAreas({ width, height, open: () => true }, 10, 0.5),
    });
    const firstStarted = performance.now();
    assignment.assign(world.input, world.taskOf);
    const firstMs = performance.now() - firstStarted;
    for (let step = 0; step < warmupSteps; step += 1) {
      world.step();
      assignment.assign(world.input, world.taskOf);
    }
    const times = new Float64Array(measuredSteps);
    let free = 0;
    let changes = 0;
    let tries = 0;
    let cpuMs = 0;
    const finishedBefore = world.finished;
    for (let step = 0; step < measuredSteps; step += 1) {
      world.step();
      const cpuBefore = process.cpuUsage();
      const started = performance.now();
      assignment.assign(world.input, world.taskOf);
      times[step] = performance.now() - started;
      const cpu = process.cpuUsage(cpuBefore);
      cpuMs += (cpu.user + cpu.system) / 1000;
      free += assignment.lastRound.freeRobots;
      changes += assignment.lastRound.changes;
      tries += assignment.lastRound.tries;
    }
    times.sort();
    const result = {
      robots,
      tasks: world.input.taskCount,
      pickups,
      cpuMsMean: cpuMs / measuredSteps,
      msMean: times.reduce((sum, ms) => sum + ms, 0) / measuredSteps,
      msP99: times[Math.floor(measuredSteps * 0.99)]!,
      msMax: times[measuredSteps - 1]!,
      firstMs,
      aimMs,
      freeRobotsMean: free / measuredSteps,
      changesMean: changes / measuredSteps,
      triesMean: tries / measuredSteps,
      tasksPerStep: (world.finished - finishedBefore) / measuredSteps,
    };
    results.push(result);
    const { cpuMsMean, msMean, msP99, msMax } = result;
    const shown = [cpuMsMean, msMean, msP99, msMax].map((ms) => ms.toFixed(2));
    const counts = [result.freeRobotsMean, result.changesMean, result.triesMean].map((n) => n.toFixed(0));
    console.log(
      row([
        robots,
        pickups,
        ...shown,
        firstMs.toFixed(0),
        `<= ${aimMs}`,
        ...counts,
        result.tasksPerStep.toFixed(2),
      ]),
    );
  }
}
mkdirSync(new URL("results", import.meta.url), { recursive: true });
const file = new URL("results/assignment.json", import.meta.url);
writeFileSync(file, `${JSON.stringify({ machine: machine(), results }, null, 2)}\n`);
console.log("written: bench/results/assignment.json");
