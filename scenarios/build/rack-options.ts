// Tall racks of a scenario in the terms of the floor generator.
import type { RackOptions } from "../../sim/floor/index.ts";
import { climbSeconds } from "../../sim/model/index.ts";
import type { GeneratedFloorSpec } from "../schema/floor-schema.ts";
import type { Scenario } from "../schema/scenario-schema.ts";
import { climbOf } from "./fleet.ts";

/** Heights are weighed against ways by the first robot type that climbs. */
export function rackOptions(spec: GeneratedFloorSpec, scenario: Scenario): RackOptions | null {
  if (spec.racks === undefined) return null;
  const { levels, firstLevelMetres, levelMetres, climbers } = spec.racks;
  const type = scenario.fleet.types.find(({ climb }) => climb !== undefined);
  const cellsPerSecond = (type?.speedMetresPerSecond ?? 1) / spec.cellMetres;
  const climbCells = Array.from({ length: levels }, (_, level) => {
    if (type?.climb === undefined) return 0;
    return 2 * climbSeconds(climbOf(type.climb), firstLevelMetres + level * levelMetres) * cellsPerSecond;
  });
  return { levels, firstLevelMetres, levelMetres, climbersMax: climbers, climbCells };
}
