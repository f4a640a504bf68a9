// The smoke scenario with delayed motion: the whole brain drives robots that are late, and the world stays the judge.
import { afterAll, expect, test } from "vitest";
import { createNodeLpSolver } from "../../devices/solver/node/index.ts";
import { createRun, formatProblem, openBundledLibrary, type Run } from "../../scenarios/index.ts";
import { CellKind, headingOffsets } from "../../sim/model/index.ts";

const opened = openBundledLibrary();
if (!opened.ok) throw new Error(opened.problems.map(formatProblem).join("\n"));
const library = opened.value;
const solver = createNodeLpSolver();
afterAll(() => solver.close());

const late = ["motion=delayed", "stepSeconds=0.2", "delays.perRobotMinute=6", "hours=0.3"];

function start(overrides: readonly string[], seed = 1): Run {
  const loaded = library.load("smoke", { strategies: ["fcfs-nearest"], overrides });
  if (!loaded.ok) throw new Error(loaded.problems.map(formatProblem).join("\n"));
  const { scenario, inputs, strategies } = loaded.value;
  const created = createRun({ scenario, inputs, seed, strategy: strategies[0]!, solver });
  if (!created.ok) throw new Error(JSON.stringify(created.misfits));
  return created.value;
}

/** No two robots fill one cell, and whoever has moved has gone one cell ahead. */
function checkStep(run: Run, before: { cell: Int32Array; heading: Uint8Array }): void {
  const { robots, floor } = run.observation;
  const filledBy = new Map<number, number>();
  for (let robot = 0; robot < robots.count; robot += 1) {
    const cell = robots.cell[robot]!;
    for (const filled of [cell, robots.entering[robot]!]) {
      if (filled < 0) continue;
      if (filledBy.has(filled))
        throw new Error(`robots ${filledBy.get(filled)} and ${robot} are in cell ${filled}`);
      if (floor.kind[filled] === CellKind.blocked)
        throw new Error(`robot ${robot} is in blocked cell ${filled}`);
      filledBy.set(filled, robot);
    }
    const offset = headingOffsets(floor.width)[before.heading[robot]!];
    if (cell !== before.cell[robot] && cell - before.cell[robot]! !== offset)
      throw new Error(`robot ${robot} jumped`);
  }
  before.cell.set(robots.cell);
  before.heading.set(robots.heading);
}

test("robots that are late keep apart, and orders get done", async () => {
  const run = start(late);
  const { robots } = run.observation;
  const before = { cell: robots.cell.slice(), heading: robots.heading.slice() };
  await run.advance(run.horizonSteps, () => {
    checkStep(run, before);
    return undefined;
  });
  const kpis = run.kpis();
  expect(kpis.ordersDone).toBeGreaterThan(50);
  const shares = [
    kpis.robotDriveShare,
    kpis.robotQueueShare,
    kpis.robotLiftShare,
    kpis.robotServeShare,
    kpis.robotChargeShare,
    kpis.robotFailedShare,
    kpis.robotRestShare,
  ];
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
});

test("the same seed gives the same run, and a run goes on from a snapshot as it would have gone on itself", async () => {
  const run = start(late);
  await run.advance(900);
  const saved = structuredClone(run.snapshot());
  await run.advance(1800);
  const again = start(late);
  await again.advance(1800);
  expect(again.hash()).toBe(run.hash());
  const resumed = start(late);
  resumed.restore(saved);
  await resumed.advance(1800);
  expect(resumed.hash()).toBe(run.hash());
});

test("being late costs throughput, and lockstep is the upper bound", async () => {
  const cells = async (overrides: readonly string[]) => {
    const run = start([...overrides, "stepSeconds=0.2", "hours=0.3"]);
    await run.advance(run.horizonSteps);
    return run.observation.robots.cellsDriven.reduce((sum, driven) => sum + driven, 0);
  };
  const lockstep = await cells([]);
  const onTime = await cells(["motion=delayed", "delays.perRobotMinute=0"]);
  const verylate = await cells(["motion=delayed", "delays.perRobotMinute=30"]);
  expect(onTime).toBeGreaterThan(0.7 * lockstep);
  expect(verylate).toBeLessThan(onTime);
});
