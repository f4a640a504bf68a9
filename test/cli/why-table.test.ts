import { expect, test } from "vitest";
import type { ExecutedRun } from "../../cli/execute-runs.ts";
import { whyLines } from "../../cli/report/why-table.ts";
import type { DecisionTally } from "../../scenarios/index.ts";
import { openStage } from "./stand-in.ts";

const tally = (
  code: string,
  times: number,
  refused: boolean,
  values: Record<string, number>,
): DecisionTally => ({
  decision: "charging",
  rule: "opportunity",
  refused,
  times,
  latest: { code, values },
});
const run = {
  job: { strategy: { name: "mine" } },
  result: {
    decisions: {
      notes: [],
      tallies: [
        tally("enough-charge", 1200, true, { percent: 82 }),
        tally("idle-and-charger-free", 3, true, { percent: 41 }),
        tally("idle-and-charger-free", 2, false, { percent: 40 }),
      ],
    },
  },
} as unknown as ExecutedRun;

test("names a decision and its rule once, its reasons below each other, often used ones first", () => {
  const { context } = openStage({ columns: 140 });
  const lines = whyLines(context, [run]);
  expect(lines[0]).toBe("What the rules of mine decided and why, with the latest example of each reason:");
  expect(lines.slice(4, 7).map((line) => line.trim().split(/ {2,}/))).toEqual([
    ["charging", "opportunity", "1,200", "refused: 82 % is enough"],
    ["3", "nothing to do and a charger is free, battery at 41 %; nothing could be chosen"],
    ["2", "nothing to do and a charger is free, battery at 40 %"],
  ]);
});

test("says nothing of runs that were not asked", () => {
  const { context } = openStage();
  expect(whyLines(context, [{ ...run, result: { kind: "not-started" } }])).toEqual([]);
});
