// The people at the stations: pace, spread of their times, and the shift plan as breaks, changes and closings by the clock.
import type { Floor, PeopleSetup, PlannedFault } from "../../sim/model/index.ts";
import { suggestName } from "../load/near-name.ts";
import { clockSeconds, parseLocalSeconds } from "../schema/fields.ts";
import type { Scenario } from "../schema/scenario-schema.ts";
import { type FieldMisfit, misfit } from "./misfit.ts";
import { stationExpected, stationOf } from "./planned-faults.ts";

const daySeconds = 86_400;

/** Undefined where everybody is steady: then nothing is drawn. */
export function peopleSetup({ people }: Scenario, floor: Floor): PeopleSetup | undefined {
  const { service, pace, stations } = people;
  if (service.kind === "constant" && pace.deviation === 0 && stations.length === 0) return undefined;
  const own = new Float64Array(floor.stations.length).fill(Number.NaN);
  for (const { station, pace: given } of stations) own[stationOf(station, floor)] = given;
  return {
    service,
    paceDeviation: pace.deviation,
    paceMin: pace.min,
    paceMax: pace.max,
    pace: own,
  };
}

export function checkPeople({ people }: Scenario, floor: Floor): FieldMisfit[] {
  return people.stations.flatMap(({ station }, index) => {
    if (stationOf(station, floor) >= 0) return [];
    const names = floor.stations.map(({ name }) => name);
    const advice = typeof station === "string" ? suggestName(station, names) : undefined;
    const path = ["people", "stations", index, "station"];
    return [misfit(path, stationExpected(floor), station, advice)];
  });
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Breaks, changes of shift, and times without any shift, in seconds from the start turned into steps. */
export function shiftPlan(scenario: Scenario, floor: Floor): readonly PlannedFault[] {
  const { shifts, breakStaggerMinutes } = scenario.people;
  if (shifts.length === 0) return [];
  const start = parseLocalSeconds(scenario.start)!;
  const end = scenario.hours * 3600;
  const toStep = (seconds: number) => Math.max(1, Math.round(seconds / scenario.stepSeconds));
  const stations = floor.stations.keys();
  const plan: PlannedFault[] = [];
  const worked: Span[] = [];
  const firstMidnight = Math.floor(start / daySeconds) * daySeconds - daySeconds - start;
  const ids = [...stations];
  for (let midnight = firstMidnight; midnight < end; midnight += daySeconds) {
    for (const { from, to, breaks } of shifts) {
      const begins = midnight + clockSeconds(from);
      const length = (clockSeconds(to) - clockSeconds(from) + daySeconds) % daySeconds || daySeconds;
      worked.push({ from: begins, to: begins + length });
      if (begins > 0 && begins < end) plan.push({ kind: "shift-changes", step: toStep(begins) });
      for (const pause of breaks) {
        const into = (clockSeconds(pause.at) - clockSeconds(from) + daySeconds) % daySeconds;
        for (const station of ids) {
          const leaves = begins + into + station * breakStaggerMinutes * 60;
          const back = leaves + pause.minutes * 60;
          if (leaves >= end || back <= 0) continue;
          const step = toStep(Math.max(0, leaves));
          plan.push({ kind: "person-away", station, step, steps: Math.max(1, toStep(back) - step) });
        }
      }
    }
  }
  for (const { from, to } of gaps(worked, end)) {
    const step = toStep(from);
    const steps = Math.max(1, toStep(to) - step);
    for (const station of ids) plan.push({ kind: "station-closes", station, step, steps, orders: "finish" });
  }
  return plan;
}

/** What lies between 0 and `end` and in no span. */
function gaps(spans: readonly Span[], end: number): readonly Span[] {
  const found: Span[] = [];
  let covered = 0;
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    if (span.from > covered && covered < end) found.push({ from: covered, to: Math.min(end, span.from) });
    covered = Math.max(covered, span.to);
  }
  if (covered < end) found.push({ from: covered, to: end });
  return found;
}
