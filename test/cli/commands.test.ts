import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { displayWidth } from "../../cli/table/display-width.ts";
import { kpiDefinitions } from "../../scenarios/index.ts";
import { endlessPool, openStage, type Stage } from "./stand-in.ts";

let dir: string;
let formerDir: string;
beforeEach(() => {
  formerDir = process.cwd();
  dir = mkdtempSync(join(tmpdir(), "peakfleet-cli-"));
});
afterEach(() => {
  process.chdir(formerDir);
  rmSync(dir, { recursive: true });
});

const widest = (text: string): number => Math.max(...text.split("\n").map(displayWidth));

describe("peakfleet run", () => {
  test("prints the KPIs of the scenario's first strategy and ends with 0", async () => {
    const stage = openStage();
    expect(await stage.run("run", "tiny")).toBe(0);
    expect(stage.stdout()).toMatch(/Orders done \(orders\)\s+1,000\n/);
    expect(stage.stdout()).toMatch(/Late share\s+2\.0 %/);
    expect(stage.stderr()).toContain("tiny: 11-10 20:00 to 11-10 21:00, seed 1, 1 run");
  });

  test("with --json, standard output holds JSON and nothing else", async () => {
    const stage = openStage();
    expect(await stage.run("run", "tiny", "--json", "--seed", "7", "--rule", "pod-choice=nearest")).toBe(0);
    const result = JSON.parse(stage.stdout());
    expect(result).toMatchObject({
      format: "peakfleet-result",
      version: 1,
      scenario: "tiny",
      complete: true,
      overrides: { set: [], rule: ["pod-choice=nearest"] },
      runs: [{ strategy: "pod-match+pod-choice=nearest", seed: 7, state: "complete", step: 3600 }],
    });
    expect(result.runs[0].kpis.ordersDone).toBe(1006);
    expect(result.runs[0].timings.traffic).toEqual({
      calls: 3600,
      totalMs: 5400,
      meanMs: 1.5,
      p99Ms: 3,
      maxMs: 4.5,
    });
  });

  test("tells below the table how long decisions took by the wall clock, with plans where there are any", async () => {
    const stage = openStage({ columns: 200 });
    await stage.run("compare", "tiny", "--strategies", "pod-match,fcfs", "--seeds", "2", "--out", dir);
    const perStep = "dispatch 0.25 ms and traffic 1.5 ms of wall time per step (99 %: 0.50 and 3.0 ms)";
    expect(stage.stdout()).toContain(`\npod-match: ${perStep}; 16 plans of 20 ms (at most 60 ms)\n`);
    expect(stage.stdout()).toContain(`\nfcfs: ${perStep}\n`);
    expect(readFileSync(join(dir, "kpis.csv"), "utf8")).not.toMatch(/traffic|dispatch|timings/);
  });

  test("says in Chinese what it says in English", async () => {
    const stage = openStage({ language: "zh" });
    await stage.run("run", "tiny");
    expect(stage.stdout()).toMatch(/完成订单 \(单\)\s+1,000/);
    expect(stage.stderr()).toContain("种子 1");
  });

  test("writes result, KPIs and series with --out", async () => {
    const stage = openStage();
    const out = join(dir, "deep", "results");
    expect(await stage.run("run", "tiny", "--out", out)).toBe(0);
    expect(readdirSync(out).sort()).toEqual(["kpis.csv", "result.json", "series-pod-match.csv"]);
    expect(JSON.parse(readFileSync(join(out, "result.json"), "utf8")).scenario).toBe("tiny");
    const [header, row] = readFileSync(join(out, "kpis.csv"), "utf8").split("\n");
    expect(header).toMatch(/^scenario,strategy,seed,state,step,hash,ordersArrived,ordersDone,/);
    expect(header!.split(",")).toHaveLength(6 + kpiDefinitions.length);
    expect(row).toMatch(/^tiny,pod-match,1,complete,3600,hash-of-pod-match-1,0,1000,/);
    const series = readFileSync(join(out, "series-pod-match.csv"), "utf8").trimEnd().split("\n");
    expect(series).toHaveLength(61);
    expect(series[0]).toMatch(/^minute,localTime,ordersArrived,.*,robots_waiting,/);
    expect(series[60]).toMatch(/^59,2025-11-10T20:59:00,5,4,6,1,0,3,2,/);
  });

  test("puts the rejected rows of the scenario's own orders into result.json, and nothing where there are none", async () => {
    await openStage().run("run", "tiny", "--set", "demand.kind=orders", "--out", dir);
    const result = () => JSON.parse(readFileSync(join(dir, "result.json"), "utf8"));
    expect(result().orderFile).toEqual({
      file: "orders.csv",
      rows: 3,
      accepted: 1,
      rejected: 2,
      rejectedByReason: { "bad-time": 1, "negative-quantity": 1 },
      rejectedRows: [
        { line: 2, reason: "negative-quantity", detail: "-1" },
        { line: 4, reason: "bad-time", detail: "yesterday" },
      ],
    });
    await openStage().run("run", "tiny", "--out", dir);
    expect(result()).not.toHaveProperty("orderFile");
  });

  test("refuses a folder that cannot be made before anything runs", async () => {
    const stage = openStage();
    writeFileSync(join(dir, "file"), "");
    expect(await stage.run("run", "tiny", "--out", join(dir, "file", "below"))).toBe(2);
    expect(stage.stderr()).toContain("expected a folder that can be written");
    expect(stage.stderr()).not.toContain("    at ");
  });

  test("fails with 1 and the reason when a run fails", async () => {
    const failing = {
      run: async () => ({ kind: "failed", message: "the solver gave up" }) as const,
      pause: () => {},
      close: async () => {},
    };
    const stage = openStage({ openPool: () => failing });
    expect(await stage.run("run", "tiny")).toBe(1);
    expect(stage.stderr()).toContain("pod-match (seed 1) failed: the solver gave up");
  });
});

