// Checks a world's setup before its first step: everything that would make the world impossible, with where it is.
import { CellKind, levelsOf, type WorldSetup } from "../model/index.ts";
import { checkFaults } from "./check-faults.ts";
import { checkSorter } from "./check-sorter.ts";
import type { SetupProblem } from "./setup-problem.ts";

/** Most problems listed; more would hide the first. */
const problemLimit = 20;

/** All faults of the setup, at most `problemLimit`; empty when a world can be made from it. */
export function checkSetup(setup: WorldSetup): readonly SetupProblem[] {
  const problems: SetupProblem[] = [];
  const expect: Expect = (holds, where, expected, found) => {
    if (!holds && problems.length < problemLimit) problems.push({ where, expected, found: String(found) });
  };
  checkNumbers(setup, expect);
  checkRobots(setup, expect);
  checkPods(setup, expect);
  for (const problem of checkFaults(setup)) expect(false, problem.where, problem.expected, problem.found);
  for (const problem of checkSorter(setup)) expect(false, problem.where, problem.expected, problem.found);
  checkMotion(setup, expect);
  return problems;
}

type Expect = (holds: boolean, where: string, expected: string, found: number | string) => void;

const atLeast = (value: number, least: number) => Number.isFinite(value) && value >= least;

function checkNumbers(setup: WorldSetup, expect: Expect): void {
  const { stations, supply, faults, pods } = setup;
  expect(
    Number.isFinite(setup.stepSeconds) && setup.stepSeconds > 0,
    "stepSeconds",
    "more than 0",
    setup.stepSeconds,
  );
  const nonNegative: readonly (readonly [string, number])[] = [
    ["stations.pickSecondsPerUnit", stations.pickSecondsPerUnit],
    ["stations.pickPodSecondsPerUnit", stations.pickPodSecondsPerUnit],
    ["stations.stowSecondsPerBundle", stations.stowSecondsPerBundle],
    ["stations.pickSlots", stations.pickSlots],
    ["stations.replenishSlots", stations.replenishSlots],
    ["supply.leadSecondsMin", supply.leadSecondsMin],
    ["faults.robotMeanHoursBetweenFailures", faults.robotMeanHoursBetweenFailures],
    ["faults.robotRepairSecondsMin", faults.robotRepairSecondsMin],
    ["pods.emptyKg", pods.emptyKg],
  ];
  for (const [where, value] of nonNegative) expect(atLeast(value, 0), where, "a number of at least 0", value);
  expect(
    atLeast(supply.leadSecondsMax, supply.leadSecondsMin),
    "supply.leadSecondsMax",
    `at least leadSecondsMin (${supply.leadSecondsMin})`,
    supply.leadSecondsMax,
  );
  expect(
    atLeast(faults.robotRepairSecondsMax, faults.robotRepairSecondsMin),
    "faults.robotRepairSecondsMax",
    `at least robotRepairSecondsMin (${faults.robotRepairSecondsMin})`,
    faults.robotRepairSecondsMax,
  );
  for (let sku = 0; sku < setup.skus.count; sku += 1) {
    const { bundleUnits, unitVolume, unitKg } = setup.skus;
    expect(atLeast(bundleUnits[sku]!, 1), `skus.bundleUnits[${sku}]`, "at least 1 unit", bundleUnits[sku]!);
    expect(
      atLeast(unitVolume[sku]!, 0),
      `skus.unitVolume[${sku}]`,
      "a volume of at least 0",
      unitVolume[sku]!,
    );
    expect(atLeast(unitKg[sku]!, 0), `skus.unitKg[${sku}]`, "a weight of at least 0 kg", unitKg[sku]!);
  }
}

function checkMotion({ motion, floor, sorter }: WorldSetup, expect: Expect): void {
  if (motion?.kind === "reported") {
    const isFlat = floor.racks === undefined && sorter === undefined;
    expect(isFlat, "motion", "pods that stand on the floor: robots do not report levels or trays", "others");
  }
  if (motion?.kind !== "delayed") return;
  const { perRobotStep, stepsMin, stepsMax, meanShare, deviationShare } = motion.delays;
  const isShare = (value: number) => atLeast(value, 0) && value <= 1;
  expect(isShare(perRobotStep), "motion.delays.perRobotStep", "a share from 0 to 1", perRobotStep);
  expect(
    Number.isInteger(stepsMin) && stepsMin >= 1,
    "motion.delays.stepsMin",
    "whole steps, at least 1",
    stepsMin,
  );
  expect(
    Number.isInteger(stepsMax) && stepsMax >= stepsMin,
    "motion.delays.stepsMax",
    `whole steps, at least stepsMin (${stepsMin})`,
    stepsMax,
  );
  expect(isShare(meanShare), "motion.delays.meanShare", "a share from 0 to 1", meanShare);
  expect(atLeast(deviationShare, 0), "motion.delays.deviationShare", "at least 0", deviationShare);
}

