import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { displayWidth } from "../../cli/table/display-width.ts";
import type { RunPool } from "../../scenarios/node/index.ts";
import { openStage, type Stage } from "./stand-in.ts";

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "peakfleet-experiment-"));
});
afterEach(() => rmSync(dir, { recursive: true }));

const form = "a field and its values, e.g. fleet.count=8..48:8 (from 8 to 48 by 8) or fleet.count=8,16,32";

/** A stage that counts the runs its pool is given. */
function countingStage(options: Parameters<typeof openStage>[0] = {}): { stage: Stage; runs: () => number } {
  let runs = 0;
  const plain = openStage(options);
  const pool = plain.context.services.openPool(2);
  const counting: RunPool = {
    ...pool,
    run: (...args) => {
      runs += 1;
      return pool.run(...args);
    },
  };
  return { stage: openStage({ ...options, openPool: () => counting }), runs: () => runs };
}

describe("peakfleet compare", () => {
  test("says which strategy is the best, in both languages, and writes one report", async () => {
    const stage = openStage({ columns: 200 });
    const words = [
      "compare",
      "tiny",
      "--strategies",
      "pod-match,fcfs,nearest",
      "--seeds",
      "4",
      "--kpi",
      "pileOn",
    ];
    expect(await stage.run(...words, "--out", dir)).toBe(0);
    expect(stage.stdout()).toMatch(/Not decided: each of .* may be the best in Pile-on \(95%\)/);
    const report = readFileSync(join(dir, "report.html"), "utf8");
    expect(report).toMatch(/^<!doctype html>/);
    expect(report).not.toMatch(/(src|href)="http/);
    for (const text of ["fcfs against pod-match", "fcfs 与 pod-match 的比较", "吞吐与需求"]) {
      expect(report).toContain(text);
    }
    const result = JSON.parse(readFileSync(join(dir, "result.json"), "utf8"));
    expect(result.comparison).toMatchObject({ baseline: "pod-match", seeds: [1, 2, 3, 4] });
    const chinese = openStage({ language: "zh" });
    expect(await chinese.run(...words)).toBe(0);
    expect(chinese.stdout()).toMatch(/最优/);
  });

  test("goes on where an earlier call with the same folder ended", async () => {
    const words = ["compare", "tiny", "--strategies", "pod-match,fcfs", "--out", dir];
    const first = countingStage();
    expect(await first.stage.run(...words, "--seeds", "2")).toBe(0);
    expect(first.runs()).toBe(4);
    const second = countingStage();
    expect(await second.stage.run(...words, "--seeds", "3")).toBe(0);
    expect(second.runs()).toBe(2);
    expect(second.stage.stderr()).toContain("4 of 6 runs were finished earlier");
    const other = countingStage();
    expect(await other.stage.run(...words, "--seeds", "2", "--rule", "pod-choice=nearest")).toBe(0);
    expect(other.runs()).toBe(4);
  });

  test("stops once the differences are known well enough", async () => {
    // nearest does what pod-match does with orders: the difference is known at once.
    const { stage, runs } = countingStage();
    const words = [
      "compare",
      "tiny",
      "--strategies",
      "pod-match,nearest",
      "--seeds",
      "30",
      "--kpi",
      "ordersDone",
    ];
    expect(await stage.run(...words, "--precision", "1%", "--workers", "1")).toBe(0);
    // The pool gets all jobs at once and starts none that is no longer needed.
    expect(runs()).toBe(60);
    expect(stage.stdout()).toContain("every difference is known to ±0% after 5 seeds (wanted: ±1%)");
  });

  test("finds the warm-up in the runs themselves", async () => {
    const { stage, runs } = countingStage();
    expect(
      await stage.run("compare", "tiny", "--strategies", "pod-match,fcfs", "--warm-up", "mser5", "--json"),
    ).toBe(0);
    expect(runs()).toBe(2);
    const { comparison, overrides } = JSON.parse(stage.stdout());
    expect(comparison).toMatchObject({ measuredFromMinutes: 0, warmUp: { minutes: 0, settled: true } });
    expect(overrides.set).toEqual(["warmupMinutes=0"]);
  });

  test.each([
    ["--warm-up", "3"],
    ["--precision", "2"],
    ["--precision", "0%"],
    ["--kpi", "unitsPerHuor"],
  ])("refuses %s %s with what was expected", async (option, value) => {
    const stage = openStage();
    expect(await stage.run("compare", "tiny", "--strategies", "pod-match,fcfs", option, value)).toBe(2);
    expect(stage.stderr()).toMatch(/Expected .*; found /);
  });
});

describe("peakfleet sweep", () => {
  const words = [
    "sweep",
    "tiny",
    "--vary",
    "fleet.count=2..6:2",
    "--strategies",
    "pod-match,fcfs",
    "--seeds",
    "2",
  ];

  test("prints a line per point and says what reaches the target; writes JSON, CSV and a report", async () => {
    const stage = openStage({ columns: 160 });
    expect(await stage.run(...words, "--target", "lateShare<=5%", "--out", dir)).toBe(0);
    expect(stage.stderr()).toContain("3 points × 2 strategies × 2 seeds");
    expect(stage.stdout()).toContain(
      "pod-match: fleet.count=2 is the first with Late share ≤ 5.0 % (mean 2.0 %)",
    );
    expect(stage.stdout()).toContain("fcfs: no value reaches Late share ≤ 5.0 %");
    expect(readdirSync(dir).sort()).toEqual([
      "experiment.json",
      "report.html",
      "runs",
      "sweep.csv",
      "sweep.json",
    ]);
    const { points } = JSON.parse(readFileSync(join(dir, "sweep.json"), "utf8"));
    expect(points.map((point: { values: string[] }) => point.values)).toEqual([["2"], ["4"], ["6"]]);
    expect(points[0].strategies[1].kpis.ordersDone.mean).toBe(601.5);
    const csv = readFileSync(join(dir, "sweep.csv"), "utf8").trim().split("\n");
    expect(csv).toHaveLength(1 + 3 * 2 * 2);
    expect(csv[0]).toMatch(/^fleet\.count,strategy,seed,/);
  });

  test("several fields make all combinations", async () => {
    const stage = openStage({ columns: 160 });
    expect(await stage.run(...words, "--vary", "skus.count=10,20", "--json")).toBe(0);
    const { points, fields } = JSON.parse(stage.stdout());
    expect(fields).toEqual(["fleet.count", "skus.count"]);
    expect(points).toHaveLength(6);
    const target = openStage({ columns: 160 });
    await target.run(...words, "--vary", "skus.count=10,20", "--target", "lateShare<=5%");
    expect(target.stdout()).toContain("pod-match, skus.count=10: fleet.count=2 is the first with Late share");
    expect(target.stdout()).toContain("pod-match, skus.count=20: fleet.count=2 is the first with Late share");
  });

  test("goes on in its folder with more values, and refuses another field or scenario", async () => {
    expect(await openStage().run(...words, "--out", dir)).toBe(0);
    const wider = openStage();
    expect(
      await wider.run("sweep", "tiny", "--vary", "fleet.count=2..8:2", ...words.slice(4), "--out", dir),
    ).toBe(0);
    const other = openStage();
    expect(
      await other.run("sweep", "tiny", "--vary", "skus.count=1,2", ...words.slice(4), "--out", dir),
    ).toBe(2);
    expect(other.stderr()).toContain('"fleet.count" there, "skus.count" now');
    const compare = openStage();
    expect(await compare.run("compare", "tiny", "--out", dir)).toBe(2);
  });

  test("stays within a narrow terminal, in both languages", async () => {
    for (const language of ["en", "zh"] as const) {
      const stage = openStage({ columns: 80, language });
      expect(await stage.run(...words, "--target", "lateShare<=5%")).toBe(0);
      expect(stage.stdout()).toMatch(/^pod-match$[\s\S]*^fcfs$/m);
      expect(Math.max(...stage.stdout().split("\n").map(displayWidth))).toBeLessThanOrEqual(80);
    }
  });

  test.each([
    ["fleet.count", form],
    ["fleet.count=", form],
    ["fleet.count=1..9", form],
    ["=3", form],
    ["fleet.count=9..1:2", "a range that rises by a step above 0"],
    ["fleet.count=1..9:0", "a range that rises by a step above 0"],
    ["fleet.count=1,1", "each value once, but 1 stands there twice"],
    ["fleet.count=1..2000:1", "at most 1000 values"],
  ])("refuses --vary %s with what was expected", async (value, expected) => {
    const stage = openStage();
    expect(await stage.run("sweep", "tiny", "--vary", value, "--strategies", "pod-match")).toBe(2);
    expect(stage.stderr()).toContain(`Expected ${expected}`);
    expect(stage.stderr()).toContain(JSON.stringify(value));
  });

  test("names the option that was typed where a value is wrong", async () => {
    const stage = openStage();
    expect(
      await stage.run("sweep", "tiny", "--vary", "fleet.count=1,100000", "--strategies", "pod-match"),
    ).toBe(2);
    expect(stage.stderr()).toMatch(/^--vary fleet.count=100000: expected at most 9600/m);
  });

  test("refuses more points than anyone would wait for", async () => {
    const stage = openStage();
    const code = await stage.run(
      "sweep",
      "tiny",
      "--vary",
      "fleet.count=1..600:1",
      "--strategies",
      "pod-match",
    );
    expect(code).toBe(2);
    expect(stage.stderr()).toContain("at most 400 points in all; found 600");
  });
});
