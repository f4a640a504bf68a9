// The yard: rows of blocked cells below the floor where robots stand that are no part of the fleet for now. Rows at the end leave all
// ids of cells as they are, so that a run goes as it would without a yard until the fleet changes.
import { CellKind, type Floor, type WorldSetup } from "../../sim/model/index.ts";
import type { Scenario } from "../schema/scenario-schema.ts";
import { type FieldMisfit, misfit } from "./misfit.ts";

export interface YardPlan {
  /** Robots that come onto the floor in the course of the run, and robots that leave it. */
  readonly join: number;
  readonly leave: number;
}

export function yardPlan({ faults }: Scenario): YardPlan {
  const sum = (kind: "robots-join" | "robots-leave") =>
    faults.planned.reduce((total, fault) => total + (fault.kind === kind ? fault.robots : 0), 0);
  return { join: sum("robots-join"), leave: sum("robots-leave") };
}

/** What keeps the fleet from changing as planned. */
export function checkYard(scenario: Scenario, floor: Floor, placesMax: number): FieldMisfit[] {
  const { join, leave } = yardPlan(scenario);
  if (join + leave === 0) return [];
  const isChange = ({ kind }: Scenario["faults"]["planned"][number]) =>
    kind === "robots-join" || kind === "robots-leave";
  const at = scenario.faults.planned.findLastIndex(isChange);
  const complain = (expected: string, found: string | number) => [
    misfit(["faults", "planned", at, "robots"], expected, found),
  ];
  if (floor.chutes !== undefined) return complain("a fleet that stays, on a floor with chutes", join + leave);
  if (scenario.motion !== "lockstep") {
    return complain("a fleet that stays, with motion: delayed", join + leave);
  }
  const { count } = scenario.fleet;
  if (count + join > placesMax) return complain(`at most ${placesMax} robots in all`, count + join);
  return leave >= count + join ? complain(`fewer than all ${count + join} robots leaving`, leave) : [];
}

/** The floor with room in the yard for every robot that is ever off it; as it was where nobody comes or leaves. */
export function withYard(floor: Floor, { join, leave }: YardPlan): Floor {
  const rows = Math.ceil((join + leave) / floor.width);
  if (rows === 0) return floor;
  const more = rows * floor.width;
  const { racks } = floor;
  return {
    ...floor,
    height: floor.height + rows,
    kind: longer(floor.kind, more, CellKind.blocked),
    exits: longer(floor.exits, more, 0),
    lanes: longer(floor.lanes, more, 0),
    zone: longer(floor.zone, more, 255),
    ...(racks !== undefined && {
      racks: {
        ...racks,
        rackOfCell: longer(racks.rackOfCell, more, -1),
        zone: longer(racks.zone, more * racks.levels, 255),
      },
    }),
  };
}

/** The fleet with the robots that will join, in the last cells of the yard: of the first type, charged. */
export function withYardRobots(
  robots: WorldSetup["robots"],
  floor: Floor,
  { join }: YardPlan,
): WorldSetup["robots"] {
  if (join === 0) return robots;
  const cells = Int32Array.from({ length: join }, (_, index) => floor.kind.length - 1 - index);
  const on = robots.cell.length;
  return {
    type: longer(robots.type, join, 0),
    cell: Int32Array.from([...robots.cell, ...cells]),
    heading: longer(robots.heading, join, 0),
    charge: Float64Array.from([...robots.charge, ...cells.map(() => 1)]),
    away: longer(new Uint8Array(on), join, 1),
  };
}

function longer<T extends Uint8Array | Int32Array>(column: T, more: number, fill: number): T {
  const whole = new (column.constructor as new (length: number) => T)(column.length + more);
  whole.fill(fill, column.length);
  whole.set(column);
  return whole;
}
