// What the schema alone cannot see: fields that must fit each other.

import { type FieldMisfit, misfit } from "../build/misfit.ts";
import { secondsFromStart } from "../schema/fault-schema.ts";
import { parseLocalSeconds } from "../schema/fields.ts";
import type { Scenario } from "../schema/scenario-schema.ts";
import type { FieldPath } from "./problem.ts";
import { checkSorter } from "./sorter-checks.ts";

/** What of a scenario was typed for this run alone. */
export interface TypedFields {
  /** Paths set by `--set`, e.g. `hours`. */
  readonly set: readonly string[];
  /** Index of the first of `faults.planned` that was injected. */
  readonly injectedFrom: number;
}

/** Problems between fields of a scenario that is valid field by field. */
export function crossCheck(
  scenario: Scenario,
  typed: TypedFields = { set: [], injectedFrom: scenario.faults.planned.length },
): readonly FieldMisfit[] {
  return [
    ...checkStations(scenario),
    ...checkFleet(scenario),
    ...checkTimes(scenario, typed),
    ...checkCategories(scenario),
  ];
}

function checkStations(scenario: Scenario): readonly FieldMisfit[] {
  if (scenario.floor.kind === "sorter") return checkSorter(scenario, scenario.floor);
  const problems: FieldMisfit[] = [];
  for (const kind of ["pick", "replenish"] as const) {
    const count = scenario.stations[kind].count;
    const path = ["stations", kind, "count"];
    if (scenario.floor.kind === "generated") {
      if (count === undefined) {
        problems.push({
          path,
          expected: "a whole number (required with floor.kind generated)",
          found: "nothing",
        });
      }
      continue;
    }
    const placed = scenario.floor.stations.filter((station) => station.kind === kind).length;
    if (placed === 0 && kind === "pick") {
      problems.push({ path: ["floor", "stations"], expected: "at least one pick station", found: "none" });
    }
    if (count !== undefined && count !== placed) {
      problems.push({
        path,
        expected: `${placed}, the ${kind} stations placed in floor.stations`,
        found: String(count),
        advice: "Leave it out with a map",
      });
    }
  }
  return problems;
}

function checkFleet(scenario: Scenario): FieldMisfit[] {
  const { types, count } = scenario.fleet;
  const counted = types.reduce((sum, type) => sum + (type.count ?? 0), 0);
  const allCounted = types.every((type) => type.count !== undefined);
  const path = ["fleet", "types"];
  const names = types.map((type) => type.name);
  const twice = names.findIndex((name, index) => names.indexOf(name) !== index);
  if (twice >= 0) {
    return [
      {
        path: [...path, twice, "name"],
        expected: "a name of its own for each type",
        found: `${names[twice]} twice`,
      },
    ];
  }
  if (counted > count || (allCounted && counted !== count)) {
    return [
      {
        path,
        expected: `counts that add up to fleet.count (${count})`,
        found: String(counted),
        advice: allCounted
          ? `Set fleet.count to ${counted}, or use share`
          : "Lower a count, or raise fleet.count",
      },
    ];
  }
  const lifts = scenario.floor.kind !== "sorter";
  const weak = !lifts ? -1 : types.findIndex((type) => type.payloadKg <= scenario.pods.emptyKg);
  if (weak >= 0) {
    return [
      {
        path: [...path, weak, "payloadKg"],
        expected: `more than an empty pod weighs (pods.emptyKg ${scenario.pods.emptyKg})`,
        found: String(types[weak]!.payloadKg),
      },
    ];
  }
  const racks = scenario.floor.kind === "generated" ? scenario.floor.racks : undefined;
  const grounded = types.findIndex((type) => (type.climb === undefined) !== (racks === undefined));
  if (grounded >= 0) {
    const advice =
      racks === undefined
        ? "Give the floor racks, or leave climb out"
        : "Give the type climb: {} for the default speed, or leave floor.racks out";
    return [
      {
        path: [...path, grounded, "climb"],
        expected: racks === undefined ? "nothing without floor.racks" : "how the type climbs floor.racks",
        found: racks === undefined ? "a climbing speed" : "nothing",
        advice,
      },
    ];
  }
  const shares = types.filter((type) => type.count === undefined).map((type) => type.share ?? 1);
  if (!allCounted && shares.every((value) => value === 0)) {
    return [{ path, expected: "a share above 0", found: "only shares of 0" }];
  }
  return [];
}

