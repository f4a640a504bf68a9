// `peakfleet lorr` and `peakfleet lorr check` from the words to the exit code, on a floor of three rows.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openStage } from "./stand-in.ts";

const mapText = "type octile\nheight 3\nwidth 5\nmap\n.....\n.@.@.\n.....\n";
const agentsText = "# version for LoRR\n3\n0\n4\n10\n";
const tasksText = "# version for LoRR\n4\n14,0\n2\n12,4,10\n7\n";
const instance = {
  mapFile: "floor.map",
  agentFile: "floor.agents",
  taskFile: "floor.tasks",
  teamSize: 3,
  numTasksReveal: 1,
};

let dir = "";
const at = (name: string) => join(dir, name);
function write(name: string, content: unknown): string {
  writeFileSync(at(name), typeof content === "string" ? content : JSON.stringify(content));
  return at(name);
}
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "peakfleet-lorr-"));
  write("floor.map", mapText);
  write("floor.agents", agentsText);
  write("floor.tasks", tasksText);
  write("floor-2024.json", instance);
});
afterEach(() => rmSync(dir, { recursive: true }));

const quick = ["--steps", "40", "--step-limit-ms", "0"];

describe("a run", () => {
  test("says what it did, writes the result, and the check accepts it", async () => {
    const stage = openStage();
    expect(await stage.run("lorr", at("floor-2024.json"), ...quick, "--out", at("out/result.json"))).toBe(0);
    expect(stage.stderr()).toContain("floor-2024: rules of 2024, 3 robots, 40 steps\n");
    expect(stage.stderr()).toMatch(/100% {2}40\/40 {2}\d+ tasks {2}[\d.]+\/step {2}[\d.]+ ms\/step {2}✓\n/);
    expect(stage.stderr()).toContain(`Written to ${at("out/result.json")}`);
    expect(stage.stdout()).toMatch(
      /^Tasks finished {2}\d+ \([\d.]+ per step\)\nErrands done {4}\d+\nPlanning/,
    );
    expect(stage.stdout()).toContain("0 invalid decisions, 0 steps without a plan in time\n");

    const check = openStage();
    const words = ["lorr", "check", at("out/result.json"), "--instance", at("floor-2024.json")];
    expect(await check.run(...words)).toBe(0);
    expect(check.stdout()).toMatch(/^result\.json is right: 40 steps, \d+ tasks, \d+ errands\n$/);
  });

  test("of 2023 visits one cell per task in the file's order", async () => {
    write("floor.tasks", "2\n14\n2\n");
    const path = write("floor-2023.json", { ...instance, taskAssignmentStrategy: "roundrobin" });
    expect(await openStage().run("lorr", path, ...quick, "--out", at("r.json"))).toBe(0);
    const result = JSON.parse(readFileSync(at("r.json"), "utf8")) as { tasks: unknown };
    expect((result.tasks as unknown[]).slice(0, 3)).toEqual([
      [0, 2, 4],
      [1, 0, 2],
      [2, 2, 4],
    ]);
    expect(await openStage().run("lorr", "check", at("r.json"), "--instance", path)).toBe(0);
  });

  test("of 2026 runs ticks, with either executor, and its result is right", async () => {
    const delayConfig = {
      seed: 3,
      minDelay: 1,
      maxDelay: 4,
      eventModel: "bernoulli",
      pDelay: 0.05,
      durationModel: "uniform",
    };
    const path = write("floor-2026.json", { ...instance, agentCounter: 3, agentSize: 1, delayConfig });
    for (const executor of ["following", "order"]) {
      const stage = openStage();
      const words = ["--steps", "200", "--step-limit-ms", "0", "--executor", executor, "--out", at("r.json")];
      expect(await stage.run("lorr", path, ...words)).toBe(0);
      expect(stage.stderr()).toContain("floor-2026: rules of 2026, 3 robots, 200 ticks\n");
      expect(stage.stdout()).toMatch(/^Tasks finished {2}\d+ \([\d.]+ per tick\)\n/);
      expect(stage.stdout()).toMatch(/\nHeld back {7}\d+ robot-ticks/);
      const check = openStage();
      expect(await check.run("lorr", "check", at("r.json"), "--instance", path)).toBe(0);
      expect(check.stdout()).toMatch(/^r\.json is right: 200 ticks, /);
    }
  });

  test("with --json prints the summary and nothing else on standard output", async () => {
    const stage = openStage();
    expect(await stage.run("lorr", at("floor-2024.json"), ...quick, "--json")).toBe(0);
    const summary = JSON.parse(stage.stdout()) as Record<string, unknown>;
    expect(summary).toMatchObject({
      format: "peakfleet-lorr",
      version: 1,
      instance: "floor-2024",
      year: 2024,
      robots: 3,
      steps: 40,
      errors: 0,
      timeouts: 0,
      complete: true,
      out: null,
    });
    expect(summary.tasksFinished).toBeGreaterThan(3);
    expect(summary.planningMs).toEqual({
      mean: expect.any(Number),
      p99: expect.any(Number),
      max: expect.any(Number),
    });
    expect(summary.memoryBytes).toBeGreaterThan(1e6);
  });

  test("stopped by Ctrl-C writes what is done so far, a right result, and ends with 130", async () => {
    const stage = openStage();
    setImmediate(() => stage.pressCtrlC());
    const words = ["lorr", at("floor-2024.json"), "--steps", "1000000", "--step-limit-ms", "0"];
    expect(await stage.run(...words, "--out", at("part.json"))).toBe(130);
    expect(stage.stderr()).toMatch(/Stopped after \d+ of 1,000,000 steps\./);
    expect(await openStage().run("lorr", "check", at("part.json"), "--instance", at("floor-2024.json"))).toBe(
      0,
    );
  });

  test("on a terminal redraws one line, never wider than it", async () => {
    for (const columns of [30, 60, 120]) {
      let now = 0;
      const stage = openStage({ isTerminal: true, columns, now: () => (now += 150) });
      await stage.run("lorr", at("floor-2024.json"), ...quick);
      const lines = stage.stderr().split("\n")[1]!.split("\r\u001b[2K");
      expect(lines.length).toBeGreaterThan(5);
      for (const line of lines) expect(line.length).toBeLessThan(columns);
    }
  });
});

