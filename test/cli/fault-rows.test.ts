import { describe, expect, test } from "vitest";
import { comparisonTable, runTable } from "../../cli/report/kpi-table.ts";
import { compareRuns, hasFaults, openBundledLibrary } from "../../scenarios/index.ts";
import { openStage, reportOf } from "./stand-in.ts";

const { context } = openStage();
const calm = reportOf({ ordersDone: 5 });
const eventful = reportOf({ ordersDone: 4, unitsLost: 3 });
const rowsBelow = (lines: readonly string[], heading: string, next: string) =>
  lines
    .slice(
      lines.findIndex((line) => line.startsWith(heading)) + 1,
      lines.findIndex((line) => line.startsWith(next)),
    )
    .map((line) => line.trim().replace(/ {2,}.*/, ""));

describe("rows about faults", () => {
  test("are left out where nothing happened and nothing could", () => {
    expect(runTable(context, calm, "happened").join("\n")).not.toContain("Faults and people");
  });

  test("are those of what happened in any run", () => {
    expect(rowsBelow(runTable(context, eventful, "happened"), "Faults", "Site")).toEqual([
      "Units lost (units)",
    ]);
    const comparison = compareRuns([
      { strategy: "a", seed: 1, kpis: calm },
      { strategy: "b", seed: 1, kpis: eventful },
    ])!;
    const table = comparisonTable(context, comparison.strategies, "all", "happened");
    expect(rowsBelow(table, "Faults", "Site")).toEqual(["Units lost (units)"]);
  });

  test("are all there where the site has faults to come", () => {
    expect(rowsBelow(runTable(context, calm, "all"), "Faults", "Site")).toHaveLength(12);
  });
});

test("a site has faults by its scenario, or by what is injected", () => {
  const library = openBundledLibrary();
  if (!library.ok) throw new Error("no library");
  const faultsOf = (name: string, injections: readonly string[] = []) => {
    const loaded = library.value.load(name, { injections });
    return loaded.ok && hasFaults(loaded.value.scenario);
  };
  expect(faultsOf("smoke")).toBe(false);
  expect(faultsOf("smoke", ["5m: robot 1 fails 2m"])).toBe(true);
  expect(faultsOf("bad-day")).toBe(true);
});

test("a sorter's table has its own rows, and none about pods and stock", () => {
  const sorter = reportOf({ parcelsPerRobotHour: 60 });
  const rows = (report: typeof sorter) => runTable(context, report, "happened").map((line) => line.trim());
  const has = (report: typeof sorter, label: string) => rows(report).some((line) => line.startsWith(label));
  for (const [label, ofSorter] of [
    ["Parcels per robot-hour", true],
    ["Pile-on", false],
    ["Replenishment idle share", false],
    ["Inventory level", false],
  ] as const) {
    expect([label, has(sorter, label), has(calm, label)]).toEqual([label, ofSorter, !ofSorter]);
  }
});
