// Which fields a result file of a year has, and which may be missing because the league's own files lack them.
import type { Complaints } from "./complaints.ts";
import type { LeagueYear } from "./description.ts";
import { compareField, type ResultFields } from "./result-fields.ts";

const everyYear = [
  "actionModel",
  "teamSize",
  "start",
  "numTaskFinished",
  "makespan",
  "actualPaths",
  "plannerPaths",
  "plannerTimes",
  "errors",
  "events",
  "tasks",
] as const;
const errorCounts = ["numPlannerErrors", "numScheduleErrors", "numEntryTimeouts"] as const;
const since2024 = ["version", ...errorCounts, "actualSchedule", "plannerSchedule", "scheduleErrors"] as const;

const fieldsOf: Readonly<Record<LeagueYear, readonly string[]>> = {
  2023: [...everyYear, "AllValid", "sumOfCost"],
  2024: [...everyYear, ...since2024],
  2026: [...everyYear, ...since2024, "agentMaxCounter", "outputSegmentSize", "delayIntervals"],
};

/** Complains about fields that are missing and about files of another year. */
export function compareForm(fields: ResultFields, year: LeagueYear, complaints: Complaints): void {
  const missing = fieldsOf[year].filter((name) => fields[name] === undefined);
  const isEarly = year === 2024 && isEarlyForm(fields);
  const excused = missing.filter((name) => isEarly && errorCounts.some((count) => count === name));
  for (const name of missing) {
    if (excused.includes(name)) continue;
    complaints.addFile(`${name}: expected as in every result of ${year}, found nothing`);
  }
  if (excused.length > 0) {
    const instead = "the league's test round of 2024 wrote AllValid and sumOfCost instead";
    complaints.notes.push(`${excused.join(", ")} missing: ${instead}`);
  }
  compareField(fields, "version", `${year} LoRR`, complaints);
}

/** A file as the league's test round of 2024 wrote it, like its stored best results. */
export function isEarlyForm(fields: ResultFields): boolean {
  return fields.AllValid !== undefined && fields.sumOfCost !== undefined;
}