describe("peakfleet compare", () => {
  test("shows differences from the first strategy, and with one seed calls none better or worse", async () => {
    for (const language of ["en", "zh"] as const) {
      const stage = openStage({ language });
      expect(await stage.run("compare", "tiny", "--strategies", "pod-match,fcfs")).toBe(0);
      expect(stage.stdout()).not.toMatch(/better|worse|unclear|更优|更差|不确定/);
    }
    const stage = openStage();
    await stage.run("compare", "tiny", "--strategies", "pod-match,fcfs");
    expect(stage.stdout()).toMatch(/Orders done \(orders\)\s+1,000\s+600\s+−40\.0%\n/);
    expect(stage.stdout()).toMatch(/Late share\s+2\.0 %\s+10\.0 %\s+\+8\.0 pp\n/);
    expect(stage.stdout()).toMatch(/Lines per hour.*±0 same\n/);
    expect(stage.stdout()).toMatch(/Robots resting\s+25\.0 %\s+25\.0 %\s+±0 pp\n/);
    expect(stage.stdout()).toContain("Differences are against pod-match.");
    expect(stage.stdout()).toContain("One seed only: a difference is a sign, not a result.");
  });

  test("has the KPIs below the headings of their groups, in one and in several columns", async () => {
    for (const command of [
      ["run", "tiny"],
      ["compare", "tiny", "--strategies", "pod-match,fcfs"],
    ]) {
      const stage = openStage();
      await stage.run(...command);
      const names = stage
        .stdout()
        .split("\n")
        .map((line) => line.split(/(?<=\S) {2,}/)[0]!);
      const first = names.indexOf("Orders");
      expect(names.slice(first, first + 2)).toEqual(["Orders", "  Orders arrived (orders)"]);
      expect(names.filter((name) => /^[A-Z]/.test(name))).toEqual(
        expect.arrayContaining(["Throughput", "Pods and stations", "Order times", "Robot time", "Driving"]),
      );
    }
  });

  test("gives the interval with several seeds, and calls open what chance may explain", async () => {
    const stage = openStage();
    await stage.run("compare", "tiny", "--strategies", "pod-match,fcfs", "--seeds", "3");
    expect(stage.stdout()).toMatch(/Orders done.*−39\.8 ±0\.5% worse/);
    expect(stage.stdout()).toMatch(/Pile-on.*\+17\.5 ±186\.3% unclear/);
    expect(stage.stdout()).toMatch(/Late share.*\+8\.0 pp worse/);
    expect(stage.stdout()).toContain("Mean over 3 seeds");
    expect(stage.stdout()).not.toContain("One seed only");
  });

  test("fits 60 columns in both languages, with one table per rival when three do not fit", async () => {
    for (const language of ["en", "zh"] as const) {
      const stage = openStage({ columns: 60, language });
      await stage.run("compare", "tiny", "--strategies", "pod-match,fcfs,nearest");
      const table = stage.stdout().split("\n\n").slice(0, 2).join("\n");
      expect(widest(table)).toBeLessThanOrEqual(60);
      expect(stage.stdout()).toContain("nearest");
    }
  });

  test("writes a series per strategy and seed", async () => {
    const stage = openStage();
    await stage.run("compare", "tiny", "--strategies", "pod-match,fcfs", "--seeds", "2", "--out", dir);
    expect(readdirSync(dir).filter((name) => name.startsWith("series"))).toEqual([
      "series-fcfs-seed-1.csv",
      "series-fcfs-seed-2.csv",
      "series-pod-match-seed-1.csv",
      "series-pod-match-seed-2.csv",
    ]);
  });
});

