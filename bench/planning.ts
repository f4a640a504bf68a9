// How fast and how right are the solvers? javascript-lp-solver against HiGHS on what it can take, the block simplex against HiGHS
// on slotting of thousands of SKUs, a week of dispatch, and robots to tasks. Best of some runs by CPU time, which other work
// on the machine disturbs least; each case in its own process. `--quick` leaves out HiGHS on the largest model (a minute).
// With names of cases only these are run, and the others' results of before are kept.
// Usage: npx tsx bench/planning.ts [--quick] ["slot 1000×50" …]
import { fork } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { machine } from "./machine.ts";
import { type CaseEngine, type CaseResult, type PlanningCase, runCase } from "./planning-cases.ts";

/** What a case must keep: milliseconds, megabytes. */
interface Aim {
  readonly ms: number;
  readonly mb?: number;
}

const quick = process.argv.includes("--quick");
const names = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const aims: Readonly<Record<string, Aim>> = {
  "slot 1000×50 block-simplex": { ms: 1500 },
  "slot 5000×100 block-simplex": { ms: 15_000, mb: 600 },
  "dispatch 168×12×8 highs": { ms: 1500 },
  "ways 1000 assignment": { ms: 150 },
};
const of = (name: string, engine: CaseEngine, repeats = 3): PlanningCase => ({ name, engine, repeats });
const pairs = [
  "slot 50×10",
  "slot 200×20",
  "slot 500×30",
  "dispatch 24×6×4",
  "dispatch 48×8×4",
  "dispatch 96×10×6",
];
const cases: readonly PlanningCase[] = [
  ...pairs.flatMap((name) => [of(name, "highs"), of(name, "javascript-lp-solver", 2)]),
  of("slot 200×20", "block-simplex"),
  of("slot 500×30", "block-simplex"),
  of("slot 1000×50", "highs"),
  of("slot 1000×50", "block-simplex"),
  of("moves 500×20", "highs", 1),
  of("moves 500×20", "block-simplex", 2),
  of("moves 1000×50", "block-simplex", 2),
  of("slot 5000×100", "block-simplex", 2),
  of("slot 5000×100", "port", 1),
  of("dispatch 168×12×8", "highs"),
  of("dispatch 168×12×8", "port"),
  of("ways 200", "assignment", 5),
  of("ways 1000", "assignment", 5),
  of("numbers 1000", "assignment", 5),
  of("ways 2000", "assignment", 2),
  // Last, since it takes a minute.
  ...(quick ? [] : [of("slot 5000×100", "highs", 1)]),
];

if (process.send === undefined) await runAll();
else {
  process.once("message", async (wanted: PlanningCase) => {
    process.send?.(await runCase(wanted), () => process.disconnect());
  });
}

type ShownResult = CaseResult & { readonly difference: number | null; readonly aim: Aim | null };

/** Of the cases that are not run now. */
function earlierResults(file: URL): ShownResult[] {
  const { results } = JSON.parse(readFileSync(file, "utf8")) as { readonly results: readonly ShownResult[] };
  return results.filter(({ name }) => !names.includes(name));
}

async function runAll(): Promise<void> {
  const row = (parts: readonly string[]) =>
    parts
      .map((part, at) => (at < 2 ? part.padEnd(at === 0 ? 20 : 22) : part.padStart(at === 2 ? 16 : 10)))
      .join("");
  console.log(
    row([
      "case",
      "engine",
      "columns × rows",
      "cpu ms",
      "wall ms",
      "first ms",
      "MB",
      "iterations",
      "gap",
      "difference",
      "aim",
    ]),
  );
  mkdirSync(new URL("results", import.meta.url), { recursive: true });
  const file = new URL("results/planning.json", import.meta.url);
  const results = names.length === 0 ? [] : earlierResults(file);
  for (const wanted of cases) {
    if (names.length > 0 && !names.includes(wanted.name)) continue;
    const result = await inItsOwnProcess(wanted);
    // Against whatever solved the same before: HiGHS first, and last of all itself against the block simplex.
    const reference = results.find(({ name, status }) => name === wanted.name && status === "optimal");
    const difference =
      reference === undefined
        ? null
        : Math.abs(result.objective - reference.objective) / (1 + Math.abs(reference.objective));
    const aim = aims[`${wanted.name} ${wanted.engine}`] ?? null;
    results.push({ ...result, difference, aim });
    console.log(
      row([
        result.name,
        result.engine,
        result.size,
        result.cpuMs.toFixed(0),
        result.wallMs.toFixed(0),
        result.firstMs.toFixed(0),
        result.memoryMb.toFixed(0),
        String(result.iterations),
        result.gap === null ? "–" : result.gap.toExponential(0),
        difference === null ? "–" : difference.toExponential(0),
        aim === null
          ? ""
          : `${result.cpuMs <= aim.ms && result.memoryMb <= (aim.mb ?? Infinity) ? "✓" : "✗"} ${aim.ms}`,
      ]),
    );
    for (const fault of result.faults) console.log(`  ${fault}`);
    writeFileSync(
      file,
      `${JSON.stringify({ machine: machine(), loadAverage: loadavg()[0], results }, null, 2)}\n`,
    );
  }
  console.log(`load average ${loadavg()[0]!.toFixed(1)}; written: bench/results/planning.json`);
}

function inItsOwnProcess(wanted: PlanningCase): Promise<CaseResult> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), { execArgv: process.execArgv });
    let result: CaseResult | undefined;
    child.once("message", (message) => {
      result = message as CaseResult;
    });
    child.once("exit", (code) => {
      if (result === undefined)
        reject(new Error(`${wanted.name} with ${wanted.engine} ended with code ${code}`));
      else resolve(result);
    });
    child.send(wanted);
  });
}