function checkTimes(scenario: Scenario, typed: TypedFields): FieldMisfit[] {
  const problems: FieldMisfit[] = [];
  const start = parseLocalSeconds(scenario.start)!;
  const horizonMinutes = scenario.hours * 60;
  if (scenario.warmupMinutes >= horizonMinutes) {
    const isShortened = typed.set.includes("hours") && !typed.set.includes("warmupMinutes");
    const advice = "Simulate longer, or shorten the warm-up (warmupMinutes)";
    problems.push(
      isShortened
        ? misfit(
            ["hours"],
            `more than the warm-up of ${scenario.warmupMinutes} minutes`,
            scenario.hours,
            advice,
          )
        : misfit(
            ["warmupMinutes"],
            `less than the horizon of ${horizonMinutes} minutes`,
            scenario.warmupMinutes,
            advice,
          ),
    );
  }
  scenario.faults.planned.forEach((fault, index) => {
    const path = ["faults", "planned", index];
    const seconds = secondsFromStart(fault.at, start)!;
    if (seconds < 0) {
      problems.push({ path: [...path, "at"], expected: `a time from ${scenario.start} on`, found: fault.at });
    }
    // A scenario's own faults may lie behind the end of a run that is shortened; one that was typed is meant to happen.
    if (seconds >= scenario.hours * 3600 && index >= typed.injectedFrom) {
      const expected = `a time before the end of the run, ${scenario.hours} h after its start`;
      const advice = "Nothing would happen: name an earlier time, or simulate longer with --hours";
      problems.push({ path: [...path, "at"], expected, found: fault.at, advice });
    }
    if (fault.kind === "robot-fails" && fault.robot >= scenario.fleet.count) {
      problems.push({
        path: [...path, "robot"],
        expected: `a robot id, 0 to ${scenario.fleet.count - 1}`,
        found: String(fault.robot),
      });
    }
  });
  if (scenario.demand.kind === "festival") {
    scenario.demand.waves.forEach((wave, index) => {
      const opens = parseLocalSeconds(wave.opens)!;
      const closes = parseLocalSeconds(wave.closes)!;
      if (closes <= opens) {
        problems.push({
          path: ["demand", "waves", index, "closes"],
          expected: `a time after the opening ${wave.opens}`,
          found: wave.closes,
        });
      }
    });
  }
  return problems;
}

function checkCategories(scenario: Scenario): FieldMisfit[] {
  const names = scenario.skus.categories.map((category) => category.name);
  const counted = scenario.skus.count !== undefined;
  if (counted === (scenario.demand.kind === "orders")) {
    return [
      {
        path: ["skus", "count"],
        expected: counted
          ? "nothing with demand.kind orders: the SKUs come from the file"
          : "a whole number (required)",
        found: String(scenario.skus.count ?? "nothing"),
      },
    ];
  }
  const twice = names.findIndex((name, index) => names.indexOf(name) !== index);
  if (twice >= 0) {
    return [
      {
        path: ["skus", "categories", twice, "name"],
        expected: "a name of its own for each category",
        found: `${names[twice]} twice`,
      },
    ];
  }
  return categoryMentions(scenario).flatMap(({ path, names: mentioned }) =>
    mentioned
      .filter((name) => !names.includes(name))
      .map((name) => ({
        path: [...path, name],
        expected: `a category of skus.categories: ${names.join(", ")}`,
        found: name,
      })),
  );
}

/** Every place of the demand section that is keyed by category name. */
function categoryMentions(scenario: Scenario): { path: FieldPath; names: readonly string[] }[] {
  const demand = scenario.demand;
  if (demand.kind === "orders") return [];
  const mentions: { path: FieldPath; names: readonly string[] }[] = [];
  const add = (path: FieldPath, value: unknown) => {
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      mentions.push({ path, names: Object.keys(value) });
    }
  };
  add(["demand", "categoryShare"], demand.categoryShare);
  if (demand.kind === "festival") {
    add(["demand", "hourShape"], demand.hourShape);
    demand.waves.forEach((wave, index) => {
      add(["demand", "waves", index, "closingShare"], wave.closingShare);
      add(["demand", "waves", index, "lift"], wave.lift);
    });
  }
  return mentions;
}