describe("Ctrl-C", () => {
  test("during a run writes what is done so far, says where, and ends with 130", async () => {
    process.chdir(dir);
    const stage: Stage = openStage({ openPool: (itself) => endlessPool(() => itself.pressCtrlC()) });
    expect(await stage.run("compare", "tiny")).toBe(130);
    expect(stage.stderr()).toContain("Press Ctrl-C again");
    expect(stage.stderr()).toContain("pod-match (seed 1) stopped at 11-10 20:30");
    const [, written] = /Written to (.+)/.exec(stage.stderr()) ?? [];
    expect(written).toMatch(/^out.tiny-1970-01-01-00-16-40$/);
    expect(readdirSync(join(dir, written!)).sort()).toEqual([
      "kpis.csv",
      "report.html",
      "result.json",
      "series-fcfs.csv",
      "series-pod-match.csv",
    ]);
    const result = JSON.parse(readFileSync(join(dir, written!, "result.json"), "utf8"));
    expect(result.complete).toBe(false);
    expect(result.runs.map((run: { state: string }) => run.state)).toEqual(["stopped", "stopped"]);
    expect(stage.stdout()).toContain("stopped early");
  });

  test("SIGTERM does the same and ends with 143", async () => {
    process.chdir(dir);
    const stage = openStage({ openPool: (itself) => endlessPool(() => itself.terminate()) });
    expect(await stage.run("run", "tiny")).toBe(143);
    expect(stage.stderr()).toContain("pod-match (seed 1) stopped at 11-10 20:30");
    expect(stage.stderr()).toMatch(/Written to out.tiny-1970-01-01-00-16-40\n/);
    const beside = openStage({ openPool: (itself) => endlessPool(() => itself.terminate()) });
    expect(await beside.run("start", "tiny", "--no-viewer", "--out", join(dir, "named"))).toBe(143);
    expect(readdirSync(join(dir, "named"))).toContain("result.json");
  });

  test("writes into --out when that was named, and nothing when nothing was done", async () => {
    const partial = openStage({ openPool: (itself) => endlessPool(() => itself.pressCtrlC()) });
    expect(await partial.run("run", "tiny", "--out", join(dir, "named"))).toBe(130);
    expect(readdirSync(join(dir, "named"))).toContain("result.json");

    process.chdir(dir);
    const idle = {
      run: async () => ({ kind: "not-started" }) as const,
      pause: () => {},
      close: async () => {},
    };
    const early = openStage({
      openPool: (itself) => {
        itself.pressCtrlC();
        return idle;
      },
    });
    expect(await early.run("run", "tiny")).toBe(130);
    expect(early.stderr()).toContain("nothing was written");
    expect(readdirSync(dir)).toEqual(["named"]);
  });
});

describe("peakfleet start", () => {
  test("names what to run when the viewer is not built, and still runs", async () => {
    const stage = openStage();
    expect(await stage.run("start", "tiny", "--exit")).toBe(0);
    expect(stage.stderr()).toContain("npm run build:viewer");
    expect(stage.stdout()).toMatch(/Orders done/);
  });

  test("tells the viewer's address, preset, before anything runs; serves on until Ctrl-C", async () => {
    writeFileSync(join(dir, "index.html"), "<!doctype html>");
    const stage = openStage({ viewerDir: dir });
    const ended = stage.run("start", "tiny", "--port", "0", "--seed", "5", "--hours", "0.5");
    while (!stage.stderr().includes("Press Ctrl-C to stop")) await new Promise((done) => setTimeout(done, 5));
    const [, address] = /Watch in the browser: (\S+)/.exec(stage.stderr()) ?? [];
    const query = new URL(address!).searchParams;
    expect(Object.fromEntries(query)).toEqual({
      scenario: "tiny",
      seed: "5",
      hours: "1",
      a: "pod-match",
      b: "fcfs",
      lang: "en",
    });
    expect(stage.stderr().indexOf("Watch")).toBeLessThan(stage.stderr().indexOf("100%"));
    expect((await fetch(address!)).status).toBe(200);
    stage.pressCtrlC();
    expect(await ended).toBe(0);
    await expect(fetch(address!)).rejects.toThrow();
  });
});

