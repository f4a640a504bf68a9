// What a scenario with a sorter floor must and must not say besides.
import type { FieldMisfit } from "../build/misfit.ts";
import type { SorterFloorSpec } from "../schema/floor-schema.ts";
import type { Scenario } from "../schema/scenario-schema.ts";

export function checkSorter(scenario: Scenario, floor: SorterFloorSpec): readonly FieldMisfit[] {
  const { stations, demand, skus } = scenario;
  const problems: FieldMisfit[] = [];
  const expect = (
    holds: boolean,
    path: FieldMisfit["path"],
    expected: string,
    found: unknown,
    advice?: string,
  ) => {
    if (!holds)
      problems.push({
        path,
        expected,
        found: String(found ?? "nothing"),
        ...(advice !== undefined && { advice }),
      });
  };
  expect(
    stations.pick.count !== undefined,
    ["stations", "pick", "count"],
    "a whole number, the inductions (required with floor.kind sorter)",
    stations.pick.count,
  );
  expect(
    stations.replenish.count === undefined,
    ["stations", "replenish", "count"],
    "nothing with floor.kind sorter",
    stations.replenish.count,
    "Leave it out: a sorter has inductions only",
  );
  const chutes = floor.chutes.columns * floor.chutes.rows;
  expect(
    (skus.count ?? 0) <= chutes,
    ["skus", "count"],
    `at most ${chutes} destinations, one for each chute (floor.chutes)`,
    skus.count,
    "Lower it, or add columns or rows of chutes",
  );
  for (const [index, { kind }] of scenario.faults.planned.entries()) {
    expect(
      kind !== "stock-lost" && kind !== "supplier-stops",
      ["faults", "planned", index, "kind"],
      "a fault that can happen to a sorter",
      kind,
      "It has neither stock nor a supplier",
    );
  }
  if (demand.kind === "orders") {
    expect(false, ["demand", "kind"], "festival or saturated with floor.kind sorter", demand.kind);
    return problems;
  }
  for (const field of ["lines", "unitsPerLine"] as const) {
    expect(
      demand[field].max === 1,
      ["demand", field],
      "max 1 with floor.kind sorter: an order is one parcel",
      `max ${demand[field].max}`,
      `Write ${field}: { mean: 1, deviation: 0, min: 1, max: 1 }`,
    );
  }
  return problems;
}