describe("a check", () => {
  const result = () => JSON.parse(readFileSync(at("result.json"), "utf8")) as Record<string, unknown>;
  beforeEach(async () => {
    await openStage().run("lorr", at("floor-2024.json"), ...quick, "--out", at("result.json"));
  });
  const check = async (...words: string[]) => {
    const stage = openStage();
    const code = await stage.run(
      "lorr",
      "check",
      at("wrong.json"),
      "--instance",
      at("floor-2024.json"),
      ...words,
    );
    return { code, out: stage.stdout(), err: stage.stderr() };
  };

  test("names step and robot of what is wrong and ends with 1", async () => {
    const wrong = result();
    const paths = wrong.actualPaths as string[];
    paths[1] = `${paths[1]![0] === "W" ? "R" : "W"}${paths[1]!.slice(1)}`;
    write("wrong.json", { ...wrong, numTaskFinished: 1000 });
    const { code, out } = await check();
    expect(code).toBe(1);
    expect(out).toMatch(/^wrong\.json is wrong, [\d,]+ faults:\n/);
    expect(out).toContain(
      "  step 1, robot 1: executed action differs from the planned one, and no error is recorded\n",
    );
    expect(out.split("\n").length).toBeLessThan(25);
    const json = await check("--json");
    expect(json.code).toBe(1);
    const report = JSON.parse(json.out) as { violations: { message: string }[] };
    expect(report).toMatchObject({ valid: false, result: "wrong.json" });
    expect(report.violations.some(({ message }) => message.startsWith("numTaskFinished: expected"))).toBe(
      true,
    );
  });

  test("of a file that is not JSON, or of none, ends with 2", async () => {
    write("wrong.json", "{");
    const broken = await check();
    expect(broken.code).toBe(2);
    expect(broken.err).toContain(`${at("wrong.json")}: not a JSON object: expected "`);
    rmSync(at("wrong.json"));
    const missing = await check();
    expect(missing.code).toBe(2);
    expect(missing.err).toContain(`${at("wrong.json")}: cannot be read`);
  });

  test("without --instance says so", async () => {
    const stage = openStage();
    expect(await stage.run("lorr", "check", at("result.json"))).toBe(2);
    expect(stage.stderr()).toContain("--instance");
  });
});

