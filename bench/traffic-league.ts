// How many errands and tasks does the fleet finish on instances of the League of Robot Runners? Runs `peakfleet lorr` on
// each, one process after the other, and holds the result against what the best known run reached. The instances are not
// part of the project: name the folder that holds 2023/, 2024/ and 2026/.
// Usage: npm run build && npm run bench:traffic -- --data <folder> [--only name,name] [--step-limit-ms 1000]
//        [--iterations n] [--steps n] [--check]
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { machine } from "./machine.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const command = here("../dist/node/main.js");
const resultFile = here("results/traffic-league.json");

interface Case {
  readonly file: string;
  readonly steps: number;
  /** Tasks per step (2026: per tick) that the planner should reach, and the best known run's. */
  readonly aim: number;
  readonly best: number | null;
}
const cases: readonly Case[] = [
  { file: "2023/MR23-I-03.json", steps: 500, aim: 5.8, best: 6.08 },
  { file: "2023/MR23-I-05.json", steps: 1000, aim: 7.0, best: 7.43 },
  { file: "2023/MR23-I-08.json", steps: 2000, aim: 2.7, best: 3.03 },
  { file: "2023/MR23-I-02.json", steps: 3500, aim: 13.5, best: 14.1 },
  { file: "2023/MR23-I-10.json", steps: 5000, aim: 38.9, best: 38.9 },
  { file: "2024/RANDOM-02.json", steps: 600, aim: 2.05, best: 2.1 },
  { file: "2024/TR24-sortation_large_2000.json", steps: 2000, aim: 7.75, best: 7.75 },
  { file: "2024/WAREHOUSE.json", steps: 5000, aim: 31, best: 31.0 },
  // The start kit's own planner finished 0.68 tasks per tick in 600 ticks; twice that is the aim.
  { file: "2026/random-example_400.json", steps: 600, aim: 1.36, best: null },
];

const { values } = parseArgs({
  options: {
    data: { type: "string" },
    only: { type: "string" },
    steps: { type: "string" },
    iterations: { type: "string" },
    "step-limit-ms": { type: "string", default: "1000" },
    check: { type: "boolean", default: false },
  },
});
if (values.data === undefined || !existsSync(values.data)) {
  console.error(
    "bench:traffic: --data <folder> names the folder with the league's instances (2023/, 2024/, 2026/)",
  );
  process.exit(2);
}
const only = values.only?.split(",");
const folder = mkdtempSync(join(tmpdir(), "peakfleet-league-"));

interface Summary {
  readonly instance: string;
  readonly robots: number;
  readonly steps: number;
  readonly tasksFinished: number;
  readonly tasksPerStep: number;
  readonly planningMs: { readonly mean: number; readonly p99: number; readonly max: number };
  readonly timeouts: number;
  readonly errors: number;
  readonly scheduleErrors: number;
  readonly memoryBytes: number;
}
interface Row extends Summary {
  readonly aim: number;
  readonly best: number | null;
  readonly horizon: number;
  /** Improvement tries per step, or as many as the step limit allows. */
  readonly iterations: number | "time limit";
  readonly stepLimitMs: number;
  readonly checked: boolean;
  readonly machine: ReturnType<typeof machine>;
}

function run(args: readonly string[]): Promise<{ code: number; out: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["--max-old-space-size=4096", command, ...args], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let out = "";
    child.stdout.setEncoding("utf8").on("data", (part: string) => {
      out += part;
    });
    child.on("exit", (code) => resolve({ code: code ?? 1, out }));
  });
}

async function measure({ file, steps: horizon, aim, best }: Case): Promise<Row> {
  const instance = join(values.data!, file);
  const limit = values["step-limit-ms"];
  const steps = values.steps ?? String(horizon);
  const output = join(folder, "result.json");
  const args = ["lorr", instance, "--json", "--steps", steps, "--step-limit-ms", limit];
  if (values.iterations !== undefined) args.push("--iterations", values.iterations);
  if (values.check) args.push("--out", output);
  const { code, out } = await run(args);
  if (code !== 0) throw new Error(`${file} ended with ${code}`);
  const summary = JSON.parse(out) as Summary;
  if (values.check) {
    const checked = await run(["lorr", "check", output, "--instance", instance]);
    if (checked.code !== 0) throw new Error(`${file}: the checker refuses the result:\n${checked.out}`);
  }
  const { instance: name, robots, tasksFinished, tasksPerStep, planningMs, timeouts, errors } = summary;
  const { scheduleErrors, memoryBytes } = summary;
  return {
    instance: name,
    robots,
    steps: summary.steps,
    horizon,
    tasksFinished,
    tasksPerStep,
    aim,
    best,
    planningMs,
    timeouts,
    errors,
    scheduleErrors,
    memoryBytes,
    iterations: values.iterations === undefined ? "time limit" : Number(values.iterations),
    stepLimitMs: Number(limit),
    checked: values.check,
    machine: machine(),
  };
}

/** One row per instance and way of running it; the newest stays. */
function keep(row: Row): void {
  const rows: Row[] = existsSync(resultFile) ? JSON.parse(readFileSync(resultFile, "utf8")) : [];
  const same = (one: Row) =>
    one.instance === row.instance && one.iterations === row.iterations && one.horizon === row.horizon;
  const kept = [...rows.filter((one) => !same(one)), row];
  mkdirSync(here("results"), { recursive: true });
  writeFileSync(resultFile, `${JSON.stringify(kept, null, 2)}\n`);
}

const cell = (parts: readonly (string | number)[]) =>
  parts.map((part, i) => (i === 0 ? String(part).padEnd(28) : String(part).padStart(10))).join("");
console.log(
  cell([
    "instance",
    "robots",
    "steps",
    "tasks",
    "per step",
    "aim",
    "best",
    "ms mean",
    "ms p99",
    "ms max",
    "MB",
    "errors",
  ]),
);
try {
  for (const one of cases) {
    if (only !== undefined && !only.some((name) => one.file.includes(name))) continue;
    const row = await measure(one);
    if (row.steps === row.horizon) keep(row);
    console.log(
      cell([
        row.instance,
        row.robots,
        row.steps,
        row.tasksFinished,
        row.tasksPerStep.toFixed(2),
        row.aim,
        row.best ?? "-",
        row.planningMs.mean.toFixed(0),
        row.planningMs.p99.toFixed(0),
        row.planningMs.max.toFixed(0),
        (row.memoryBytes / 1e6).toFixed(0),
        row.errors + row.scheduleErrors + row.timeouts,
      ]),
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
