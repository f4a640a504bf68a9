// `peakfleet forecast` and `forecast backtest` from the words to the exit code, on a small made-up history.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openStage } from "./stand-in.ts";

let dir = "";
const at = (name: string) => join(dir, name);
function write(name: string, text: string): string {
  writeFileSync(at(name), text);
  return at(name);
}
const dateAt = (day: number) => new Date(Date.UTC(2025, 0, 6 + day)).toISOString().slice(0, 10);
const counts = (day: number) => (day % 7 === 6 ? 50 : 100) + (day % 3);
function seriesText(days: number): string {
  const rows = Array.from({ length: days }, (_, day) => [
    `${dateAt(day)},toys/cars,${counts(day)}`,
    `${dateAt(day)},books/novels,${counts(day) / 2}`,
  ]);
  return `time,series,value\n${rows.flat().join("\n")}\n`;
}
const orderText = Array.from({ length: 30 }, (_, day) =>
  [9, 12, 17].map(
    (hour) =>
      `o${day}-${hour},${dateAt(day)} ${String(hour).padStart(2, "0")}:10:00,${hour < 12 ? "A" : "B"},2`,
  ),
).flat();

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "peakfleet-forecast-"));
});
afterEach(() => rmSync(dir, { recursive: true }));

describe("peakfleet forecast", () => {
  test("shows total, groups and series, and writes a table and a picture", async () => {
    const history = write("h.csv", seriesText(60));
    const stage = openStage({ columns: 120 });
    expect(await stage.run("forecast", "--history", history, "--out", at("out"))).toBe(0);
    expect(stage.stderr()).toContain("2 series, a step of 1d, 60 steps from 2025-01-06 to 2025-03-06");
    for (const name of ["total", "toys", "books", "toys/cars"])
      expect(stage.stdout()).toMatch(new RegExp(`^${name}$`, "m"));
    expect(stage.stdout()).toContain("2025-03-07");
    expect(readdirSync(at("out")).sort()).toEqual(["forecast.csv", "report.html"]);
    const rows = readFileSync(at("out/forecast.csv"), "utf8").trim().split("\n");
    expect(rows[0]).toBe("time,kind,series,mean,q0.1,q0.5,q0.9");
    expect(rows).toHaveLength(1 + 5 * 7);
    expect(readFileSync(at("out/report.html"), "utf8")).toContain("2025-03");
  });

  test("prints JSON alone, with the calendar's festival and its reason", async () => {
    const history = write("h.csv", seriesText(60));
    const calendar = write(
      "c.yaml",
      `festivals:\n  - name: spring\n    occurrences: [{ from: "2025-03-08", to: "2025-03-10" }]\n    plan: { opening: 4, plateau: 2, close: 3 }\nclosedDays: ["2025-03-12"]\n`,
    );
    const stage = openStage();
    expect(await stage.run("forecast", "--history", history, "--calendar", calendar, "--json")).toBe(0);
    const result = JSON.parse(stage.stdout());
    expect(result.festivals[0]).toContain("spring: the plan in the calendar");
    const total = result.nodes[0];
    expect(total.mean[1] / total.mean[0]).toBeGreaterThan(3);
    expect(total.mean[5]).toBe(0);
    expect(result.times[5]).toBe("2025-03-12");
  });

  test("counts order lines by the measure asked for; a day that the file leaves half is not known", async () => {
    const history = write("orders.csv", `order_id,time,sku,quantity\n${orderText.slice(0, -1).join("\n")}\n`);
    const stage = openStage({ columns: 120 });
    expect(await stage.run("forecast", "--history", history, "--measure", "units", "--json")).toBe(0);
    expect(stage.stderr()).toContain("2 series, a step of 1d, 29 steps");
    const { nodes } = JSON.parse(stage.stdout());
    expect(nodes[0].mean[0]).toBeCloseTo(6, 0);
    const whole = openStage();
    const rest = write("whole.csv", `order_id,time,sku,quantity\n${orderText.join("\n")}\n`);
    expect(await whole.run("forecast", "--history", rest, "--json")).toBe(0);
    expect(whole.stderr()).toContain("1 series, a step of 1d, 30 steps");
  });

  test.each([
    [
      "h.csv",
      "time,series,value\n2025-01-06,a,x\n2025-01-07,a,1\n",
      /h\.csv:2:1: value: expected a number, 0 or more; found "x"/,
    ],
    [
      "h.csv",
      "time,series,value\n2025-01-06,a,1\n2025-01-06,a,1\n",
      /h\.csv:3:1: time: expected one row per series and time/,
    ],
    ["h.csv", "time,series,value\nyesterday,a,1\n", /h\.csv:2:1: time: expected a local date/],
    ["h.csv", "time,series,value\n2025-01-06 00:00,a,1\n2025-01-06 00:01,a,1\n", /5 minutes to a week/],
    ["h.csv", "day,amount\n", /expected .*order/],
  ])("tells what is wrong with %s", async (name, text, message) => {
    const stage = openStage();
    expect(await stage.run("forecast", "--history", write(name, text))).toBe(2);
    expect(stage.stderr()).toMatch(message);
  });

  test("tells what is wrong with calendar, origin, horizon and options", async () => {
    const history = write("h.csv", seriesText(30));
    const run = async (...words: string[]) => {
      const stage = openStage();
      expect(await stage.run("forecast", "--history", history, ...words)).toBe(2);
      return stage.stderr();
    };
    const calendar = write(
      "c.yaml",
      `festivals:\n  - name: spring\n    occurrences: [{ from: "2025-03-10", to: "2025-03-08" }]\n`,
    );
    expect(await run("--calendar", calendar)).toMatch(
      /c\.yaml:3:\d+: festivals\[0\]\.occurrences\[0\]: expected to must lie after from/,
    );
    const typo = write("d.yaml", `festival: []\n`);
    expect(await run("--calendar", typo)).toContain("festival: expected a field of a forecast calendar");
    const leading = write(
      "e.yaml",
      `festivals:\n  - name: s\n    occurrences: [{ from: "2025-03-08", to: "2025-03-10" }]\n    leading: { series: toys/car }\n`,
    );
    expect(await run("--calendar", leading)).toContain("expected the name of a series");
    expect(await run("--calendar", at("none.yaml"))).toContain("no such file");
    expect(await run("--origin", "2026-01-01")).toContain("found 2026-01-01");
    expect(await run("--horizon", "36h")).toContain("1.50 steps");
    expect(await run("--quantiles", "0.9,0.1")).toContain("ascending levels");
    expect(await run("--step", "7h")).toContain("divides a day");
  });
});

describe("peakfleet forecast backtest", () => {
  test("scores the model and the baselines at the same origins", async () => {
    const history = write("h.csv", seriesText(90));
    const stage = openStage({ columns: 140 });
    const words = ["forecast", "backtest", "--history", history, "--every", "7d", "--out", at("out")];
    expect(await stage.run(...words)).toBe(0);
    for (const model of ["peakfleet", "seasonal-naive", "last-4", "ets", "theta"]) {
      expect(stage.stdout()).toContain(`${model} (total)`);
    }
    expect(readdirSync(at("out")).sort()).toEqual(["backtest.json", "report.html"]);
    const { origins, scores } = JSON.parse(readFileSync(at("out/backtest.json"), "utf8"));
    expect(origins.at(-1)).toBe("2025-03-29");
    expect(scores[0].scores.wape).toBeLessThan(0.1);
  });

  test("refuses origins outside the history", async () => {
    const stage = openStage();
    const history = write("h.csv", seriesText(30));
    expect(await stage.run("forecast", "backtest", "--history", history, "--from", "2027-01-01")).toBe(2);
    expect(stage.stderr()).toContain("no whole origin between --from and --to");
  });
});
