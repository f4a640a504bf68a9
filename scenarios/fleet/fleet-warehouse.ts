// The warehouse of a fleet file: the site of a scenario, on whose floor real robots drive.
import { z } from "zod";
import { type Floor, StationKind } from "../../sim/model/index.ts";
import { tooTight } from "./fleet-cells.ts";
import type { FleetCells } from "./fleet-ground.ts";
import type { GroundReading } from "./ground-reading.ts";

export const warehouseSchema = z.strictObject({
  /** Name of a bundled scenario, or a scenario file by its path from the fleet file. */
  scenario: z.string().min(1),
  /** Left out: the scenario's first one. */
  strategy: z.string().min(1).optional(),
  /** `scenario`: customers order as in a run; `desk`: only other systems order. */
  demand: z.enum(["scenario", "desk"]).default("scenario"),
  /** Of pods, stock and customers; left out: the scenario's. */
  seed: z.int().min(0).optional(),
});
export type WarehouseWords = z.output<typeof warehouseSchema>;

/** @param floor of the scenario; null: nobody has loaded it. */
export function readWarehouse(
  { scenario }: WarehouseWords,
  { body, speedMetresPerSecond }: Pick<FleetCells, "body" | "speedMetresPerSecond">,
  floor: Floor | null,
): GroundReading<FleetCells> {
  const path = ["warehouse", "scenario"];
  if (floor === null)
    return { ok: false, fault: { path, expected: "a scenario that has been loaded", found: scenario } };
  const tight = tooTight(floor.cellMetres, body);
  if (tight !== undefined) return { ok: false, fault: { path, ...tight } };
  return {
    ok: true,
    value: {
      ground: { kind: "cells", floor, body, speedMetresPerSecond },
      stations: floor.stations.map(({ name, kind, workCell }) => ({
        name,
        kind: kind === StationKind.pick ? "pick" : "replenish",
        place: workCell,
      })),
      chargers: Array.from(floor.chargers, (place, i) => ({
        name: `charger-${i + 1}`,
        kind: "charger",
        place,
      })),
    },
  };
}
