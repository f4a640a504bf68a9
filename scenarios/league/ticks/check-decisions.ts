// `plannerTimes` and `numEntryTimeouts` of a 2026 result. The planning interval is not in the file, so what is held against
// them is whether there is any interval that fits.
import type { Complaints } from "../complaints.ts";
import { compareWhole, countPlannerTimes, type ResultFields } from "../result-fields.ts";

/** `ticks` were run; schedules came into force before the ticks in `changes` (from 0). */
export function compareDecisions(
  fields: ResultFields,
  ticks: number,
  changes: ReadonlySet<number>,
  complaints: Complaints,
): void {
  if (fields.plannerTimes === undefined) {
    compareWhole(fields, "numEntryTimeouts", ticks, complaints);
    return;
  }
  const times = countPlannerTimes(fields, complaints);
  if (times === 0 && Array.isArray(fields.plannerTimes) && fields.numEntryTimeouts === 0) {
    complaints.notes.push("plannerTimes is empty, as in the league's own program: late plans cannot be told");
    return;
  }
  compareWhole(fields, "numEntryTimeouts", times, complaints);
  const least = Math.max(1, changes.size);
  // One per tick at most, and the first.
  if (times < least || times > ticks + 1) {
    const why = `schedules changed in ${changes.size} of ${ticks} ticks`;
    complaints.addFile(`plannerTimes: expected ${least} to ${ticks + 1}, as ${why}, found ${times}`);
  } else if (fields.numEntryTimeouts === 0 && !fitsAnInterval(times, ticks, changes)) {
    const why = "plans in time come at even intervals";
    complaints.addFile(`plannerTimes: expected one per plan (${why}), found ${times} in ${ticks} ticks`);
  }
}

/** Is there an interval at whose multiples all changes lie, and of which the run has so many? A last plan may be unused. */
function fitsAnInterval(times: number, ticks: number, changes: ReadonlySet<number>): boolean {
  for (let interval = 1; interval <= ticks; interval += 1) {
    const plans = Math.ceil(ticks / interval);
    if (times !== plans && times !== plans + 1) continue;
    if ([...changes].every((tick) => tick % interval === 0)) return true;
  }
  return ticks === 0;
}
