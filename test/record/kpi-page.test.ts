import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { formatUnit, kpiDefinitions } from "../../sim/record/index.ts";

const page = readFileSync(new URL("../../docs/kpis.md", import.meta.url), "utf8");
const cellsOf = (line: string) => line.split("|").map((cell) => cell.trim());

test("docs/kpis.md has every KPI once, by group, in the order of tables, in the words of its definition", () => {
  const rows = page
    .slice(0, page.indexOf("## Planner timings"))
    .split("\n")
    .filter((line) => line.includes("| `"))
    .map(cellsOf);
  expect(rows.map(([, label, id, unit, better, meaning]) => [label, id, unit, better, meaning])).toEqual(
    kpiDefinitions.map((kpi) => [
      kpi.label.en,
      `\`${kpi.id}\``,
      formatUnit(kpi, "en"),
      kpi.better === "neutral" ? "" : kpi.better,
      kpi.description.en,
    ]),
  );
  const headings = [...page.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
  expect(headings.slice(0, -1)).toEqual([...new Set(kpiDefinitions.map(({ group }) => group.label.en))]);
});
