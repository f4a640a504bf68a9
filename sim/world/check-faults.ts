// Checks faults, cancellations and people against the site they befall.
import { CellKind, type PlannedFault, type WorldSetup } from "../model/index.ts";
import type { SetupProblem } from "./setup-problem.ts";

/** What is wrong with the faults, people and late deliveries of a setup. */
export function checkFaults(setup: WorldSetup): readonly SetupProblem[] {
  const { faults, people, supply, floor } = setup;
  const problems = faults.planned.flatMap((fault, index) =>
    checkFault(setup, fault, `faults.planned[${index}]`),
  );
  const expect = expectInto(problems);
  const { cancellation } = faults;
  if (cancellation !== undefined) {
    checkShare(expect, "faults.cancellation.share", cancellation.share);
    checkRange(expect, "faults.cancellation.seconds", cancellation.secondsMin, cancellation.secondsMax);
  }
  if (supply.late !== undefined) {
    checkShare(expect, "supply.late.share", supply.late.share);
    checkRange(expect, "supply.late.seconds", supply.late.secondsMin, supply.late.secondsMax);
  }
  if (people !== undefined) {
    const { paceDeviation, paceMin, paceMax, pace, service } = people;
    expect(paceDeviation >= 0, "people.paceDeviation", "a number of at least 0", paceDeviation);
    expect(paceMin > 0, "people.paceMin", "more than 0", paceMin);
    expect(paceMax >= paceMin, "people.paceMax", `at least paceMin (${paceMin})`, paceMax);
    const fits = pace.length === 0 || pace.length === floor.stations.length;
    expect(fits, "people.pace", `none, or one for each of ${floor.stations.length} stations`, pace.length);
    for (const [station, value] of pace.entries()) {
      expect(Number.isNaN(value) || value > 0, `people.pace[${station}]`, "more than 0, or NaN", value);
    }
    if (service.kind === "lognormal") {
      const { variation } = service;
      expect(variation >= 0, "people.service.variation", "a number of at least 0", variation);
    }
  }
  return problems;
}

/** What is wrong with one fault on this site; `where` is its path in messages. */
export function checkFault(setup: WorldSetup, fault: PlannedFault, where: string): SetupProblem[] {
  const problems: SetupProblem[] = [];
  const expect = expectInto(problems);
  const id = (name: string, value: number, count: number) => {
    const known = Number.isInteger(value) && value >= 0 && value < count;
    expect(known, `${where}.${name}`, `a ${name} below ${count}`, value);
  };
  expect(fault.step >= 0, `${where}.step`, "a step of at least 0", fault.step);
  if ("steps" in fault) expect(fault.steps >= 1, `${where}.steps`, "at least 1 step", fault.steps);
  switch (fault.kind) {
    case "robot-fails":
      id("robot", fault.robot, setup.robots.cell.length);
      break;
    case "robots-join": {
      const yard = setup.robots.away?.reduce((sum, away) => sum + away, 0) ?? 0;
      expect(fault.robots >= 1, `${where}.robots`, "at least 1 robot", fault.robots);
      expect(fault.robots <= yard, `${where}.robots`, `at most the ${yard} robots of the yard`, fault.robots);
      break;
    }
    case "robots-leave":
      expect(fault.robots >= 1, `${where}.robots`, "at least 1 robot", fault.robots);
      break;
    case "station-closes":
    case "person-away":
      id("station", fault.station, setup.floor.stations.length);
      break;
    case "station-slows":
      id("station", fault.station, setup.floor.stations.length);
      expect(fault.timeFactor > 0, `${where}.timeFactor`, "more than 0", fault.timeFactor);
      break;
    case "cell-closes": {
      const kind = setup.floor.kind[fault.cell];
      const drivable = kind !== undefined && kind !== CellKind.blocked;
      expect(drivable, `${where}.cell`, "a cell of the floor that is not blocked", fault.cell);
      break;
    }
    case "stock-lost":
      id("sku", fault.sku, setup.skus.count);
      expect(fault.units >= 1, `${where}.units`, "at least 1 unit", fault.units);
      break;
    case "orders-cancelled":
      checkShare(expect, `${where}.share`, fault.share);
      break;
    case "orders-surge":
      expect(fault.factor >= 1, `${where}.factor`, "a number of at least 1", fault.factor);
      break;
    case "shift-changes":
    case "supplier-stops":
      break;
  }
  return problems;
}

type Expect = (holds: boolean, where: string, expected: string, found: number) => void;

/** NaN never holds. */
function expectInto(problems: SetupProblem[]): Expect {
  return (holds, where, expected, found) => {
    if (!holds) problems.push({ where, expected, found: String(found) });
  };
}
function checkShare(expect: Expect, where: string, share: number): void {
  expect(share >= 0 && share <= 1, where, "a share from 0 to 1", share);
}
function checkRange(expect: Expect, where: string, min: number, max: number): void {
  expect(min >= 0, `${where}Min`, "a number of at least 0", min);
  expect(max >= min, `${where}Max`, `at least ${where}Min (${min})`, max);
}
