// `peakfleet plan` from the words to the exit code: a real scenario for what it prints, a stand-in for what may go wrong.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import loadHighs from "highs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { planSeconds } from "../../cli/plan/plan-time.ts";
import type { Language } from "../../cli/ports.ts";
import { runProgram } from "../../cli/program.ts";
import { hostPlan, loadScenario, openNodeLibrary } from "../../scenarios/node/index.ts";
import { instantPool, openStage } from "./stand-in.ts";

let dir = "";
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "peakfleet-plan-"));
});
afterEach(() => rmSync(dir, { recursive: true }));

async function plan(words: readonly string[], language: Language = "en") {
  const stage = openStage({ columns: 120, language });
  const services = {
    openLibrary: openNodeLibrary,
    loadScenario,
    openPool: () => instantPool,
    makePlan: hostPlan,
  };
  const code = await runProgram({ ...stage.context, services }, ["plan", ...words]);
  return { code, out: stage.stdout(), err: stage.stderr() };
}

describe("peakfleet plan", () => {
  test("shows zones, periods, prices in words and models, and writes the models for any solver", async () => {
    const { code, out, err } = await plan(["smoke", "--at", "10m", "--export-lp", join(dir, "p.lp")]);
    expect(code).toBe(0);
    expect(err).toContain("smoke: 11-10 19:55 to 11-10 20:05 with lp-plan, seed 1");
    for (const title of ["Slotting", "Dispatch", "Prices", "Models"])
      expect(out).toMatch(new RegExp(`^${title}$`, "m"));
    expect(out).toContain("Plan of 11-10 20:05");
    expect(out).toMatch(/^One more pick station from 20:05 to 21:05 is worth \d+ orders on time\.$/m);
    expect(readdirSync(dir).sort()).toEqual(["p.dispatch.lp", "p.slotting.lp"]);
    // What the file says has the optimum that the table shows.
    const shown = Number(/^dispatch .* optimal +([\d.]+)/m.exec(out)![1]);
    const highs = await loadHighs();
    const native = highs.createModel({ format: "lp", data: readFileSync(join(dir, "p.dispatch.lp")) });
    native.options.set({ output_flag: false });
    native.run();
    expect(native.getObjectiveValue()).toBeCloseTo(shown, 2);
    native.dispose();
  }, 60_000);

  test("--json has the same plan as numbers, and either solver the same objective", async () => {
    const [first, second] = await Promise.all(
      ["javascript-lp-solver", "highs"].map(async (solver) => {
        const { out } = await plan(["smoke", "--solver", solver, "--json"]);
        return JSON.parse(out);
      }),
    );
    expect(first.dispatch.robotsPick).toHaveLength(first.dispatch.periodCount);
    expect(first.zoneShare[0].reduce((sum: number, share: number) => sum + share, 0)).toBeCloseTo(1, 6);
    for (const [at, model] of first.models.entries()) {
      expect([model.solver, second.models[at].solver]).toEqual(["javascript-lp-solver", "highs"]);
      expect(model.gap).toBeLessThan(1e-6);
      expect(second.models[at].objective / model.objective).toBeCloseTo(1, 6);
    }
  }, 60_000);

  test("--report draws orders, robots, stations, prices and zones on one page in both languages", async () => {
    const file = join(dir, "plan.html");
    const { code, err } = await plan(["smoke", "--report", file]);
    expect(code).toBe(0);
    expect(err).toContain(file);
    const page = readFileSync(file, "utf8");
    const titles = [...page.matchAll(/<h2><span class="en" lang="en">([^<]+)/g)].map(([, title]) => title);
    expect(titles).toEqual(["Orders", "Robots", "Stations", "Prices", "Zones"]);
    expect(page).toContain("多开一个拣选站");
    expect(page).not.toMatch(/NaN|undefined|https?:/);
    const folder = await plan(["smoke", "--report", join(dir, "no", "such", "plan.html")]);
    expect(folder.code).toBe(2);
    expect(folder.err).toContain("--report: expected a file in a folder that can be written");
  }, 60_000);

  test("speaks Chinese", async () => {
    const { out } = await plan(["smoke"], "zh");
    expect(out).toMatch(/^价格$/m);
    expect(out).toMatch(/多开一个拣选站，可多准时完成 \d+ 单。/);
  }, 60_000);

  test("says what is wrong with a moment or a strategy", async () => {
    const late = await plan(["smoke", "--at", "23:00"]);
    expect(late.code).toBe(2);
    expect(late.err).toContain("--at: expected a time from 11-10 19:55 to 11-10 20:15");
    const none = await plan(["smoke", "--strategy", "pod-match"]);
    expect(none.code).toBe(2);
    expect(none.err).toContain("found pod-match");
    const folder = await plan(["smoke", "--export-lp", join(dir, "no", "such", "p.lp")]);
    expect(folder.code).toBe(2);
    expect(folder.err).toContain("--export-lp: expected a file in a folder that can be written");
  }, 60_000);

  test("Ctrl-C ends it with the code that shells expect", async () => {
    const stage = openStage();
    const makePlan = async () => ({ kind: "stopped" }) as const;
    const context = { ...stage.context, services: { ...stage.context.services, makePlan } };
    stage.pressCtrlC();
    expect(await runProgram(context, ["plan", "tiny", "--strategy", "fcfs"])).toBe(130);
  });
});

test.each([
  ["90m", 5400],
  ["+2h", 7200],
  ["45s", 45],
  ["21:30", 5400],
  ["19:00", 23 * 3600],
  ["2025-11-11T00:00", 4 * 3600],
  ["soon", undefined],
  ["25:00", undefined],
])("--at %s is %s seconds after 20:00", (text, seconds) => {
  expect(planSeconds(text, Date.UTC(2025, 10, 10, 20) / 1000)).toBe(seconds);
});
