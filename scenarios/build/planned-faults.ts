// Faults planned by the clock, as steps and ids.
import { CellKind, type Floor, type PlannedFault } from "../../sim/model/index.ts";
import { suggestName } from "../load/near-name.ts";
import { type PlannedFaultSpec, secondsFromStart } from "../schema/fault-schema.ts";
import { parseLocalSeconds } from "../schema/fields.ts";
import type { Scenario } from "../schema/scenario-schema.ts";
import { type FieldMisfit, misfit } from "./misfit.ts";

export type PlannedFaults =
  | { readonly ok: true; readonly value: readonly PlannedFault[] }
  | { readonly ok: false; readonly misfits: readonly FieldMisfit[] };

/** The faults of a scenario; `skuNames` are those of its order file, if it has one. */
export function plannedFaults(
  scenario: Scenario,
  floor: Floor,
  skuNames: readonly string[] | undefined,
): PlannedFaults {
  const misfits: FieldMisfit[] = [];
  const value = scenario.faults.planned.map((spec, index): PlannedFault => {
    const complain = (field: string, expected: string, found: string | number, advice?: string) => {
      misfits.push(misfit(["faults", "planned", index, field], expected, found, advice));
    };
    return plannedFault(spec, { scenario, floor, skuNames, complain });
  });
  return misfits.length > 0 ? { ok: false, misfits } : { ok: true, value };
}

interface FaultContext {
  readonly scenario: Scenario;
  readonly floor: Floor;
  readonly skuNames: readonly string[] | undefined;
  readonly complain: (field: string, expected: string, found: string | number, advice?: string) => void;
}

function plannedFault(spec: PlannedFaultSpec, context: FaultContext): PlannedFault {
  const { scenario } = context;
  const start = parseLocalSeconds(scenario.start)!;
  const step = Math.round(secondsFromStart(spec.at, start)! / scenario.stepSeconds);
  const steps = "minutes" in spec ? Math.max(1, Math.round((spec.minutes * 60) / scenario.stepSeconds)) : 1;
  switch (spec.kind) {
    case "robot-fails":
      return { kind: spec.kind, step, robot: spec.robot, steps };
    case "station-closes":
      return { kind: spec.kind, step, station: stationId(spec.station, context), steps, orders: spec.orders };
    case "person-away":
      return { kind: spec.kind, step, station: stationId(spec.station, context), steps };
    case "station-slows":
      return {
        kind: spec.kind,
        step,
        station: stationId(spec.station, context),
        steps,
        timeFactor: spec.timeFactor,
      };
    case "cell-closes":
      return { kind: spec.kind, step, cell: cellId(spec.cell, context), steps };
    case "stock-lost":
      return { kind: spec.kind, step, sku: skuId(spec.sku, context), units: spec.units };
    case "robots-join":
    case "robots-leave":
      return { kind: spec.kind, step, robots: spec.robots };
    case "supplier-stops":
      return { kind: spec.kind, step, steps };
    case "orders-surge":
      return { kind: spec.kind, step, steps, factor: spec.factor };
    case "orders-cancelled":
      return { kind: spec.kind, step, share: spec.share };
  }
}

/** Id of a station given by id or name; −1 when there is none. */
export function stationOf(given: number | string, floor: Floor): number {
  if (typeof given === "string") return floor.stations.findIndex(({ name }) => name === given);
  return given < floor.stations.length ? given : -1;
}

export function stationExpected(floor: Floor): string {
  const names = floor.stations.slice(0, 8).map(({ name }) => name);
  return `a station, 0 to ${floor.stations.length - 1} or one of ${names.join(", ")}`;
}

function stationId(given: number | string, { floor, complain }: FaultContext): number {
  const station = stationOf(given, floor);
  if (station < 0) {
    const names = floor.stations.map(({ name }) => name);
    const advice = typeof given === "string" ? suggestName(given, names) : undefined;
    complain("station", stationExpected(floor), given, advice);
  }
  return station;
}

function cellId([column, row]: readonly [number, number], { floor, complain }: FaultContext): number {
  const cell = row * floor.width + column;
  if (column >= floor.width || row >= floor.height) {
    complain(
      "cell",
      `[column, row] on a floor of ${floor.width} × ${floor.height} cells`,
      `[${column}, ${row}]`,
    );
  } else if (floor.kind[cell] === CellKind.blocked) {
    complain("cell", "a cell that robots can drive on", `[${column}, ${row}], which is blocked anyway`);
  }
  return cell;
}

function skuId(given: number | string, { scenario, skuNames, complain }: FaultContext): number {
  const count = skuNames?.length ?? scenario.skus.count ?? 0;
  if (typeof given === "number") {
    if (given >= count) complain("sku", `a SKU id, 0 to ${count - 1}`, given);
    return given;
  }
  const sku = skuNames?.indexOf(given) ?? -1;
  if (sku < 0) {
    const expected = skuNames === undefined ? `a SKU id, 0 to ${count - 1}` : "a SKU of the order file";
    complain("sku", expected, given);
  }
  return sku;
}