describe("bad input ends with 2 and says where", () => {
  const faultsOf = async (...words: string[]) => {
    const stage = openStage();
    expect(await stage.run("lorr", at("floor-2024.json"), ...quick, ...words)).toBe(2);
    expect(stage.stdout()).toBe("");
    return stage.stderr();
  };

  test.each([
    [
      "a start on an obstacle",
      "floor.agents",
      "3\n0\n6\n10\n",
      "floor.agents:3: robot 1: cell 6 (row 1, column 1) is an obstacle",
    ],
    [
      "two robots on one start cell",
      "floor.agents",
      "3\n0\n4\n0\n",
      "floor.agents:4: robot 2 starts on cell 0, as the robot on line 2 does",
    ],
    ["too few robots", "floor.agents", "2\n0\n4\n", "floor.agents:1: expected 3 robots (teamSize), found 2"],
    [
      "a task on an obstacle",
      "floor.tasks",
      "1\n0,8\n",
      "floor.tasks:2: task 0: cell 8 (row 1, column 3) is an obstacle",
    ],
    [
      "a word for a cell",
      "floor.tasks",
      "1\n0;3\n",
      'floor.tasks:2: task 0: expected a cell id, found "0;3"',
    ],
    ["no tasks", "floor.tasks", "0\n", "floor.tasks:1: expected the number of tasks, at least 1"],
    [
      "a short map row",
      "floor.map",
      mapText.replace(".@.@.", ".@."),
      "floor.map:6: row 1: expected 5 characters, found 3",
    ],
    [
      "a map without a header",
      "floor.map",
      "....\n",
      "floor.map:1: expected the header lines: type octile, height H, width W, map",
    ],
    [
      "a delay that is none",
      "floor-2024.json",
      JSON.stringify({ ...instance, delayConfig: { minDelay: 0, maxDelay: 3, pDelay: 2, eventModel: "x" } }),
      "floor-2024.json: delayConfig.eventModel: expected bernoulli or poisson",
    ],
    ["an instance that is not JSON", "floor-2024.json", "{ teamSize", "floor-2024.json: not valid JSON"],
    [
      "a field of another kind",
      "floor-2024.json",
      JSON.stringify({ ...instance, teamSize: "3" }),
      'floor-2024.json: teamSize: expected a whole number ≥ 1, found "3"',
    ],
    [
      "a file that is not there",
      "floor-2024.json",
      JSON.stringify({ ...instance, mapFile: "no.map" }),
      "no.map: cannot be read",
    ],
  ])("%s", async (_, name, content, expected) => {
    write(name, content);
    expect(await faultsOf()).toContain(expected);
  });

  test("a target that no robot can reach", async () => {
    write("floor.map", "type octile\nheight 3\nwidth 5\nmap\n..@..\n..@..\n..@..\n");
    write("floor.agents", "3\n0\n1\n10\n");
    write("floor.tasks", "# comment\n2\n5,11\n6,13\n");
    expect(await faultsOf()).toContain(
      "floor.tasks:4: task 1: there is no way from its first cell 6 to cell 13 (row 2, column 3)",
    );
    write("floor.tasks", "2\n3\n6\n");
    expect(await faultsOf()).toContain("floor.tasks:2: task 0: no robot can reach cell 3 (row 0, column 3)");
  });

  test("a target that falls to a robot which cannot reach it, under the rules of 2023", async () => {
    write("floor.map", "type octile\nheight 3\nwidth 5\nmap\n..@..\n..@..\n..@..\n");
    write("floor.agents", "3\n0\n1\n3\n");
    write("floor.tasks", "3\n5\n6\n10\n");
    write("floor-2024.json", { ...instance, taskAssignmentStrategy: "roundrobin" });
    expect(await faultsOf()).toContain(
      "floor.tasks:4: task 2: it falls to robot 2, which cannot reach cell 10 (row 2, column 0)",
    );
  });

  test("with --json, as JSON", async () => {
    write("floor.agents", "3\n0\n6\n10\n");
    const stage = openStage();
    expect(await stage.run("lorr", at("floor-2024.json"), ...quick, "--json")).toBe(2);
    expect(JSON.parse(stage.stdout())).toEqual({
      valid: false,
      problems: [
        {
          file: at("floor.agents"),
          line: 3,
          message: "robot 1: cell 6 (row 1, column 1) is an obstacle",
        },
      ],
    });
  });

  test("an --out that is a folder, before anything runs", async () => {
    expect(await faultsOf("--out", dir)).toContain("expected a file that can be written; found a folder");
  });

  test("options that are no numbers", async () => {
    const stage = openStage();
    expect(await stage.run("lorr", at("floor-2024.json"), "--steps", "0")).toBe(2);
    expect(await stage.run("lorr", at("floor-2024.json"), "--step-limit-ms", "-1")).toBe(2);
    expect(stage.stderr()).toContain("Expected a whole number from 1 to 1000000");
    expect(existsSync(at("result.json"))).toBe(false);
  });
});
