// Small random league instances, and runs of them with the project's own planner on a clock that the test winds.
import { createTraffic } from "../../controller/traffic/index.ts";
import {
  type LeagueDelays,
  type LeagueInstance,
  type LeagueMap,
  type LeagueRunner,
  type LeagueRunOptions,
  type LeagueYear,
  leagueRegions,
  openLeagueRun,
} from "../../scenarios/league/index.ts";
import type { Random } from "../../sim/kernel/index.ts";

/** A file of results as tests change it. */
export type Json = Record<string, unknown>;

/** 5–9 cells across with scattered obstacles, all robots and tasks in its largest part. */
export function randomInstance(year: LeagueYear, random: Random): LeagueInstance {
  const width = 5 + random.below(5);
  const height = 4 + random.below(5);
  const blocked = new Uint8Array(width * height);
  for (let cell = 0; cell < blocked.length; cell += 1) if (random.below(6) === 0) blocked[cell] = 1;
  const map = { width, height, blocked };
  const open = largestPart(map);
  const robots = 2 + random.below(Math.max(1, Math.min(7, Math.floor(open.length / 4))));
  const start = [0];
  const cells: number[] = [];
  const count = 5 + random.below(60);
  for (let task = 0; task < count; task += 1) {
    const errands = year === 2023 ? 1 : 1 + random.below(4);
    for (let errand = 0; errand < errands; errand += 1) cells.push(open[random.below(open.length)]!);
    start.push(cells.length);
  }
  return {
    name: "random",
    year,
    map,
    starts: Int32Array.from(shuffled(open, random).slice(0, robots)),
    tasks: { count, start: Int32Array.from(start), cells: Int32Array.from(cells) },
    tasksReveal: year === 2023 ? 1 : 1 + random.below(3) / 2,
    actionTicks: year === 2026 ? 1 + random.below(4) : 1,
    robotSize: year === 2026 && random.below(3) === 0 ? 0.5 + random.below(5) / 10 : 1,
    delays: year === 2026 && random.below(4) > 0 ? randomDelays(random) : null,
  };
}

function randomDelays(random: Random): LeagueDelays {
  const minDelay = 1 + random.below(5);
  return {
    seed: random.below(1000),
    minDelay,
    maxDelay: minDelay + random.below(8),
    eventModel: random.below(2) === 0 ? "bernoulli" : "poisson",
    pDelay: random.uniform() * 0.1,
    durationModel: random.below(2) === 0 ? "uniform" : "gaussian",
    gaussMeanRatio: random.uniform(),
    gaussStdRatio: random.uniform(),
  };
}

/** Runs to the end; every decision takes `decisionMs()` of the clock. */
export function runOf(
  options: Omit<LeagueRunOptions, "clock">,
  decisionMs: () => number = () => 1,
): LeagueRunner {
  let nowMs = 0;
  const makeEngine = options.createEngine ?? createTraffic;
  const run = openLeagueRun({
    ...options,
    // Time passes while the engine plans, and for it only once it is done: it never sees itself run late.
    createEngine: (engineOptions) => {
      const engine = makeEngine(engineOptions);
      const plan = engine.plan.bind(engine);
      engine.plan = (input) => {
        const actions = plan(input);
        nowMs += decisionMs();
        return actions;
      };
      return engine;
    },
    clock: { nowMs: () => nowMs },
  });
  while (!run.isDone) run.advance();
  return run;
}

export function resultOf(run: LeagueRunner): Json {
  return JSON.parse([...run.resultPieces()].join("")) as Json;
}

function largestPart(map: LeagueMap): number[] {
  const region = leagueRegions(map);
  const sizes = new Map<number, number>();
  for (const part of region) if (part >= 0) sizes.set(part, (sizes.get(part) ?? 0) + 1);
  const [largest] = [...sizes].reduce((best, each) => (each[1] > best[1] ? each : best), [-1, 0]);
  return [...region.keys()].filter((cell) => region[cell] === largest);
}

function shuffled(values: readonly number[], random: Random): number[] {
  const mixed = values.slice();
  for (let i = mixed.length - 1; i > 0; i -= 1) {
    const j = random.below(i + 1);
    [mixed[i], mixed[j]] = [mixed[j]!, mixed[i]!];
  }
  return mixed;
}
