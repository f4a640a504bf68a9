import { describe, expect, test } from "vitest";
import { comparePaired } from "../../scenarios/index.ts";
import type { RunRequest } from "../../viewer/src/protocol/messages.ts";
import { ReplicationStudy, type StudyView } from "../../viewer/src/run/replications.ts";
import { InProcessSource, until } from "./in-process-source.ts";
import { standInHost } from "./stand-in-run.ts";

const base = { scenario: "ring", seed: 1, hours: 0.05, injections: [], own: null };
const requests: readonly RunRequest[] = [
  { ...base, strategy: "fast" },
  { ...base, strategy: "steady" },
  // The same strategy once more: told apart by its place, not by its name.
  { ...base, strategy: "fast" },
];

function study(count: number, all: readonly RunRequest[] = requests) {
  const sources: InProcessSource[] = [];
  let view: StudyView | null = null;
  const open = new ReplicationStudy(all, 5, count, {
    makeSource: () => {
      const source = new InProcessSource();
      sources.push(source);
      return source;
    },
    changed: (next) => {
      view = next;
    },
    now: () => 0,
    workers: 3,
  });
  return { open, sources, view: () => view! };
}

describe("a study of many seeds", () => {
  test("compares every strategy with the first, seed by seed, as the runs by themselves say", async () => {
    const { view } = study(4);
    await until(() => view()?.running === false);
    expect([view().runsDone, view().runsTotal, view().share]).toEqual([12, 12, 1]);
    expect(view().seeds).toEqual([5, 6, 7, 8]);
    const reports = async (strategy: string) =>
      Promise.all(
        view().seeds.map(async (seed) => {
          const run = await standInHost.create({ ...base, strategy, seed });
          await run.advance(run.horizonSteps);
          return run.kpis();
        }),
      );
    const [fast, steady] = [await reports("fast"), await reports("steady")];
    expect(view().pairs[0]).toEqual(comparePaired(fast, steady));
    expect(view().pairs[1]!.find((pair) => pair.id === "ordersDone")!.difference).toBe(0);
  });
  test("ends its workers when stopped, and with the reason when a run cannot be made", async () => {
    const stopped = study(50);
    stopped.open.stop();
    expect(stopped.view().running).toBe(false);
    expect(stopped.sources.every((source) => source.closed)).toBe(true);
    const broken = study(3, [{ ...base, scenario: "moon", strategy: "fast" }]);
    await until(() => broken.view()?.failure !== null);
    expect(broken.view().failure!.lines[0]).toContain("moon");
    expect(broken.sources.every((source) => source.closed)).toBe(true);
  });
});