function checkRobots(setup: WorldSetup, expect: Expect): void {
  const { robots, robotTypes, floor } = setup;
  const robotAt = new Map<number, number>();
  for (let robot = 0; robot < robots.cell.length; robot += 1) {
    const cell = robots.cell[robot]!;
    const type = robots.type[robot]!;
    const charge = robots.charge[robot]!;
    const kind = floor.kind[cell];
    const isAway = robots.away?.[robot] === 1;
    const fits = kind !== undefined && (kind === CellKind.blocked) === isAway;
    const wanted = isAway
      ? "a blocked cell, for a robot in the yard"
      : "a cell of the floor that is not blocked";
    expect(fits, `robots.cell[${robot}]`, wanted, cell);
    const other = robotAt.get(cell);
    expect(
      other === undefined,
      `robots.cell[${robot}]`,
      `a cell without another robot (${other} is there)`,
      cell,
    );
    robotAt.set(cell, robot);
    expect(
      type < robotTypes.length,
      `robots.type[${robot}]`,
      `one of ${robotTypes.length} robot types`,
      type,
    );
    expect(robots.heading[robot]! < 4, `robots.heading[${robot}]`, "a heading 0 … 3", robots.heading[robot]!);
    expect(charge > 0 && charge <= 1, `robots.charge[${robot}]`, "a share above 0, up to 1", charge);
  }
  if (floor.racks !== undefined) {
    const stuck = robotTypes.findIndex((type) => type.climb === undefined);
    expect(stuck < 0, `robotTypes[${stuck}].climb`, "a type that climbs, on a floor of tall racks", "none");
  }
  const { type, heading, charge, cell } = robots;
  const lengths = [type.length, heading.length, charge.length];
  expect(
    lengths.every((length) => length === cell.length),
    "robots",
    `arrays of one length (cell has ${cell.length})`,
    lengths.join(", "),
  );
}

function checkPods(setup: WorldSetup, expect: Expect): void {
  const { pods, floor, skus } = setup;
  const podAt = new Map<number, number>();
  const levels = levelsOf(floor);
  const slots = pods.cell.length * pods.slotsPerPod;
  expect(pods.slotSku.length === slots, "pods.slotSku", `${slots} slots`, pods.slotSku.length);
  expect(pods.slotUnits.length === slots, "pods.slotUnits", `${slots} slots`, pods.slotUnits.length);
  expect(atLeast(pods.capacityVolume, 0), "pods.capacityVolume", "at least 0", pods.capacityVolume);
  for (let pod = 0; pod < pods.cell.length; pod += 1) {
    const cell = pods.cell[pod]!;
    const level = pods.level?.[pod] ?? 0;
    const shelf = cell * levels + level;
    expect(floor.kind[cell] === CellKind.podPlace, `pods.cell[${pod}]`, "a pod place", cell);
    const other = podAt.get(shelf);
    expect(other === undefined, `pods.cell[${pod}]`, `a place without another pod (${other} is there)`, cell);
    podAt.set(shelf, pod);
    expect(level < levels, `pods.level[${pod}]`, `a level below ${levels}`, level);
    let volume = 0;
    for (let slot = pod * pods.slotsPerPod; slot < (pod + 1) * pods.slotsPerPod; slot += 1) {
      const sku = pods.slotSku[slot]!;
      const units = pods.slotUnits[slot]!;
      expect(sku >= -1 && sku < skus.count, `pods.slotSku[${slot}]`, `−1 or a SKU below ${skus.count}`, sku);
      expect(
        sku < 0 ? units === 0 : units > 0,
        `pods.slotUnits[${slot}]`,
        "units exactly where a SKU is",
        units,
      );
      if (sku >= 0) volume += units * skus.unitVolume[sku]!;
    }
    expect(
      volume <= pods.capacityVolume + 1e-9,
      `pods.slotUnits (pod ${pod})`,
      `volume up to ${pods.capacityVolume}`,
      volume,
    );
  }
}
