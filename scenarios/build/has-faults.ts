// Whether something goes wrong at a site by its scenario, in every run.
import type { Scenario } from "../schema/scenario-schema.ts";

/**
 * True where the scenario has planned faults, cancellations, shifts or late deliveries. That robots may fail now and then says
 * little of one run: that shows in what happened.
 */
export function hasFaults({ faults, people, supply }: Scenario): boolean {
  return (
    faults.planned.length > 0 ||
    faults.cancellation !== undefined ||
    people.shifts.length > 0 ||
    supply.late !== undefined
  );
}
