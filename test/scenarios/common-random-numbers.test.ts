// What makes paired comparisons fair: demand and faults are the same for every strategy, whatever it draws.
import { describe, expect, test } from "vitest";
import { createNodeLpSolver } from "../../devices/solver/node/index.ts";
import { createRun, openBundledLibrary, type Run } from "../../scenarios/index.ts";
import { EventKind } from "../../sim/model/index.ts";

const opened = openBundledLibrary();
if (!opened.ok) throw new Error("the bundled library opens");
const library = opened.value;

/** Everything that comes from outside in a run of twelve minutes: orders with their lines, failures with their lengths. */
async function whatComes(strategyName: string, seed: number): Promise<readonly string[]> {
  const overrides = ["hours=0.2", "faults.robotMeanHoursBetweenFailures=0.5"];
  const loaded = library.load("smoke", { strategies: [strategyName], overrides });
  if (!loaded.ok) throw new Error("smoke loads");
  const { scenario, inputs, strategies } = loaded.value;
  const solver = createNodeLpSolver();
  const created = createRun({ scenario, inputs, seed, strategy: strategies[0]!, solver });
  if (!created.ok) throw new Error("smoke is built");
  const told: string[] = [];
  await created.value.advance(created.value.horizonSteps, (run) => {
    tell(run, told);
    return false;
  });
  await solver.close();
  return told;
}

function tell({ observation }: Run, told: string[]): void {
  const { events, orders, step } = observation;
  for (let index = 0; index < events.count; index += 1) {
    const a = events.a(index);
    if (events.kind(index) === EventKind.robotFailed)
      told.push(`${step}: robot ${a} fails for ${events.b(index)}`);
    if (events.kind(index) !== EventKind.orderArrived) continue;
    const lines: string[] = [];
    for (let line = orders.firstLine[a]!; line < orders.firstLine[a + 1]!; line += 1) {
      lines.push(`${orders.lineUnits[line]} of ${orders.lineSku[line]}`);
    }
    told.push(`${step}: order ${a} due ${orders.dueStep[a]}: ${lines.join(", ")}`);
  }
}

describe("common random numbers", () => {
  const strategies = ["fcfs-nearest", "pod-match", "all-random", "best-known"];

  test("orders, their lines and due times, and failures are the same for every strategy", async () => {
    const [first, ...others] = await Promise.all(strategies.map((name) => whatComes(name, 3)));
    expect(first!.filter((line) => line.includes("order")).length).toBeGreaterThan(50);
    expect(first!.filter((line) => line.includes("fails")).length).toBeGreaterThan(3);
    for (const other of others) expect(other).toEqual(first);
  });

  test("another seed brings others", async () => {
    expect(await whatComes("pod-match", 4)).not.toEqual(await whatComes("pod-match", 3));
  });
});