describe("bad input ends with 2, a reason and no stack trace", () => {
  const cases: readonly (readonly [string, readonly string[], RegExp])[] = [
    ["unknown command", ["rum"], /unknown command 'rum'[\s\S]*Did you mean run\?/],
    ["unknown option", ["run", "tiny", "--sede", "1"], /unknown option '--sede'[\s\S]*Did you mean --seed\?/],
    ["missing scenario", ["run"], /missing required argument 'scenario'/],
    ["two scenarios", ["run", "tiny", "small"], /too many arguments/],
    ["unknown scenario", ["run", "tinny"], /Did you mean tiny\?/],
    ["unknown strategy", ["run", "tiny", "--strategy", "best"], /expected a strategy; found best/],
    ["seed with a sign", ["run", "tiny", "--seed", "-1"], /whole number from 0 to 4294967295; found "-1"/],
    [
      "more hours than there are",
      ["run", "tiny", "--hours", "1000"],
      /^--hours 1000: expected at most 9600/m,
    ],
    ["no hours", ["run", "tiny", "--hours", "0"], /hours above 0; found "0"/],
    ["hours not a number", ["run", "tiny", "--hours", "NaN"], /found "NaN"/],
    ["one strategy", ["compare", "tiny", "--strategies", "fcfs"], /at least two different/],
    ["a strategy twice", ["compare", "tiny", "--strategies", "fcfs,fcfs"], /at least two different/],
    ["too many seeds", ["compare", "tiny", "--seeds", "1001"], /from 1 to 1000/],
    ["port out of range", ["viewer", "--port", "70000"], /from 0 to 65535/],
    ["unknown language", ["scenarios", "--lang", "de"], /Allowed choices are en, zh/],
  ];
  test.each(cases)("%s", async (_name, words, reason) => {
    const stage = openStage();
    expect(await stage.run(...words)).toBe(2);
    expect(stage.stderr()).toMatch(reason);
    expect(stage.stderr()).not.toContain("    at ");
    expect(stage.stdout()).toBe("");
  });
});

describe("the other commands", () => {
  test("validate answers with one sentence, or with all problems", async () => {
    const good = openStage();
    expect(await good.run("validate", "tiny")).toBe(0);
    expect(good.stdout()).toBe("tiny is valid: from 2025-11-10 20:00, 1 h, 2 robots\n");
    const bad = openStage();
    expect(await bad.run("validate", "other", "--json")).toBe(2);
    expect(JSON.parse(bad.stdout())).toEqual({
      valid: false,
      problems: [
        {
          source: "scenario",
          path: "",
          expected: "a scenario",
          found: "other",
          advice: "Did you mean tiny?",
          message: "scenario: expected a scenario; found other. Did you mean tiny?",
        },
      ],
    });
  });

  test("scenarios and strategies list names, in tables and as JSON", async () => {
    const stage = openStage({ language: "zh" });
    expect(await stage.run("scenarios")).toBe(0);
    expect(stage.stdout()).toMatch(/tiny\s+2025-11-10\s+1\s+2\s+两台机器人/);
    const json = openStage();
    expect(await json.run("strategies", "--json")).toBe(0);
    expect(JSON.parse(json.stdout()).strategies.map((each: { name: string }) => each.name)).toEqual([
      "pod-match",
      "fcfs",
      "nearest",
    ]);
  });

  test("each command has help with examples, in both languages", async () => {
    for (const command of ["start", "run", "compare", "validate", "scenarios", "strategies", "viewer"]) {
      const stage = openStage();
      expect(await stage.run(command, "--help")).toBe(0);
      expect(stage.stdout()).toContain(`Examples:\n  peakfleet ${command}`);
      const chinese = openStage({ language: "zh" });
      await chinese.run(command, "--help");
      expect(chinese.stdout()).toContain("示例：");
    }
  });
});
