// Every bundled scenario goes the same way in Chromium's worker and in Node. By default a few minutes of each;
// `PEAKFLEET_HASH_HOURS=1` compares the whole first hour of all.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createNodeLpSolver } from "../../devices/solver/node/index.ts";
import { createRun, openBundledLibrary } from "../../scenarios/index.ts";
import { describeInChromium, type Visit, visit } from "./built-viewer.ts";

/** Long enough that robots have brought pods and a first plan has been made. */
const hoursByDefault = 0.05;
const hours = Number(process.env["PEAKFLEET_HASH_HOURS"] ?? hoursByDefault);
const testMilliseconds = hours <= hoursByDefault ? 240_000 : 3_600_000;
/** Some warm up for longer than the short test runs. */
const overrides = hours < 1 ? ["warmupMinutes=0"] : [];

const opened = openBundledLibrary();
if (!opened.ok) throw new Error("the bundled library does not open");
const library = opened.value;
const listed = library.list();
if (!listed.ok) throw new Error("the bundled scenarios cannot be listed");
/** Each scenario with the first two strategies that it compares; the second one plans where one does. */
const runs = listed.value.flatMap(({ name, strategies }) =>
  strategies.slice(0, 2).map((strategy) => ({ scenario: name, strategy })),
);

async function hashInNode(scenario: string, strategy: string): Promise<string> {
  const loaded = library.load(scenario, {
    strategies: [strategy],
    overrides: [...overrides, `hours=${hours}`],
  });
  if (!loaded.ok) throw new Error(`${scenario} does not load`);
  const solver = createNodeLpSolver();
  const created = createRun({ ...loaded.value, seed: 1, strategy: loaded.value.strategies[0]!, solver });
  if (!created.ok) throw new Error(`${scenario} does not fit`);
  await created.value.advance(created.value.horizonSteps);
  await solver.close();
  return created.value.hash();
}

/** The page's own worker, without the page: nothing is drawn. */
function hashInWorker(page: Page, address: string, scenario: string, strategy: string): Promise<string> {
  const own = { name: scenario, text: library.text(scenario)!, overrides, files: {} };
  return page.evaluate(
    ([worker, request]) =>
      new Promise<string>((resolve, reject) => {
        const running = new Worker(worker, { type: "module" });
        running.onerror = (event) => reject(new Error(event.message));
        running.onmessage = ({ data }) => {
          if (data.kind === "failed") reject(new Error(data.failure.lines.join("\n")));
          if (data.kind !== "replicated") return;
          running.terminate();
          resolve(data.hash);
        };
        running.postMessage({ kind: "replicate", version: 2, request });
      }),
    [address, { scenario, strategy, seed: 1, hours, injections: [], own }] as const,
  );
}

describeInChromium("the first time of a bundled scenario", (viewer) => {
  let visited: Visit;
  let worker = "";
  beforeAll(async () => {
    visited = await visit(viewer(), "scenario=smoke&seed=1&hours=0.01&a=fcfs-nearest&b=none");
    const { page } = visited;
    await page.waitForFunction(() =>
      performance.getEntriesByType("resource").some(({ name }) => /run\.worker-[^/]*\.js$/.test(name)),
    );
    worker = await page.evaluate(
      () =>
        performance.getEntriesByType("resource").find(({ name }) => /run\.worker-[^/]*\.js$/.test(name))!
          .name,
    );
    // A page of the same place that runs nothing itself.
    await page.goto(`${viewer().address}/${new URL(worker).pathname.slice(1)}`);
  });
  afterAll(() => visited.close());

  test("is there for all of them", () => {
    expect(new Set(runs.map(({ scenario }) => scenario))).toEqual(new Set(library.scenarioNames));
  });
  test.each(runs)(
    "has one hash in Chromium and in Node: $scenario, $strategy",
    async ({ scenario, strategy }) => {
      const [inWorker, inNode] = [
        await hashInWorker(visited.page, worker, scenario, strategy),
        await hashInNode(scenario, strategy),
      ];
      expect(inWorker).toBe(inNode);
    },
    testMilliseconds,
  );
});
