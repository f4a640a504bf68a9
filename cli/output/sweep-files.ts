// A sweep as plain data: JSON with means and intervals of every KPI, CSV with one line per run.
import { type KpiReport, kpiDefinitions, meanWithHalfWidth } from "../../scenarios/index.ts";
import type { Sweep } from "../experiment/sweep-course.ts";
import { csvText } from "./csv.ts";

/** Version of the shape; a field added keeps it, a field changed or removed raises it. */
const SWEEP_VERSION = 1;

export function sweepJson(sweep: Sweep, peakfleetVersion: string) {
  const { scenario, variations, strategies, seeds, kpi, target, points } = sweep;
  return {
    format: "peakfleet-sweep",
    version: SWEEP_VERSION,
    versions: { peakfleet: peakfleetVersion, node: process.versions.node },
    scenario: scenario.name,
    hours: scenario.hours,
    fields: variations.map(({ path }) => path),
    seeds,
    kpi,
    target,
    points: points.map(({ values, reports }) => ({
      values,
      strategies: reports.map((runs, i) => ({
        strategy: strategies[i]!,
        runs: runs.length,
        kpis: Object.fromEntries(kpiDefinitions.map(({ id }) => [id, spread(runs, id)])),
      })),
    })),
  };
}

/** Mean and half width of the 95 % interval over the seeds; null where there is none. */
function spread(runs: readonly KpiReport[], id: keyof KpiReport) {
  const { mean, half } = meanWithHalfWidth(runs.map((report) => report[id]));
  return { mean, halfWidth: half };
}

export function sweepCsv({ variations, strategies, seeds, points }: Sweep): string {
  const ids = kpiDefinitions.map(({ id }) => id);
  const header = [...variations.map(({ path }) => path), "strategy", "seed", ...ids];
  const rows = points.flatMap(({ values, reports }) =>
    reports.flatMap((runs, i) =>
      runs.map((report, seed) => [...values, strategies[i]!, seeds[seed]!, ...ids.map((id) => report[id])]),
    ),
  );
  return csvText(header, rows);
}
