// Faults planned by the clock, as steps and ids.
import type { Floor, PlannedFault } from "../../sim/model/index.ts";
import { suggestName } from "../load/near-name.ts";
import { parseLocalSeconds } from "../schema/fields.ts";
import type { Scenario } from "../schema/scenario-schema.ts";
import { type FieldMisfit, misfit } from "./misfit.ts";

export type PlannedFaults =
  | { readonly ok: true; readonly value: readonly PlannedFault[] }
  | { readonly ok: false; readonly misfits: readonly FieldMisfit[] };

export function plannedFaults(scenario: Scenario, floor: Floor): PlannedFaults {
  const start = parseLocalSeconds(scenario.start)!;
  const names = floor.stations.map((station) => station.name);
  const misfits: FieldMisfit[] = [];
  const value = scenario.faults.planned.map((fault, index): PlannedFault => {
    const step = Math.round((parseLocalSeconds(fault.at)! - start) / scenario.stepSeconds);
    const steps = Math.max(1, Math.round((fault.minutes * 60) / scenario.stepSeconds));
    if (fault.kind === "robot-fails") return { kind: "robot-fails", step, robot: fault.robot, steps };
    const station = typeof fault.station === "number" ? fault.station : names.indexOf(fault.station);
    if (station < 0 || station >= names.length) {
      const expected = `a station, 0 to ${names.length - 1} or one of ${names.slice(0, 8).join(", ")}`;
      const advice = typeof fault.station === "string" ? suggestName(fault.station, names) : undefined;
      misfits.push(misfit(["faults", "planned", index, "station"], expected, fault.station, advice));
    }
    return { kind: "station-closes", step, station, steps };
  });
  return misfits.length > 0 ? { ok: false, misfits } : { ok: true, value };
}
